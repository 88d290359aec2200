package provider_test

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// An aftermath is an operation that was lied to about one request, and ends on a
// tenant that lies no more.
type aftermath struct {
	rehearsal
	lie
	got outcome
}

// ofCreate: what failed is not in state, what succeeded is as the state says,
// and the next apply completes it.
func (a aftermath) ofCreate() string {
	switch {
	case a.got.errs == "" && a.value.IsNull():
		return "a create that succeeds leaves nothing in state"
	case a.got.errs == "":
		if wrong := a.believed(); wrong != "" {
			return wrong
		}
	case !a.value.IsNull() && !a.row.remembers:
		return "a create that fails leaves something in state"
	}
	row := a.row
	c, errs := a.completed(row.first)
	if errs != "" {
		return "the next apply fails: " + errs
	}
	if twice := row.twice(); a.tn.check(twice...) == nil {
		// Auth0 takes another one of the same: where it did not say itself, as far
		// as anybody can tell, that there is none, the error says that there may be.
		if !a.got.warned() && !a.denies() {
			return "there are two of them now, and nobody was told that there may be"
		}
		return c.leftToDo(row.first, twice)
	}
	return c.leftToDo(row.first, row.hasFirst)
}

// warned reports whether a failed create says that it may have succeeded.
func (o outcome) warned() bool { return strings.Contains(o.said, "may have been created nevertheless") }

var importCommand = regexp.MustCompile(`terraform import \S+ "([^"]+)"`)

// completed applies a body. Where a create was carried out and Auth0 takes no
// second one, it does what the error says: it imports the first.
func (a aftermath) completed(body string) (core, string) {
	errs, _ := a.apply(body)
	id := importCommand.FindStringSubmatch(errs)
	if id == nil || !a.carriedOut || a.at.method != http.MethodPost {
		return a.core, errs
	}
	imported := a.another()
	imported.importState(imported.process(), tfprotov6.ImportResourceStateRequest{ID: id[1]})
	errs, _ = imported.apply(body)
	return imported, errs
}

// twice is what the tenant has where a create was carried out and done again.
func (l lifecycle) twice() []string {
	has := slices.Clone(l.hasFirst)
	for i := 1; i < len(has); i += 2 {
		has[i] += "," + has[i]
	}
	return has
}

// ofUpdate: it stays in state, with what it was before or what the tenant has,
// and the next apply completes it.
func (a aftermath) ofUpdate() string {
	if a.value.IsNull() {
		return "an update has removed it from state"
	}
	if wrong := a.believed(); wrong != "" {
		return wrong
	}
	if errs, _ := a.apply(a.row.second); errs != "" {
		return "the next apply fails: " + errs
	}
	return a.leftToDo(a.row.second, a.row.hasSecond)
}

// ofDestroy: it leaves the state only where the tenant has done it, and else it
// can be done again, or taken back.
func (a aftermath) ofDestroy() string {
	if a.got.errs == "" {
		if !a.value.IsNull() {
			return "a destroy that succeeds leaves something in state"
		}
		if err := a.tn.check(a.row.fresh...); err != nil {
			return "it counts as destroyed: " + err.Error()
		}
		return ""
	}
	if a.value.IsNull() {
		return "a destroy that fails has removed it from state"
	}
	body, has := "", a.row.fresh
	if a.carriedOut == (a.status%2 == 0) {
		body, has = a.row.first, a.row.hasFirst
	}
	if errs, _ := a.apply(body); errs != "" {
		return fmt.Sprintf("the next apply, of %q, fails: %s", body, errs)
	}
	return a.leftToDo(body, has)
}

// believed returns what the state has that it did not have before, and the
// tenant has not. What is remembered of a write without an answer is no belief.
func (a aftermath) believed() string {
	left := a.attributes(a.value)
	if errs := a.refresh(a.process()); errs != "" {
		return "the next refresh fails: " + errs
	}
	has, had := a.attributes(a.value), a.attributes(a.before.value)
	for name, v := range left {
		if !v.Equal(has[name]) && (a.got.errs == "" || !v.Equal(had[name]) && !a.row.remembers) {
			return fmt.Sprintf("the state has %s = %s, and the tenant %s", name, v, has[name])
		}
	}
	return ""
}

// leftToDo returns what the tenant lacks, or what another apply does.
func (c core) leftToDo(body string, has []string) string {
	if err := c.tn.check(has...); err != nil {
		return "after the next apply: " + err.Error()
	}
	if errs, changed := c.apply(body); errs != "" || changed {
		return fmt.Sprintf("something is left to do after the next apply: %t %s", changed, errs)
	}
	return ""
}
