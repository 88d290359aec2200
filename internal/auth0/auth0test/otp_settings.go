package auth0test

import "github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test/api"

// OTPSettings are the length in digits and the life in seconds of a factor's
// one-time passwords.
type OTPSettings struct {
	Length, Expiration int
}

func (s OTPSettings) json() map[string]any {
	return map[string]any{"otp_length": s.Length, "otp_expiration_time": s.Expiration}
}

// otpSettings are those of the email and the phone factor; both can be read and
// replaced while the factor is off.
type otpSettings struct {
	world *api.World
	of    map[string]OTPSettings // by factor
}

func newOTPSettings(w *api.World) *otpSettings {
	return &otpSettings{world: w, of: map[string]OTPSettings{
		"email": {Length: 6, Expiration: 300}, "phone": {Length: 6, Expiration: 300},
	}}
}

func (o *otpSettings) routes() []api.Route {
	var routes []api.Route
	for factor := range o.of {
		path := " /api/v2/guardian/factors/" + factor + "/settings"
		routes = append(routes,
			api.Route{
				Pattern: "GET" + path, Scopes: []string{"read:guardian_factors"},
				Handle: func(*api.Call) (any, error) { return o.of[factor].json(), nil },
			},
			api.Route{
				Pattern: "PUT" + path, Scopes: []string{"update:guardian_factors"}, Body: otpSettingsBody(),
				Handle: func(c *api.Call) (any, error) { return o.put(factor, c) },
			})
	}
	return routes
}

func otpSettingsBody() *api.Schema {
	return &api.Schema{Properties: map[string]api.Schema{
		"otp_length":          {Kind: "integer", Required: true, Minimum: 4, Maximum: 10},
		"otp_expiration_time": {Kind: "integer", Required: true, Minimum: 30, Maximum: 3600},
	}}
}

func (o *otpSettings) put(factor string, c *api.Call) (any, error) {
	o.of[factor] = OTPSettings{
		Length:     api.Integer(c.Params["otp_length"]),
		Expiration: api.Integer(c.Params["otp_expiration_time"]),
	}
	return o.of[factor].json(), nil
}

// OTPSettings returns the settings of "email" or "phone".
func (o *otpSettings) OTPSettings(factor string) OTPSettings {
	o.world.Lock()
	defer o.world.Unlock()
	return o.of[factor]
}

// SetOTPSettings replaces the settings of "email" or "phone".
func (o *otpSettings) SetOTPSettings(factor string, s OTPSettings) {
	o.world.Lock()
	defer o.world.Unlock()
	o.of[factor] = s
}
