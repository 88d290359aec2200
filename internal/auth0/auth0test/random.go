package auth0test

import (
	"crypto/rand"
	"strconv"
	"time"
)

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

// sealed returns a string of the form and length of Auth0's sealed tokens
// (hapi's Iron). Nothing is in it: clients must not look.
func sealed(at time.Time) string {
	return "Fe26.2*SERVER_" + strconv.FormatInt(at.Unix(), 10) +
		"*" + random(hexadecimal, 64) + "*" + random(base64URL, 22) + "*" + random(base64URL, 342) +
		"**" + random(hexadecimal, 64) + "*" + random(base64URL, 43)
}
