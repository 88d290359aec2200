package auth0test

import (
	"strconv"
	"strings"
)

// brokenLiquid finds an output or a tag that is not closed, of all that can be
// wrong with a template; "" when there is none. The words are those of
// LiquidJS: Auth0's own are not known.
func brokenLiquid(text string) string {
	for rest := text; ; {
		start := strings.IndexAny(rest, "{")
		if start < 0 || start+1 >= len(rest) {
			return ""
		}
		closing, kind := "}}", "output"
		switch rest[start+1] {
		case '{':
		case '%':
			closing, kind = "%}", "tag"
		default:
			rest = rest[start+1:]
			continue
		}
		inner, after, closed := strings.Cut(rest[start+2:], closing)
		if !closed || strings.Contains(inner, "{{") || strings.Contains(inner, "{%") {
			column := len(text) - len(rest) + start + 1
			return kind + ` "` + rest[start:min(start+16, len(rest))] + `" not closed, line:1, col:` + strconv.Itoa(column)
		}
		rest = after
	}
}
