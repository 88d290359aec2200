package provider_test

import (
	"strings"
	"testing"
	"time"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// A 404 is believed only where it is Auth0's own, and not a proxy's.

// htmlNotFound is the 404 of a proxy with a page of its own.
var htmlNotFound = auth0test.Fault{
	Path:   "/api/v2/*",
	Status: 404,
	Header: map[string]string{"Content-Type": "text/html"},
	Body:   "<html>Not found</html>",
}

// What Auth0 does not find, however often it is asked, is removed from state, and its destroy is done.
func TestOnlyAuth0SaysThatAResourceIsGone(t *testing.T) {
	t.Parallel()
	gone := auth0test.Fault{
		Path:   "/api/v2/*",
		Times:  4, // as often as it is asked before it is believed
		Status: 404,
		Body:   `{"statusCode":404,"error":"Not Found","message":"It does not exist.","errorCode":"inexistent_user"}`,
	}
	goneToDelete := gone
	goneToDelete.Times++
	eachItem(t, func(t *testing.T, fresh func(*testing.T) core) {
		c := fresh(t)
		c.must(c.row.first)
		c.tn.Fail(htmlNotFound)
		if errs := c.refresh(c.process()); !strings.Contains(errs, "404") || c.value.IsNull() {
			t.Errorf("read: %s", errs)
		}
		server := c.process()
		removal := c.plan(server, "")
		c.tn.Fail(htmlNotFound)
		if errs := c.carryOut(server, removal, ""); !strings.Contains(errs, "Could not remove") || c.value.IsNull() {
			t.Errorf("removed: %s", errs)
		}
		c.tn.Fail(goneToDelete)
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

// A proxy that answers JSON is no proof either, and the error asks for it.
func TestAProxys404RemovesNothingFromState(t *testing.T) {
	t.Parallel()
	noRoute := auth0test.Fault{
		Path:   "/api/v2/*",
		Times:  -1,
		Status: 404,
		Header: map[string]string{"Content-Type": "application/json"},
		Body:   `{"message":"no Route matched with those values"}`,
	}
	for _, row := range itemLifecycles {
		t.Run(row.typeName+row.variant, func(t *testing.T) {
			t.Parallel()
			c := newCore(t, row.emulated(t), row)
			c.must(row.first)
			c.tn.Fail(noRoute)
			for _, body := range []string{row.first, ""} {
				if errs, _ := c.apply(body); !strings.Contains(errs, "does a proxy answer in its place?") || c.value.IsNull() {
					t.Errorf("in state %t: %s", !c.value.IsNull(), errs)
				}
			}
		})
	}
}

// Nor is a 404 believed that has Auth0's form and could be any server's, or that
// another answer contradicts: a read can be older than what was written just now.
func TestA404ThatIsContradictedRemovesNothing(t *testing.T) {
	t.Parallel()
	const anybodys = `{"statusCode":404,"error":"Not Found","message":"Not Found"}`
	eachItem(t, func(t *testing.T, fresh func(*testing.T) core) {
		c := fresh(t)
		c.must(c.row.first)
		for _, times := range []int{1, 2} {
			c.tn.Fail(auth0test.Fault{
				Path: "/api/v2/*", Times: times, Status: 404,
				Body: `{"statusCode":404,"error":"Not Found","message":"It does not exist.","errorCode":"inexistent_user"}`,
			})
			if errs := c.refresh(c.process()); errs != "" || c.value.IsNull() {
				t.Errorf("%d times: %s", times, errs)
			}
		}
		c.tn.Fail(auth0test.Fault{Path: "/api/v2/*", Times: -1, Status: 404, Body: anybodys})
		if errs := c.refresh(c.process()); !strings.Contains(errs, "404") || c.value.IsNull() {
			t.Errorf("for good: %s", errs)
		}
		if errs, _ := c.apply(""); !strings.Contains(errs, "404") || c.value.IsNull() {
			t.Errorf("removed: %s", errs)
		}
	})
}

// While reads lag behind, what was just created stays in state.
func TestALaggingReadRemovesNothing(t *testing.T) {
	t.Parallel()
	eachItem(t, func(t *testing.T, fresh func(*testing.T) core) {
		c := fresh(t)
		c.tn.ReadDelay(2 * time.Millisecond)
		for range 3 {
			c.must(c.row.first)
			if errs := c.refresh(c.process()); errs != "" || c.value.IsNull() {
				t.Error(errs)
			}
			if errs, _ := c.apply(""); errs != "" {
				t.Error(errs)
			}
		}
	})
}
