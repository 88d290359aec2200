package provider

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// A transition is what a plan makes of the strength of a guard.
type transition struct {
	from, to strength
	destroys bool
	had      tftypes.Value // the attribute in state, of what stays
}

// independent names the factors with which users need no other.
const independent = "otp, phone, push, duo or webauthn_roaming"

// assess adds what is planned of a guard to what the run leaves, and tells what users lose.
func (r *singletonResource) assess(ctx context.Context, g *document, t transition) (diags diag.Diagnostics) {
	r.protection.plan(g.guard.factor, t.from, t.to, t.destroys)
	switch {
	case t.to < t.from:
		diags.Append(r.lessened(ctx, g, t))
	case g.guard.factor == thePolicies && t.to == full:
		diags.Append(r.enforced(ctx, g, t.from)...)
	}
	return diags
}

// planUnknown notes of what is known only after apply what raises no false alarm:
// a factor may be on, and the policies off.
func (r *singletonResource) planUnknown(g *guard) {
	s := full
	if g.factor == thePolicies {
		s = off
	}
	r.protection.plan(g.factor, s, s, false)
}

// lessened tells of a factor that goes off, or of policies that protect less.
func (r *singletonResource) lessened(ctx context.Context, g *document, t transition) diag.Diagnostic {
	at, does, remedy := path.Root(g.attributes[0]), "Changing", fmt.Sprintf("To keep it, set %s = %s.", g.attributes[0], shown(t.had))
	if t.destroys {
		at, does = path.Empty(), "Destroying"
		remedy = "To leave the tenant as it is, use a removed block with destroy = false; to rename the resource, a moved block."
	}
	if t.to == byRisk {
		return r.loss(at, "MFA protection gets weaker: "+g.subject, fmt.Sprintf(
			"%s guardian_%s has the tenant %s ask for a second factor only where Auth0 rates a login as risky, and no longer at every login. %s",
			does, r.typeName, r.client.Tenant(), remedy))
	}
	what := fmt.Sprintf("%s guardian_%s %s of %s.", does, r.typeName, g.guard.loss, r.client.Tenant())
	summary, detail := "MFA protection goes away: "+g.subject, what+" "+g.guard.consequence+" "+remedy
	if g.guard.factor == thePolicies {
		return r.loss(at, summary, detail)
	}
	then, locked, err := r.locksOut(ctx, t.destroys)
	switch {
	case err != nil:
		return r.loss(at, summary, detail+"\n\nWhether MFA is enforced, and what else users have, could not be read.\n\n"+explain(err, nil))
	case locked && r.protection.tell():
		return r.loss(at, "Users would be locked out: "+g.subject+" goes away", fmt.Sprintf(
			"%s MFA stays enforced for every application, and %s. Switch another independent factor on first (%s), "+
				"or lift the policies in an apply of their own: in one apply, Terraform changes a factor before the policies that depend on it. %s",
			what, then.lockedOut(), independent, remedy))
	}
	return r.loss(at, summary, detail)
}

// locksOut reports whether a factor that goes off leaves users, who are worse off
// than now, without a way to log in. A destroy does not ask for the policies:
// those that depend on the factor are lifted before.
func (r *singletonResource) locksOut(ctx context.Context, destroys bool) (then ways, locked bool, err error) {
	enforced, planned := r.protection.policies()
	if planned && enforced != full || !planned && destroys {
		return then, false, nil
	}
	has, err := r.client.Factors(ctx)
	if err != nil {
		return then, false, err
	}
	now, then := r.protection.ways(has)
	if then >= now || planned {
		return then, then < now, nil
	}
	policies, err := r.client.Policies(ctx)
	return then, ofPolicies(policies) == full, err
}

// enforced tells of users who are locked out by policies that are enforced from
// now on, or while factors go off.
func (r *singletonResource) enforced(ctx context.Context, g *document, from strength) diag.Diagnostics {
	at := path.Root(g.attributes[0])
	if from == full && !r.protection.losesSome() {
		return nil
	}
	has, err := r.client.Factors(ctx)
	if err != nil {
		return diag.Diagnostics{r.loss(at, "Users may be locked out: "+g.subject, fmt.Sprintf(
			"MFA would be enforced for every application of %s, and which factors are on could not be read.\n\n%s", r.client.Tenant(), explain(err, nil)))}
	}
	now, then := r.protection.ways(has)
	if then == everybody || from == full && then >= now || !r.protection.tell() {
		return nil
	}
	return diag.Diagnostics{r.loss(at, "Users would be locked out: "+g.subject, fmt.Sprintf(
		"MFA would be enforced for every application of %s, and %s. Auth0 tells them \"No MFA factors enabled for enrollment\". "+
			"Switch an independent factor on (%s), and make the policies depend on it (depends_on).",
		r.client.Tenant(), then.lockedOut(), independent))}
}
