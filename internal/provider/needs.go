package provider

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// needs refuses a plan that writes a document without what that takes: its
// secret, or what it is of no use without. What stays as it is needs nothing, so
// that a tenant can be imported without a secret.
func (r *singletonResource) needs(ctx context.Context, config tfsdk.Config, have, want values) (diags diag.Diagnostics) {
	_, docs := r.bind()
	for _, d := range docs {
		if !want.sets(d.attributes) || !want.surelyChanges(have, d.attributes) {
			continue
		}
		if d.secret != nil && isNull(ctx, config, d.secret.at) {
			changed, version := have.changed(want, d.attributes), versionOf(d.secret.at)
			if slices.Equal(changed, []string{version.String()}) && isNull(ctx, config, version) {
				diags.AddError("Needs its version: "+d.subject, fmt.Sprintf("Without %s, the secret would have to be sent again. "+
					"Leave the number as it is: the secret itself can go from the configuration.", version))
				continue
			}
			diags.Append(d.secret.missing(d.subject, d.whole(changed)))
		}
		if d.lacks == nil || !want.knows(d.attributes) {
			continue
		}
		if lacking := d.lacks(want); lacking != "" {
			diags.AddAttributeError(path.Root(d.attributes[0]), "Of no use: "+d.subject, lacking)
		}
	}
	return diags
}

// needs refuses a plan that writes an item without the secret that it would send,
// or without what it is of no use without.
func (r *itemResource[M]) needs(ctx context.Context, config tfsdk.Config, have, want values) (diags diag.Diagnostics) {
	_, it, unknown := r.modelOf(ctx, want)
	var prior *M
	if have != nil && !unknown.HasError() {
		prior, _, unknown = r.modelOf(ctx, have)
	}
	if unknown.HasError() {
		return nil // the next plan, just before the apply, knows all
	}
	if it.lacks != nil {
		if lacking := it.lacks(prior); lacking != "" {
			diags.AddError("Of no use: "+it.subject(), lacking)
		}
	}
	if it.secret != nil && isNull(ctx, config, it.secret.at) {
		if why := it.sends(prior); why != "" {
			diags.Append(it.secret.missing(it.subject(), why))
		}
	}
	return diags
}

// whole is why a document's secret is needed: Auth0 takes it only as a whole.
func (d document) whole(changed []string) string {
	if len(changed) == 0 {
		return fmt.Sprintf("Auth0 takes %s only as a whole, secret included.", d.subject)
	}
	return fmt.Sprintf("Auth0 takes %s only as a whole, secret included, and this changes: %s. "+
		"As long as nothing of it changes, no secret is needed.", d.subject, strings.Join(changed, ", "))
}

// missing is the error of a write that needs the secret, and why.
func (s *secret) missing(subject, why string) diag.Diagnostic {
	return diag.NewErrorDiagnostic("Needs its secret: "+subject, fmt.Sprintf(
		"%s Auth0 never shows the secret. Set %s, and set %s to a number that was not used before, such as 1.",
		why, s.at, versionOf(s.at)))
}

// firstText is what is said of the first text in an object, by name, of which anything is.
func firstText(object tftypes.Value, say func(name, text string) string) string {
	members := valuesOf(object)
	for _, name := range slices.Sorted(maps.Keys(members)) {
		var text string
		if members[name].IsNull() || members[name].As(&text) != nil {
			continue
		}
		if said := say(name, text); said != "" {
			return said
		}
	}
	return ""
}

// surelyChanges reports whether the attributes differ from what is had, also
// when what is not known yet turns out to be the same.
func (v values) surelyChanges(have values, attributes []string) bool {
	return !have.sets(attributes) || slices.ContainsFunc(attributes, func(a string) bool {
		return v[a].IsFullyKnown() && !v[a].Equal(have[a])
	})
}

// changed are the names of the attributes, nested ones included, in which w
// differs; none where there was nothing before.
func (v values) changed(w values, attributes []string) (names []string) {
	if !v.sets(attributes) {
		return nil
	}
	for _, a := range attributes {
		names = append(names, differing(a, v[a], w[a])...)
	}
	return names
}

func differing(at string, has, want tftypes.Value) (names []string) {
	switch {
	case has.Equal(want):
		return nil
	case has.IsNull() || !want.IsKnown() || want.IsNull() || !has.Type().Is(tftypes.Object{}):
		return []string{at}
	}
	h, w := valuesOf(has), valuesOf(want)
	for _, name := range slices.Sorted(maps.Keys(h)) {
		names = append(names, differing(at+"."+name, h[name], w[name])...)
	}
	return names
}
