package auth0test

import (
	"encoding/asn1"
	"encoding/base64"
	"net/http"
	"strings"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test/api"
)

// apns is the access that the tenant has, or none.
type apns struct {
	world *api.World
	now   APNs
}

func (a *apns) routes() []api.Route {
	return []api.Route{
		{Pattern: "GET" + pushProviders + "/apns", Scopes: []string{"read:guardian_factors"}, Handle: a.get},
		{Pattern: "PUT" + pushProviders + "/apns", Scopes: []string{"update:guardian_factors"}, Body: apnsBody(), Handle: a.put},
		{Pattern: "PATCH" + pushProviders + "/apns", Scopes: []string{"update:guardian_factors"}, Body: apnsBody(), Handle: a.put},
	}
}

// APNs is the tenant's access to Apple's push service.
type APNs struct {
	Sandbox       bool
	BundleID, P12 string
}

func apnsBody() *api.Schema {
	return &api.Schema{Properties: map[string]api.Schema{
		"sandbox": {Kind: "boolean"}, "bundle_id": credential(1000), "p12": credential(10000),
	}}
}

// get says of a tenant without credentials no more than that (recorded).
func (a *apns) get(*api.Call) (any, error) {
	if a.now.BundleID == "" || a.now.P12 == "" {
		return map[string]any{"enabled": false}, nil
	}
	return map[string]any{"bundle_id": a.now.BundleID, "sandbox": a.now.Sandbox, "enabled": true}, nil
}

// put answers the body without the certificate (recorded).
func (a *apns) put(c *api.Call) (any, error) {
	next := a.now
	replace(c, &next.BundleID, "bundle_id")
	replace(c, &next.P12, "p12")
	if sandbox, ok := c.Params["sandbox"].(bool); ok {
		next.Sandbox = sandbox
	}
	if next.P12 != "" && !isPKCS12(next.P12) {
		return nil, api.Boom(http.StatusBadRequest, "", "The PKCS #12 file is invalid. Please ensure the client certificate "+
			"is not expired, the environment matches, and the key and certificate are not encrypted with a deprecated algorithm.")
	}
	a.world.Secret(next.P12)
	a.now = next
	delete(c.Params, "p12")
	return c.Params, nil
}

// isPKCS12 looks no further than the outermost structure (RFC 7292, section 4):
// the tenant has no password for more. A line break at the end of the base64 is
// taken (recorded), one within it is refused.
func isPKCS12(text string) bool {
	text = strings.TrimRight(text, "\r\n")
	content, err := base64.StdEncoding.Strict().DecodeString(text)
	if err != nil || strings.ContainsAny(text, "\r\n") {
		return false
	}
	var pfx struct {
		Version  int
		AuthSafe asn1.RawValue
		MacData  asn1.RawValue `asn1:"optional"`
	}
	rest, err := asn1.Unmarshal(content, &pfx)
	return err == nil && len(rest) == 0 && pfx.Version == 3 && pfx.AuthSafe.Tag == asn1.TagSequence
}

// APNs returns the tenant's access to Apple's push service, the certificate included.
func (a *apns) APNs() APNs {
	a.world.Lock()
	defer a.world.Unlock()
	return a.now
}

// SetAPNs replaces the tenant's access to Apple's push service; the zero value
// is a new tenant's.
func (a *apns) SetAPNs(given APNs) {
	a.world.Lock()
	defer a.world.Unlock()
	a.world.Secret(given.P12)
	a.now = given
}
