package provider

import (
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/types"
)

// maskedEmail is an address as Auth0 shows it: of the local part the first four
// characters when it has more, and never fewer than four stars; of the domain
// the first four. A masked address stays as it is.
func maskedEmail(address string) string {
	local, domain, ok := strings.Cut(address, "@")
	if !ok {
		return address
	}
	shown := 0
	if len([]rune(local)) > 4 {
		shown = 4
	}
	return starred(local, shown, 4) + "@" + starred(domain, 4, 0)
}

// starred shows the first characters and a star for each other, at least so many.
func starred(s string, shown, stars int) string {
	runes := []rune(s)
	shown = min(shown, len(runes))
	return string(runes[:shown]) + strings.Repeat("*", max(stars, len(runes)-shown))
}

// maskedPhone is a number as Auth0 shows it: the last four digits, and an X for
// everything before, the plus sign included.
func maskedPhone(number string) string {
	hidden := max(0, len(number)-4)
	return strings.Repeat("X", hidden) + number[hidden:]
}

// unmasked is what was declared, as long as the tenant's answer fits it; else
// the answer, so that the difference shows.
func unmasked(declared types.String, answer string, mask func(string) string) types.String {
	if s := declared.ValueString(); s != "" && (answer == s || answer == mask(s)) {
		return declared
	}
	return optional(answer)
}
