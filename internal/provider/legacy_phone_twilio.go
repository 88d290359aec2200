package provider

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// twilioModel is the tenant's account with Twilio.
type twilioModel struct {
	From                types.String `tfsdk:"from"`
	MessagingServiceSID types.String `tfsdk:"messaging_service_sid"`
	SID                 types.String `tfsdk:"sid"`
	AuthToken           types.String `tfsdk:"auth_token_wo"` // always null
	AuthTokenVersion    whole        `tfsdk:"auth_token_wo_version"`
}

var twilioAttribute = schema.SingleNestedAttribute{
	Optional:            true,
	MarkdownDescription: "The tenant's Twilio account. Auth0 can replace it but not delete it: when you remove it from the configuration, it stays on the tenant, and a warning says so.",
	Attributes: map[string]schema.Attribute{
		"from": schema.StringAttribute{
			Optional:            true,
			Validators:          []validator.String{stringvalidator.UTF8LengthBetween(1, 64)},
			MarkdownDescription: "Phone number or name that messages are sent from. At least one of `from` and `messaging_service_sid` is required.",
		},
		"messaging_service_sid": schema.StringAttribute{
			Optional:            true,
			Validators:          []validator.String{stringvalidator.UTF8LengthBetween(1, 1000)},
			MarkdownDescription: "SID of the messaging service that sends the messages.",
		},
		"sid": schema.StringAttribute{
			Required:            true,
			Validators:          []validator.String{stringvalidator.UTF8LengthBetween(1, 1000)},
			MarkdownDescription: "SID of the account.",
		},
		"auth_token_wo":         secretAttribute("Authentication token of the account.", anyText(1000)),
		"auth_token_wo_version": secretVersionAttribute("auth_token_wo"),
	},
}

// legacyPhoneTwilio is the account that the messages are sent with.
func legacyPhoneTwilio(at **twilioModel) document {
	token := &secret{at: path.Root("twilio").AtName("auth_token_wo")}
	return mirror[auth0.LegacyPhoneTwilio]{
		get: (*auth0.Client).LegacyPhoneTwilio,
		put: (*auth0.Client).SetLegacyPhoneTwilio,
		// load takes an answer without the token, which Auth0 returns in clear.
		load: func(t auth0.LegacyPhoneTwilio) {
			from, service, sid := unlessEmpty(t.From), unlessEmpty(t.MessagingServiceSID), unlessEmpty(t.SID)
			if from.IsNull() && service.IsNull() && sid.IsNull() {
				*at = nil
				return
			}
			if *at == nil {
				*at = new(twilioModel)
			}
			(*at).From, (*at).MessagingServiceSID, (*at).SID = from, service, sid
		},
		save: func() auth0.LegacyPhoneTwilio {
			m := *at
			return auth0.LegacyPhoneTwilio{
				From:                m.From.ValueStringPointer(),
				MessagingServiceSID: m.MessagingServiceSID.ValueStringPointer(),
				AuthToken:           token.pointer(),
				SID:                 m.SID.ValueStringPointer(),
			}
		},
	}.of(document{
		subject: "the Twilio account of the phone factor", attributes: []string{"twilio"}, secret: token, stays: credentialsStay,
		lacks:   withoutSender,
		partial: func() bool { return *at != nil && (*at).SID.IsNull() },
	})
}

// withoutTwilio tells that Twilio is selected without an account.
func withoutTwilio(want values) string {
	if want.text("selected_provider") != auth0.LegacyPhoneProviderTwilio || !want["twilio"].IsNull() {
		return ""
	}
	return "Nobody would get a code: selected_provider = \"twilio\" needs the account, in the attribute twilio."
}

// withoutSender tells that Twilio would not know whom messages are from.
func withoutSender(want values) string {
	account := valuesOf(want["twilio"])
	if !account["from"].IsNull() || !account["messaging_service_sid"].IsNull() {
		return ""
	}
	return "Nobody would get a code: twilio needs from or messaging_service_sid."
}
