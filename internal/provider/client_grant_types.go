package provider

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	listschema "github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// mfaGrantTypes are the grants that a login through the MFA API needs, of all
// that an application can have.
var mfaGrantTypes = []string{auth0.GrantOOB, auth0.GrantOTP, auth0.GrantRecoveryCode, auth0.GrantPassword, auth0.GrantPasswordRealm}

type clientGrantTypesModel struct {
	ClientID   types.String `tfsdk:"client_id"`
	GrantTypes []string     `tfsdk:"grant_types"`
	Added      types.Set    `tfsdk:"added_grant_types"`
}

func newClientGrantTypes() resource.Resource {
	return &itemResource[clientGrantTypesModel]{
		base: base{
			typeName: "client_grant_types",
			keys:     []string{"client_id"},
			schema: schema.Schema{
				MarkdownDescription: "Allows an application to use the grants of the [MFA API](https://auth0.com/docs/secure/multi-factor-authentication/authenticate-using-ropg-flow-with-mfa), which a new application lacks. Grants that are missing are added after those that the application has. Nothing else about the application changes, and a destroy removes only what was added. " +
					"Use one resource for each application. If Terraform manages the application itself, too, let its resource ignore changes of the list of grants, or list the grants there instead.",
				Attributes: map[string]schema.Attribute{
					"client_id": schema.StringAttribute{
						Required:            true,
						Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
						PlanModifiers:       []planmodifier.String{stringplanmodifier.RequiresReplace()},
						MarkdownDescription: "Client ID of the application. Changing it removes the added grants from the old application and adds them to the new one.",
					},
					"grant_types": schema.SetAttribute{
						Required:    true,
						ElementType: types.StringType,
						Validators:  anyOf(mfaGrantTypes...),
						MarkdownDescription: "Grants that the application may use, in addition to those that it has: `http://auth0.com/oauth/grant-type/mfa-oob` (codes by email, text or call, and push notifications), `http://auth0.com/oauth/grant-type/mfa-otp` (codes of an authenticator app), `http://auth0.com/oauth/grant-type/mfa-recovery-code`, " +
							"and, for the login that comes first, `password` and `http://auth0.com/oauth/grant-type/password-realm`. After an import it lists those of these five that the application has. Scopes: `read:clients`, `update:clients`.",
					},
					"added_grant_types": schema.SetAttribute{
						Computed:            true,
						ElementType:         types.StringType,
						MarkdownDescription: "Those of `grant_types` that the application did not have before. They are removed from the application when they are removed from the configuration, and by a destroy. Empty after an import, so that a destroy then removes nothing; it can also be empty after a rename without a `moved` block.",
					},
				},
			},
		},
		inPlace: "To remove its grants and add them again would only make the application's logins with a second factor fail in between, " +
			"and with create_before_destroy it would no longer be known which of them were added. ",
		loss: "The grants that this resource has added are removed: " +
			"without them, the application's logins with a second factor through the MFA API fail.",
		listing: listing[clientGrantTypesModel]{
			finds: "Finds the applications that may use a grant of the MFA API (`mfa-oob`, `mfa-otp` or `mfa-recovery-code`).",
			attributes: map[string]listschema.Attribute{
				"client_id": listschema.StringAttribute{
					Optional:            true,
					Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
					MarkdownDescription: "Client ID of the one application to look at. Default: all of the tenant's.",
				},
			},
			each: applicationsWithMFA,
		},
		bind: (*clientGrantTypesModel).item,
	}
}

