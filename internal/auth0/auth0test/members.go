package auth0test

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
