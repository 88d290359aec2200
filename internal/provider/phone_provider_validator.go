package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// phoneProviderValidator refuses a token where an Action sends.
type phoneProviderValidator struct{}

func (phoneProviderValidator) Description(context.Context) string {
	return `name = "custom" has no auth_token_wo: an Action sends the messages, with credentials of its own`
}

func (v phoneProviderValidator) MarkdownDescription(ctx context.Context) string {
	return v.Description(ctx)
}

func (v phoneProviderValidator) ValidateResource(
	ctx context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse,
) {
	has := valuesOf(req.Config.Raw)
	custom := has.text("name") == auth0.PhoneProviderCustom
	if custom && (!has["auth_token_wo"].IsNull() || !has["auth_token_wo_version"].IsNull()) {
		// At the name, since Terraform would show the line of the secret.
		resp.Diagnostics.AddAttributeError(path.Root("name"), "Not for a custom phone provider", "A phone provider with "+v.Description(ctx)+".")
	}
}
