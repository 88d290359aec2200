package provider

import (
	"regexp"

	"github.com/hashicorp/terraform-plugin-framework/types"
)

// What Auth0 hides: an email address but for its first characters and those of
// its domain, each run of stars standing for at least as much, and a phone
// number but for its last four digits, an X for each character.
var hidden = regexp.MustCompile(`\*+|X`)

// fits says whether an address or a number can be what Auth0 shows masked, or is
// the same. Of what is hidden nothing is known, so that it always fits.
func fits(shown, full string) bool {
	pattern := "^"
	for {
		at := hidden.FindStringIndex(shown)
		if at == nil {
			break
		}
		pattern += regexp.QuoteMeta(shown[:at[0]])
		if shown[at[0]] == '*' {
			pattern += ".*"
		} else {
			pattern += "."
		}
		shown = shown[at[1]:]
	}
	return regexp.MustCompile(pattern + regexp.QuoteMeta(shown) + "$").MatchString(full)
}

// unmasked is what was declared, as long as the tenant's answer fits it; else
// the answer, so that the difference shows.
func unmasked(declared types.String, answer string) types.String {
	if s := declared.ValueString(); s != "" && fits(answer, s) {
		return declared
	}
	return optional(answer)
}
