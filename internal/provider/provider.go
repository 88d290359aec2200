// Package provider is the whole Terraform provider: its configuration, one file
// for each resource and data source, and the one shape that the resources share.
package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// Source is where the registries have the provider: a namespace and a name.
const Source = "guardian-mfa/guardian"

type guardianProvider struct {
	version string
	folder  func() (string, error) // that the processes of one run share; "" where there is one alone
}

// New returns what makes instances of the provider; version goes into the user agent.
func New(version string) func() provider.Provider {
	return func() provider.Provider { return &guardianProvider{version, func() (string, error) { return "", nil }} }
}

// NewShared is New for a process that Terraform has started. It starts one for
// each provider block, and those of one run tell each other what they write.
func NewShared(version string) func() provider.Provider {
	return func() provider.Provider { return &guardianProvider{version, runFolder} }
}

func (p *guardianProvider) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName, resp.Version = "guardian", p.version
}

func (p *guardianProvider) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{
		newAuthenticationMethod,
		newClientGrantTypes,
		newEmailTemplate,
		newFactorDuo,
		newFactorEmail,
		newFactorOTP,
		newFactorPhone,
		newFactorPush,
		newFactorRecoveryCode,
		newFactorWebAuthnPlatform,
		newFactorWebAuthnRoaming,
		newLegacyPhone,
		newPhoneProvider,
		newPhoneTemplate,
		newPolicies,
		newMFASettings,
		newTenantSettings,
	}
}

func (p *guardianProvider) EphemeralResources(context.Context) []func() ephemeral.EphemeralResource {
	return []func() ephemeral.EphemeralResource{newAccessToken, newSignIn}
}

func (p *guardianProvider) Actions(context.Context) []func() action.Action {
	return []func() action.Action{
		newDeleteAuthenticator,
		newInvalidateRememberedBrowsers,
		newResetAuthenticators,
		newSendEnrollmentTicket,
		newTryPhoneProvider,
	}
}

func (p *guardianProvider) DataSources(context.Context) []func() datasource.DataSource {
	return []func() datasource.DataSource{
		newAuthenticator,
		newAuthenticators,
		newFactors,
		newMFASettingsData,
		newPhoneProviderData,
		newPoliciesData,
		newTenantSettingsData,
		newUserEnrollments,
		newUsersWithoutMFA,
	}
}

// ListResources are all resources once more: what terraform query asks for.
func (p *guardianProvider) ListResources(ctx context.Context) (all []func() list.ListResource) {
	for _, fresh := range p.Resources(ctx) {
		all = append(all, func() list.ListResource {
			return fresh().(list.ListResource) //nolint:forcetypeassert // both shapes of resource are
		})
	}
	return all
}

