package provider

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
)

// apply writes the documents in which plan and got differ and keeps in got what was written.
func (r *tenantResource) apply(ctx context.Context, plan tfsdk.Plan, config tfsdk.Config, got values) diag.Diagnostics {
	claim := r.claim(r.typeName)
	claim.Lock()
	defer claim.Unlock()

	model, docs := r.bind()
	diags := plan.Get(ctx, model)
	if diags.HasError() {
		return diags
	}
	if g, ok := guardOf(docs); ok && !g.on() {
		slices.Reverse(docs)
	}
	c := change{model, valuesOf(plan.Raw), got, config}
	claim.outcome = written
	for _, d := range docs {
		if c.want.same(got, d) {
			continue
		}
		if diags.Append(r.put(ctx, c, d)...); diags.HasError() {
			claim.outcome = failed
			break
		}
	}
	return diags
}

// A change takes documents from what the state has got to what the plan wants.
type change struct {
	model     any
	want, got values
	config    tfsdk.Config // none while destroying
}

// put makes one document what the plan wants; one that is no longer declared
// goes back to Auth0's default.
func (r *tenantResource) put(ctx context.Context, c change, d document) diag.Diagnostics {
	if c.want.declares(d) {
		diags := r.write(ctx, c, d)
		if a, ok := d.(advisedDocument); ok && !diags.HasError() {
			diags.Append(a.advice(ctx, r.client)...)
		}
		return diags
	}
	if _, ok := d.(lastingDocument); ok {
		c.got.take(c.want, d)
		return diag.Diagnostics{diag.NewWarningDiagnostic("Stays on the tenant: "+d.subject(), fmt.Sprintf(
			"Auth0 has no way to delete %s: the tenant %s keeps what it has, and only Terraform forgets it. Revoke the credentials where they were issued.", d.subject(), r.client.Domain()))}
	}
	d.defaults()
	return r.write(ctx, c, d)
}

// write sends one document. An answer that differs from the plan is an error
// here, since Terraform would taint what it created.
func (r *tenantResource) write(ctx context.Context, c change, d document) diag.Diagnostics {
	declared := c.want.declares(d)
	sent, diags := modelValues(ctx, r.schema, c.model)
	if s, ok := d.(secretHolder); ok && declared {
		diags.Append(s.secrets(ctx, c.config)...)
	}
	if diags.HasError() {
		return diags
	}
	if ch, ok := d.(changingDocument); ok {
		ch.changes(c.got)
	}
	if err := d.write(ctx, r.client); err != nil {
		if !declared && retired(err) {
			c.got.take(c.want, d)
			return diag.Diagnostics{diag.NewWarningDiagnostic("Forgotten: "+d.subject(), "The tenant does not have this setting any more, so that there is nothing to put back.\n\n"+explain(err))}
		}
		return diag.Diagnostics{r.docError("set", d, err)}
	}
	answer, diags := modelValues(ctx, r.schema, c.model)
	if diags.HasError() {
		return diags
	}
	taken := answer.same(sent, d)
	if declared || !taken {
		c.got.take(answer, d)
	} else {
		c.got.take(c.want, d)
	}
	if !taken {
		diags.AddAttributeError(docPath(d), "Auth0 stored something else",
			fmt.Sprintf("Auth0 accepted the change of %s, but what it answered is not what was sent. See what the tenant %s has now before applying again.", d.subject(), r.client.Domain()))
	}
	return diags
}
