package auth0

import (
	"net/url"
	"strings"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"
)

// TenantOf returns the tenant's own domain as [Client.Tenant] does, for what is
// known before there is a client: the domain, and the audience or "". An error
// says why the domain is none.
func TenantOf(domain, audience string) (string, error) {
	base, err := ParseDomain(domain)
	if err != nil {
		return "", err
	}
	return tenantOf(Config{Audience: audience}, base.Host), nil
}

// tenantOf finds the tenant's own domain; host is the one that it is reached by.
func tenantOf(config Config, host string) string {
	for _, audience := range append(audiencesOf(config.APIToken), config.Audience) {
		if u, err := url.Parse(audience); err == nil && u.Host != "" && u.Path == "/api/v2/" {
			return strings.ToLower(u.Host)
		}
	}
	return host
}

// audiencesOf are those that an access token names; none where it is no JWT. The
// token is not verified: that is Auth0's to do, with each request.
func audiencesOf(token string) []string {
	var claims jwt.Claims
	readClaims(token, &claims)
	return claims.Audience
}

// readClaims fills claims with those of a token; with nothing where it is no JWT.
func readClaims(token string, claims any) {
	parsed, err := jwt.ParseSigned(token, []jose.SignatureAlgorithm{
		jose.RS256, jose.RS384, jose.RS512, jose.PS256, jose.PS384, jose.PS512, jose.HS256,
	})
	if err == nil {
		_ = parsed.UnsafeClaimsWithoutVerification(claims) // which may be others
	}
}
