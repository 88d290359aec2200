package provider

import (
	"cmp"
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
)

// adopted is what an import takes over of what a tenant has.
type adopted struct {
	docs     []document // all, read or not
	has      values
	subjects []string // of the documents that it has
	changed  bool     // whether any of them differs from what a new tenant has
	diags    diag.Diagnostics
}

// adopt reads every document and keeps those that are always declared or differ
// from Auth0's defaults, so that the first plan shows the truth; all of them where
// none is like that, since a configuration has to declare something.
func (r *singletonResource) adopt(ctx context.Context) (a adopted) {
	model, docs := r.bind()
	errs := readTogether(ctx, r.client, docs)
	live, diags := modelValues(ctx, r.schema, model)
	a = adopted{docs: docs, has: nullValues(ctx, r.schema), diags: diags}
	var usual []document
	var unread []string // the subjects
	var reason error    // of the first
	for i, d := range docs {
		if d.partial != nil && errs[i] == nil && d.partial() {
			a.diags.AddWarning("Not imported: "+d.subject, "The tenant has only a part of it, which cannot be declared, and is left as it is. "+
				"Declare all of it to complete it.")
			continue
		}
		always := r.alwaysDeclared(d)
		isUsual := errs[i] == nil && (!live.sets(d.attributes) || live.same(r.fresh(ctx, model, d), d.attributes))
		a.changed = a.changed || errs[i] == nil && !isUsual
		switch err := errs[i]; {
		case err != nil && (always || !withheld(err)):
			a.diags.Append(r.docError("read", d, err))
		case err != nil:
			unread = append(unread, d.subject)
			reason = cmp.Or(reason, err)
		case always || !isUsual:
			a.take(live, d)
		default:
			usual = append(usual, d)
		}
	}
	if a.subjects == nil {
		for _, d := range usual {
			a.take(live, d)
		}
	}
	if unread != nil {
		a.diags.AddWarning("Not imported: "+strings.Join(unread, ", "),
			"The tenant does not let the provider read that, so that it is left out.\n\n"+explain(reason, nil))
	}
	return a
}

func (a *adopted) take(live values, d document) {
	a.has.take(live, d.attributes)
	if live.sets(d.attributes) {
		a.subjects = append(a.subjects, d.subject)
	}
}
