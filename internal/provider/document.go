package provider

import (
	"context"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// A document is something that a tenant has exactly one of: it is read and
// replaced whole, never created or deleted. It is bound to fields of one model.
// Where none of its attributes is set it is not declared and costs no request.
type document interface {
	// subject names the document in messages: "the email factor".
	subject() string
	// attributes names the root attributes that the document fills.
	attributes() []string
	// read fills the fields with what the tenant has.
	read(context.Context, *auth0.Client) error
	// write replaces what the tenant has and refills the fields with its answer.
	write(context.Context, *auth0.Client) error
	// defaults fills the fields with what a new tenant has.
	defaults()
}

// A guard is a document that protects users while it is on: it is written after
// a resource's other documents when it goes on and before them when it goes off.
type guard interface {
	document
	on() bool
	// loss says what goes with it, before "of" the tenant: "takes the email factor away from every user".
	loss() string
}

// A neededDocument is one that a factor is of no use without.
type neededDocument interface {
	document
	// lack names the attribute, and says so as a sentence for the plan.
	lack() (attribute, says string)
}

// A lastingDocument has credentials that Auth0 replaces but cannot empty.
type lastingDocument interface {
	document
	lasts()
}

// A changingDocument has an attribute that it leaves alone, unless it was
// declared before.
type changingDocument interface {
	document
	// changes is called before each write with what the state has.
	changes(from values)
}

// An advisedDocument may be taken by Auth0 and not work all the same.
type advisedDocument interface {
	document
	// advice says so, after what is declared was written.
	advice(context.Context, *auth0.Client) diag.Diagnostics
}

// guardOf returns the guard, which is always the last document.
func guardOf(docs []document) (guard, bool) {
	g, ok := docs[len(docs)-1].(guard)
	return g, ok
}

// docError is the diagnostic of a document that could not be read or set.
func (s *session) docError(doing string, d document, err error) diag.Diagnostic {
	return s.apiError(doing+" "+d.subject(), docPath(d), err, d)
}

// docPath is where Terraform shows what is wrong with a document: not at its
// attribute where that holds a secret, which may be written there.
func docPath(d document) path.Path {
	if _, ok := d.(secretHolder); ok {
		return path.Empty()
	}
	return path.Root(d.attributes()[0])
}

// values are an object's attributes, as Terraform passes them.
type values map[string]tftypes.Value

// valuesOf takes an object apart; of a null object every value is null.
func valuesOf(raw tftypes.Value) values {
	v := values{}
	if raw.IsNull() {
		for a, t := range raw.Type().(tftypes.Object).AttributeTypes { //nolint:forcetypeassert // a schema's value is an object
			v[a] = tftypes.NewValue(t, nil)
		}
		return v
	}
	_ = raw.As((*map[string]tftypes.Value)(&v)) // cannot fail: a schema's value is an object
	return maps.Clone(v)                        // the map is the value's own
}

// raw puts the object together again.
func (v values) raw(t tftypes.Type) tftypes.Value {
	return tftypes.NewValue(t, map[string]tftypes.Value(v))
}

// text is an attribute that is a known string; "" when it is not.
func (v values) text(attribute string) (s string) {
	_ = v[attribute].As(&s) // stays empty for what is null or unknown
	return s
}

func (v values) declares(d document) bool {
	return slices.ContainsFunc(d.attributes(), func(a string) bool { return !v[a].IsNull() })
}

func (v values) knows(d document) bool {
	return !slices.ContainsFunc(d.attributes(), func(a string) bool { return !v[a].IsFullyKnown() })
}

func (v values) same(w values, d document) bool {
	return !slices.ContainsFunc(d.attributes(), func(a string) bool { return !v[a].Equal(w[a]) })
}

// take copies a document's attributes from w.
func (v values) take(w values, d document) {
	for _, a := range d.attributes() {
		v[a] = w[a]
	}
}

// modelValues is what a model would be in state.
func modelValues(ctx context.Context, s schema.Schema, model any) (values, diag.Diagnostics) {
	state := tfsdk.State{Schema: s, Raw: tftypes.NewValue(s.Type().TerraformType(ctx), nil)}
	diags := state.Set(ctx, model)
	return valuesOf(state.Raw), diags
}

// unlessEmpty takes an empty string for null, where Auth0 answers both.
func unlessEmpty(s *string) types.String {
	if s == nil {
		return types.StringNull()
	}
	return optional(*s)
}
