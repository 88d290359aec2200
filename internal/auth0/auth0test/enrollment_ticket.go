package auth0test

import (
	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test/api"
)

// enrollmentTickets are links to a page where a user enrolls. The page itself
// is part of Universal Login, which the tenant does not have.
type enrollmentTickets struct {
	world    *api.World
	host     string
	users    *users
	messages *messages
}

func (e *enrollmentTickets) routes() []api.Route {
	return []api.Route{{
		Pattern: "POST /api/v2/guardian/enrollments/ticket", Scopes: []string{"create:guardian_enrollment_tickets"},
		Body: enrollmentTicketBody(), Handle: e.post,
	}}
}

func enrollmentTicketBody() *api.Schema {
	const universal = "<br />Note: Parameter can only be used with Universal Login; it cannot be used with Classic Login or custom MFA pages."
	return &api.Schema{Properties: map[string]api.Schema{
		"user_id": {Kind: "string", Required: true, Description: "user_id for the enrollment ticket"},
		"email": {
			Kind: "string", Email: true, Description: "alternate email to which the enrollment email will be sent. " +
				"Optional - by default, the email will be sent to the user's default address",
		},
		"send_mail":    {Kind: "boolean", Description: "Send an email to the user to start the enrollment"},
		"email_locale": {Kind: "string", Description: "Optional. Specify the locale of the enrollment email. Used with send_email."},
		"factor": {
			Kind: "string", Description: "Optional. Specifies which factor the user must enroll with." + universal,
			Enum: []string{"push-notification", "phone", "email", "otp", "webauthn-roaming", "webauthn-platform"},
		},
		"allow_multiple_enrollments": {
			Kind: "boolean", Description: "Optional. Allows a user who has previously enrolled in MFA to enroll with additional factors." + universal,
		},
	}}
}

// post makes a ticket (recorded), and mails it where that is asked for.
func (e *enrollmentTickets) post(c *api.Call) (any, error) {
	id, _ := c.Params["user_id"].(string)
	user := e.users.find(id)
	if user == nil {
		return nil, noUser()
	}
	ticket := e.world.Secret(random(alphanumeric, 32))
	url := "https://" + e.host + "/mfa/enrollment?ticket=" + ticket
	if c.Params["send_mail"] == true {
		to := user.Email
		if other, ok := c.Params["email"].(string); ok {
			to = other
		}
		if err := e.messages.invite(to, url); err != nil {
			return nil, err
		}
	}
	return map[string]any{"ticket_id": ticket, "ticket_url": url}, nil
}
