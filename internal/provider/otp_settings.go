package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64default"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// otpSettings is the attribute of factors that send one-time codes.
type otpSettings struct {
	Length         whole `tfsdk:"otp_length"`
	ExpirationTime whole `tfsdk:"otp_expiration_time"`
}

var otpSettingsAttribute = schema.SingleNestedAttribute{
	Optional: true,
	MarkdownDescription: "The one-time codes that the factor sends. " +
		"Both settings are written together: one that you leave out is set to its default. " +
		"Omit `settings` to leave the tenant's settings unchanged; once they are in the state, by an apply or an import, removing `settings` resets the codes to Auth0's defaults. " +
		"Scopes: `read:guardian_factors`, `update:guardian_factors`.",
	Attributes: map[string]schema.Attribute{
		"otp_length": schema.Int64Attribute{
			CustomType: wholeType{},
			Optional:   true, Computed: true,
			Default:             int64default.StaticInt64(auth0.DefaultOTPSettings.Length),
			Validators:          []validator.Int64{int64validator.Between(4, 10)},
			MarkdownDescription: "Number of digits, 4 to 10. Default: 6.",
		},
		"otp_expiration_time": schema.Int64Attribute{
			CustomType: wholeType{},
			Optional:   true, Computed: true,
			Default:             int64default.StaticInt64(auth0.DefaultOTPSettings.ExpirationTime),
			Validators:          []validator.Int64{int64validator.Between(30, 3600)},
			MarkdownDescription: "How long a code is valid, in seconds, 30 to 3600. Default: 300.",
		},
	},
}

// otpDocument is the document behind it.
func otpDocument(factor auth0.FactorName, model **otpSettings) document {
	return mirror[auth0.OTPSettings]{
		get: func(c *auth0.Client, ctx context.Context) (auth0.OTPSettings, error) {
			return c.OTPSettings(ctx, factor)
		},
		put: func(c *auth0.Client, ctx context.Context, s auth0.OTPSettings) (auth0.OTPSettings, error) {
			return c.SetOTPSettings(ctx, factor, s)
		},
		load: func(s auth0.OTPSettings) {
			*model = &otpSettings{wholeOf(s.Length), wholeOf(s.ExpirationTime)}
		},
		save: func() auth0.OTPSettings {
			return auth0.OTPSettings{Length: (*model).Length.ValueInt64(), ExpirationTime: (*model).ExpirationTime.ValueInt64()}
		},
		fresh: auth0.DefaultOTPSettings,
	}.of(document{subject: "the code settings of the " + factorTitle(factor) + " factor", attributes: []string{"settings"}})
}
