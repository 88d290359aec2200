package auth0test

import (
	"net/http"
	"slices"
	"strconv"
	"time"
)

// mfaToken is the proof that a user has passed the first factor.
type mfaToken struct {
	value   string
	grant   grant // what the login asked for
	expires time.Time
}

// demandsMFA decides whether a login needs a second factor. Under the policy
// it does as soon as a factor is enabled that a user could enrol in: also when
// the only one is email and the address is not verified, since the MFA API
// enrols it all the same. Recovery codes and device biometrics cannot be
// enrolled on their own, so alone they demand nothing.
//
// The audience of the MFA API follows a rule of its own, whatever the policy:
// it takes a challenge as soon as the user has a factor besides email.
func (t *Tenant) demandsMFA(g grant) bool {
	if g.audience == t.MFAAudience() {
		return slices.ContainsFunc(t.usable(g.user), func(a authenticator) bool {
			return a.channel != channelEmail && a.kind != kindRecovery
		})
	}
	if !slices.Contains(t.policies, "all-applications") {
		return false
	}
	enrollable := []string{"sms", "push-notification", "otp", "email", "duo", "webauthn-roaming"}
	return slices.ContainsFunc(enrollable, func(name string) bool { return t.factors[name] })
}

// mfaRequired is the 403 that starts a challenge or an enrolment.
func (t *Tenant) mfaRequired(g grant) *refusal {
	token := &mfaToken{value: t.secret(t.sealed()), grant: g, expires: t.now().Add(mfaTokenLifetime)}
	t.mfaTokens[token.value] = token
	refused := refuse(http.StatusForbidden, "mfa_required", "Multifactor authentication required")
	refused.body["mfa_token"] = token.value
	if t.config.Requirements {
		refused.body["mfa_requirements"] = t.requirements(g.user)
	}
	return refused
}

// requirements lists what the user can be challenged with, or enrol in. Email
// is never offered for enrolment there.
func (t *Tenant) requirements(user *account) map[string]any {
	var challenges []map[string]any
	enrollments := []map[string]any{}
	for _, a := range t.usable(user) {
		entry := map[string]any{"type": a.early()}
		if !slices.ContainsFunc(challenges, func(m map[string]any) bool { return m["type"] == entry["type"] }) {
			challenges = append(challenges, entry)
		}
	}
	if challenges != nil {
		return map[string]any{"challenge": challenges}
	}
	for _, offer := range [][2]string{{"otp", "otp"}, {"sms", "phone"}, {"push-notification", "push-notification"}} {
		if t.factors[offer[0]] {
			enrollments = append(enrollments, map[string]any{"type": offer[1]})
		}
	}
	return map[string]any{"enroll": enrollments}
}

// sealed returns a string of the form and length of Auth0's sealed tokens
// (hapi's Iron). Nothing is in it: clients must not look.
func (t *Tenant) sealed() string {
	return "Fe26.2*SERVER_" + strconv.FormatInt(t.now().Unix(), 10) +
		"*" + random(hexadecimal, 64) + "*" + random(base64URL, 22) + "*" + random(base64URL, 342) +
		"**" + random(hexadecimal, 64) + "*" + random(base64URL, 43)
}
