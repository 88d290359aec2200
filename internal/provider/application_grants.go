package provider

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// applicationGrants is the whole list of an application's grants, which Auth0
// takes only as a whole: others add theirs to it, too.
type applicationGrants struct {
	has []string
	*beside
}

func (g *applicationGrants) saw(has []string) {
	g.has = has
	g.beside.saw(strings.Join(has, "\n"))
}

// read reads the list, and again while it lacks what is known to have been there:
// for some seconds after a write, an answer can be older.
func (g *applicationGrants) read(ctx context.Context, c *auth0.Client, clientID string, known []string) (has []string, err error) {
	lacks := func() bool {
		has, err = c.ClientGrantTypes(ctx, clientID)
		return err == nil && len(without(known, has)) > 0
	}
	if lacks() {
		persists(ctx, lacks)
	}
	return has, err
}

// get reads the list before it is changed. It refuses one that lacks what was
// there when it was last read, and is none of ours: whether somebody has removed
// that since or the answer is older, a write might undo what others have done.
func (g *applicationGrants) get(ctx context.Context, c *auth0.Client, clientID string, known, ours []string) ([]string, error) {
	has, err := g.read(ctx, c, clientID, known)
	if err != nil {
		return nil, err
	}
	if lost := without(without(strings.Fields(g.was), has), ours); g.known && len(lost) > 0 {
		return nil, fmt.Errorf("the application had %s when it was last read, and has not now: either somebody has changed its grant types "+
			"since, or this answer is older; nothing was changed, and a new plan reads them again", strings.Join(lost, " and "))
	}
	g.saw(has)
	return has, nil
}

// set replaces the list, and asks for nothing when nothing changes. Where there
// is no answer, the list itself tells whether it was replaced; where it does
// not, that is not known, since what is read can be older.
func (g *applicationGrants) set(ctx context.Context, c *auth0.Client, clientID string, want []string) error {
	if slices.Equal(g.has, want) {
		return nil
	}
	has, err := c.SetClientGrantTypes(ctx, clientID, want)
	if unanswered(err) {
		now, unread := c.ClientGrantTypes(ctx, clientID)
		if unread != nil || !slices.Equal(now, want) {
			return maybeDone{err}
		}
		has, err = now, nil
	}
	if err == nil {
		g.saw(has)
	}
	return err
}
