package auth0test

import (
	"net/http"
	"slices"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test/api"
)

// mfaDemand decides which logins need a second factor.
type mfaDemand struct {
	identity       identity
	factors        *factors
	policies       *policies
	action         *postLogin
	authenticators *authenticators
	proofs         *mfaTokens
	// listed: mfa_requirements come with the refusal (Early Access).
	listed bool
}

// meets reports whether a login needs a second factor. Under the policy
// it does as soon as a factor is enabled that a user could enroll in: also when
// the only one is email and the address is not verified, since the MFA API
// enrolls it all the same. Recovery codes and device biometrics cannot be
// enrolled on their own, so alone they demand nothing.
//
// The audience of the MFA API follows a rule of its own, whatever the policy:
// it takes a challenge as soon as the user has a factor besides email.
func (m *mfaDemand) meets(g grant) bool {
	if g.audience == m.identity.MFAAudience() {
		return slices.ContainsFunc(m.authenticators.usable(g.user), func(a authenticator) bool {
			return a.channel != channelEmail && a.kind != kindRecovery
		})
	}
	switch {
	case m.action.says == ActionSkipsMFA:
		return false
	case m.action.says == NoAction && !m.enforced():
		return false
	}
	return m.factors.any("sms", "push-notification", "otp", "email", "duo", "webauthn-roaming")
}

func (m *mfaDemand) enforced() bool { return slices.Contains(m.policies.names, "all-applications") }

// refusal is the 403 that starts a challenge or an enrollment. Where only an
// Action asks for MFA, it has no mfa_token (Auth0's support: a known limitation).
func (m *mfaDemand) refusal(g grant) *api.Refusal {
	refused := api.Refuse(http.StatusForbidden, "mfa_required", "Multifactor authentication required")
	if m.enforced() || g.audience == m.identity.MFAAudience() {
		refused.Body["mfa_token"] = m.proofs.issue(g).value
	}
	if m.listed {
		refused.Body["mfa_requirements"] = m.requirements(g.user)
	}
	return refused
}

// requirements lists what the user can be challenged with, or enroll in. Email
// is never offered for enrollment there.
func (m *mfaDemand) requirements(user *account) map[string]any {
	var challenges []map[string]any
	enrollments := []map[string]any{}
	for _, a := range m.authenticators.usable(user) {
		entry := map[string]any{"type": a.early()}
		if !slices.ContainsFunc(challenges, func(other map[string]any) bool { return other["type"] == entry["type"] }) {
			challenges = append(challenges, entry)
		}
	}
	if challenges != nil {
		return map[string]any{"challenge": challenges}
	}
	for _, offer := range [][2]string{{"otp", "otp"}, {"sms", "phone"}, {"push-notification", "push-notification"}} {
		if m.factors.on[offer[0]] {
			enrollments = append(enrollments, map[string]any{"type": offer[1]})
		}
	}
	return map[string]any{"enroll": enrollments}
}
