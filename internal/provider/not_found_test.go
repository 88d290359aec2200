package provider_test

import (
	"strings"
	"testing"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// A 404 that is not Auth0's is no proof that something is gone.
func TestAProxys404ProvesNothing(t *testing.T) {
	t.Parallel()
	for _, row := range itemLifecycles {
		t.Run(row.typeName+row.variant, func(t *testing.T) {
			t.Parallel()
			tn := row.emulated(t)
			c := newCore(t, tn, row)
			c.must(row.first)
			tn.Fail(auth0test.Fault{Path: "/api/v2/*", Times: -1, Status: 404, Header: map[string]string{"Content-Type": "application/json"}, Body: `{"message":"no Route matched with those values"}`})
			for _, body := range []string{row.first, ""} {
				if errs, _ := c.apply(body); !strings.Contains(errs, "does a proxy answer in its place?") || c.value.IsNull() {
					t.Errorf("in state %t: %s", !c.value.IsNull(), errs)
				}
			}
		})
	}
}

// What is gone is forgotten, and a destroy of it is done; only Auth0 itself can
// say so, and no proxy on the way.
func TestOnlyAuth0SaysThatAnItemIsGone(t *testing.T) {
	t.Parallel()
	gone := auth0test.Fault{Path: "/api/v2/*", Status: 404}
	proxy := auth0test.Fault{Path: "/api/v2/*", Status: 404, Header: map[string]string{"Content-Type": "text/html"}, Body: "<html>Not found</html>"}
	eachItem(t, func(t *testing.T, fresh func(*testing.T) core) {
		c := fresh(t)
		c.must(c.row.first)
		c.tn.Fail(proxy)
		if errs := c.refresh(c.process()); !strings.Contains(errs, "404") || c.value.IsNull() {
			t.Errorf("read: %s", errs)
		}
		server := c.process()
		removal := c.plan(server, "")
		c.tn.Fail(proxy)
		if errs := c.carryOut(server, removal, ""); !strings.Contains(errs, "Could not remove") || c.value.IsNull() {
			t.Errorf("removed: %s", errs)
		}
		c.tn.Fail(gone)
		if errs := c.carryOut(c.process(), removal, ""); errs != "" || !c.value.IsNull() {
			t.Errorf("removed: %s", errs)
		}
		c = fresh(t)
		c.must(c.row.first)
		c.tn.Fail(gone)
		if errs := c.refresh(c.process()); errs != "" || !c.value.IsNull() {
			t.Errorf("read: %s", errs)
		}
	})
}

// Nor that there is no email template yet, so that one would be created.
func TestOnlyAuth0SaysThatThereIsNoEmailTemplate(t *testing.T) {
	t.Parallel()
	c := newCore(t, emulated(t), emailTemplateLifecycles[0])
	c.tn.Fail(auth0test.Fault{Method: "PUT", Status: 404, Header: map[string]string{"Content-Type": "text/html"}, Body: "<html>Not found</html>"})
	if errs, _ := c.apply(c.row.first); !strings.Contains(errs, "404") || c.tn.posts() != 0 {
		t.Errorf("%v: %s", c.tn.calls(), errs)
	}
}
