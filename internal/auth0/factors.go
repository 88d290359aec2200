package auth0

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
)

// FactorName is how the Management API names a factor.
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

// Independent says whether users can have the factor alone. The others depend
// on one of these, though the Management API switches them on without.
//
// https://auth0.com/docs/secure/multi-factor-authentication/enable-mfa
func (n FactorName) Independent() bool {
	switch n {
	case FactorSMS, FactorPush, FactorOTP, FactorDuo, FactorWebAuthnRoaming:
		return true
	}
	return false
}

// Factor is one kind of second factor and whether the tenant offers it.
type Factor struct {
	Name         FactorName `json:"name"`
	Enabled      bool       `json:"enabled"`
	TrialExpired bool       `json:"trial_expired"`
}

// factorList is the API's list, of which each member has to say whether it is on.
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

// Factors lists all factors of the tenant; scope read:guardian_factors. Calls
// at about the same time share one request.
//
// https://auth0.com/docs/api/management/v2/guardian/get-factors
func (c *Client) Factors(ctx context.Context) ([]Factor, error) {
	answer, err := c.factors.get(ctx, func() (any, error) { return c.listFactors(ctx) })
	if err != nil {
		return nil, err
	}
	return slices.Clone(answer.([]Factor)), nil //nolint:forcetypeassert // listFactors returns nothing else
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

// Factor says whether the tenant offers a factor; scope read:guardian_factors.
// A factor that is missing in the tenant's list is an error, not "off".
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

// SetFactor switches a factor on or off for the whole tenant and returns what
// the tenant answered; scope update:guardian_factors. The flag is a JSON
// boolean: Auth0 refuses the string of older tutorials.
//
// https://auth0.com/docs/api/management/v2/guardian/put-factors-by-name
func (c *Client) SetFactor(ctx context.Context, name FactorName, enabled bool) (bool, error) {
	c.factors.wrote()
	defer c.factors.wrote()
	var answer toggleAnswer
	in := map[string]bool{"enabled": enabled}
	if err := c.manage(ctx, http.MethodPut, "/guardian/factors/"+string(name), in, &answer); err != nil {
		return false, err
	}
	return *answer.Enabled, nil
}

type toggleAnswer struct {
	Enabled *bool `json:"enabled"`
}

// validate keeps an empty object from being read as "off".
func (a *toggleAnswer) validate() error {
	if a.Enabled == nil {
		return errors.New("it does not say whether the factor is enabled")
	}
	return nil
}
