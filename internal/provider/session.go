package provider

import (
	"fmt"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// session is what one configured provider shares among its resources and data sources.
type session struct {
	client *auth0.Client
	taken  sync.Map // type name to *claim
}

// A claim serializes the writers of one type and remembers that this process
// wrote it. Two addresses stand for the same setting while it is renamed without
// a moved block or replaced with create_before_destroy: what one has written,
// the other must not reset.
type claim struct {
	sync.Mutex
	written bool
}

func (s *session) claim(typeName string) *claim {
	c, _ := s.taken.LoadOrStore(typeName, new(claim))
	return c.(*claim) //nolint:forcetypeassert // only claims are stored
}

// sessionOf takes the session out of what Terraform passes to resources and
// data sources; nil while the provider is not configured, as in validate.
func sessionOf(providerData any) (*session, diag.Diagnostics) {
	if providerData == nil {
		return nil, nil
	}
	s, ok := providerData.(*session)
	if !ok {
		return nil, diag.Diagnostics{diag.NewErrorDiagnostic("Provider bug", fmt.Sprintf("Expected *session, got %T. Please report it.", providerData))}
	}
	return s, nil
}
