package auth0test

import "crypto/rand"

const (
	decimal      = "0123456789"
	hexadecimal  = decimal + "abcdef"
	upperCase    = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	lowerCase    = "abcdefghijklmnopqrstuvwxyz"
	alphanumeric = upperCase + lowerCase + decimal
	base64URL    = alphanumeric + "-_"
	base32       = upperCase + "234567"
	// recoveryAlphabet is that of the recorded recovery codes.
	recoveryAlphabet = upperCase + decimal
)

// random returns n characters of the alphabet, each equally likely.
func random(alphabet string, n int) string {
	fair := 256 - 256%len(alphabet) // larger bytes would favour the first characters
	out := make([]byte, 0, n)
	for buffer := make([]byte, n); len(out) < n; {
		_, _ = rand.Read(buffer) // never fails
		for _, b := range buffer {
			if int(b) < fair && len(out) < n {
				out = append(out, alphabet[int(b)%len(alphabet)])
			}
		}
	}
	return string(out)
}
