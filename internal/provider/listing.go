package provider

import (
	"context"
	"iter"

	listschema "github.com/hashicorp/terraform-plugin-framework/list/schema"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// A listing yields what a tenant has of a kind, each in a model as after a read.
// The error, if any, comes last. Config is what the list block says.
type listing[M any] struct {
	finds      string // what, in a sentence
	attributes map[string]listschema.Attribute
	each       func(ctx context.Context, c *auth0.Client, config values) iter.Seq2[*M, error]
}

// models are those of a list that Auth0 gives at once.
func models[M, T any](list []T, err error, take func(*M, T, error) error) iter.Seq2[*M, error] {
	return func(yield func(*M, error) bool) {
		if err != nil {
			yield(nil, err)
			return
		}
		for _, entry := range list {
			m := new(M)
			if err := take(m, entry, nil); !yield(m, err) || err != nil {
				return
			}
		}
	}
}
