package provider

import (
	"regexp"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Auth0 shows the last four digits of a phone number, an X for each character
// before, and the first characters of an email address and of its domain, with
// at least four stars in it.
var (
	maskedNumber = regexp.MustCompile(`^X+[0-9]{0,4}$`)
	stars        = regexp.MustCompile(`\*+`)
)

// isMasked reports whether Auth0 would show an address or a number like that, instead of what it is.
func isMasked(shown string) bool {
	return maskedNumber.MatchString(shown) || strings.Contains(shown, "****")
}

// fits reports whether an address or a number is what Auth0 shows, or, where that
// is masked, can be. Of what is hidden nothing is known, so that it always fits.
func fits(shown, full string) bool {
	switch {
	case maskedNumber.MatchString(shown):
		digits := strings.TrimLeft(shown, "X")
		return len(full) == len(shown) && strings.HasSuffix(full, digits)
	case strings.Contains(shown, "****"):
		var parts []string
		for _, part := range stars.Split(shown, -1) {
			parts = append(parts, regexp.QuoteMeta(part))
		}
		return regexp.MustCompile("^" + strings.Join(parts, ".*") + "$").MatchString(full)
	}
	return shown == full
}

// unmasked is what was declared, as long as the tenant's answer fits it; else
// the answer, so that the difference shows.
func unmasked(declared types.String, answer string) types.String {
	if s := declared.ValueString(); s != "" && fits(answer, s) {
		return declared
	}
	return optional(answer)
}
