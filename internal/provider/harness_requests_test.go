package provider_test

import (
	"strings"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
)

// calls lists what was asked since the last reset, as "PUT /api/v2/…".
func (tn tenant) calls() []string {
	var list []string
	for _, r := range tn.Requests() {
		list = append(list, r.Method+" "+r.Path)
	}
	return list
}

// wrote states the PUT requests of a step, in order, and forgets them.
func (tn tenant) wrote(want ...string) resource.TestCheckFunc {
	return func(*terraform.State) error {
		var puts []string
		for _, c := range tn.calls() {
			if strings.HasPrefix(c, "PUT ") {
				puts = append(puts, c)
			}
		}
		tn.ResetRequests()
		if diff := cmp.Diff(want, puts); diff != "" {
			return errorf("written (-want +got):\n%s", diff)
		}
		return nil
	}
}

// A written is a request that changes something.
type written struct {
	method, path string
	before       int // how often the same was asked before
}

// writes are what was written since the last reset.
func (tn tenant) writes() (list []written) {
	for _, r := range tn.Requests() {
		if r.Method == "GET" || !strings.HasPrefix(r.Path, "/api/v2/") {
			continue
		}
		w := written{method: r.Method, path: r.Path}
		for _, other := range list {
			if other.method == w.method && other.path == w.path {
				w.before++
			}
		}
		list = append(list, w)
	}
	return list
}

// posts counts the requests of the Management API that must not be repeated.
func (tn tenant) posts() (n int) {
	for _, call := range tn.calls() {
		if strings.HasPrefix(call, "POST /api/v2/") {
			n++
		}
	}
	return n
}
