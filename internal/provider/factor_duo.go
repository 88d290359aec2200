package provider

import (
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

type duoModel struct {
	Enabled          types.Bool   `tfsdk:"enabled"`
	IntegrationKey   types.String `tfsdk:"integration_key"`
	Hostname         types.String `tfsdk:"hostname"`
	SecretKey        types.String `tfsdk:"secret_key_wo"` // always null
	SecretKeyVersion whole        `tfsdk:"secret_key_wo_version"`
}

func newFactorDuo() resource.Resource {
	return &singletonResource{
		base: base{
			typeName: "factor_duo",
			derived:  inEffect,
			schema: schema.Schema{
				MarkdownDescription: "Lets users verify their identity with [Duo Security](https://auth0.com/docs/secure/multi-factor-authentication/configure-cisco-duo-for-mfa). " +
					"It is an independent factor: it needs no other one. It works on the login page only, not through the MFA API.",
				Attributes: map[string]schema.Attribute{
					"enabled": enabledAttribute,
					"integration_key": schema.StringAttribute{
						Optional:   true,
						Validators: []validator.String{stringvalidator.UTF8LengthBetween(1, 10000)},
						MarkdownDescription: "Integration key (client ID) of the application in Duo's Admin Panel. It and `hostname` are declared together or not at all. " +
							"Omit them to leave the tenant's connection unchanged; removing them later clears the connection, and nobody can use the factor. " +
							"Scopes: `read:guardian_factors`, `update:guardian_factors`.",
					},
					"hostname": schema.StringAttribute{
						Optional:            true,
						Validators:          []validator.String{stringvalidator.UTF8LengthBetween(1, 10000)},
						MarkdownDescription: "API hostname of the application in Duo's Admin Panel, such as `api-0123abcd.duosecurity.com`. Required with `integration_key`.",
					},
					"secret_key_wo":         secretAttribute("Secret key (client secret) of the application in Duo's Admin Panel.", anyText(10000)),
					"secret_key_wo_version": secretVersionAttribute("secret_key_wo"),
				},
			},
			validators: []resource.ConfigValidator{together{"the connection to Duo", []string{"integration_key", "hostname"}}},
		},
		bind: func() (any, []document) {
			m := new(duoModel)
			return m, []document{m.connection(), toggle(auth0.FactorDuo, &m.Enabled)}
		},
	}
}

// connection is the document that connects the tenant to Duo.
func (m *duoModel) connection() document {
	key := &secret{at: path.Root("secret_key_wo")}
	return mirror[auth0.DuoSettings]{
		get: (*auth0.Client).DuoSettings,
		put: (*auth0.Client).SetDuoSettings,
		// load takes an answer without its secret key, which Auth0 returns in clear.
		load: func(s auth0.DuoSettings) {
			m.IntegrationKey, m.Hostname = unlessEmpty(s.IntegrationKey), unlessEmpty(s.Hostname)
		},
		save: func() auth0.DuoSettings {
			return auth0.DuoSettings{
				IntegrationKey: m.IntegrationKey.ValueStringPointer(),
				SecretKey:      key.pointer(),
				Hostname:       m.Hostname.ValueStringPointer(),
			}
		},
	}.of(document{
		subject:    "the connection to Duo",
		attributes: []string{"integration_key", "hostname", "secret_key_wo_version"},
		defaults:   func() { *m = duoModel{Enabled: m.Enabled} },
		secret:     key,
		lacks:      withoutDuoHostname,
		partial:    func() bool { return m.IntegrationKey.IsNull() != m.Hostname.IsNull() },
		needed: needed{"integration_key", "The factor stays on, and nobody can use it without the connection to Duo. " +
			"Set enabled to false as well, or leave the connection declared."},
	})
}

// withoutDuoHostname tells that the hostname is none.
func withoutDuoHostname(want values) string {
	if !want["hostname"].IsKnown() || hostname.MatchString(strings.ToLower(want.text("hostname"))) {
		return ""
	}
	return "hostname must be a hostname such as api-0123abcd.duosecurity.com, without https://."
}
