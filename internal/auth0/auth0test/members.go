package auth0test

import (
	"time"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test/api"
)

// nonEmpty keeps the members that are not empty.
func nonEmpty(members map[string]string) map[string]any {
	object := map[string]any{}
	for name, value := range members {
		if value != "" {
			object[name] = value
		}
	}
	return object
}

// times keeps the members that have happened.
func times(members map[string]time.Time) map[string]any {
	object := map[string]any{}
	for name, at := range members {
		if !at.IsZero() {
			object[name] = api.Timestamp(at)
		}
	}
	return object
}

// withoutNulls keeps the members that are not null. That Auth0 answers them as absent
// afterwards is a guess: it does so for what was never sent (recorded).
func withoutNulls(members map[string]any) map[string]any {
	object := map[string]any{}
	for name, value := range members {
		if value != nil {
			object[name] = value
		}
	}
	return object
}

// setMember sets a member, or removes it when value is nil.
func setMember(object map[string]any, name string, value any) {
	if value == nil {
		delete(object, name)
		return
	}
	object[name] = value
}
