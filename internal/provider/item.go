package provider

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// itemResource is every resource of which a tenant can have several, told apart
// by the base's keys.
type itemResource struct {
	base
	loss  string                      // what users lose with it, as a sentence for the plan; none when empty
	alike []string                    // the attributes by which two addresses stand for one item; the keys when nil
	bind  func() (model any, it item) // a fresh model and the item that is bound to its fields
}

// An item is one of several things of a kind. What it is depends on its model:
// the plan's for create and update, the state's for read and remove.
type item interface {
	// subject names the item in messages: "the phone provider".
	subject() string
	create(context.Context, *auth0.Client) error
	read(context.Context, *auth0.Client) error
	// update makes the item what the model says from what prior, an item of the same type, says.
	update(ctx context.Context, c *auth0.Client, prior item) error
	remove(context.Context, *auth0.Client) error
}

// A singleItem is one of which Auth0 takes no second: it is never silently adopted.
type singleItem interface {
	item
	// existing is the import ID of the one that the tenant has; "" for none.
	existing(context.Context, *auth0.Client) (string, error)
}

// A sparingItem may have nothing that users would lose with it.
type sparingItem interface {
	item
	spares() bool
}

// Create leaves nothing in state when it fails, as every resource here.
func (r *itemResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	claim := r.claim(r.claimKey(valuesOf(req.Plan.Raw)))
	claim.Lock()
	defer claim.Unlock()
	claim.outcome = failed
	model, it := r.bind()
	got, diags := r.write(ctx, model, it, req.Plan, req.Config, "create", func() error { return it.create(ctx, r.client) })
	if resp.Diagnostics.Append(diags...); resp.Diagnostics.HasError() {
		return
	}
	claim.outcome, claim.wrote = written, r.importID(got)
	resp.State.Raw = got.raw(req.Plan.Raw.Type())
	resp.Diagnostics.Append(r.sign(ctx, resp.Identity, resp.Private, got)...)
}

// Update keeps the prior state when it fails, so that the next plan shows the change again.
func (r *itemResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	if resp.Diagnostics.Append(r.sameTenant(ctx, req.Private)...); resp.Diagnostics.HasError() {
		return
	}
	claim := r.claim(r.claimKey(valuesOf(req.State.Raw)))
	claim.Lock()
	defer claim.Unlock()
	claim.outcome = failed
	before, prior := r.bind()
	if resp.Diagnostics.Append(req.State.Get(ctx, before)...); resp.Diagnostics.HasError() {
		return
	}
	model, it := r.bind()
	got, diags := r.write(ctx, model, it, req.Plan, req.Config, "change", func() error { return it.update(ctx, r.client, prior) })
	resp.Diagnostics.Append(diags...)
	if got != nil {
		resp.State.Raw = got.raw(req.Plan.Raw.Type())
	}
	if !resp.Diagnostics.HasError() {
		claim.outcome, claim.wrote = written, r.importID(valuesOf(resp.State.Raw))
	}
	resp.Diagnostics.Append(r.sign(ctx, resp.Identity, resp.Private, valuesOf(resp.State.Raw))...)
}

// write fills the model from the plan, and the secrets from the configuration,
// sends it and returns what the tenant answered; nil where it was not written.
func (r *itemResource) write(ctx context.Context, model any, it item, plan tfsdk.Plan, config tfsdk.Config, doing string, send func() error) (values, diag.Diagnostics) {
	diags := plan.Get(ctx, model)
	if s, ok := it.(secretHolder); ok {
		diags.Append(s.secrets(ctx, config)...)
	}
	if diags.HasError() {
		return nil, diags
	}
	if err := send(); err != nil {
		return nil, append(diags, r.itemError(ctx, doing, it, err))
	}
	got, more := modelValues(ctx, r.schema, model)
	diags.Append(more...)
	for name, want := range valuesOf(plan.Raw) {
		if want.IsFullyKnown() && !want.Equal(got[name]) {
			diags.AddAttributeError(path.Root(name), "Auth0 stored something else",
				fmt.Sprintf("Auth0 accepted %s, but what it answered is not what was sent. See what the tenant %s has now before applying again.", it.subject(), r.client.Domain()))
		}
	}
	return got, diags
}

// itemError says more where something else is in the way.
func (r *itemResource) itemError(ctx context.Context, doing string, it item, err error) diag.Diagnostic {
	if s, ok := it.(singleItem); ok && doing == "create" && conflict(err) {
		if id, e := s.existing(ctx, r.client); e == nil && id != "" {
			return diag.NewErrorDiagnostic("Exists already: "+it.subject(), fmt.Sprintf(
				"The tenant %s has it, and can have no second. To manage it here, import it:\n\n  terraform import guardian_%s.NAME %q\n\nTo replace it, destroy it first where it is managed; to rename its resource, use a moved block.\n\n%s",
				r.client.Domain(), r.typeName, id, hideSecret(explain(err), it)))
		}
	}
	d := r.apiError(doing+" "+it.subject(), path.Empty(), err, it)
	if doing == "create" && unanswered(err) {
		d = diag.NewErrorDiagnostic(d.Summary(), d.Detail()+"\n\nIt may have been created all the same: look at the tenant before the next apply.")
	}
	return d
}

