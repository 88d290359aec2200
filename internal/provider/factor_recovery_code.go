package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

func newFactorRecoveryCode() resource.Resource {
	return newToggle("factor_recovery_code", auth0.FactorRecoveryCode,
		"Gives users a recovery code with their first enrollment, for when they have lost access to every other factor. It is a dependent factor: it cannot be the only one.")
}