// applicationsWithMFA are those that can finish a login through the MFA API.
func applicationsWithMFA(ctx context.Context, c *auth0.Client, config values) iter.Seq2[*clientGrantTypesModel, error] {
	applications := c.Applications(ctx)
	if only := config.text("client_id"); only != "" {
		applications = func(yield func(auth0.Application, error) bool) {
			has, err := c.ClientGrantTypes(ctx, only)
			yield(auth0.Application{ClientID: only, GrantTypes: has}, err)
		}
	}
	return func(yield func(*clientGrantTypesModel, error) bool) {
		for a, err := range applications {
			if err == nil && len(within(mfaGrantTypes[:3], a.GrantTypes)) == 0 {
				continue
			}
			m := &clientGrantTypesModel{types.StringValue(a.ClientID), within(mfaGrantTypes, a.GrantTypes), setOf(nil)}
			if !yield(m, err) {
				return
			}
		}
	}
}

func (m *clientGrantTypesModel) item() item[clientGrantTypesModel] {
	g := &applicationGrants{beside: new(beside)}
	return item[clientGrantTypesModel]{
		subject: func() string { return "the grant types of the application " + m.ClientID.ValueString() },
		beside:  g.beside,
		create:  func(ctx context.Context, c *auth0.Client) error { return m.change(ctx, c, g, nil) },
		read:    func(ctx context.Context, c *auth0.Client) error { return m.read(ctx, c, g) },
		update: func(ctx context.Context, c *auth0.Client, prior *clientGrantTypesModel) error {
			return m.change(ctx, c, g, prior.added())
		},
		remove: func(ctx context.Context, c *auth0.Client) error {
			has, err := g.get(ctx, c, m.ClientID.ValueString(), m.added(), m.GrantTypes)
			if err != nil {
				return err
			}
			return g.set(ctx, c, m.ClientID.ValueString(), without(has, m.added()))
		},
		settle: func(ctx context.Context, c *auth0.Client) {
			persists(ctx, func() bool {
				has, err := c.ClientGrantTypes(ctx, m.ClientID.ValueString())
				return err == nil && len(without(m.GrantTypes, has)) == 0
			})
		},
		spares: func() bool { return len(m.added()) == 0 },
		left:   m.left,
	}
}

// left says what a destroy of the address that has been written in its place does not remove.
func (m *clientGrantTypesModel) left() (diags diag.Diagnostics) {
	if len(m.added()) > 0 {
		diags.AddWarning("No longer known as added: "+strings.Join(m.added(), ", "), fmt.Sprintf(
			"This resource had added them to the application %s. The one that has been written in its place has found them there, "+
				"so that its destroy leaves them. Remove them from the application yourself where they are not needed.", m.ClientID.ValueString()))
	}
	return diags
}

// change adds what the application lacks, and takes away what was added before
// and is not declared any more. What it has added, or may have, is in the model
// also where it fails.
func (m *clientGrantTypesModel) change(ctx context.Context, c *auth0.Client, g *applicationGrants, added []string) error {
	has, err := g.get(ctx, c, m.ClientID.ValueString(), added, slices.Concat(added, m.GrantTypes))
	if err != nil {
		return err
	}
	lacks := without(m.GrantTypes, has)
	if err := g.set(ctx, c, m.ClientID.ValueString(), append(without(has, without(added, m.GrantTypes)), lacks...)); err != nil {
		m.Added = setOf(append(without(lacks, added), added...))
		m.GrantTypes = within(m.GrantTypes, has)
		return err
	}
	m.Added = setOf(within(m.GrantTypes, slices.Concat(lacks, added)))
	m.GrantTypes = within(m.GrantTypes, g.has)
	return nil
}

// read drops what the application has lost, which shows in the next plan.
func (m *clientGrantTypesModel) read(ctx context.Context, c *auth0.Client, g *applicationGrants) error {
	has, err := g.read(ctx, c, m.ClientID.ValueString(), slices.Concat(m.GrantTypes, m.added()))
	if err != nil {
		return err
	}
	g.saw(has)
	if m.GrantTypes == nil { // imported
		m.GrantTypes = mfaGrantTypes
	}
	m.GrantTypes = within(m.GrantTypes, has)
	m.Added = setOf(within(m.added(), has))
	return nil
}

func (m *clientGrantTypesModel) added() []string { return textsOf(m.Added) }
