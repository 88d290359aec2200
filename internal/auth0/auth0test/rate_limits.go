package auth0test

import (
	"fmt"
	"net/http"
	"time"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test/api"
)

// RateLimits is a class of tenant by what may be asked of it, with the numbers
// that Auth0 publishes:
// https://auth0.com/docs/troubleshoot/customer-support/operational-policies/rate-limit-policy/rate-limit-configurations
type RateLimits string

// The classes; none has no limit but those of a user.
const (
	RateLimitsNone                    RateLimits = ""
	RateLimitsFree                    RateLimits = "free"
	RateLimitsEssentials              RateLimits = "essentials" // and Professional
	RateLimitsEnterprise              RateLimits = "enterprise"
	RateLimitsEnterpriseNonProduction RateLimits = "enterprise-nonproduction"
)

// A pace is a bucket: so many at once, and the time until there is one more.
type pace struct {
	burst  int
	refill time.Duration
}

// rateLimitClass is what a class allows.
type rateLimitClass struct {
	authentication, management    pace
	templateWrites, templateReads pace
	token                         pace // of the token endpoint; zero where it is no other than the rest
	exchange                      pace // of codes for one mfa_token; zero for no limit
}

var (
	perMFAToken = pace{12, time.Minute / 12}

	rateLimitClasses = map[RateLimits]rateLimitClass{
		RateLimitsNone: {},
		RateLimitsFree: {
			authentication: pace{300, time.Minute / 300}, token: pace{30, time.Second / 30},
			management:     pace{2, time.Second / 2},
			templateWrites: pace{5, time.Minute / 25}, templateReads: pace{10, time.Minute / 50},
		},
		RateLimitsEssentials: {
			authentication: pace{25, time.Second / 25}, exchange: perMFAToken,
			management:     pace{10, time.Minute / 150},
			templateWrites: pace{5, time.Minute / 25}, templateReads: pace{10, time.Minute / 50},
		},
		RateLimitsEnterprise: {
			authentication: pace{100, time.Second / 100}, exchange: perMFAToken,
			management:     pace{50, time.Second / 16},
			templateWrites: pace{10, time.Minute / 100}, templateReads: pace{15, time.Minute / 150},
		},
		RateLimitsEnterpriseNonProduction: {
			authentication: pace{100, time.Second / 100}, exchange: perMFAToken,
			management:     pace{10, time.Second / 2},
			templateWrites: pace{10, time.Minute / 100}, templateReads: pace{15, time.Minute / 150},
		},
	}
)

func (l RateLimits) class() (rateLimitClass, error) {
	class, ok := rateLimitClasses[l]
	if !ok {
		return class, fmt.Errorf("auth0test: there is no class of rate limits called %q", l)
	}
	return class, nil
}

// limits are those for all requests together, the narrower ones first.
func (c rateLimitClass) limits() []api.RateLimit {
	const templates = api.ManagementPath + "email-templates"
	read := []string{http.MethodGet}
	var limits []api.RateLimit
	add := func(p pace, path string, methods []string) {
		if p.burst > 0 {
			limits = append(limits, api.RateLimit{Path: path, Methods: methods, Burst: p.burst, Refill: p.refill})
		}
	}
	add(c.templateReads, templates, read)
	add(c.templateWrites, templates, nil)
	add(c.management, api.ManagementPath, nil)
	add(c.token, "/oauth/token", nil)
	add(c.authentication, "/", nil)
	return limits
}

// bucket is a full one, or nil where there is no limit.
func (p pace) bucket() *api.Bucket {
	if p.burst == 0 {
		return nil
	}
	return api.NewBucket(p.burst, p.refill)
}
