package auth0

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
)

// FactorName is the name of a factor in the Management API.
type FactorName string

// The factors of every tenant.
const (
	FactorSMS              FactorName = "sms" // what the Dashboard calls phone
	FactorPush             FactorName = "push-notification"
	FactorOTP              FactorName = "otp"
	FactorEmail            FactorName = "email"
	FactorDuo              FactorName = "duo"
	FactorWebAuthnRoaming  FactorName = "webauthn-roaming"
	FactorWebAuthnPlatform FactorName = "webauthn-platform"
	FactorRecoveryCode     FactorName = "recovery-code"
)

// Independent reports whether the factor can be the only one that users enroll
// in. Each of the others needs an independent factor beside it, although the
// Management API enables it without one.
//
// https://auth0.com/docs/secure/multi-factor-authentication/enable-mfa
func (n FactorName) Independent() bool {
	switch n {
	case FactorSMS, FactorPush, FactorOTP, FactorDuo, FactorWebAuthnRoaming:
		return true
	}
	return false
}

// Factor is a factor, and whether it is enabled for the tenant.
type Factor struct {
	Name         FactorName `json:"name"`
	Enabled      bool       `json:"enabled"`
	TrialExpired bool       `json:"trial_expired"`
}

// factorList is Auth0's list, in which every factor has to have enabled.
type factorList []struct {
	Name         FactorName `json:"name"`
	Enabled      *bool      `json:"enabled"`
	TrialExpired bool       `json:"trial_expired"`
}

func (l *factorList) validate() error {
	if *l == nil {
		return errNoList
	}
	for _, f := range *l {
		if f.Enabled == nil {
			return fmt.Errorf("it does not say whether the factor %q is enabled", f.Name)
		}
	}
	return nil
}

// Factors lists all factors of the tenant. Calls at about the same time share one
// request. It requires the scope read:guardian_factors.
//
// https://auth0.com/docs/api/management/v2/guardian/get-factors
func (c *Client) Factors(ctx context.Context) ([]Factor, error) {
	answer, err := c.factors.get(ctx, func() (any, error) { return c.listFactors(ctx) })
	if err != nil {
		return nil, err
	}
	return slices.Clone(answer.([]Factor)), nil //nolint:forcetypeassert // listFactors returns nothing else
}

// FactorsNow lists them by a request that has not begun before, so that it shows
// what others have changed in the last moment.
func (c *Client) FactorsNow(ctx context.Context) ([]Factor, error) {
	c.factors.wrote()
	return c.Factors(ctx)
}

func (c *Client) listFactors(ctx context.Context) ([]Factor, error) {
	var answer factorList
	if err := c.manage(ctx, http.MethodGet, "/guardian/factors", nil, &answer); err != nil {
		return nil, err
	}
	list := make([]Factor, 0, len(answer))
	for _, f := range answer {
		list = append(list, Factor{f.Name, *f.Enabled, f.TrialExpired})
	}
	return list, nil
}

// Factor reports whether a factor is enabled. A factor that is missing in the
// tenant's list is an error. Calls share requests with [Client.Factors]. It
// requires the scope read:guardian_factors.
//
// https://auth0.com/docs/api/management/v2/guardian/get-factors
func (c *Client) Factor(ctx context.Context, name FactorName) (bool, error) {
	list, err := c.Factors(ctx)
	if err != nil {
		return false, err
	}
	i := slices.IndexFunc(list, func(f Factor) bool { return f.Name == name })
	if i < 0 {
		return false, fmt.Errorf("GET /api/v2/guardian/factors: the tenant's list has no factor %q", name)
	}
	return list[i].Enabled, nil
}

// SetFactor enables or disables a factor for the whole tenant, and returns whether
// the tenant answered that it is enabled. It requires the scope
// update:guardian_factors.
//
// https://auth0.com/docs/api/management/v2/guardian/put-factors-by-name
func (c *Client) SetFactor(ctx context.Context, name FactorName, enabled bool) (bool, error) {
	c.factors.wrote()
	defer c.factors.wrote()
	var answer toggleAnswer
	in := map[string]bool{"enabled": enabled} // Auth0 refuses the string of older tutorials
	if err := c.manage(ctx, http.MethodPut, "/guardian/factors/"+string(name), in, &answer); err != nil {
		return false, err
	}
	return *answer.Enabled, nil
}

type toggleAnswer struct {
	Enabled *bool `json:"enabled"`
}

// validate keeps an empty object from being read as disabled.
func (a *toggleAnswer) validate() error {
	if a.Enabled == nil {
		return errors.New("it does not say whether the factor is enabled")
	}
	return nil
}
