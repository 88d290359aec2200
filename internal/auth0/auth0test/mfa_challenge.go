package auth0test

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test/api"
)

// mfaChallenge is POST /mfa/challenge.
type mfaChallenge struct {
	proofs         *mfaTokens
	clients        *clients
	authenticators *authenticators
	challenges     *challenges
}

func (m *mfaChallenge) routes() []api.Route {
	return []api.Route{{Pattern: "POST /mfa/challenge", Form: true, Handle: m.post}}
}

// post starts a challenge.
func (m *mfaChallenge) post(c *api.Call) (any, error) {
	value, err := c.Need("mfa_token")
	if err != nil {
		return nil, err
	}
	app, err := m.clients.authenticate(c)
	if err != nil {
		return nil, err
	}
	token, err := m.proofs.of(value, app)
	if err != nil {
		return nil, err
	}
	chosen, err := m.choose(c, token.grant.user)
	if err != nil {
		return nil, err
	}
	if chosen.kind == "otp" {
		return map[string]any{"challenge_type": "otp"}, nil
	}
	started, err := m.challenges.start(bearer{grant: token.grant, token: token}, chosen.device, chosen.channel, false)
	if err != nil {
		return nil, err
	}
	body := map[string]any{"challenge_type": "oob", "oob_code": started.code}
	if started.prompts() {
		body["binding_method"] = "prompt"
	}
	return body, nil
}

// choose picks the authenticator that the request names, or the first that
// can answer the requested types of challenge.
func (m *mfaChallenge) choose(c *api.Call, user *account) (authenticator, error) {
	requested, err := requestedTypes(c)
	if err != nil {
		return authenticator{}, err
	}
	id, err := c.Text("authenticator_id")
	if err != nil {
		return authenticator{}, err
	}
	channel, err := c.Text("oob_channel")
	if err != nil {
		return authenticator{}, err
	}
	usable := m.authenticators.usable(user)
	if err := notEnrolled(user, usable, requested); err != nil {
		return authenticator{}, err
	}
	if id != "" {
		if usable, err = m.named(user, usable, id, requested); err != nil {
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
func requestedTypes(c *api.Call) ([]string, error) {
	types, err := c.Text("challenge_type")
	if err != nil {
		return nil, err
	}
	if requested := strings.Fields(types); len(requested) > 0 {
		return requested, nil
	}
	return []string{"otp", "oob"}, nil
}

// notEnrolled tells apart the users whom no challenge can reach: without any
// enrollment, with one that only the hosted page can use, or with one in a
// factor that is switched off.
func notEnrolled(user *account, usable []authenticator, requested []string) error {
	confirmed := slices.DeleteFunc(slices.Clone(user.devices), func(d *device) bool { return !d.confirmed })
	switch {
	case len(usable) > 0:
		return nil
	case len(confirmed) == 0:
		return api.Refuse(http.StatusBadRequest, "association_required", "")
	case !slices.ContainsFunc(confirmed, func(d *device) bool { return !strings.HasPrefix(d.kind, "webauthn") }):
		return api.Refuse(http.StatusUnauthorized, "unsupported_challenge_type", "User is not enrolled with guardian")
	}
	return unsupported(requested, nil)
}

// named narrows the choice to one authenticator. One whose factor is switched
// off is known, but cannot be used.
func (m *mfaChallenge) named(user *account, usable []authenticator, id string, requested []string) ([]authenticator, error) {
	if i := slices.IndexFunc(usable, func(a authenticator) bool { return a.id == id }); i >= 0 {
		return usable[i : i+1], nil
	}
	for _, d := range append(slices.Clone(user.devices), user.implicit) {
		hidden := d.confirmed && !m.authenticators.factors.on[d.factor()]
		if hidden && slices.ContainsFunc(m.authenticators.views(d), func(a authenticator) bool { return a.id == id }) {
			return nil, unsupported(requested, usable)
		}
	}
	return nil, api.Refuse(http.StatusBadRequest, "invalid_authenticator", "Invalid authenticator ID")
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
	return api.Refuse(http.StatusBadRequest, "unsupported_challenge_type", `No matching challenge_type for provider "guardian". `+
		"Requested: "+string(wanted)+". Available: "+string(offered)+".")
}
