package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"golang.org/x/sync/errgroup"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// A document is something that a tenant has exactly one of: it is read and
// written whole, never created or deleted. Of something larger that Auth0
// changes with PATCH, it is some members. It is bound to fields of one model.
// Where none of its attributes is set it is not declared and costs no request.
type document struct {
	subject    string   // names it in messages: "the email factor"
	attributes []string // the root attributes that it fills

	read     func(context.Context, *auth0.Client) error // fills the fields with what the tenant has
	write    func(context.Context, *auth0.Client) error // replaces that, and refills the fields with the answer
	defaults func()                                     // fills the fields with what a new tenant has

	// Only some documents have these:
	guard   *guard              // it protects users
	secret  *secret             // it sends a secret
	lacks   func(values) string // without what else of the plan it would be of no use, in words; "" where nothing is lacking
	needed  needed              // what stays on is of no use without an attribute
	partial func() bool         // what was read of it is less than a configuration has to have
	stays   string              // it has no default to go back to: why, and what to do, in sentences
	changes func(from values)   // called before each write with what the state has
	beside  *beside             // its write replaces what is not declared, too
}

// A guard makes a document what protects users, and nothing else: the switch of a
// factor, or the policies. It is the last of a resource's documents: it is written
// after the others when it goes on, and before them when it goes off. Its words
// are what a plan says where users lose protection.
type guard struct {
	factor      auth0.FactorName // thePolicies where it is none
	strength    func() strength
	loss        string // what an apply does where it goes off: "takes the email factor away from every user"
	consequence string // what that means for users, in a sentence
}

func (g *guard) on() bool { return g.strength() > off }

// needed is an attribute whose reset breaks what stays on, and a sentence for the plan that resets it.
type needed struct{ attribute, says string }

// credentialsStay is why credentials have no default to go back to.
const credentialsStay = "Auth0 has no way to delete credentials: revoke them where they were issued." //nolint:gosec // words, no credentials

// A mirror moves a document whose whole content the API takes and gives as one T.
type mirror[T any] struct {
	get   func(*auth0.Client, context.Context) (T, error)
	put   func(*auth0.Client, context.Context, T) (T, error)
	load  func(T)  // into the model's fields
	save  func() T // out of them
	fresh T        // what a new tenant has
}

// of completes a document with what moves it.
func (m mirror[T]) of(d document) document {
	take := func(content T, err error) error {
		if err == nil {
			m.load(content)
		}
		return err
	}
	d.read = func(ctx context.Context, c *auth0.Client) error { return take(m.get(c, ctx)) }
	d.write = func(ctx context.Context, c *auth0.Client) error { return take(m.put(c, ctx, m.save())) }
	if d.defaults == nil {
		d.defaults = func() { m.load(m.fresh) }
	}
	return d
}

// guardOf returns the document with the guard; nil where there is none.
func guardOf(docs []document) *document {
	if last := &docs[len(docs)-1]; last.guard != nil {
		return last
	}
	return nil
}

// readTogether reads documents at the same time, which fill different fields; each has its own error.
func readTogether(ctx context.Context, c *auth0.Client, docs []document) []error {
	errs := make([]error, len(docs))
	var readers errgroup.Group
	for i, d := range docs {
		readers.Go(func() error { errs[i] = d.read(ctx, c); return nil })
	}
	_ = readers.Wait() // each error is kept
	return errs
}

// docError is the diagnostic of a document that could not be read or set.
func (s *session) docError(doing string, d document, err error) diag.Diagnostic {
	return s.apiError(doing+" "+d.subject, docPath(d), err, d.secret)
}

// docPath is where Terraform shows what is wrong with a document: not at its
// attribute where that holds a secret, which may be written there.
func docPath(d document) path.Path {
	if d.secret != nil {
		return path.Empty()
	}
	return path.Root(d.attributes[0])
}
