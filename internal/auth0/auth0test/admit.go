package auth0test

import (
	"errors"
	"net/http"
	"slices"
	"strings"
)

// admit checks a Management API request in Auth0's order: token, scope, path,
// query, body.
func (t *Tenant) admit(rt route, c *call) error {
	if err := t.authenticate(c); err != nil {
		return err
	}
	granted := strings.Fields(c.claims.Scope)
	if !slices.ContainsFunc(rt.scopes, func(s string) bool { return slices.Contains(granted, s) }) {
		return boom(http.StatusForbidden, "insufficient_scope",
			"Insufficient scope, expected any of: "+strings.Join(rt.scopes, ","))
	}
	if err := t.refuseLegacyPhone(rt); err != nil {
		return err
	}
	return validate(rt, c)
}

// authenticate follows hapi-auth-jwt, whose words Auth0's answers are: another
// scheme counts as no token at all, a malformed header is a 400, and what is
// not expired is an invalid signature.
func (t *Tenant) authenticate(c *call) error {
	header := c.request.Header.Get("Authorization")
	parts := strings.Fields(header)
	switch {
	case header == "":
		return unauthorized("")
	case len(parts) != 2:
		return badHeader()
	case !strings.EqualFold(parts[0], "Bearer"):
		return unauthorized("")
	case strings.Count(parts[1], ".") != 2:
		return badHeader()
	}
	found, err := t.verify(parts[1], t.ManagementAudience())
	switch {
	case errors.Is(err, errExpired):
		return unauthorized("Expired token received for JSON Web Token validation")
	case errors.Is(err, errAudience):
		return unauthorized("Bad audience")
	case err != nil:
		return unauthorized("Invalid signature received for JSON Web Token validation")
	}
	c.claims = found
	return nil
}

func badHeader() *refusal {
	return boom(http.StatusBadRequest, "Bearer", "Bad HTTP authentication header format")
}

// unauthorized names the reason twice, as Boom does, or not at all.
func unauthorized(reason string) *refusal {
	if reason == "" {
		refused := boom(http.StatusUnauthorized, "", "Missing authentication")
		refused.header = map[string]string{"WWW-Authenticate": "Bearer"}
		return refused
	}
	refused := boom(http.StatusUnauthorized, "", reason)
	refused.body["attributes"] = map[string]any{"error": reason}
	refused.header = map[string]string{"WWW-Authenticate": `Bearer error="` + reason + `"`}
	return refused
}
