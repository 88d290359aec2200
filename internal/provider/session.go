package provider

import (
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// session is what one configured provider shares among its resources and data sources.
type session struct {
	client *auth0.Client
	taken  sync.Map // type name to *claim

	refused atomic.Bool // whether it has been told that Auth0 refuses the credentials
}

// A claim serializes the writers of one type and remembers what this process has
// planned and written of it. Two addresses stand for the same setting while it
// is renamed without a moved block or replaced with create_before_destroy: what
// one has written, the other must not reset.
type claim struct {
	sync.Mutex
	outcome outcome
	wrote   string // of what a tenant can have several of, the one that was written

	planning sync.Mutex // plans do not wait for writers
	held     bool       // an address has the setting in state
	kept     int        // how many addresses have it in state and keep it
	created  int        // how many addresses are new
	dropped  bool       // an address that has it in state is destroyed
}

// An outcome is what became of the last address that was applied.
type outcome int

const (
	untouched outcome = iota
	failed
	written
)

func (s *session) claim(typeName string) *claim {
	c, _ := s.taken.LoadOrStore(typeName, new(claim))
	return c.(*claim) //nolint:forcetypeassert // only claims are stored
}

// keep notes that an address keeps its setting, and says whether another stands in its way.
func (c *claim) keep() bool {
	c.planning.Lock()
	defer c.planning.Unlock()
	c.held = true
	c.kept++
	return c.dropped || c.kept+c.created > 1
}

// create notes a new address, and says whether another has the setting and
// keeps it; one that gives it up is only renamed.
func (c *claim) create() bool {
	c.planning.Lock()
	defer c.planning.Unlock()
	c.created++
	return c.kept+c.created > 1
}

// drop notes that an address gives its setting up, and says whether another keeps it.
func (c *claim) drop() bool {
	c.planning.Lock()
	defer c.planning.Unlock()
	c.held, c.dropped = true, true
	return c.kept > 0
}

// hold notes that an address has the setting in state.
func (c *claim) hold() {
	c.planning.Lock()
	defer c.planning.Unlock()
	c.held = true
}

// isHeld says whether an address has, or had, the setting in state.
func (c *claim) isHeld() bool {
	c.planning.Lock()
	defer c.planning.Unlock()
	return c.held
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
