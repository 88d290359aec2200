package provider

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
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
						Validators:  someOf(mfaGrantTypes...),
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
		loss: "The grants that this resource has added are removed: " +
			"without them, the application's logins with a second factor through the MFA API fail.",
		bind: (*clientGrantTypesModel).item,
	}
}

func (m *clientGrantTypesModel) item() item[clientGrantTypesModel] {
	return item[clientGrantTypesModel]{
		subject: func() string { return "the grant types of the application " + m.ClientID.ValueString() },
		create:  func(ctx context.Context, c *auth0.Client) error { return m.change(ctx, c, nil) },
		read:    m.read,
		update: func(ctx context.Context, c *auth0.Client, prior *clientGrantTypesModel) error {
			return m.change(ctx, c, prior.added())
		},
		remove: m.remove,
		spares: func() bool { return len(m.added()) == 0 },
	}
}

// change adds what the application lacks, and takes away what was added before
// and is not declared any more.
func (m *clientGrantTypesModel) change(ctx context.Context, c *auth0.Client, added []string) error {
	has, err := c.ClientGrantTypes(ctx, m.ClientID.ValueString())
	if err != nil {
		return err
	}
	lacks := without(m.GrantTypes, has)
	want := append(without(has, without(added, m.GrantTypes)), lacks...)
	m.Added = setOf(within(m.GrantTypes, append(lacks, added...)))
	has, err = setGrantTypes(ctx, c, m.ClientID.ValueString(), has, want)
	m.GrantTypes = within(m.GrantTypes, has)
	return err
}

// read drops what the application has lost, which shows in the next plan.
func (m *clientGrantTypesModel) read(ctx context.Context, c *auth0.Client) error {
	has, err := c.ClientGrantTypes(ctx, m.ClientID.ValueString())
	if m.GrantTypes == nil { // imported
		m.GrantTypes = mfaGrantTypes
	}
	m.GrantTypes = within(m.GrantTypes, has)
	m.Added = setOf(within(m.added(), has))
	return err
}

func (m *clientGrantTypesModel) remove(ctx context.Context, c *auth0.Client) error {
	has, err := c.ClientGrantTypes(ctx, m.ClientID.ValueString())
	if err != nil {
		return err
	}
	_, err = setGrantTypes(ctx, c, m.ClientID.ValueString(), has, without(has, m.added()))
	return err
}

func (m *clientGrantTypesModel) added() (list []string) {
	for _, v := range m.Added.Elements() {
		if s, ok := v.(types.String); ok {
			list = append(list, s.ValueString())
		}
	}
	return list
}

// setGrantTypes asks for nothing when nothing changes.
func setGrantTypes(ctx context.Context, c *auth0.Client, clientID string, has, want []string) ([]string, error) {
	if slices.Equal(has, want) {
		return has, nil
	}
	return c.SetClientGrantTypes(ctx, clientID, want)
}

// without is a list in its order, but for what another has.
func without(list, other []string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(s string) bool { return slices.Contains(other, s) })
}

// within is what another list has, too.
func within(list, other []string) []string {
	return slices.DeleteFunc(append([]string{}, list...), func(s string) bool { return !slices.Contains(other, s) })
}

func setOf(list []string) types.Set {
	elements := make([]attr.Value, 0, len(list))
	for _, s := range list {
		elements = append(elements, types.StringValue(s))
	}
	return types.SetValueMust(types.StringType, elements)
}
