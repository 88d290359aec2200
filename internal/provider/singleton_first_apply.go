package provider

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// planFirstApply tells what the first apply of an address takes away and
// overwrites. A factor that goes on takes nothing, and asks for nothing.
func (r *singletonResource) planFirstApply(ctx context.Context, want values) (diags diag.Diagnostics) {
	ctx, done := r.look.bounded(ctx)
	defer done()
	diags.Append(r.overwritten(ctx, want)...)
	_, docs := r.bind()
	switch g := guardOf(docs); {
	case g == nil:
	case !want.knows(g.attributes):
		r.planUnknown(g.guard)
	default:
		diags.Append(r.planFirstGuard(ctx, r.guardIn(ctx, want))...)
	}
	return diags
}

// planFirstGuard compares what a guard is to be with what it is on the tenant.
func (r *singletonResource) planFirstGuard(ctx context.Context, g *document) diag.Diagnostics {
	t := transition{to: g.guard.strength()}
	if g.guard.factor != thePolicies && t.to == full {
		return r.assess(ctx, g, t)
	}
	at := path.Root(g.attributes[0])
	err := g.read(ctx, r.client) // into the model
	t.from = g.guard.strength()
	switch {
	case err != nil && t.to == full:
		t.from = off
		diags := r.assess(ctx, g, t)
		if len(diags) > 0 && auth0.CredentialsRefused(err) {
			return diags // which say that
		}
		return append(diags, r.unseen(err)...)
	case err != nil:
		r.protection.plan(g.guard.factor, full, t.to, false)
		return diag.Diagnostics{r.loss(at, "This may switch off "+g.subject, fmt.Sprintf(
			"The first apply of this guardian_%s may take protection away, and what the tenant %s has now could not be read.\n\n%s",
			r.typeName, r.client.Tenant(), explain(err, nil)))}
	case t.to < t.from:
		r.protection.plan(g.guard.factor, t.from, t.to, false)
		does, loss := "switch off ", g.guard.loss+". "+g.guard.consequence
		if t.to == byRisk {
			does, loss = "weaken ", "has it ask only where Auth0 rates a login as risky."
		}
		return diag.Diagnostics{r.loss(at, "This would "+does+g.subject, fmt.Sprintf(
			"The tenant %s has %s switched on%s. The first apply of this guardian_%s %s To start from what the tenant has, import the resource.",
			r.client.Tenant(), g.subject, g.guard.extent(t.from), r.typeName, loss))}
	}
	diags := r.assess(ctx, g, t)
	if t.from > off {
		diags.AddAttributeWarning(at, "MFA is configured already: "+g.subject, fmt.Sprintf(
			"The tenant %s has %s switched on%s, and no guardian_%s in the state. If auth0_guardian or another configuration manages MFA, "+
				"have it forget that first, with a removed block and destroy = false: its destroy, also in this apply, lifts the policies "+
				"and switches all factors off. Otherwise import the resource.", r.client.Tenant(), g.subject, g.guard.extent(t.from), r.typeName))
	}
	return diags
}

// extent is how far the policies of a strength go, in brackets; "" of factors.
func (g *guard) extent(s strength) string {
	switch {
	case g.factor != thePolicies:
		return ""
	case s == full:
		return " (" + auth0.PolicyAllApplications + ")"
	}
	return " (" + auth0.PolicyConfidenceScore + ")"
}

// overwritten tells which settings of the tenant a first apply replaces: those
// that are neither as declared nor as in a new tenant.
func (r *singletonResource) overwritten(ctx context.Context, want values) (diags diag.Diagnostics) {
	model, docs := r.bind()
	docs = slices.DeleteFunc(docs, func(d document) bool {
		return d.guard != nil || !want.sets(d.attributes) || !want.knows(d.attributes)
	})
	if len(docs) == 0 || r.look.blind.Load() {
		return nil
	}
	errs := readTogether(ctx, r.client, docs)
	has, diags := modelValues(ctx, r.schema, model)
	var subjects, lines []string
	for i, d := range docs {
		if err := errs[i]; err != nil {
			if !withheld(err) && !retired(err) {
				diags.Append(r.unseen(err)...)
			}
			continue
		}
		fresh := r.fresh(ctx, model, d)
		before := len(lines)
		for _, a := range d.attributes {
			lines = append(lines, replaced(a, has[a], want[a], fresh[a])...)
		}
		if len(lines) > before {
			subjects = append(subjects, d.subject)
		}
	}
	if len(lines) > 0 {
		diags.AddWarning("This would overwrite "+strings.Join(subjects, ", "), fmt.Sprintf(
			"The tenant %s has other settings than this guardian_%s, which is not in the state:\n\n%s\n\n"+
				"To keep one, declare it as it is. To see all changes in the plan, import the resource.",
			r.client.Tenant(), r.typeName, strings.Join(lines, "\n")))
	}
	return diags
}

// unseen tells, once in a process, that what the tenant has could not be read.
func (r *base) unseen(err error) (diags diag.Diagnostics) {
	if !r.look.blind.Swap(true) {
		diags.AddWarning("Not compared with the tenant: guardian_"+r.typeName,
			"What a first apply overwrites could not be read, so that this plan does not say it.\n\n"+explain(err, nil))
	}
	return diags
}
