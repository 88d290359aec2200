package provider

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// write fills the model from the plan, and the secret from the configuration,
// sends it and returns what the state is to have; nil where that is what it had.
// Have is nil for what is created.
func (r *itemResource[M]) write(
	ctx context.Context, model *M, it item[M], want, have values, config tfsdk.Config, send func() (diag.Diagnostics, error),
) (values, diag.Diagnostics) {
	diags := want.fill(ctx, r.schema, model)
	if diags.Append(it.secret.take(ctx, config)...); diags.HasError() {
		return nil, diags
	}
	said, err := send()
	diags.Append(said...)
	if err != nil {
		diags.Append(r.writeError(ctx, it, have == nil, err))
		if !unsure(err) {
			return nil, diags
		}
	}
	got, more := modelValues(ctx, r.schema, model)
	if it.secret.within(got, want) {
		return nil, append(diags, echoed(it.subject()))
	}
	if diags.Append(more...); diags.HasError() {
		return got, diags
	}
	for name := range got {
		if it.sparse && have != nil && want[name].Equal(have[name]) { // not sent: what others have made of it is their business
			got[name] = want[name]
		}
		if want[name].IsFullyKnown() && !want[name].Equal(got[name]) {
			diags.AddAttributeError(path.Root(name), "Auth0 stored something else", fmt.Sprintf(
				"Auth0 accepted %s, but its answer differs from what was sent. "+
					"Check what the tenant %s has now before you apply again.", it.subject(), r.client.Tenant()))
		}
	}
	if have == nil && diags.HasError() {
		return nil, diags
	}
	return got, diags
}

// writeError says more where what Auth0 takes only once is there already, and
// where a write may have been carried out.
func (r *itemResource[M]) writeError(ctx context.Context, it item[M], creates bool, err error) diag.Diagnostic {
	if !creates {
		return r.apiError("change "+it.subject(), path.Empty(), err, it.secret)
	}
	if it.existing != nil && conflict(err) {
		if id, e := it.existing(ctx, r.client); e == nil && id != "" {
			return r.second(it, id, "\n\n"+explain(err, it.secret))
		}
	}
	d := r.apiError("create "+it.subject(), path.Empty(), err, it.secret)
	switch {
	case unsure(err):
		d = diag.NewErrorDiagnostic(d.Summary(), d.Detail()+
			"\n\nIt may have been carried out nevertheless. The state remembers it as tainted, so that the next apply takes back "+
			"what may have been added, and adds it anew.")
	case unanswered(err):
		d = diag.NewErrorDiagnostic(d.Summary(), d.Detail()+
			"\n\nIt may have been created nevertheless: check the tenant before the next apply.")
	}
	return d
}

// second refuses a second one of what Auth0 takes only once, of which the tenant has one.
func (r *itemResource[M]) second(it item[M], id, reason string) diag.Diagnostic {
	return diag.NewErrorDiagnostic(capital(it.subject())+" already exists", fmt.Sprintf(
		"The tenant %s has one already, and Auth0 allows only one. To manage it here, import it:\n\n  terraform import guardian_%s.NAME %q\n\n"+
			"To replace it, destroy it first where it is managed; with create_before_destroy it can be replaced only while nothing else about it changes. "+
			"To rename a resource, use a moved block.%s",
		r.client.Tenant(), r.typeName, id, reason))
}

// create makes an item. Where the tenant has it and takes no second, it is
// adopted if it is just what is declared, and nobody else of this run has
// written it: then it is the one that is replaced with create_before_destroy, or
// whose create got no answer.
func (r *itemResource[M]) create(ctx context.Context, model *M, it item[M], want values, taken bool) (diag.Diagnostics, error) {
	err := it.create(ctx, r.client)
	if err == nil || taken || it.existing == nil || !conflict(err) {
		return nil, err
	}
	id, unread := it.existing(ctx, r.client)
	if unread != nil || id == "" || !r.adopts(ctx, model, want, id) {
		return nil, err
	}
	// All of it is written, since what is secret cannot be compared.
	if err := it.update(ctx, r.client, new(M)); err != nil {
		return nil, err
	}
	return diag.Diagnostics{diag.NewWarningDiagnostic("It was there already: "+it.subject(), fmt.Sprintf(
		"The tenant %s had it, just as it is declared here, and takes only one. It was written once more and is managed here from now on, as after an import. "+
			"Where another resource or another state manages it, too, keep one of them.", r.client.Tenant()))}, nil
}

// adopts fills the model with what the tenant has of an import ID, and reports
// whether that is what is wanted.
func (r *itemResource[M]) adopts(ctx context.Context, model *M, want values, id string) bool {
	there := nullValues(ctx, r.schema)
	for name := range there {
		if want[name].IsFullyKnown() {
			there[name] = want[name]
		}
	}
	for i, part := range r.keysOf(id) {
		there[r.keys[i]] = tftypes.NewValue(tftypes.String, part)
	}
	found, its, diags := r.modelOf(ctx, there)
	if diags.HasError() || its.read(ctx, r.client) != nil {
		return false
	}
	got, diags := modelValues(ctx, r.schema, found)
	for name := range got {
		if want[name].IsFullyKnown() && !want[name].Equal(got[name]) {
			return false
		}
	}
	return !diags.HasError() && !got.fill(ctx, r.schema, model).HasError()
}
