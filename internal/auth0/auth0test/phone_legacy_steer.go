package auth0test

// PhoneProvider returns who sends the phone factor's messages.
func (t *Tenant) PhoneProvider() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.legacyPhone.provider
}

// SetPhoneProvider selects "auth0", "twilio" or "phone-message-hook".
func (t *Tenant) SetPhoneProvider(provider string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.legacyPhone.provider = provider
}

// Twilio is the phone factor's Twilio account; what is empty is absent.
type Twilio struct {
	From, MessagingServiceSID, AuthToken, SID string
}

// Twilio returns the phone factor's Twilio account.
func (t *Tenant) Twilio() Twilio {
	t.mu.Lock()
	defer t.mu.Unlock()
	text := func(name string) string { s, _ := t.legacyPhone.twilio[name].(string); return s }
	return Twilio{text("from"), text("messaging_service_sid"), text("auth_token"), text("sid")}
}

// SetTwilio replaces the phone factor's Twilio account.
func (t *Tenant) SetTwilio(account Twilio) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.keepTwilio(nonEmpty(map[string]string{
		"from": account.From, "messaging_service_sid": account.MessagingServiceSID,
		"auth_token": account.AuthToken, "sid": account.SID,
	}))
}

// nonEmpty keeps the members that are not empty.
func nonEmpty(members map[string]string) map[string]any {
	object := map[string]any{}
	for name, value := range members {
		if value != "" {
			object[name] = value
		}
	}
	return object
}

// PhoneTemplates returns the phone factor's messages.
func (t *Tenant) PhoneTemplates() (enrollment, verification string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	enrollment, _ = t.legacyPhone.templates["enrollment_message"].(string)
	verification, _ = t.legacyPhone.templates["verification_message"].(string)
	return enrollment, verification
}

// SetPhoneTemplates replaces the phone factor's messages.
func (t *Tenant) SetPhoneTemplates(enrollment, verification string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.legacyPhone.templates = map[string]any{"enrollment_message": enrollment, "verification_message": verification}
}

// SetUnifiedPhone puts the tenant on the Unified Phone Experience, or takes it
// off: on it, the phone factor's own provider, messages and message types are
// refused. A new tenant is not on it.
func (t *Tenant) SetUnifiedPhone(on bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.legacyPhone.unified = on
}
