package provider

import (
	"context"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// itemResource is every resource of which a tenant can have several, told apart
// by the base's keys. M is its model.
type itemResource[M any] struct {
	base
	standsFor func(values) []string // the attributes by which two addresses stand for one item; the keys when nil
	several   func(values) bool     // whether Auth0 takes several with the same of these; never when nil
	loss      string                // what users lose with it, as a sentence for the plan; none when empty
	inPlace   string                // why it is not replaced by another with the same keys; it can be when empty
	listing   listing[M]
	bind      func(*M) item[M]

	// imported makes what an item is also known by its keys; nil where there is nothing else.
	imported func(ctx context.Context, c *auth0.Client, keys []string)
}

// An item is one of several things of a kind, bound to a model: the plan's for
// create and update, the state's for read and remove. All of them refill the
// model with the tenant's answer.
type item[M any] struct {
	subject func() string // names it in messages: "the phone provider"

	create, read, remove func(context.Context, *auth0.Client) error
	// update makes the item what the model says from what prior says.
	update func(ctx context.Context, c *auth0.Client, prior *M) error

	// Only some items have these:
	secret *secret               // it sends a secret
	sends  func(prior *M) string // why a write from prior, nil for a create, sends it, in a sentence; "" where it does not
	spares func() bool           // whether users would lose nothing with it
	live   func() bool           // its create replaces what the tenant has: whether what was read is in use
	beside *beside               // its writes replace what is not declared, too
	sparse bool                  // its update sends only what changes

	// lacks is why a write from prior, nil for a create, would be of no use, in a
	// sentence; "" where it is.
	lacks func(prior *M) string

	// settle waits, before a create, until what the same run has removed a moment
	// ago is not read any more, or cannot be it.
	settle func(context.Context, *auth0.Client)

	// left tells of what nobody takes away any more where another address has
	// been written in its place.
	left func() diag.Diagnostics

	// advice is asked for while a change from prior is planned, of which all is
	// known: Auth0 may refuse it for something that is set elsewhere. Prior is nil
	// for what is to be created.
	advice func(ctx context.Context, c *auth0.Client, prior *M) diag.Diagnostics

	// existing is the import ID of the one that the tenant has, "" for none,
	// where Auth0 takes no second. It is adopted only where it is what is declared.
	existing func(context.Context, *auth0.Client) (string, error)

	// guesses: what the tenant has is masked, so that existing may be another one.
	guesses bool

	// listed reports whether the tenant lists it, where Auth0's "not found" could
	// be anybody's.
	listed func(context.Context, *auth0.Client) (bool, error)
}

// model is a fresh model and the item that is bound to it.
func (r *itemResource[M]) model() (*M, item[M]) {
	m := new(M)
	return m, r.bind(m)
}

// modelOf is the model and the item of what the values say.
func (r *itemResource[M]) modelOf(ctx context.Context, v values) (*M, item[M], diag.Diagnostics) {
	m, it := r.model()
	return m, it, v.fill(ctx, r.schema, m)
}

// settingKey names what an item stands for.
func (r *itemResource[M]) settingKey(v values) string {
	return r.typeName + " like " + v.texts(r.setting(v))
}

func (r *itemResource[M]) setting(v values) []string {
	if r.standsFor == nil {
		return r.keys
	}
	return r.standsFor(v)
}

// objectKey names one item alone, of which Auth0 takes no second.
func (r *itemResource[M]) objectKey(v values) string {
	if r.several != nil && r.several(v) {
		return r.typeName + " alone " + r.importID(v)
	}
	return r.settingKey(v)
}

// knowsObject reports whether it is known before the apply which item is meant.
func (r *itemResource[M]) knowsObject(v values) bool {
	if r.several != nil && r.several(v) {
		return v.knows(r.keys)
	}
	return v.knows(r.setting(v))
}

// importID is what an item with known keys is imported by.
func (r *itemResource[M]) importID(v values) string { return v.texts(r.keys) }

// keysOf takes an import ID apart. The first of several keys may have the
// separator in it: a user's ID can be anything.
func (r *itemResource[M]) keysOf(importID string) []string {
	parts := strings.Split(importID, "::")
	more := len(parts) - len(r.keys)
	if len(r.keys) == 1 || more <= 0 || slices.Contains(parts, "") {
		return parts
	}
	return append([]string{strings.Join(parts[:more+1], "::")}, parts[more+1:]...)
}

// texts are attributes in the form of an import ID.
func (v values) texts(attributes []string) string {
	parts := make([]string, len(attributes))
	for i, a := range attributes {
		parts[i] = v.text(a)
	}
	return strings.Join(parts, "::")
}