// Read forgets what the tenant does not have any more.
func (r *itemResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	if resp.Diagnostics.Append(r.sameTenant(ctx, req.Private)...); resp.Diagnostics.HasError() {
		return
	}
	r.claim(r.claimKey(valuesOf(req.State.Raw))).hold()
	model, it := r.bind()
	if resp.Diagnostics.Append(req.State.Get(ctx, model)...); resp.Diagnostics.HasError() {
		return
	}
	switch err := it.read(ctx, r.client); {
	case gone(err):
		// Before 1.12, Terraform sends no identity, and the framework wants one also of what is gone.
		resp.Diagnostics.Append(r.sign(ctx, resp.Identity, resp.Private, valuesOf(req.State.Raw))...)
		resp.State.RemoveResource(ctx)
		return
	case err != nil:
		resp.Diagnostics.Append(r.itemError(ctx, "read", it, err))
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, model)...)
	resp.Diagnostics.Append(r.sign(ctx, resp.Identity, resp.Private, valuesOf(resp.State.Raw))...)
}

// Delete takes what is gone already for done.
func (r *itemResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	if resp.Diagnostics.Append(r.sameTenant(ctx, req.Private)...); resp.Diagnostics.HasError() {
		return
	}
	claim := r.claim(r.claimKey(valuesOf(req.State.Raw)))
	claim.Lock()
	defer claim.Unlock()
	own := claim.outcome == written && claim.wrote != r.importID(valuesOf(req.State.Raw)) // the other address has one of its own
	if diags, kept := r.superseded(claim); kept && !own {
		resp.Diagnostics.Append(diags...)
		return
	}
	model, it := r.bind()
	if resp.Diagnostics.Append(req.State.Get(ctx, model)...); resp.Diagnostics.HasError() {
		return
	}
	if err := it.remove(ctx, r.client); err != nil && !gone(err) {
		resp.Diagnostics.Append(r.itemError(ctx, "remove", it, err))
	}
}

// ImportState only takes the keys apart; the Read that always follows does the reading.
func (r *itemResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	domain, keys := r.client.Domain(), strings.Split(req.ID, "::")
	if req.ID == "" && !req.Identity.Raw.IsNull() {
		keys = make([]string, len(r.keys))
		resp.Diagnostics.Append(req.Identity.GetAttribute(ctx, path.Root("domain"), &domain)...)
		for i, key := range r.keys {
			resp.Diagnostics.Append(req.Identity.GetAttribute(ctx, path.Root(key), &keys[i])...)
		}
	}
	if resp.Diagnostics.HasError() {
		return
	}
	switch {
	case !r.isTenant(domain):
		resp.Diagnostics.AddError("Not this tenant", fmt.Sprintf(
			"%q is not the domain that the provider is configured for, which is %q.", domain, r.client.Domain()))
		return
	case len(keys) != len(r.keys) || slices.Contains(keys, ""):
		resp.Diagnostics.AddError("Not an import ID", fmt.Sprintf(
			"guardian_%s is imported by its %s. %q is not of that form.", r.typeName, strings.Join(r.keys, "::"), req.ID))
		return
	}
	for i, key := range r.keys {
		resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root(key), keys[i])...)
	}
	resp.Diagnostics.Append(r.sign(ctx, resp.Identity, resp.Private, valuesOf(resp.State.Raw))...)
}

// claimKey tells the type's items apart. What has only an id, which no plan
// knows, shares one until it is created.
func (r *itemResource) claimKey(v values) string {
	key := r.typeName
	for _, k := range r.unites() {
		key += "::" + v.text(k)
	}
	return key
}

// unanswered says whether a request may have been carried out although it failed.
func unanswered(err error) bool {
	var e *auth0.Error
	return errors.As(err, &e) && (e.Status == 0 || e.Status >= 500)
}

// gone says whether Auth0 itself, and no proxy, has said that there is no such thing.
func gone(err error) bool {
	var e *auth0.Error
	return errors.As(err, &e) && e.Status == http.StatusNotFound && e.Err == nil
}

// conflict says whether Auth0 may have refused a second one of what it takes
// only once; that it answers with 409 is documented for some of them.
func conflict(err error) bool {
	var e *auth0.Error
	return errors.As(err, &e) && (e.Status == http.StatusConflict || e.Status == http.StatusBadRequest)
}
