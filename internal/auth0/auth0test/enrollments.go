package auth0test

import (
	"maps"
	"net/http"
	"time"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test/api"
)

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
	path := func(description string) api.Schema {
		return api.Schema{Properties: map[string]api.Schema{"id": {Kind: "string", Required: true, Description: description}}}
	}
	return []api.Route{
		{
			Pattern: "GET /api/v2/users/{id}/enrollments", Scopes: []string{"read:users"},
			Path: path("ID of the user to list enrollments for."), Handle: e.list,
		},
		{
			Pattern: "GET /api/v2/guardian/enrollments/{id}", Scopes: []string{"read:guardian_enrollments"},
			Path: path("ID of the enrollment to be retrieve."), Handle: e.get,
		},
		{
			Pattern: "DELETE /api/v2/guardian/enrollments/{id}", Scopes: []string{"delete:guardian_enrollments"},
			Status: http.StatusNoContent, Path: path("ID of the enrollment to be deleted."), Handle: e.delete,
		},
	}
}

// enrollment reports how Guardian counts the device; false means that it does
// not. The app's own codes are not enrolled by themselves.
func (d *device) enrollment() (method string, counts bool) {
	method, counts = enrollmentMethods[d.kind]
	return method, counts && (d.kind != kindTOTP || d.link == "")
}

// guardian shows the device as GET /guardian/enrollments/{id} does. Only
// refusals of it are recorded: the members are the API's description's.
func (d *device) guardian() map[string]any {
	body := map[string]any{"id": d.key, "status": "pending"}
	if d.confirmed {
		body["status"] = "confirmed"
	}
	maps.Copy(body, nonEmpty(map[string]string{"name": d.name, "identifier": d.identifier}))
	maps.Copy(body, times(map[string]time.Time{"enrolled_at": d.enrolled, "last_auth": d.lastAuth}))
	if d.kind == kindPhone {
		body["name"], body["phone_number"] = maskPhone(d.phone), maskPhone(d.phone)
	}
	return body
}

// list answers GET of a user's with the first that is confirmed, as documented.
// Only the empty list is recorded; what type is called is a guess.
func (e *enrollments) list(c *api.Call) (any, error) {
	user, err := e.users.of(c)
	if err != nil {
		return nil, err
	}
	for _, d := range user.devices {
		if method, counts := d.enrollment(); counts && d.confirmed {
			body := d.guardian()
			body["type"], body["auth_method"] = d.kind, method
			return []map[string]any{body}, nil
		}
	}
	return []map[string]any{}, nil
}

// find finds the enrollment that the path names, whoever it belongs to.
func (e *enrollments) find(c *api.Call) (*account, *device, error) {
	id := c.PathValue("id")
	for _, user := range e.users.all {
		for _, d := range user.devices {
			if _, counts := d.enrollment(); counts && d.key == id {
				return user, d, nil
			}
		}
	}
	return nil, nil, noEnrollment()
}

// noEnrollment is recorded of GET and DELETE.
func noEnrollment() *api.Refusal {
	return api.Boom(http.StatusNotFound, "enrollment_not_found", "Enrollment not found")
}

// get answers GET of one.
func (e *enrollments) get(c *api.Call) (any, error) {
	_, d, err := e.find(c)
	if err != nil {
		return nil, err
	}
	return d.guardian(), nil
}

// delete answers DELETE of one, whose twin goes with it.
func (e *enrollments) delete(c *api.Call) (any, error) {
	user, d, err := e.find(c)
	if err != nil {
		return nil, err
	}
	user.remove(d)
	return nil, nil
}
