package provider

import (
	"errors"
	"net/http"
	"slices"
	"strings"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// What Auth0 says where a tenant has moved on from an older setting.
const (
	codeLegacyPhone = "legacy_mfa_phone_provider_not_allowed"
	codeHooks       = "hooks_not_allowed"
)

// codeScope is what Auth0 says where the application lacks a scope.
const codeScope = "insufficient_scope"

// codeVoice is what Auth0 says where a tenant may not call its users.
const codeVoice = "voice_mfa_not_allowed"

// legacyPhonePaths are refused on the Unified Phone Experience, with one code or another.
var legacyPhonePaths = []string{
	"/factors/phone/selected-provider", "/factors/phone/providers/twilio", "/factors/phone/templates",
}

// retired reports whether the tenant has moved on from a setting: then there is
// nothing to read or to reset any more. Only Auth0 itself can say so, and no proxy.
func retired(err error) bool {
	var e *auth0.Error
	if !errors.As(err, &e) || e.Status != http.StatusForbidden || e.Err != nil || e.Code == "" || e.Code == codeScope {
		return false
	}
	older := func(path string) bool { return strings.HasSuffix(e.Path, path) }
	return e.Code == codeLegacyPhone || e.Code == codeHooks || slices.ContainsFunc(legacyPhonePaths, older)
}

// undeliverable reports whether the tenant's phone provider does not send all
// that the message types ask for. Auth0 gives no code for that.
//
// https://auth0.com/docs/customize/phone-messages/unified-phone
func undeliverable(err error) bool {
	var e *auth0.Error
	return errors.As(err, &e) && e.Status == http.StatusConflict && strings.HasSuffix(e.Path, "/factors/phone/message-types") &&
		e.Err == nil && strings.Contains(e.Description, "phone provider")
}

// gone reports whether Auth0 has said that there is no such thing. Where that
// has consequences, it is asked again: see errGone.
func gone(err error) bool {
	var e *auth0.Error
	return errors.As(err, &e) && e.Status == http.StatusNotFound && e.Err == nil && strings.HasPrefix(e.Path, "/api/v2/")
}

// inexistent reports whether Auth0 has said so with the code that it has for the thing.
func inexistent(err error) bool {
	var e *auth0.Error
	return gone(err) && errors.As(err, &e) && strings.HasPrefix(e.Code, "inexistent_")
}

// withheld reports whether a tenant lacks an optional setting, or keeps it back:
// some are newer than many tenants, or belong to other plans.
func withheld(err error) bool {
	var e *auth0.Error
	switch {
	case !errors.As(err, &e) || e.Err != nil || e.Grant != "": // there is no token at all
		return false
	case e.Status == http.StatusForbidden:
		return e.Code != ""
	}
	return inexistent(err) || gone(err) && e.Description == http.StatusText(http.StatusNotFound) // no such endpoint
}

// conflict reports whether Auth0 may have refused a second one of what it takes
// only once; that it answers with 409 is documented for some of them.
func conflict(err error) bool {
	var e *auth0.Error
	return errors.As(err, &e) && (e.Status == http.StatusConflict || e.Status == http.StatusBadRequest)
}

// unanswered reports whether a request may have been carried out although it
// failed: nothing came back, or nothing that Auth0 says.
func unanswered(err error) bool {
	var e *auth0.Error
	switch {
	case !errors.As(err, &e):
		return false
	case e.Status == http.StatusTooManyRequests && e.Code != "": // Auth0 has not carried it out
		return false
	case e.Grant != "", e.Method == http.MethodGet, e.Unsent(): // nothing was to be carried out, or not yet
		return false
	}
	return e.Err != nil || e.Status < http.StatusBadRequest || e.Status >= http.StatusInternalServerError
}

// maybeDone is the error of a write that may have been carried out, and of which
// the state has to keep what the model says.
type maybeDone struct{ error }

// Unwrap returns what went wrong.
func (e maybeDone) Unwrap() error { return e.error }

// unsure reports whether a write may have been carried out, and the state has to know it.
func unsure(err error) bool {
	var e maybeDone
	return errors.As(err, &e)
}

// concernsProvider reports whether an attribute of a resource cannot be the cause.
func concernsProvider(err error) bool {
	var e *auth0.Error
	return !errors.As(err, &e) || e.Status == 0 || e.Status == http.StatusUnauthorized || e.Grant != ""
}
