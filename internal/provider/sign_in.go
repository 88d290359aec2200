package provider

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/pquerna/otp/totp"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

type signIn struct{ ephemeralBase }

type signInModel struct {
	ClientID     types.String `tfsdk:"client_id"`
	ClientSecret types.String `tfsdk:"client_secret"`
	Username     types.String `tfsdk:"username"`
	Password     types.String `tfsdk:"password"`
	Realm        types.String `tfsdk:"realm"`
	Audience     types.String `tfsdk:"audience"`
	Scope        types.String `tfsdk:"scope"`
	TOTPSecret   types.String `tfsdk:"totp_secret"`
	InEffect     types.Bool   `tfsdk:"in_effect"`

	MFARequired    types.Bool            `tfsdk:"mfa_required"`
	MFAToken       types.String          `tfsdk:"mfa_token"`
	EnrollTypes    []string              `tfsdk:"enroll_types"`
	ChallengeTypes []string              `tfsdk:"challenge_types"`
	Authenticators []signInAuthenticator `tfsdk:"authenticators"`
	SignedIn       types.Bool            `tfsdk:"signed_in"`
}

type signInAuthenticator struct {
	ID                types.String `tfsdk:"id"`
	AuthenticatorType types.String `tfsdk:"authenticator_type"`
	OOBChannel        types.String `tfsdk:"oob_channel"`
	Name              types.String `tfsdk:"name"`
	Active            types.Bool   `tfsdk:"active"`
}

func newSignIn() ephemeral.EphemeralResource {
	listed := objectOf([]string{"id", "authenticator_type", "oob_channel", "name"})
	listed.AttrTypes["active"] = types.BoolType
	some := []validator.String{stringvalidator.LengthAtLeast(1)}
	return &signIn{ephemeralBase{
		typeName: "sign_in",
		schema: schema.Schema{
			MarkdownDescription: "Signs a canary in, a user that exists for this, with the password alone, and tells whether that is refused: settings alone are no protection, since an Action or a skipped policy can let people in without a second factor. " +
				"With `totp_secret` it goes on and completes the sign-in by a code of an authenticator app. It uses the [password grant with MFA](https://auth0.com/docs/secure/multi-factor-authentication/authenticate-using-ropg-flow-with-mfa), which the application has to be allowed: `guardian_client_grant_types` adds what it lacks. " +
				"It proves that for the one application and this grant, and says nothing of logins in the browser, for which an Action can decide otherwise: use `for_each` for more applications. Nothing of it is in a plan or state; take the client's secret, the password and the key from ephemeral variables. Codes that are mailed or sent to a phone cannot be read here.\n\n" +
				"It needs no scope of the provider's application. Each time that it is opened, Auth0 counts a login of the canary: its limit is ten attempts for a user and an address, and one more every six minutes. A plan counts one, and an apply that plans first counts two.",
			Attributes: map[string]schema.Attribute{
				"client_id":     schema.StringAttribute{Required: true, Validators: some, MarkdownDescription: "Client ID of the application that is signed in to."},
				"client_secret": schema.StringAttribute{Optional: true, Sensitive: true, Validators: some, MarkdownDescription: "Secret of the application. Omit it for a public one."},
				"username":      schema.StringAttribute{Required: true, Validators: some, MarkdownDescription: "Username or email address of the canary."},
				"password":      schema.StringAttribute{Required: true, Sensitive: true, MarkdownDescription: "Password of the canary."},
				"realm": schema.StringAttribute{
					Optional: true, Validators: some,
					MarkdownDescription: "Name of the connection that the canary belongs to. Default: the tenant's default directory. The application then needs the grant `http://auth0.com/oauth/grant-type/password-realm`, and `password` without it.",
				},
				"audience": schema.StringAttribute{Optional: true, Validators: some, MarkdownDescription: "Identifier of the API that the application signs users in for. Default: the tenant's default audience, or none."},
				"scope":    schema.StringAttribute{Optional: true, Validators: some, MarkdownDescription: "Scopes that the application asks for, separated by spaces. Default: all."},
				"totp_secret": schema.StringAttribute{
					Optional: true, Sensitive: true, Validators: []validator.String{base32Key},
					MarkdownDescription: "Key of the canary's authenticator app, in base32, to complete the sign-in. The application then needs the grant `http://auth0.com/oauth/grant-type/mfa-otp`. A code that has been used is not taken again, so that this can wait for up to 30 seconds.",
				},
				"in_effect": schema.BoolAttribute{
					Optional:            true,
					MarkdownDescription: "`in_effect` of `guardian_policies` and of the factors, together: `alltrue([guardian_policies.this.in_effect, guardian_factor_otp.this.in_effect])`. It is sent nowhere: while any of them changes it is unknown, so that the sign-in is tried after the change and not before.",
				},
				"mfa_required": schema.BoolAttribute{Computed: true, MarkdownDescription: "Whether the password alone was refused. While it is `false`, whoever has a password is in."},
				"mfa_token": schema.StringAttribute{
					Computed: true, Sensitive: true,
					MarkdownDescription: "Token with which the sign-in can be continued, for about ten minutes. Null where none is needed, after `totp_secret` has used it, and where only an Action asks for MFA: Auth0 gives none then.",
				},
				"enroll_types": schema.ListAttribute{
					Computed: true, ElementType: types.StringType,
					MarkdownDescription: "What the canary may enroll, such as `otp`, on tenants that say so (Early Access). Null on others.",
				},
				"challenge_types": schema.ListAttribute{
					Computed: true, ElementType: types.StringType,
					MarkdownDescription: "What the canary can be asked for, such as `otp` or `email`, on tenants that say so (Early Access). Null on others.",
				},
				"authenticators": schema.ListAttribute{
					Computed: true, ElementType: listed,
					MarkdownDescription: "What the canary has enrolled, as the MFA API shows it: `id`, `authenticator_type`, `oob_channel`, `name` (masked) and `active`. Null without an `mfa_token`.",
				},
				"signed_in": schema.BoolAttribute{Computed: true, MarkdownDescription: "Whether the sign-in was completed: by the password alone where `mfa_required` is `false`, or by `totp_secret`. The tokens are dropped."},
			},
		},
	}}
}

