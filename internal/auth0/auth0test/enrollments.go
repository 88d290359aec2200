package auth0test

import "github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test/api"

// enrollmentMethods names the methods that Guardian counts as enrollments. It
// knows nothing of email and recovery codes.
var enrollmentMethods = map[string]string{
	kindTOTP: "authenticator", kindPush: "guardian", kindPhone: "sms",
	"webauthn-roaming": "webauthn-roaming", "webauthn-platform": "webauthn-platform",
}

// enrollments are the methods as Guardian counts them.
type enrollments struct {
	users *users
}

func (e *enrollments) routes() []api.Route {
	path := api.Schema{Properties: map[string]api.Schema{"id": {
		Kind: "string", Required: true, Description: "ID of the user to list enrollments for.",
	}}}
	return []api.Route{{
		Pattern: "GET /api/v2/users/{id}/enrollments", Scopes: []string{"read:users"}, Path: path, Handle: e.list,
	}}
}

// list answers GET with the first that is confirmed, as documented.
// Only the empty list is recorded; the members that the schema describes but
// nothing shows, such as type, are left out.
func (e *enrollments) list(c *api.Call) (any, error) {
	user, err := e.users.of(c)
	if err != nil {
		return nil, err
	}
	for _, d := range user.devices {
		method, ok := enrollmentMethods[d.kind]
		if !ok || !d.confirmed || d.kind == kindTOTP && d.link != "" { // the app's own codes are not enrolled by themselves
			continue
		}
		enrollment := map[string]any{
			"id": d.key, "status": "confirmed", "auth_method": method, "enrolled_at": api.Timestamp(d.created),
		}
		if d.kind == kindPhone {
			enrollment["name"], enrollment["phone_number"] = maskPhone(d.phone), maskPhone(d.phone)
		}
		return []map[string]any{enrollment}, nil
	}
	return []map[string]any{}, nil
}
