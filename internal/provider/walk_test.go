package provider_test

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// fail makes a fault happen to one write of what comes.
func (w written) fail(tn tenant, f auth0test.Fault) {
	path := w.path
	if i := strings.LastIndexAny(path, "_|"); i > 0 && strings.Count(path, "/") > 4 {
		path = path[:i] + "*" // a new tenant gives another id
	}
	f.Method, f.Path, f.Skip = w.method, path, w.before
	tn.Fail(f)
}

var switches = regexp.MustCompile(`^/api/v2/guardian/(factors/[a-z-]+|policies)$`)

// switchedOff says whether a factor or the policies were switched off since the last reset.
func (tn tenant) switchedOff() bool {
	return slices.ContainsFunc(tn.Requests(), func(r auth0test.Request) bool {
		return turnsOff(r.Method, r.Path, string(r.Body))
	})
}

// turnsOff says whether a request switches a factor or the policies off.
func turnsOff(method, path, body string) bool {
	return method == "PUT" && switches.MatchString(path) && (strings.Contains(body, "false") || body == "[]")
}

// faults are how a write can fail: it is refused, or its answer is lost.
func faults(row lifecycle) map[string]auth0test.Fault {
	f := map[string]auth0test.Fault{"refused": {Status: 403}}
	if row.keys == nil { // of others, a create that is repeated makes a second one
		f["answer lost"] = auth0test.Fault{Reset: true, After: true}
	}
	return f
}

// A first apply that fails at any of its writes leaves nothing in state; the
// next completes it and switches nothing off.
func TestAFailedWriteInTheFirstApplyLeavesNothingInState(t *testing.T) {
	t.Parallel()
	eachRow(t, func(t *testing.T, fresh func(*testing.T) core) {
		clean := fresh(t)
		clean.must(clean.row.first)
		on := !clean.tn.switchedOff()
		for _, w := range clean.tn.writes() {
			for name, fault := range faults(clean.row) {
				c := fresh(t)
				w.fail(c.tn, fault)
				errs, _ := c.apply(c.row.first)
				if errs == "" || !c.value.IsNull() {
					t.Fatalf("%s %s %s: in state %t, %s", name, w.method, w.path, !c.value.IsNull(), errs)
				}
				c.must(c.row.first)
				if on && c.tn.switchedOff() {
					t.Errorf("%s %s %s: switched off on the way", name, w.method, w.path)
				}
				c.settled(c.row.first, c.row.hasFirst)
			}
		}
	})
}

// An update that fails at any of its writes keeps the resource in state, and the
// next apply completes it, also of secrets, which Auth0 never shows.
func TestAFailedWriteInAnUpdateIsCompletedByTheNext(t *testing.T) {
	t.Parallel()
	eachRow(t, func(t *testing.T, fresh func(*testing.T) core) {
		clean := fresh(t)
		clean.must(clean.row.first)
		clean.tn.ResetRequests()
		clean.must(clean.row.second)
		on := !clean.tn.switchedOff()
		for _, w := range clean.tn.writes() {
			for name, fault := range faults(clean.row) {
				c := fresh(t)
				c.must(c.row.first)
				c.tn.ResetRequests()
				w.fail(c.tn, fault)
				errs, _ := c.apply(c.row.second)
				if errs == "" || c.value.IsNull() {
					t.Fatalf("%s %s %s: in state %t, %s", name, w.method, w.path, !c.value.IsNull(), errs)
				}
				c.must(c.row.second)
				if on && c.tn.switchedOff() {
					t.Errorf("%s %s %s: switched off on the way", name, w.method, w.path)
				}
				c.settled(c.row.second, c.row.hasSecond)
			}
		}
	})
}

// A destroy that fails at any of its writes can be retried or taken back.
func TestAFailedWriteInADestroyCanBeRetriedOrTakenBack(t *testing.T) {
	t.Parallel()
	eachRow(t, func(t *testing.T, fresh func(*testing.T) core) {
		clean := fresh(t)
		clean.must(clean.row.first)
		clean.tn.ResetRequests()
		clean.must("")
		for _, w := range clean.tn.writes() {
			for name, fault := range faults(clean.row) {
				for _, next := range []string{"", clean.row.first} {
					c := fresh(t)
					c.must(c.row.first)
					c.tn.ResetRequests()
					w.fail(c.tn, fault)
					errs, _ := c.apply("")
					if errs == "" || c.value.IsNull() {
						t.Fatalf("%s %s %s: in state %t, %s", name, w.method, w.path, !c.value.IsNull(), errs)
					}
					c.must(next)
					if next == "" {
						c.settled(next, c.row.fresh)
					} else {
						c.settled(next, c.row.hasFirst)
					}
				}
			}
		}
	})
}

// Where a tenant answers any write of the first apply with something else than
// it was sent, that is an error, nothing is in state, and the next apply completes it.
func TestAnAnswerThatDiffersLeavesNothingInState(t *testing.T) {
	t.Parallel()
	eachRow(t, func(t *testing.T, fresh func(*testing.T) core) {
		clean := fresh(t)
		if clean.row.keys != nil {
			return // one that was created cannot be created again
		}
		clean.must(clean.row.first)
		differed := 0
		for _, w := range clean.tn.writes() {
			c, changed := fresh(t), false
			w.fail(c.tn, auth0test.Fault{Rewrite: func(answer []byte) []byte {
				requests := c.tn.Requests()
				var sent, got any
				if json.Unmarshal(requests[len(requests)-1].Body, &sent) != nil || json.Unmarshal(answer, &got) != nil {
					return answer
				}
				got, changed = other(got, sent)
				answer, _ = json.Marshal(got)
				return answer
			}})
			errs, _ := c.apply(c.row.first)
			if changed {
				differed++
			}
			if changed && (errs == "" || !c.value.IsNull()) {
				t.Fatalf("%s %s: in state %t, %s", w.method, w.path, !c.value.IsNull(), errs)
			}
			c.must(c.row.first)
			c.settled(c.row.first, c.row.hasFirst)
		}
		if differed == 0 {
			t.Error("no answer differed")
		}
	})
}

// other changes what an answer has of what was sent.
func other(answer, sent any) (any, bool) {
	changed := false
	switch a := answer.(type) {
	case bool:
		return !a, true
	case string:
		return a + "x", true
	case float64:
		return a + 1, true
	case []any:
		for i := range a {
			a[i], changed = other(a[i], a[i])
		}
	case map[string]any:
		s, _ := sent.(map[string]any)
		for name := range s {
			if v, ok := a[name]; ok {
				var c bool
				a[name], c = other(v, s[name])
				changed = changed || c
			}
		}
	}
	return answer, changed
}
