package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

var onePolicy = stringvalidator.OneOf(auth0.PolicyAllApplications, auth0.PolicyConfidenceScore)

// noNever tells who moves from auth0_guardian what its policy "never" is here.
type noNever struct{}

func (noNever) Description(context.Context) string {
	return `must not be "never": the empty set is, policies = []`
}

func (v noNever) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (v noNever) ValidateString(ctx context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.ValueString() == "never" {
		resp.Diagnostics.AddAttributeError(req.Path, "Not a policy",
			"The policy \"never\" of auth0_guardian is the empty set here: policies = [].")
	}
}

type policiesModel struct {
	Policies []string `tfsdk:"policies"`
}

func newPolicies() resource.Resource {
	return &singletonResource{
		base: base{
			typeName: "policies",
			sources:  []source{{typeName: "auth0_guardian"}},
			derived:  map[string]derived{"in_effect": policiesInEffect},
			schema: schema.Schema{
				MarkdownDescription: "When the tenant asks its users for a second factor. Make it depend on the factors (`depends_on`), so that they are on before MFA is enforced and a destroy lifts enforcement first.",
				Attributes: map[string]schema.Attribute{
					"policies": schema.SetAttribute{
						Required:    true,
						ElementType: types.StringType,
						Validators:  []validator.Set{setvalidator.NoNullValues(), setvalidator.ValueStringsAre(noNever{}, onePolicy)},
						MarkdownDescription: "`all-applications` asks at every login, and `confidence-score` when Auth0 rates a login as risky (Adaptive MFA, an add-on of Enterprise plans). With an empty set (`[]`), Auth0's default, users are never asked: it is what `auth0_guardian` calls `never`. " +
							"Scopes: `read:mfa_policies`, `update:mfa_policies`.",
					},
				},
			},
		},
		bind: func() (any, []document) {
			m := new(policiesModel)
			return m, []document{m.document()}
		},
	}
}

// policiesInEffect says that nothing is pending, for whatever proves that the
// tenant asks for MFA.
var policiesInEffect = derived{
	schema: schema.BoolAttribute{
		Computed: true,
		MarkdownDescription: "Whether the tenant asks for a second factor by these policies: `false` where there are none. It is known only while nothing about them changes, " +
			"so that what depends on it, such as `guardian_sign_in`, waits for the change.",
	},
	of: func(v values) tftypes.Value {
		var policies []tftypes.Value
		if v["policies"].IsNull() || v["policies"].As(&policies) != nil {
			return tftypes.NewValue(tftypes.Bool, nil)
		}
		return tftypes.NewValue(tftypes.Bool, len(policies) > 0)
	},
}

func (m *policiesModel) document() document {
	return mirror[[]string]{
		get:   (*auth0.Client).Policies,
		put:   (*auth0.Client).SetPolicies,
		load:  func(policies []string) { m.Policies = policies },
		save:  func() []string { return m.Policies },
		fresh: []string{},
	}.of(document{
		subject:    "the MFA policies",
		attributes: []string{"policies"},
		guard: &guard{
			factor:      thePolicies,
			strength:    func() strength { return ofPolicies(m.Policies) },
			loss:        "ends MFA at every login",
			consequence: "Users then sign in with their password alone, unless an Action asks for a second factor.",
		},
	})
}
