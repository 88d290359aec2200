package auth0test

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
)

// challenge answers POST /mfa/challenge.
func (t *Tenant) challenge(c *call) (any, error) {
	value, err := c.need("mfa_token")
	if err != nil {
		return nil, err
	}
	app, err := t.client(c)
	if err != nil {
		return nil, err
	}
	token, err := t.mfaTokenOf(value, app)
	if err != nil {
		return nil, err
	}
	chosen, err := t.choose(c, token.grant.user)
	if err != nil {
		return nil, err
	}
	if chosen.kind == "otp" {
		return map[string]any{"challenge_type": "otp"}, nil
	}
	started, err := t.start(bearer{grant: token.grant, token: token}, chosen.device, chosen.channel, false)
	if err != nil {
		return nil, err
	}
	body := map[string]any{"challenge_type": "oob", "oob_code": started.code}
	if started.prompts() {
		body["binding_method"] = "prompt"
	}
	return body, nil
}

// mfaTokenOf finds a live mfa_token of the application. The access token that
// may stand in for one when an enrolment is confirmed is none.
func (t *Tenant) mfaTokenOf(value string, app Application) (*mfaToken, error) {
	token, ok := t.mfaTokens[value]
	switch {
	case !ok || !t.exists(token.grant.user):
		return nil, refuse(http.StatusForbidden, "invalid_grant", "Malformed mfa_token")
	case token.grant.client != app.ClientID:
		return nil, refuse(http.StatusBadRequest, "invalid_request", "mfa_token not issued to this client")
	case !t.now().Before(token.expires):
		return nil, refuse(http.StatusForbidden, "expired_token", "mfa_token is expired")
	}
	return token, nil
}

// choose picks the authenticator that the request names, or the first that
// can answer the requested types of challenge.
func (t *Tenant) choose(c *call, user *account) (authenticator, error) {
	requested, err := requestedTypes(c)
	if err != nil {
		return authenticator{}, err
	}
	id, err := c.text("authenticator_id")
	if err != nil {
		return authenticator{}, err
	}
	channel, err := c.text("oob_channel")
	if err != nil {
		return authenticator{}, err
	}
	usable := t.usable(user)
	if err := t.notEnrolled(user, usable, requested); err != nil {
		return authenticator{}, err
	}
	if id != "" {
		if usable, err = t.named(user, usable, id, requested); err != nil {
			return authenticator{}, err
		}
	}
	for _, a := range usable {
		if slices.Contains(requested, a.kind) && (channel == "" || a.channel == channel) {
			return a, nil
		}
	}
	return authenticator{}, unsupported(requested, usable)
}

// requestedTypes reads challenge_type; none means all.
func requestedTypes(c *call) ([]string, error) {
	types, err := c.text("challenge_type")
	if err != nil {
		return nil, err
	}
	if requested := strings.Fields(types); len(requested) > 0 {
		return requested, nil
	}
	return []string{"otp", "oob"}, nil
}

// notEnrolled tells apart the users whom no challenge can reach: without any
// enrolment, with one that only the hosted page can use, or with one in a
// factor that is switched off.
func (t *Tenant) notEnrolled(user *account, usable []authenticator, requested []string) error {
	confirmed := slices.DeleteFunc(slices.Clone(user.devices), func(d *device) bool { return !d.confirmed })
	switch {
	case len(usable) > 0:
		return nil
	case len(confirmed) == 0:
		return refuse(http.StatusBadRequest, "association_required", "")
	case !slices.ContainsFunc(confirmed, func(d *device) bool { return !strings.HasPrefix(d.kind, "webauthn") }):
		return refuse(http.StatusUnauthorized, "unsupported_challenge_type", "User is not enrolled with guardian")
	}
	return unsupported(requested, nil)
}

// named narrows the choice to one authenticator. One whose factor is switched
// off is known, but cannot be used.
func (t *Tenant) named(user *account, usable []authenticator, id string, requested []string) ([]authenticator, error) {
	if i := slices.IndexFunc(usable, func(a authenticator) bool { return a.id == id }); i >= 0 {
		return usable[i : i+1], nil
	}
	for _, d := range append(slices.Clone(user.devices), user.implicit) {
		hidden := d.confirmed && !t.factors[d.factor()]
		if hidden && slices.ContainsFunc(t.views(d), func(a authenticator) bool { return a.id == id }) {
			return nil, unsupported(requested, usable)
		}
	}
	return nil, refuse(http.StatusBadRequest, "invalid_authenticator", "Invalid authenticator ID")
}

// unsupported lists what was asked for and what there is, as JSON arrays.
func unsupported(requested []string, usable []authenticator) error {
	available := []string{}
	for _, a := range usable {
		if a.kind != kindRecovery && !slices.Contains(available, a.kind) {
			available = append(available, a.kind)
		}
	}
	wanted, err := json.Marshal(requested)
	if err != nil {
		return err
	}
	offered, err := json.Marshal(available)
	if err != nil {
		return err
	}
	return refuse(http.StatusBadRequest, "unsupported_challenge_type", `No matching challenge_type for provider "guardian". `+
		"Requested: "+string(wanted)+". Available: "+string(offered)+".")
}
