package provider

import (
	"context"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// phoneProviderValidator refuses a Twilio account without what it needs, and
// any of it where an Action sends.
type phoneProviderValidator struct{}

func (phoneProviderValidator) Description(context.Context) string {
	return `name = "twilio" needs sid, and exactly one of default_from and mssid; ` +
		`name = "custom" has none of them`
}

func (v phoneProviderValidator) MarkdownDescription(ctx context.Context) string {
	return v.Description(ctx)
}

func (v phoneProviderValidator) ValidateResource(
	ctx context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse,
) {
	has := valuesOf(req.Config.Raw)
	if !has["configuration"].IsKnown() {
		return // its members would read as null
	}
	configuration, name := path.Root("configuration"), has.text("name")
	from, service := configuration.AtName("default_from"), configuration.AtName("mssid")
	account := path.Paths{configuration.AtName("sid"), path.Root("auth_token_wo"), path.Root("auth_token_wo_version")}
	refuse := func(at path.Path, summary, what string) { // Terraform does not show which member of configuration it is
		resp.Diagnostics.AddAttributeError(at, summary, what+". A phone provider with "+v.Description(ctx)+".")
	}
	if isSet(ctx, req.Config, from) && isSet(ctx, req.Config, service) {
		refuse(service, "Two senders for one phone provider", "Both default_from and mssid are set")
	}
	if name == auth0.PhoneProviderTwilio {
		var missing []string
		if isNull(ctx, req.Config, account[0]) {
			missing = append(missing, account[0].String())
		}
		if isNull(ctx, req.Config, from) && isNull(ctx, req.Config, service) {
			missing = append(missing, from.String()+" (or mssid)")
		}
		if missing != nil {
			refuse(path.Root("name"), "Incomplete Twilio account", "Missing: "+strings.Join(missing, ", "))
		}
	}
	ofTwilio := func(at path.Path) bool { return isSet(ctx, req.Config, at) }
	if name == auth0.PhoneProviderCustom && slices.ContainsFunc(append(account, from, service), ofTwilio) {
		// At the name, since Terraform would show the line of a secret.
		refuse(path.Root("name"), "Not for a custom phone provider", "Attributes of a Twilio account are set")
	}
}
