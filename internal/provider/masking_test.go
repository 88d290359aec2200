package provider

import "testing"

// A masked value fits the values that it can stand for, and no others. Those
// with asterisks and XXX are recorded from Auth0, but for the last ones.
func TestMaskedValuesFitWhatTheyStandFor(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		shown, full string
		fits        bool
	}{
		{"chuc****@exam*******", "chuck334@example.com", true},
		{"****@exam*******", "foo@example.com", true},
		{"XXXXXXXXXXX5044", "+44207183875044", true},
		{"foo@example.com", "foo@example.com", true},
		{"chuc****@exam*******", "chuck334@other.com", false},
		{"chuc****@exam*******", "check334@example.com", false},
		{"XXXXXXXXXXX5044", "+44207183875045", false},
		{"XXXXXXXXXXX5044", "+4420718387504444", false},
		{"foo@example.com", "foo@example.org", false},
		{"", "foo@example.com", false},
		{"X@example.com", "Y@example.com", false}, // an address has no X that hides
		{"auth0|userX", "auth0|user1", false},
		{"alexX@example.com", "alex9@example.com", false},
		{"brea*******@a.io", "break-glass@a.io", true},
		{"a.c****@exam*******", "abc334@example.com", false}, // a dot is a dot
	} {
		if got := fits(tc.shown, tc.full); got != tc.fits {
			t.Errorf("%q fits %q: %t", tc.shown, tc.full, got)
		}
	}
}
