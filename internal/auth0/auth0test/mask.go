package auth0test

import "strings"

// maskEmail hides an address as both APIs do (recorded): the first four
// characters of the local part show when there are more, those of the domain
// always, and the local part never gets fewer than four stars.
func maskEmail(address string) string {
	local, domain, ok := strings.Cut(address, "@")
	if !ok {
		return address
	}
	shown := ""
	if len(local) > 4 {
		shown = local[:4]
	}
	stars := max(4, len(local)-len(shown))
	visible := min(4, len(domain))
	return shown + strings.Repeat("*", stars) + "@" +
		domain[:visible] + strings.Repeat("*", len(domain)-visible)
}

// maskPhone hides all but the last four characters, the plus sign included.
func maskPhone(number string) string {
	hidden := max(0, len(number)-4)
	return strings.Repeat("X", hidden) + number[hidden:]
}
