package provider

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"unicode"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// apiError tells what could not be done ("set the email factor"), what Auth0
// said about it, and what helps where that is known. What helps where the
// provider's own credentials are refused is told once, and not for each resource
// again. A secret of what it is about is not told at all.
func (s *session) apiError(doing string, at path.Path, err error, of *secret) diag.Diagnostic {
	summary, detail := "Could not "+doing, explain(err, of)
	switch {
	case auth0.CredentialsRefused(err) && s.refused.Swap(true):
		reason, _, _ := strings.Cut(detail, "\n")
		return diag.NewErrorDiagnostic(summary, reason+" Another error of this run says what helps.")
	case concernsProvider(err):
		return diag.NewErrorDiagnostic(summary, detail)
	}
	return errorAt(at, summary, detail)
}

// errorAt is an error at an attribute or, where the path is empty, at the whole
// resource: of an empty path, Terraform shows no line at all.
func errorAt(at path.Path, summary, detail string) diag.Diagnostic {
	if at.Equal(path.Empty()) {
		return diag.NewErrorDiagnostic(summary, detail)
	}
	return diag.NewAttributeErrorDiagnostic(at, summary, detail)
}

// warningAt is the same of a warning.
func warningAt(at path.Path, summary, detail string) diag.Diagnostic {
	if at.Equal(path.Empty()) {
		return diag.NewWarningDiagnostic(summary, detail)
	}
	return diag.NewAttributeWarningDiagnostic(at, summary, detail)
}

// explain tells what happened, without the secret that was sent, if any.
func explain(err error, of *secret) string {
	var e *auth0.Error
	switch {
	case errors.Is(err, context.DeadlineExceeded): // of a look, as nothing else has one
		return fmt.Sprintf("The tenant gave no answer in the %s that such a plan looks at it.\n\n%s", lookTime, checkTheNetwork)
	case errors.As(err, &e):
	case errors.Is(err, context.Canceled):
		return "The run was interrupted."
	default:
		return of.hide(sentence(err))
	}
	var b strings.Builder
	switch {
	case errors.Is(e, context.Canceled):
		fmt.Fprintf(&b, "%s %s was interrupted before an answer came.", e.Method, e.Path)
	case e.Unreachable():
		fmt.Fprintf(&b, "%s %s got no answer: %s.", e.Method, e.Path, of.hide(e.Err.Error()))
	case e.Status == 0:
		fmt.Fprintf(&b, "%s %s failed: %s", e.Method, e.Path, of.hide(ended(e.Err.Error())))
	default:
		b.WriteString(answered(e, of))
	}
	if hint := hint(e); hint != "" {
		fmt.Fprintf(&b, "\n\n%s", hint)
	}
	if e.RequestID != "" {
		fmt.Fprintf(&b, "\n\nRequest ID: %s", of.hide(e.RequestID))
	}
	return b.String()
}

// answered tells what Auth0 said.
func answered(e *auth0.Error, of *secret) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Auth0 answered %s %s with %d %s", e.Method, e.Path, e.Status, http.StatusText(e.Status))
	if e.Description != "" && e.Description != http.StatusText(e.Status) {
		fmt.Fprintf(&b, ": %s", of.hide(strings.TrimSuffix(e.Description, ".")))
	}
	if e.Code != "" {
		fmt.Fprintf(&b, " (%s)", of.hide(e.Code))
	}
	b.WriteString(".")
	if e.Err != nil {
		fmt.Fprintf(&b, " %s", of.hide(sentence(e.Err)))
	}
	return b.String()
}

// hint says what usually helps.
func hint(e *auth0.Error) string {
	management := strings.HasPrefix(e.Path, "/api/v2/")
	switch {
	case e.Code == codeScope && management:
		return "Add the scope to the application's access to the Auth0 Management API " +
			"(Dashboard: Applications, APIs, Auth0 Management API, Machine to Machine Applications), or to the API token."
	case auth0.CredentialsRefused(e) && strings.HasPrefix(e.Description, "Service not enabled within domain"):
		return "The audience is no API of this tenant: set the provider's audience (AUTH0_AUDIENCE) to the identifier of the tenant's " +
			"Management API, https://TENANT.REGION.auth0.com/api/v2/, with the tenant's own domain and the slash at the end. " +
			"It has to be set where domain (AUTH0_DOMAIN) is a custom domain."
	case auth0.CredentialsRefused(e):
		return "These are the credentials of the provider itself: check its domain, client_id, client_secret or private key " +
			"(AUTH0_DOMAIN, AUTH0_CLIENT_ID, …), and that the application is authorized for the Management API."
	case e.Status == http.StatusUnauthorized && management && e.Fetched:
		return "The Management API does not accept an access token that was issued for this run: " +
			"check that the provider's audience (AUTH0_AUDIENCE), where it is set, is the Management API of this tenant, " +
			"and that no proxy in between changes the Authorization header."
	case e.Status == http.StatusUnauthorized && management:
		return "The Management API does not accept the provider's access token: " +
			"an api_token (AUTH0_API_TOKEN) may have expired or belong to another tenant."
	case e.Status == http.StatusBadRequest && management && strings.HasPrefix(e.Description, "Bad HTTP authentication header"):
		return "The provider's api_token (AUTH0_API_TOKEN) is not an access token, which is a long string with two dots in it."
	case e.Code == codeHooks:
		return "The tenant no longer supports Hooks: let an Action send the messages, with a guardian_phone_provider whose name is custom."
	case retired(e):
		return "The tenant is on the Unified Phone Experience: " +
			"use guardian_phone_provider and guardian_phone_template instead of guardian_legacy_phone."
	case e.Code == codeVoice:
		return "The tenant may not use voice calls for MFA: leave \"voice\" out of message_types."
	case undeliverable(e):
		return "Each of the message_types needs its delivery method in the tenant's phone provider: add \"text\" for \"sms\" " +
			"and \"voice\" for \"voice\" to the delivery_methods of guardian_phone_provider, and make guardian_factor_phone " +
			"depend on it (depends_on)."
	case e.Status == http.StatusConflict && e.Method == http.MethodPatch && strings.Contains(e.Path, "/branding/phone/providers/"):
		return "The phone factor may still send what would no longer be delivered. " + narrowFirst
	case errors.Is(e, http.ErrSchemeMismatch):
		return "The server at the provider's domain does not speak TLS: an emulated tenant needs http:// in front of its domain, " +
			"as in AUTH0_DOMAIN=http://127.0.0.1:8443."
	case e.Unreachable():
		return checkTheNetwork
	}
	return ""
}

const checkTheNetwork = "Check the provider's domain (AUTH0_DOMAIN), and the network, " +
	"proxies (HTTPS_PROXY) and certificates (SSL_CERT_FILE, on Linux) in between."

// sentence makes a sentence of an error's text.
func sentence(err error) string { return ended(capital(err.Error())) }

// ended is a text that ends like a sentence.
func ended(text string) string {
	if text == "" || strings.ContainsAny(text[len(text)-1:], ".?!") {
		return text
	}
	return text + "."
}

// capital makes a text begin like a sentence, unless that is an abbreviation.
func capital(text string) string {
	letters := []rune(text)
	if len(letters) > 1 && !unicode.IsUpper(letters[1]) {
		letters[0] = unicode.ToUpper(letters[0])
	}
	return string(letters)
}