func (p *guardianProvider) Schema(_ context.Context, _ provider.SchemaRequest, resp *provider.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Configures multi-factor authentication of an [Auth0](https://auth0.com/docs/secure/multi-factor-authentication) tenant, one Terraform type for each setting: only what a configuration declares is read or written. " +
			"Every attribute can also come from an environment variable; the configuration takes precedence.",
		Attributes: map[string]schema.Attribute{
			"domain": schema.StringAttribute{
				Optional: true,
				MarkdownDescription: "Domain of the tenant, such as `example.eu.auth0.com`, or a custom domain. Also `AUTH0_DOMAIN`. " +
					"It may start with `https://`; `http://` is accepted for loopback addresses only.",
				Validators: []validator.String{domainValidator{}},
			},
			"client_id": schema.StringAttribute{
				Optional:            true,
				MarkdownDescription: "Client ID of a machine-to-machine application that may use the Management API. Also `AUTH0_CLIENT_ID`. Required with `client_secret` and with `client_assertion_private_key`.",
			},
			"client_secret": schema.StringAttribute{
				Optional:            true,
				Sensitive:           true,
				MarkdownDescription: "Client secret of the application. Also `AUTH0_CLIENT_SECRET`. Exactly one of `client_secret`, `client_assertion_private_key` and `api_token` is required.",
			},
			"client_assertion_private_key": schema.StringAttribute{
				Optional:            true,
				Sensitive:           true,
				MarkdownDescription: "RSA private key of the application, in PEM, to authenticate by [Private Key JWT](https://auth0.com/docs/get-started/authentication-and-authorization-flow/authenticate-with-private-key-jwt) instead of a secret. Also `AUTH0_CLIENT_ASSERTION_PRIVATE_KEY`.",
			},
			"client_assertion_signing_alg": schema.StringAttribute{
				Optional:            true,
				MarkdownDescription: "Algorithm of the application's credential: `RS256` (the default), `RS384` or `PS256`. Also `AUTH0_CLIENT_ASSERTION_SIGNING_ALG`.",
				Validators:          []validator.String{stringvalidator.OneOf(auth0.SigningAlgs...)},
			},
			"api_token": schema.StringAttribute{
				Optional:            true,
				Sensitive:           true,
				MarkdownDescription: "Management API access token. It is used as it is and not renewed. Also `AUTH0_API_TOKEN`.",
			},
			"audience": schema.StringAttribute{
				Optional:            true,
				MarkdownDescription: "Identifier of the Management API. Required only if `domain` is a custom domain: then it is `https://`, the tenant's own domain, and `/api/v2/`. Also `AUTH0_AUDIENCE`. Default: `https://{domain}/api/v2/`.",
			},
			"token_cache": schema.BoolAttribute{
				Optional: true,
				MarkdownDescription: "Whether access tokens are kept for the provider's next runs, in files in the user's cache directory that only the user can read. Auth0 counts the tokens it issues against a monthly quota, and Terraform starts the provider several times for one command. " +
					"Also `GUARDIAN_TOKEN_CACHE`. Default: `false`.",
			},
			"max_retries": schema.Int64Attribute{
				CustomType:          wholeType{},
				Optional:            true,
				MarkdownDescription: "How many times a request that is safe to repeat is retried, 0 to 9, after a rate limit, a server error or a network error. Also `GUARDIAN_MAX_RETRIES`. Default: 4.",
			},
			"protection_loss": schema.StringAttribute{
				Optional:   true,
				Validators: []validator.String{stringvalidator.OneOf("warn", "refuse")},
				MarkdownDescription: "What becomes of a plan in which users lose protection or are locked out: `warn` (the default) tells of it, and `refuse` makes it an error. " +
					"Also `GUARDIAN_PROTECTION_LOSS`; what is set here is not overruled by it. See [Losing protection](#losing-protection).",
			},
			"protection_loss_allowed": schema.SetAttribute{
				Optional:    true,
				ElementType: types.StringType,
				MarkdownDescription: "With `refuse`, the types of resources, such as `guardian_factor_otp`, whose loss is meant and only warned of. Take them out after the change. " +
					"Also `GUARDIAN_PROTECTION_LOSS_ALLOWED`, separated by commas; with `[]`, nothing in the environment allows any.",
			},
			"request_timeout": schema.StringAttribute{
				Optional:            true,
				MarkdownDescription: "Time limit for one attempt of a request, as a duration such as `30s` or `1m30s`, from `100ms` to `10m`. Also `GUARDIAN_REQUEST_TIMEOUT`. Default: `30s`.",
			},
		},
	}
}

// domainValidator refuses, already in validate, what cannot be a tenant's domain.
type domainValidator struct{}

func (domainValidator) Description(context.Context) string {
	return "must be a domain such as example.eu.auth0.com"
}

func (v domainValidator) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (domainValidator) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() || req.ConfigValue.ValueString() == "" {
		return
	}
	if _, err := auth0.ParseDomain(req.ConfigValue.ValueString()); err != nil {
		resp.Diagnostics.AddAttributeError(req.Path, "Not a tenant's domain",
			sentence(err)+" Set domain, or the environment variable AUTH0_DOMAIN, to the domain of your tenant.")
	}
}
