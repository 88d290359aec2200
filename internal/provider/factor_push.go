package provider

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

type pushModel struct {
	Enabled          types.Bool   `tfsdk:"enabled"`
	SelectedProvider types.String `tfsdk:"selected_provider"`
	CustomApp        *customApp   `tfsdk:"custom_app"`
	APNs             *apnsModel   `tfsdk:"apns"`
	FCM              *fcmModel    `tfsdk:"fcm"`
	SNS              *snsModel    `tfsdk:"sns"`
}

func newFactorPush() resource.Resource {
	return &singletonResource{
		base: base{
			typeName: "factor_push",
			derived:  inEffect,
			schema: schema.Schema{
				MarkdownDescription: "Lets users verify their identity by answering [a push notification](https://auth0.com/docs/secure/multi-factor-authentication/multi-factor-authentication-factors/configure-push-notifications-for-mfa) in the Guardian app, or in an app of your own that has the Guardian SDK. It is an independent factor: it needs no other one.",
				Attributes: map[string]schema.Attribute{
					"enabled": enabledAttribute,
					"selected_provider": schema.StringAttribute{
						Optional:   true,
						Validators: []validator.String{stringvalidator.OneOf(auth0.PushProviderGuardian, auth0.PushProviderSNS, auth0.PushProviderDirect)},
						MarkdownDescription: "Who sends the notifications: `guardian` (Auth0, to the Guardian app), `sns` (Amazon SNS, needs `sns`) or `direct` (Apple's and Google's services, needs `apns`, `fcm` or both). Omit it to leave the tenant's choice unchanged; removing it later resets it to `guardian`. " +
							"Scopes: `read:guardian_factors`, `update:guardian_factors`.",
					},
					"custom_app": customAppAttribute,
					"apns":       apnsAttribute,
					"fcm":        fcmAttribute,
					"sns":        snsAttribute,
				},
			},
		},
		bind: func() (any, []document) {
			m := new(pushModel)
			return m, []document{
				apnsDocument(&m.APNs), fcmDocument(&m.FCM), snsDocument(&m.SNS),
				customAppDocument(&m.CustomApp),
				pushProvider(&m.SelectedProvider),
				toggle(auth0.FactorPush, &m.Enabled),
			}
		},
	}
}

// pushProvider is who sends the notifications.
func pushProvider(name *types.String) document {
	return mirror[string]{
		get:   (*auth0.Client).PushProvider,
		put:   (*auth0.Client).SetPushProvider,
		load:  func(s string) { *name = types.StringValue(s) },
		save:  func() string { return name.ValueString() },
		fresh: auth0.PushProviderGuardian,
	}.of(document{
		subject:    "the provider of the push-notification factor",
		attributes: []string{"selected_provider"},
		lacks:      withoutPushCredentials,
		needed: needed{"selected_provider", "Notifications then go to the Guardian app: " +
			"users who have enrolled with an app of your own get none. Leave selected_provider declared to keep it."},
	})
}

// withoutPushCredentials tells that a provider is selected without what it needs.
func withoutPushCredentials(want values) string {
	lacks := false
	switch want.text("selected_provider") {
	case auth0.PushProviderSNS:
		lacks = want["sns"].IsNull()
	case auth0.PushProviderDirect:
		lacks = want["apns"].IsNull() && want["fcm"].IsNull()
	}
	if !lacks {
		return ""
	}
	return "Nobody would be notified: selected_provider = \"sns\" needs the attribute sns, and \"direct\" needs apns, fcm or both."
}
