package auth0test

import (
	"fmt"
	"net/http"
	"slices"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test/api"
)

// Feature is something that not every subscription has.
type Feature string

// The features that a tenant can lack.
const (
	// AdaptiveMFA is the confidence-score policy.
	AdaptiveMFA Feature = "adaptive-mfa"
	// MFAPolicies are all policies, which some tenants without Adaptive MFA
	// cannot even read.
	MFAPolicies Feature = "mfa-policies"
	// WebAuthn are security keys and the biometrics of a device.
	WebAuthn Feature = "webauthn"
	// Phone is the phone factor.
	Phone Feature = "phone"
)

// featureNames are what a refusal calls them, in the form of the recorded
// "Please upgrade your subscription to use bot detection".
var featureNames = map[Feature]string{
	AdaptiveMFA: "Adaptive MFA", MFAPolicies: "MFA policies", WebAuthn: "WebAuthn", Phone: "phone MFA",
}

// licence is what the tenant's subscription lacks.
type licence struct {
	without []Feature
}

func newLicence(without []Feature) (licence, error) {
	for _, feature := range without {
		if _, ok := featureNames[feature]; !ok {
			return licence{}, fmt.Errorf("auth0test: there is no feature called %q", feature)
		}
	}
	return licence{without}, nil
}

// refuse is the answer to what needs a feature that the tenant lacks. That it
// is insufficient_entitlement is known of Adaptive MFA; of the others, it is
// taken over.
func (l licence) refuse(feature Feature) error {
	if !slices.Contains(l.without, feature) {
		return nil
	}
	return api.Boom(http.StatusForbidden, "insufficient_entitlement",
		"Please upgrade your subscription to use "+featureNames[feature])
}