// Open signs in. What the tenant refuses is an error, but for the second factor
// that it asks for.
func (e *signIn) Open(ctx context.Context, req ephemeral.OpenRequest, resp *ephemeral.OpenResponse) {
	var m signInModel
	if resp.Diagnostics.Append(req.Config.Get(ctx, &m)...); resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(m.open(ctx, e.client)...)
	if !resp.Diagnostics.HasError() {
		resp.Diagnostics.Append(resp.Result.Set(ctx, m)...)
	}
}

func (m *signInModel) open(ctx context.Context, c *auth0.Client) diag.Diagnostics {
	app, err := c.As(m.ClientID.ValueString(), m.ClientSecret.ValueString())
	if err != nil {
		return diag.Diagnostics{signInError("sign in as the canary", err)}
	}
	defer app.CloseIdleConnections()
	if a := m.Audience.ValueString(); a == app.MFAAudience() || a == "https://"+c.Tenant()+"/mfa/" {
		return diag.Diagnostics{diag.NewAttributeErrorDiagnostic(path.Root("audience"), "Proves nothing: the audience of the MFA API",
			"For this audience, Auth0 asks whoever has a factor for it, whatever the policies say. Take the audience of the application.")}
	}
	_, err = app.Password(ctx, auth0.PasswordGrant{
		Username: m.Username.ValueString(), Password: m.Password.ValueString(),
		Realm: m.Realm.ValueString(), Audience: m.Audience.ValueString(), Scope: m.Scope.ValueString(),
	})
	var more *auth0.MFARequiredError
	required := errors.As(err, &more)
	m.MFARequired, m.SignedIn = types.BoolValue(required), types.BoolValue(err == nil)
	switch {
	case err == nil:
		return nil
	case !required:
		return diag.Diagnostics{signInError("sign in as the canary", err)}
	}
	m.EnrollTypes, m.ChallengeTypes = typesIn(more.Requirements, "enroll"), typesIn(more.Requirements, "challenge")
	if more.Token == "" {
		return m.withoutToken()
	}
	m.MFAToken = types.StringValue(more.Token)
	list, err := app.Authenticators(ctx, more.Token)
	if err != nil {
		return diag.Diagnostics{signInError("list the canary's authenticators", err)}
	}
	m.Authenticators = make([]signInAuthenticator, 0, len(list))
	for _, a := range list {
		m.Authenticators = append(m.Authenticators, signInAuthenticator{
			types.StringValue(a.ID), types.StringValue(a.AuthenticatorType), optional(a.OOBChannel), optional(a.Name),
			types.BoolValue(a.Active),
		})
	}
	if m.TOTPSecret.IsNull() {
		return nil
	}
	return m.complete(ctx, app)
}

// withoutToken refuses to complete what cannot be completed.
func (m *signInModel) withoutToken() (diags diag.Diagnostics) {
	if !m.TOTPSecret.IsNull() {
		diags.AddError("The sign-in cannot be completed", "The tenant asks for a second factor, but gives no mfa_token to go on with: "+
			"an Action asks for it, and the policies do not. Through this API, such a sign-in ends here. "+
			"Enforce MFA by guardian_policies, or leave totp_secret out.")
	}
	return diags
}

// complete answers the challenge with a code of the authenticator app. A code is
// taken once, and the plan may have used the one of this moment.
func (m *signInModel) complete(ctx context.Context, app *auth0.Client) diag.Diagnostics {
	const doing = "complete the canary's sign-in"
	if _, err := app.Challenge(ctx, auth0.ChallengeRequest{MFAToken: m.MFAToken.ValueString(), Types: "otp"}); err != nil {
		return diag.Diagnostics{signInError(doing, err)}
	}
	err := m.verify(ctx, app)
	if isRefusedCode(err) {
		select {
		case <-time.After(time.Until(time.Now().Truncate(codePeriod).Add(codePeriod))):
			err = m.verify(ctx, app)
		case <-ctx.Done():
			err = ctx.Err()
		}
	}
	if err != nil {
		return diag.Diagnostics{signInError(doing, err)}
	}
	m.SignedIn, m.MFAToken = types.BoolValue(true), types.StringNull()
	return nil
}

// codePeriod is how long an authenticator app shows a code.
var codePeriod = 30 * time.Second

func (m *signInModel) verify(ctx context.Context, app *auth0.Client) error {
	code, err := totp.GenerateCode(m.TOTPSecret.ValueString(), time.Now())
	if err == nil {
		_, err = app.VerifyOTP(ctx, m.MFAToken.ValueString(), code)
	}
	return err
}

// typesIn are the types in Auth0's mfa_requirements, whose format varies; nil where they are not there.
func typesIn(requirements json.RawMessage, kind string) []string {
	var all map[string]json.RawMessage
	var entries []struct {
		Type string `json:"type"`
	}
	if json.Unmarshal(requirements, &all) != nil || json.Unmarshal(all[kind], &entries) != nil || entries == nil {
		return nil
	}
	list := []string{}
	for _, entry := range entries {
		if entry.Type != "" && !slices.Contains(list, entry.Type) {
			list = append(list, entry.Type)
		}
	}
	return list
}
