package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// twilioModel is the tenant's account with Twilio.
type twilioModel struct {
	From                types.String `tfsdk:"from"`
	MessagingServiceSID types.String `tfsdk:"messaging_service_sid"`
	SID                 types.String `tfsdk:"sid"`
	AuthToken           types.String `tfsdk:"auth_token_wo"` // always null
	AuthTokenVersion    types.Int64  `tfsdk:"auth_token_wo_version"`
}

var twilioAttribute = schema.SingleNestedAttribute{
	Optional:            true,
	MarkdownDescription: "The tenant's account with Twilio. It is replaced and never emptied: removed later, it stays on the tenant, and a warning says so.",
	Attributes: map[string]schema.Attribute{
		"from": schema.StringAttribute{
			Optional: true,
			Validators: []validator.String{
				stringvalidator.LengthBetween(1, 64),
				stringvalidator.AtLeastOneOf(path.MatchRoot("twilio").AtName("from"), path.MatchRoot("twilio").AtName("messaging_service_sid")), // absolute, as the message has them
			},
			MarkdownDescription: "Number or name that the messages come from. At least one of `from` and `messaging_service_sid` is needed.",
		},
		"messaging_service_sid": schema.StringAttribute{
			Optional:            true,
			Validators:          []validator.String{stringvalidator.LengthBetween(1, 1000)},
			MarkdownDescription: "SID of the messaging service that sends the messages.",
		},
		"sid": schema.StringAttribute{
			Required:            true,
			Validators:          []validator.String{stringvalidator.LengthBetween(1, 1000)},
			MarkdownDescription: "SID of the account.",
		},
		"auth_token_wo":         requiredSecret("Authentication token of the account.", anyText(1000)),
		"auth_token_wo_version": requiredVersion("auth_token_wo"),
	},
}

type twilioDocument struct {
	at        **twilioModel
	authToken types.String
}

func (*twilioDocument) subject() string { return "the Twilio account of the phone factor" }

func (*twilioDocument) attributes() []string { return []string{"twilio"} }

func (*twilioDocument) lasts() {}

func (d *twilioDocument) secrets(ctx context.Context, config tfsdk.Config) diag.Diagnostics {
	return config.GetAttribute(ctx, path.Root("twilio").AtName("auth_token_wo"), &d.authToken)
}

func (d *twilioDocument) sent() types.String { return d.authToken }

func (d *twilioDocument) read(ctx context.Context, c *auth0.Client) error {
	t, err := c.LegacyPhoneTwilio(ctx)
	d.set(t)
	return err
}

func (d *twilioDocument) write(ctx context.Context, c *auth0.Client) error {
	m := *d.at
	t, err := c.SetLegacyPhoneTwilio(ctx, auth0.LegacyPhoneTwilio{
		From:                m.From.ValueStringPointer(),
		MessagingServiceSID: m.MessagingServiceSID.ValueStringPointer(),
		AuthToken:           d.authToken.ValueStringPointer(),
		SID:                 m.SID.ValueStringPointer(),
	})
	d.set(t)
	return err
}

func (d *twilioDocument) defaults() { *d.at = nil }

// set takes an answer without the token, which Auth0 returns in clear.
func (d *twilioDocument) set(t auth0.LegacyPhoneTwilio) {
	if unlessEmpty(t.SID).IsNull() && unlessEmpty(t.From).IsNull() && unlessEmpty(t.MessagingServiceSID).IsNull() {
		*d.at = nil
		return
	}
	m := *d.at
	if m == nil {
		m = new(twilioModel)
	}
	m.From, m.MessagingServiceSID, m.SID = unlessEmpty(t.From), unlessEmpty(t.MessagingServiceSID), unlessEmpty(t.SID)
	*d.at = m
}

// twilioValidator refuses to select Twilio without an account.
type twilioValidator struct{}

func (twilioValidator) Description(context.Context) string {
	return "selected_provider = \"twilio\" needs the account, in the attribute twilio"
}

func (v twilioValidator) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (v twilioValidator) ValidateResource(ctx context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse) {
	has := valuesOf(req.Config.Raw)
	if has.text("selected_provider") == auth0.LegacyPhoneProviderTwilio && has["twilio"].IsNull() {
		resp.Diagnostics.AddAttributeError(path.Root("selected_provider"), "No account with Twilio", "Nobody would get a code: "+v.Description(ctx)+".")
	}
}
