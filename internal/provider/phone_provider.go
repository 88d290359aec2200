package provider

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

func newPhoneProvider() resource.Resource {
	version := secretVersionAttribute("auth_token_wo")
	version.MarkdownDescription += " Only with `name = \"twilio\"`."
	return &itemResource[phoneProviderModel]{
		base: base{
			typeName: "phone_provider",
			schema: schema.Schema{
				MarkdownDescription: "The provider that sends all [text messages and voice calls](https://auth0.com/docs/customize/phone-messages/configure-phone-messaging-providers) of a tenant on the Unified Phone Experience, including the codes of the phone factor. " +
					"A tenant has at most one: if it has another one already than is declared, the apply fails and says how to import it. Tenants without the Unified Phone Experience use `guardian_legacy_phone` instead. " +
					"Scopes: `read:phone_providers`, `create:phone_providers`, `update:phone_providers`, `delete:phone_providers`.",
				Attributes: map[string]schema.Attribute{
					"id": idAttribute("ID of the phone provider, `pro_…`."),
					"name": schema.StringAttribute{
						Required:            true,
						Validators:          []validator.String{stringvalidator.OneOf(auth0.PhoneProviderTwilio, auth0.PhoneProviderCustom)},
						MarkdownDescription: "Who sends the messages: `twilio`, with an account of your own, or `custom`, an Action of the tenant. It can be changed in place.",
					},
					"disabled":              disabledAttribute("Whether the provider is disabled, so that nothing is sent."),
					"configuration":         phoneConfigurationAttribute,
					"auth_token_wo":         secretAttribute("Auth token of the Twilio account. Only with `name = \"twilio\"`.", anyText(10000)),
					"auth_token_wo_version": version,
				},
			},
			validators: []resource.ConfigValidator{phoneProviderValidator{}},
			keys:       []string{"id"},
			sources:    []source{{"auth0_phone_provider", map[string]string{"id": "id"}}},
		},
		standsFor: func(values) []string { return nil }, // a tenant has one, whatever its id
		loss:      "Codes can no longer be sent by text message or voice call: users whose only factor is the phone are locked out.",
		listing: listing[phoneProviderModel]{
			finds: "Finds the tenant's phone provider, if it has one.",
			each: func(ctx context.Context, c *auth0.Client, _ values) iter.Seq2[*phoneProviderModel, error] {
				list, err := c.PhoneProviders(ctx)
				return models(list, err, (*phoneProviderModel).take)
			},
		},
		bind: (*phoneProviderModel).item,
	}
}

var phoneConfigurationAttribute = schema.SingleNestedAttribute{
	Required:            true,
	MarkdownDescription: "How messages are sent, and from which number.",
	Attributes: map[string]schema.Attribute{
		"default_from": schema.StringAttribute{
			Optional:            true,
			Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
			MarkdownDescription: "Phone number that messages are sent from unless their template names another, such as `+12025550123`. `twilio` needs this or `mssid`.",
		},
		"mssid": schema.StringAttribute{
			Optional:            true,
			Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
			MarkdownDescription: "SID of the Twilio messaging service that chooses the number, `MG…`.",
		},
		"sid": schema.StringAttribute{
			Optional:            true,
			Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
			MarkdownDescription: "SID of the Twilio account, `AC…`. `twilio` needs it.",
		},
		"delivery_methods": schema.SetAttribute{
			Required:    true,
			ElementType: types.StringType,
			Validators:  someOf("text", "voice"),
			MarkdownDescription: "How messages are sent: `text`, `voice` or both. To remove a method that the phone factor uses, " +
				"first remove its type (`sms` for `text`, `voice` for `voice`) from the `message_types` of `guardian_factor_phone`, in an apply of its own.",
		},
	},
}

// idAttribute is what Auth0 calls one of several.
func idAttribute(description string) schema.StringAttribute {
	return schema.StringAttribute{
		Computed:            true,
		PlanModifiers:       []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
		MarkdownDescription: description,
	}
}

func disabledAttribute(description string) schema.BoolAttribute {
	return schema.BoolAttribute{
		Optional:            true,
		Computed:            true,
		Default:             booldefault.StaticBool(false),
		MarkdownDescription: description + " Default: `false`.",
	}
}

