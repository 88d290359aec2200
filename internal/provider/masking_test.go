package provider // what Auth0 shows is recorded, and compared without a tenant

import "testing"

func TestMaskingIsAuth0s(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		mask       func(string) string
		full, want string
	}{
		// Recorded.
		{maskedEmail, "chuck334@example.com", "chuc****@exam*******"},
		{maskedEmail, "foo@example.com", "****@exam*******"},
		{maskedPhone, "+44207183875044", "XXXXXXXXXXX5044"},
		// By the same rules.
		{maskedEmail, "four@example.com", "****@exam*******"},
		{maskedEmail, "fiver@example.com", "five****@exam*******"},
		{maskedEmail, "break-glass@a.io", "brea*******@a.io"},
		{maskedEmail, "jürgen@example.com", "jürg****@exam*******"},
		{maskedEmail, "no address", "no address"},
		{maskedPhone, "+123", "+123"},
		// What is masked already stays as it is.
		{maskedEmail, "chuc****@exam*******", "chuc****@exam*******"},
		{maskedEmail, "****@exam*******", "****@exam*******"},
		{maskedPhone, "XXXXXXXXXXX5044", "XXXXXXXXXXX5044"},
	} {
		if got := tc.mask(tc.full); got != tc.want {
			t.Errorf("%s is masked as %s, want %s", tc.full, got, tc.want)
		}
	}
}
