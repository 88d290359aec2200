package provider

import (
	"context"
	"slices"
)

// singletonResource is every resource of which a tenant has exactly one: an
// ordered list of documents, of which the last may have a guard, a factor's switch.
type singletonResource struct {
	base
	bind func() (model any, docs []document) // a fresh model and its documents
}

// guardIn is the document with the guard as some values say, where they are
// known; the rest of them may be unknown.
func (r *singletonResource) guardIn(ctx context.Context, v values) *document {
	model, docs := r.bind()
	g := guardOf(docs)
	if g == nil || !v.knows(g.attributes) {
		return nil
	}
	only := nullValues(ctx, r.schema)
	only.take(v, g.attributes)
	if only.fill(ctx, r.schema, model).HasError() {
		return nil
	}
	return g
}

// fresh is what a document has in a new tenant; it leaves the model with that.
func (r *singletonResource) fresh(ctx context.Context, model any, d document) values {
	d.defaults()
	v, _ := modelValues(ctx, r.schema, model)
	return v
}

// alwaysDeclared reports whether a document is in every state, whatever the configuration leaves out.
func (r *singletonResource) alwaysDeclared(d document) bool {
	return slices.ContainsFunc(d.attributes, func(a string) bool {
		return r.schema.Attributes[a].IsRequired() || r.schema.Attributes[a].IsComputed()
	})
}

// isOutdated reports whether the tenant no longer has a setting, as the refresh has shown.
func (r *singletonResource) isOutdated(d document) bool {
	_, yes := r.outdated.Load(d.subject)
	return yes
}
