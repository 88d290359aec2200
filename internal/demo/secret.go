package main

import (
	"fmt"
	"slices"
)

// The members and parameters that hold secrets. A binding_code is one as well,
// but it is what the demo is about, and used up when it is shown.
var (
	hidden    = []string{"client_secret", "password"}
	shortened = []string{
		"access_token", "id_token", "refresh_token", "mfa_token", "oob_code", "client_assertion",
		"recovery_code", "recovery_codes", "otp", "secret", "barcode_uri",
	}
)

// conceal replaces the secrets in a decoded body; name is the member's that the value belongs to.
func conceal(name string, value any) any {
	switch value := value.(type) {
	case string:
		switch {
		case slices.Contains(hidden, name):
			return "•••"
		case slices.Contains(shortened, name):
			return shorten(value)
		}
		return value
	case []any:
		list := make([]any, len(value))
		for i, element := range value {
			list[i] = conceal(name, element)
		}
		return list
	case map[string]any:
		object := make(map[string]any, len(value))
		for member, v := range value {
			object[member] = conceal(member, v)
		}
		return object
	}
	return value
}

// shorten keeps enough of a secret to recognize it in the next request.
func shorten(secret string) string {
	shown := min(13, len(secret)/4)
	return fmt.Sprintf("%s…(%d chars)", secret[:shown], len(secret))
}
