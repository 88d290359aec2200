package provider

import (
	"context"
	"regexp"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

type tryPhoneModel struct {
	To             types.String `tfsdk:"to"`
	DeliveryMethod types.String `tfsdk:"delivery_method"`
}

func newTryPhoneProvider() action.Action {
	return &deed[tryPhoneModel]{
		typeName: "try_phone_provider",
		schema: schema.Schema{
			MarkdownDescription: "Has the tenant's phone provider send a test message, to see that codes arrive: on tenants with the Unified Phone Experience. Auth0 tells that it has taken the message, and not that it has arrived. " +
				"Scopes: `read:phone_providers`, `create:phone_providers`.",
			Attributes: map[string]schema.Attribute{
				"to": schema.StringAttribute{
					Required:            true,
					Validators:          []validator.String{stringvalidator.RegexMatches(regexp.MustCompile(`^\+[1-9][0-9]{1,14}$`), "must be a phone number in E.164 form, such as +15005550006")},
					MarkdownDescription: "Phone number in E.164 form, such as `+15005550006`.",
				},
				"delivery_method": schema.StringAttribute{
					Optional:            true,
					Validators:          []validator.String{stringvalidator.OneOf("text", "voice")},
					MarkdownDescription: "`text` (the default) or `voice`, which has to be among the provider's `delivery_methods`.",
				},
			},
		},
		do: tryPhoneProvider,
	}
}

func tryPhoneProvider(ctx context.Context, s *session, m tryPhoneModel, say func(string, ...any)) (diags diag.Diagnostics) {
	id, err := existingPhoneProvider(ctx, s.client)
	switch {
	case err != nil:
		return append(diags, s.apiError("find the phone provider", path.Empty(), err, nil))
	case id == "":
		diags.AddError("No phone provider", "The tenant "+s.client.Tenant()+" has none: create one with guardian_phone_provider.")
		return diags
	}
	method := m.DeliveryMethod.ValueString()
	if method == "" {
		method = "text"
	}
	if err := s.client.TryPhoneProvider(ctx, id, m.To.ValueString(), method); err != nil {
		return append(diags, perhapsDone(s.apiError("send a test message", path.Empty(), err, nil), err))
	}
	say("The phone provider %s has taken a test message (%s).", id, method)
	return diags
}