func (m *phoneProviderModel) item() item[phoneProviderModel] {
	token := &secret{at: path.Root("auth_token_wo")}
	// withCredentials has none for a custom provider, as Auth0 wants them.
	withCredentials := func(change auth0.PhoneProviderChange) auth0.PhoneProviderChange {
		change.Credentials = &auth0.PhoneProviderCredentials{AuthToken: token.pointer()}
		return change
	}
	return item[phoneProviderModel]{
		subject: func() string { return "the phone provider" },
		secret:  token,
		sends:   m.sendsToken,
		lacks:   m.withoutSender,
		create: func(ctx context.Context, c *auth0.Client) error {
			return m.take(c.CreatePhoneProvider(ctx, withCredentials(m.change())))
		},
		read: func(ctx context.Context, c *auth0.Client) error {
			return m.take(c.PhoneProvider(ctx, m.ID.ValueString()))
		},
		// update sends the credentials with a new version, and when they are to be
		// another sender's: a custom provider on the tenant has no token to keep.
		update: func(ctx context.Context, c *auth0.Client, prior *phoneProviderModel) error {
			change := m.change()
			if m.isAnotherSender(prior) {
				change = withCredentials(change)
			}
			return m.take(c.UpdatePhoneProvider(ctx, m.ID.ValueString(), change))
		},
		remove: func(ctx context.Context, c *auth0.Client) error {
			return c.DeletePhoneProvider(ctx, m.ID.ValueString())
		},
		advice:   m.advice,
		existing: existingPhoneProvider,
		listed: func(ctx context.Context, c *auth0.Client) (bool, error) {
			list, err := c.PhoneProviders(ctx)
			return slices.ContainsFunc(list, func(p auth0.PhoneProvider) bool { return p.ID == m.ID.ValueString() }), err
		},
		spares: func() bool { return m.Disabled.ValueBool() }, // one that is switched off sends nothing anyway
	}
}

// narrowFirst is how delivery methods are taken away.
const narrowFirst = "Remove it from the message_types of guardian_factor_phone first, in an apply of its own, and then from " +
	"delivery_methods. To replace one method by another, have both delivered until message_types has the new one."

// advice warns where the phone factor still sends what would no longer be
// delivered. Terraform changes the provider before the factor that depends on it.
func (m *phoneProviderModel) advice(ctx context.Context, c *auth0.Client, prior *phoneProviderModel) diag.Diagnostics {
	if prior == nil || m.Configuration == nil || prior.Configuration == nil {
		return nil
	}
	lost := without(prior.Configuration.DeliveryMethods, m.Configuration.DeliveryMethods)
	if len(lost) == 0 {
		return nil
	}
	types, err := c.PhoneMessageTypes(ctx)
	sent := slices.DeleteFunc(types, func(t string) bool { return !slices.Contains(lost, deliveryMethods[t]) })
	if err != nil || len(sent) == 0 {
		return nil // who may not read them is told by the apply
	}
	if on, err := c.Factor(ctx, auth0.FactorSMS); err == nil && !on {
		return nil
	}
	return diag.Diagnostics{diag.NewAttributeWarningDiagnostic(path.Root("configuration"), "Auth0 may refuse to narrow the delivery methods",
		fmt.Sprintf("The phone factor of the tenant sends %s, and the phone provider would no longer deliver it. %s",
			strings.Join(sent, " and "), narrowFirst))}
}

// deliveryMethods are what a phone provider calls the message types.
var deliveryMethods = map[string]string{auth0.MessageTypeSMS: "text", auth0.MessageTypeVoice: "voice"}

// existingPhoneProvider is the one that a tenant can have.
func existingPhoneProvider(ctx context.Context, c *auth0.Client) (string, error) {
	list, err := c.PhoneProviders(ctx)
	if err != nil || len(list) == 0 {
		return "", err
	}
	return list[0].ID, nil
}

// change is the provider whole, but for its credentials.
func (m *phoneProviderModel) change() auth0.PhoneProviderChange {
	return auth0.PhoneProviderChange{
		Name:     m.Name.ValueString(),
		Disabled: m.Disabled.ValueBoolPointer(),
		Configuration: &auth0.PhoneProviderConfiguration{
			DefaultFrom:     m.Configuration.DefaultFrom.ValueStringPointer(),
			MSSID:           m.Configuration.MSSID.ValueStringPointer(),
			SID:             m.Configuration.SID.ValueStringPointer(),
			DeliveryMethods: m.Configuration.DeliveryMethods,
		},
	}
}

// take fills the model with an answer, which never has the credentials.
func (m *phoneProviderModel) take(answer auth0.PhoneProvider, err error) error {
	if err != nil {
		return err
	}
	m.ID, m.Name, m.Disabled = types.StringValue(answer.ID), types.StringValue(answer.Name), types.BoolPointerValue(answer.Disabled)
	m.Configuration = &phoneConfiguration{
		DefaultFrom:     unlessEmpty(answer.Configuration.DefaultFrom),
		MSSID:           unlessEmpty(answer.Configuration.MSSID),
		SID:             unlessEmpty(answer.Configuration.SID),
		DeliveryMethods: answer.Configuration.DeliveryMethods,
	}
	return nil
}
