package auth0test

// APNs returns the tenant's access to Apple's push service, the certificate included.
func (t *Tenant) APNs() APNs {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.push.apns
}

// SetAPNs replaces the tenant's access to Apple's push service; the zero value
// is a new tenant's.
func (t *Tenant) SetAPNs(a APNs) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.secret(a.P12)
	t.push.apns = a
}

// FCM returns the service account for Firebase Cloud Messaging, the JSON text
// that was set; "" for none.
func (t *Tenant) FCM() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.push.fcm
}

// SetFCM replaces the service account for Firebase Cloud Messaging.
func (t *Tenant) SetFCM(serverCredentials string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.push.fcm = t.secret(serverCredentials)
}

// SNS returns the tenant's access to Amazon SNS, the secret key included.
func (t *Tenant) SNS() SNS {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.push.sns
}

// SetSNS replaces the tenant's access to Amazon SNS; the zero value is a new
// tenant's.
func (t *Tenant) SetSNS(s SNS) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.secret(s.SecretAccessKey)
	t.push.sns = s
}
