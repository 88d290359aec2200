package provider

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

type policiesModel struct {
	Policies []string `tfsdk:"policies"`
}

func newPolicies() resource.Resource {
	return &singletonResource{
		base: base{
			typeName: "policies",
			schema: schema.Schema{
				MarkdownDescription: "When the tenant asks its users for a second factor. Make it depend on the factors (`depends_on`), so that they are on before MFA is enforced and a destroy lifts enforcement first.",
				Attributes: map[string]schema.Attribute{
					"policies": schema.SetAttribute{
						Required:    true,
						ElementType: types.StringType,
						Validators:  anyOf(auth0.PolicyAllApplications, auth0.PolicyConfidenceScore),
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
			on:          func() bool { return len(m.Policies) > 0 },
			protection:  "MFA protection",
			loss:        "ends MFA at every login",
			consequence: "Users then sign in with their password alone, unless an Action asks for a second factor.",
		},
		advice: m.advice,
	})
}

// advice warns of users who are locked out: without an independent factor, those
// whose email is not verified have none that they could enroll.
func (m *policiesModel) advice(ctx context.Context, c *auth0.Client) diag.Diagnostics {
	if !slices.Contains(m.Policies, auth0.PolicyAllApplications) {
		return nil
	}
	factors, err := c.Factors(ctx)
	if err != nil || slices.ContainsFunc(factors, func(f auth0.Factor) bool { return f.Enabled && f.Name.Independent() }) {
		return nil // who may not read the factors has set the policies all the same
	}
	return diag.Diagnostics{diag.NewAttributeWarningDiagnostic(path.Root("policies"), "Users may be locked out",
		"MFA is now enforced for every application, and no independent factor is on "+
			"(otp, phone, push, duo, webauthn_roaming). Users whose email is not verified cannot log in: "+
			"Auth0 tells them \"No MFA factors enabled for enrollment\". Switch one of these factors on, and make the policies depend on it.")}
}
