package auth0test

import (
	"slices"
	"time"
)

// controls are the test's side of the tenant.
type controls struct {
	latency   time.Duration
	limit     *bucket // of the Management API; nil for none
	faults    []*plannedFault
	requests  []*Request
	onRequest func(Request)
}

// Factor reports whether a factor is enabled.
func (t *Tenant) Factor(name string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.factors[name]
}

// SetFactor switches a factor behind the back of whoever manages it.
func (t *Tenant) SetFactor(name string, enabled bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.factors[name] = enabled
}

// Policies returns the tenant's MFA policies.
func (t *Tenant) Policies() []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return slices.Clone(t.policies)
}

// SetPolicies replaces the tenant's MFA policies.
func (t *Tenant) SetPolicies(policies ...string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.policies = append([]string{}, policies...)
}

// OTPSettings are the length in digits and the life in seconds of a factor's
// one-time passwords.
type OTPSettings struct {
	Length, Expiration int
}

// OTPSettings returns the settings of "email" or "phone".
func (t *Tenant) OTPSettings(factor string) OTPSettings {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.settings[factor]
}

// SetOTPSettings replaces the settings of "email" or "phone".
func (t *Tenant) SetOTPSettings(factor string, s OTPSettings) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.settings[factor] = s
}

// SetMessageTypes says which of "sms" and "voice" the phone factor sends; a
// new tenant sends sms.
func (t *Tenant) SetMessageTypes(types ...string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.messageTypes = slices.Clone(types)
}

// Latency makes every request from now on wait before it is looked at; the
// wait ends early when the client gives up or the tenant closes.
func (t *Tenant) Latency(d time.Duration) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.latency = d
}

// Now returns the tenant's time.
func (t *Tenant) Now() time.Time {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.now()
}

// Advance moves the tenant's clock.
func (t *Tenant) Advance(d time.Duration) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.offset += d
}

// SMS returns the texts sent to a phone number, newest last. Calls are texts too.
func (t *Tenant) SMS(phone string) []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return slices.Clone(t.texts[phone])
}

// Approve lets a user approve all push challenges that wait for an answer.
func (t *Tenant) Approve(userID string) { t.answerPush(userID, pushApproved) }

// Reject lets a user reject all push challenges that wait for an answer.
func (t *Tenant) Reject(userID string) { t.answerPush(userID, pushRejected) }
