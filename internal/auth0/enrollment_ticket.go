package auth0

import (
	"context"
	"errors"
	"net/http"
)

// EnrollmentTicket is a link by which a user enrolls, and what is mailed with it.
type EnrollmentTicket struct {
	UserID string `json:"user_id"`
	// Email is where the link is mailed, if not to the address of the user's profile.
	Email string `json:"email,omitempty"`
	// Locale is the language of the mail.
	Locale string `json:"email_locale,omitempty"`
	// Factor is what has to be enrolled: push-notification, phone, email, otp,
	// webauthn-roaming or webauthn-platform. The user chooses if it is empty.
	Factor string `json:"factor,omitempty"`
	// AllowMultiple lets a user who has enrolled before enroll once more.
	AllowMultiple bool `json:"allow_multiple_enrollments,omitempty"`
}

type ticketAnswer struct {
	ID string `json:"ticket_id"`
}

func (t *ticketAnswer) validate() error {
	if t.ID == "" {
		return errors.New("it has no ticket_id")
	}
	return nil
}

// SendEnrollmentTicket has Auth0 mail a user the link to enroll. The link is
// secret, since whoever has it can enroll in the user's place, and so is not
// returned. It requires the scope create:guardian_enrollment_tickets.
//
// https://auth0.com/docs/api/management/v2/guardian/post-ticket
func (c *Client) SendEnrollmentTicket(ctx context.Context, t EnrollmentTicket) error {
	in := struct {
		EnrollmentTicket
		SendMail bool `json:"send_mail"`
	}{t, true}
	return c.manage(ctx, http.MethodPost, "/guardian/enrollments/ticket", in, new(ticketAnswer))
}
