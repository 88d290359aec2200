package provider

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

// secretAttribute is a secret that Auth0 takes and the state never has.
func secretAttribute(description string, validators ...validator.String) schema.StringAttribute {
	return schema.StringAttribute{
		Optional:            true,
		WriteOnly:           true,
		Sensitive:           true,
		Validators:          validators,
		MarkdownDescription: description + " Write-only: it is sent to Auth0 and never in the plan or the state. Needs Terraform 1.11 or OpenTofu 1.11, or later.",
	}
}

// secretVersionAttribute stands in state for a secret. Terraform cannot see
// that a write-only attribute has changed.
func secretVersionAttribute(secret string) schema.Int64Attribute {
	return schema.Int64Attribute{
		Optional:            true,
		MarkdownDescription: fmt.Sprintf("A number of your own that you change whenever `%s` changes: then it is sent again. It is empty after an import, so that the first apply sends the secret.", secret),
	}
}

// requiredSecret is a secret without which what it belongs to is of no use.
func requiredSecret(description string, validators ...validator.String) schema.StringAttribute {
	a := secretAttribute(description, validators...)
	a.Optional, a.Required = false, true
	return a
}

// requiredVersion stands in state for such a secret.
func requiredVersion(secret string) schema.Int64Attribute {
	a := secretVersionAttribute(secret)
	a.Optional, a.Required = false, true
	return a
}
