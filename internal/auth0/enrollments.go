package auth0

import (
	"context"
	"fmt"
	"net/http"
)

// Enrollment is a Guardian enrollment: a second factor that a user has enrolled
// in. Email is not among them: see [Client.AuthenticationMethods].
type Enrollment struct {
	ID string `json:"id"`
	// Status is pending or confirmed.
	Status string `json:"status"`
	Type   string `json:"type,omitempty"`
	// Name is usually the phone number.
	Name string `json:"name,omitempty"`
	// Identifier is usually the identifier of the phone.
	Identifier  string `json:"identifier,omitempty"`
	PhoneNumber string `json:"phone_number,omitempty"`
	// AuthMethod is authenticator, guardian, sms, webauthn-roaming or webauthn-platform.
	AuthMethod string `json:"auth_method,omitempty"`
	// EnrolledAt and LastAuth are RFC 3339 times.
	EnrolledAt string `json:"enrolled_at,omitempty"`
	LastAuth   string `json:"last_auth,omitempty"`
}

type enrollmentList []Enrollment

func (l *enrollmentList) validate() error {
	if *l == nil {
		return errNoList
	}
	for _, e := range *l {
		if e.ID == "" || e.Status == "" {
			return fmt.Errorf("the enrollment %q lacks id or status", e.ID)
		}
	}
	return nil
}

// Enrollments lists the first enrollment that a user has confirmed, or nothing if
// there is none. It requires the scope read:users.
//
// https://auth0.com/docs/api/management/v2/users/get-enrollments
func (c *Client) Enrollments(ctx context.Context, userID string) ([]Enrollment, error) {
	id, err := pathElement(userID)
	if err != nil {
		return nil, err
	}
	var answer enrollmentList
	err = c.manage(ctx, http.MethodGet, "/users/"+id+"/enrollments", nil, &answer)
	return answer, err
}
