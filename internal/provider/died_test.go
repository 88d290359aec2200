package provider_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// An apply that dies at any write of any type, before or after the tenant has
// carried it out, leaves the state as it was. The next apply completes it, and
// nothing goes off on the way from on to on. What Auth0 creates only once may be
// there already: then the next apply says how to import it.
//
// What is killed here is the answer; kill_linux_test.go kills the processes.
func TestAnApplyThatDiesIsCompletedByTheNext(t *testing.T) {
	t.Parallel()
	eachRow(t, func(t *testing.T, fresh func(*testing.T) core) {
		for phase, change := range map[string]struct {
			from, to string
			has      []string
		}{
			"create":  {"", fresh(t).row.first, fresh(t).row.hasFirst},
			"update":  {fresh(t).row.first, fresh(t).row.second, fresh(t).row.hasSecond},
			"destroy": {fresh(t).row.first, "", fresh(t).row.fresh},
		} {
			before := func(t *testing.T) core {
				t.Helper()
				c := fresh(t)
				c.must(change.from)
				c.tn.ResetRequests()
				return c
			}
			clean := before(t)
			clean.must(change.to)
			on := !clean.tn.switchedOff()
			for _, w := range clean.tn.writes() {
				for _, after := range []bool{false, true} {
					c := before(t)
					state := *c.instance
					w.fail(c.tn, auth0test.Fault{Reset: true, After: after})
					c.apply(change.to)
					*c.instance = state
					c.complete(change.to)
					has := change.has
					if twice := c.row.twice(); phase == "create" && after && c.tn.check(twice...) == nil {
						has = twice // Auth0 takes another one, and nobody is left who could know of the first
					}
					if on && c.tn.switchedOff() {
						t.Errorf("%s: %s %s, carried out %t: switched off on the way", phase, w.method, w.path, after)
					}
					c.settled(change.to, has)
				}
			}
		}
	})
}

// complete applies a body, and imports what the apply asks for.
func (c core) complete(body string) {
	c.t.Helper()
	errs, _ := c.apply(body)
	if errs == "" {
		return
	}
	command := importCommand.FindStringSubmatch(errs)
	if command == nil {
		c.t.Fatal(errs)
	}
	server := c.process()
	c.importState(server, tfprotov6.ImportResourceStateRequest{ID: command[1]})
	c.must(body)
}
