package auth0test

// tenantName is the friendly name that authenticator apps show.
const tenantName = "Emulated Tenant"

// identity is what the tenant calls itself. Identifiers start with https whatever
// the transport.
type identity struct {
	host string
	tls  bool
}

// Host returns the tenant's host and port, which stand for its Auth0 domain.
func (n identity) Host() string { return n.host }

// URL returns the tenant's base address, without a trailing slash.
func (n identity) URL() string {
	if n.tls {
		return "https://" + n.host
	}
	return "http://" + n.host
}

// ManagementAudience returns the identifier of the Management API.
func (n identity) ManagementAudience() string { return "https://" + n.host + "/api/v2/" }

// MFAAudience returns the identifier of the MFA API.
func (n identity) MFAAudience() string { return "https://" + n.host + "/mfa/" }

// issuer names the tenant in its tokens.
func (n identity) issuer() string { return n.URL() + "/" }
