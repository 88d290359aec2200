package provider

import (
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// signInError tells why a canary cannot sign in. The credentials are its own and
// its application's, and never the provider's.
func signInError(doing string, err error) diag.Diagnostic {
	detail := explain(err, nil)
	if hint := signInHint(err); hint != "" {
		detail += "\n\n" + hint
	}
	return diag.NewErrorDiagnostic("Could not "+doing, detail)
}

// isRefusedCode reports whether Auth0 has refused a code of an authenticator app.
func isRefusedCode(err error) bool {
	var e *auth0.Error
	return errors.As(err, &e) && e.Grant == auth0.GrantOTP && e.Code == "invalid_grant"
}

func signInHint(err error) string {
	var e *auth0.Error
	if !errors.As(err, &e) || e.Err != nil {
		return ""
	}
	says := func(words ...string) bool {
		for _, w := range words {
			if strings.Contains(strings.ToLower(e.Description), w) {
				return true
			}
		}
		return false
	}
	switch {
	case isRefusedCode(err):
		return "totp_secret is not the key of an authenticator app that the canary has enrolled, or the clock of this machine is wrong."
	case e.Code == "unauthorized_client" && e.Grant != "":
		return fmt.Sprintf("The application may not use the grant %q. "+
			"Add it, with guardian_client_grant_types for this client_id: grant_types = [%q].", e.Grant, e.Grant)
	case e.Code == "too_many_attempts", e.Status == http.StatusTooManyRequests:
		return "Auth0 has blocked the canary after too many logins or wrong passwords. " +
			"Wait, or unblock it in the Dashboard (User Management, Users), and check password."
	case says("blocked"):
		return "The canary is blocked. Unblock it in the Dashboard (User Management, Users), or take another user."
	case says("verify", "verified"):
		return "The canary's email address is not verified, and an Action or a rule of the tenant asks for that. " +
			"Verify it in the Dashboard (User Management, Users)."
	case e.Code == "invalid_grant" && e.Grant != "":
		return "There is no such user in that connection, or the password is another: check username, password and realm."
	case says("default connection", "connection", "realm"):
		return "The connection was not found, or the application may not use it: check realm. " +
			"Without it, the tenant needs a default directory (Dashboard: Settings, General)."
	case says("audience"):
		return "The audience is no API of this tenant, or the application may not use it: check audience."
	case e.Status == http.StatusUnauthorized || e.Code == "invalid_client":
		return "These are the credentials of the application that is signed in to: check client_id and client_secret."
	case e.Code == "association_required", e.Code == "unsupported_challenge_type":
		return "The canary has no authenticator app. " +
			"Enroll one, for instance by guardian_authentication_method with type = \"totp\" and the same key."
	}
	return ""
}
