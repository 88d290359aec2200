package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

func newFactorOTP() resource.Resource {
	return newToggle("factor_otp", auth0.FactorOTP,
		"Lets users verify their identity with a one-time code from an authenticator app, such as Google Authenticator. It is an independent factor: it needs no other one.")
}
