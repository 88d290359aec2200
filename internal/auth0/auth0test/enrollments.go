package auth0test

// enrollmentMethods names the methods that Guardian counts as enrollments. It
// knows nothing of email and recovery codes.
var enrollmentMethods = map[string]string{
	kindTOTP: "authenticator", kindPush: "guardian", kindPhone: "sms",
	"webauthn-roaming": "webauthn-roaming", "webauthn-platform": "webauthn-platform",
}

func enrollmentRoutes() []route {
	path := schema{properties: map[string]schema{"id": {
		kind: "string", required: true, description: "ID of the user to list enrollments for.",
	}}}
	return []route{{
		pattern: "GET /api/v2/users/{id}/enrollments", scopes: []string{"read:users"}, path: path, handle: (*Tenant).listEnrollments,
	}}
}

// listEnrollments answers GET with the first that is confirmed, as documented.
// Only the empty list is recorded; the members that the schema describes but
// nothing shows, such as type, are left out.
func (t *Tenant) listEnrollments(c *call) (any, error) {
	user, err := t.userOf(c)
	if err != nil {
		return nil, err
	}
	for _, d := range user.devices {
		method, ok := enrollmentMethods[d.kind]
		if !ok || !d.confirmed || d.kind == kindTOTP && d.link != "" { // the app's own codes are not enrolled by themselves
			continue
		}
		enrollment := map[string]any{
			"id": d.key, "status": "confirmed", "auth_method": method, "enrolled_at": timestamp(d.created),
		}
		if d.kind == kindPhone {
			enrollment["name"], enrollment["phone_number"] = maskPhone(d.phone), maskPhone(d.phone)
		}
		return []map[string]any{enrollment}, nil
	}
	return []map[string]any{}, nil
}
