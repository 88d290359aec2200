package provider

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
)

// Create leaves nothing in state when it fails: what is tainted would be
// destroyed, and a factor thereby switched off.
func (r *singletonResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	if resp.Diagnostics.Append(r.sameTenant(req.Plan.Raw)...); resp.Diagnostics.HasError() {
		return
	}
	name, diags := nameObject(ctx, resp.Private)
	resp.Diagnostics.Append(diags...)
	got := valuesOf(resp.State.Raw)
	if resp.Diagnostics.Append(r.apply(ctx, name, resp.Private, req.Plan, req.Config, got)...); resp.Diagnostics.HasError() {
		return
	}
	resp.State.Raw = r.object(got, req.Plan.Raw.Type())
	resp.Diagnostics.Append(r.sign(ctx, resp.Identity, nil)...)
}

// Update keeps what was written also when it fails on the way: the framework
// saves the state beside an error, and the next plan shows the rest.
func (r *singletonResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	if resp.Diagnostics.Append(r.sameTenant(req.State.Raw)...); resp.Diagnostics.HasError() {
		return
	}
	name, diags := namedObject(ctx, resp.Private)
	resp.Diagnostics.Append(diags...)
	got := valuesOf(req.State.Raw)
	resp.Diagnostics.Append(r.apply(ctx, name, resp.Private, req.Plan, req.Config, got)...)
	resp.State.Raw = r.object(got, req.Plan.Raw.Type())
	resp.Diagnostics.Append(r.sign(ctx, resp.Identity, nil)...)
}

// Delete puts Auth0's defaults back and keeps in state what it did not get to.
func (r *singletonResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	if resp.Diagnostics.Append(r.sameTenant(req.State.Raw)...); resp.Diagnostics.HasError() {
		return
	}
	t := r.turn(r.typeName)
	defer t.end()
	kept, diags := r.superseded(t, objectName(ctx, req.Private), "")
	if resp.Diagnostics.Append(diags...); kept {
		return
	}
	model, docs := r.bind()
	if resp.Diagnostics.Append(valuesOf(req.State.Raw).fill(ctx, r.schema, model)...); resp.Diagnostics.HasError() {
		return
	}
	// Terraform does not plan a destroy once more before it applies one.
	if g := guardOf(docs); g != nil && g.guard.on() && r.refusesLoss() {
		resp.Diagnostics.Append(r.lessened(ctx, g, transition{from: g.guard.strength(), destroys: true}))
		return
	}
	c := change{model: model, want: nullValues(ctx, r.schema), got: valuesOf(req.State.Raw)}
	if resp.Diagnostics.Append(r.put(ctx, c, inOrder(docs, false))...); resp.Diagnostics.HasError() {
		resp.State.Raw = r.object(c.got, req.State.Raw.Type())
		return
	}
	t.note(note{})
}

// apply makes the tenant what the plan says of an object, and keeps in got what was written.
func (r *singletonResource) apply(
	ctx context.Context, name string, private privateState, plan tfsdk.Plan, config tfsdk.Config, got values,
) diag.Diagnostics {
	t := r.turn(r.typeName)
	defer t.end()
	diags := t.announce(note{Object: name})
	model, docs := r.bind()
	if diags.Append(valuesOf(plan.Raw).fill(ctx, r.schema, model)...); diags.HasError() {
		return diags
	}
	for _, d := range docs {
		d.beside.load(ctx, private)
	}
	g := guardOf(docs)
	c := change{model, valuesOf(plan.Raw), got, config}
	diags.Append(r.put(ctx, c, inOrder(docs, g == nil || g.guard.on()))...)
	for _, d := range docs {
		diags.Append(d.beside.save(ctx, private)...)
	}
	t.note(note{Object: name, Failed: diags.HasError()})
	return diags
}

// inOrder has the guard last where it goes on, and first where it goes off.
func inOrder(docs []document, goesOn bool) []document {
	if !goesOn {
		slices.Reverse(docs)
	}
	return docs
}

// A change takes documents from what the state has got to what the plan wants.
type change struct {
	model     any
	want, got values
	config    tfsdk.Config // none while destroying
}

// put writes, one after another, the documents in which want and got differ.
// One that is no longer declared goes back to Auth0's default.
func (r *singletonResource) put(ctx context.Context, c change, docs []document) (diags diag.Diagnostics) {
	for _, d := range docs {
		switch {
		case c.want.same(c.got, d.attributes):
		case c.want.sets(d.attributes):
			diags.Append(r.write(ctx, c, d)...)
		case d.stays != "":
			c.got.take(c.want, d.attributes)
			diags.AddWarning("Not reset: "+d.subject, fmt.Sprintf(
				"Terraform no longer manages %s. Nothing changes on the tenant %s. %s", d.subject, r.client.Tenant(), d.stays))
		default:
			d.defaults()
			diags.Append(r.write(ctx, c, d)...)
		}
		if diags.HasError() {
			break
		}
	}
	return diags
}

// write sends one document. An answer that differs from the plan is an error
// here, since Terraform would taint what it created.
func (r *singletonResource) write(ctx context.Context, c change, d document) diag.Diagnostics {
	declared := c.want.sets(d.attributes)
	sent, diags := modelValues(ctx, r.schema, c.model)
	if declared {
		diags.Append(d.secret.take(ctx, c.config)...)
		if d.secret.absent() {
			diags.Append(d.secret.missing(d.subject, d.whole(c.got.changed(c.want, d.attributes))))
		}
	}
	if diags.HasError() {
		return diags
	}
	if d.changes != nil {
		d.changes(c.got)
	}
	if err := d.write(ctx, r.client); err != nil {
		if !declared && retired(err) {
			c.got.take(c.want, d.attributes)
			return diag.Diagnostics{diag.NewWarningDiagnostic("Forgotten: "+d.subject,
				"The tenant no longer has this setting, so that there is nothing to reset.\n\n"+explain(err, d.secret))}
		}
		if !declared && undeliverable(err) {
			c.got.take(c.want, d.attributes)
			return diag.Diagnostics{diag.NewWarningDiagnostic("Left as it is: "+d.subject,
				"The tenant's phone provider does not deliver what is Auth0's default.\n\n"+explain(err, d.secret))}
		}
		return diag.Diagnostics{r.docError("set", d, err)}
	}
	if d.guard != nil {
		r.protection.wrote(d.guard.factor, d.guard.on())
	}
	return r.settle(ctx, c, d, sent)
}

// settle compares what the tenant answered with what it was sent, and keeps it in got.
func (r *singletonResource) settle(ctx context.Context, c change, d document, sent values) diag.Diagnostics {
	answer, diags := modelValues(ctx, r.schema, c.model)
	if d.secret.within(answer, sent) {
		return append(diags, echoed(d.subject))
	}
	if diags.HasError() {
		return diags
	}
	taken := answer.same(sent, d.attributes)
	if taken && !c.want.sets(d.attributes) {
		c.got.take(c.want, d.attributes)
		return diags
	}
	c.got.take(answer, d.attributes)
	if !taken {
		diags.Append(errorAt(docPath(d), "Auth0 stored something else", fmt.Sprintf(
			"Auth0 accepted the change of %s, but its answer differs from what was sent. "+
				"Check what the tenant %s has now before you apply again.", d.subject, r.client.Tenant())))
	}
	return diags
}
