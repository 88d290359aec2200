package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/resourcevalidator"
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

type duoModel struct {
	Enabled          types.Bool   `tfsdk:"enabled"`
	IntegrationKey   types.String `tfsdk:"integration_key"`
	Hostname         types.String `tfsdk:"hostname"`
	SecretKey        types.String `tfsdk:"secret_key_wo"` // always null
	SecretKeyVersion types.Int64  `tfsdk:"secret_key_wo_version"`
}

func newFactorDuo() resource.Resource {
	return &tenantResource{
		base: base{
			typeName: "factor_duo",
			schema: schema.Schema{
				MarkdownDescription: "Lets users prove who they are with [Duo Security](https://auth0.com/docs/secure/multi-factor-authentication/configure-cisco-duo-for-mfa). " +
					"It is an independent factor: it needs no other beside it. The MFA API cannot use it, only the login page.",
				Attributes: map[string]schema.Attribute{
					"enabled": enabledAttribute,
					"integration_key": schema.StringAttribute{
						Optional:            true,
						Validators:          []validator.String{stringvalidator.LengthBetween(1, 10000)},
						MarkdownDescription: "Integration key (client ID) of the application in Duo's Admin Panel. Leave it out, with the other attributes of the connection to Duo, to leave the tenant's connection alone; removed later, the connection is emptied, and nobody can use the factor. Scopes: `read:guardian_factors`, `update:guardian_factors`.",
					},
					"hostname": schema.StringAttribute{
						Optional:            true,
						Validators:          []validator.String{stringvalidator.RegexMatches(hostname, "must be a hostname such as api-0123abcd.duosecurity.com, without https://")},
						MarkdownDescription: "API hostname of the application in Duo's Admin Panel, such as `api-0123abcd.duosecurity.com`.",
					},
					"secret_key_wo":         secretAttribute("Secret key (client secret) of the application in Duo's Admin Panel.", anyText(10000)),
					"secret_key_wo_version": secretVersionAttribute("secret_key_wo"),
				},
			},
			validators: []resource.ConfigValidator{resourcevalidator.RequiredTogether(
				path.MatchRoot("integration_key"), path.MatchRoot("hostname"), path.MatchRoot("secret_key_wo"), path.MatchRoot("secret_key_wo_version"),
			)},
		},
		bind: func() (any, []document) {
			m := new(duoModel)
			return m, []document{&duoDocument{duoModel: m}, toggle{auth0.FactorDuo, &m.Enabled}}
		},
	}
}

// duoDocument connects the tenant to Duo.
type duoDocument struct {
	*duoModel
	secretKey types.String
}

func (*duoDocument) subject() string { return "the connection to Duo" }

func (*duoDocument) attributes() []string {
	return []string{"integration_key", "hostname", "secret_key_wo_version"}
}

func (d *duoDocument) secrets(ctx context.Context, config tfsdk.Config) diag.Diagnostics {
	return config.GetAttribute(ctx, path.Root("secret_key_wo"), &d.secretKey)
}

func (d *duoDocument) sent() types.String { return d.secretKey }

func (d *duoDocument) read(ctx context.Context, c *auth0.Client) error {
	s, err := c.DuoSettings(ctx)
	d.set(s)
	return err
}

func (d *duoDocument) write(ctx context.Context, c *auth0.Client) error {
	s, err := c.SetDuoSettings(ctx, auth0.DuoSettings{
		IntegrationKey: d.IntegrationKey.ValueStringPointer(),
		SecretKey:      d.secretKey.ValueStringPointer(),
		Hostname:       d.Hostname.ValueStringPointer(),
	})
	d.set(s)
	return err
}

func (*duoDocument) lack() (attribute, says string) {
	return "integration_key", "The factor stays on, and nobody can use it without the connection to Duo. Set enabled to false as well, or leave the connection declared."
}

func (d *duoDocument) defaults() {
	d.set(auth0.DuoSettings{})
	d.SecretKeyVersion = types.Int64Null()
}

// set takes an answer without its secret key, which Auth0 returns in clear.
func (d *duoDocument) set(s auth0.DuoSettings) {
	d.IntegrationKey, d.Hostname = types.StringPointerValue(s.IntegrationKey), types.StringPointerValue(s.Hostname)
}
