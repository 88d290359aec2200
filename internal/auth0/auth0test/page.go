package auth0test

import (
	"math"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test/api"
)

// pageQuery is that of the lists that come in pages.
func pageQuery() api.Schema {
	return api.Schema{Properties: map[string]api.Schema{
		"page":     {Kind: "integer", Maximum: math.MaxInt32, Description: "Page index of the results to return. First page is 0. Default is 0."},
		"per_page": {Kind: "integer", Minimum: 1, Maximum: 100, Description: "Number of results per page. Default is 50."},
		"include_totals": {Kind: "boolean", Description: "Return results inside an object that contains the total " +
			"result count (true) or as a direct array of results (false, default)."},
	}}
}

// page is the part of a list that a query asks for.
type page struct {
	items              []map[string]any
	start, size, total int
	totals             bool // the caller wants an object around the list
}

func pageOf(c *api.Call, list []map[string]any) page {
	size := 50
	if _, ok := c.Query["per_page"]; ok {
		size = api.Integer(c.Query["per_page"])
	}
	total, start := len(list), api.Integer(c.Query["page"])*size
	return page{
		items: append([]map[string]any{}, list[min(start, total):min(start+size, total)]...),
		start: start, size: size, total: total, totals: c.Query["include_totals"] == true,
	}
}

// answer is the list itself, or an object that has it by the name.
func (p page) answer(name string) any {
	if !p.totals {
		return p.items
	}
	return map[string]any{name: p.items, "start": p.start, "limit": p.size, "total": p.total}
}

// matches applies a filter that the query may have.
func matches(c *api.Call, name string, value any) bool {
	wanted, given := c.Query[name]
	return !given || wanted == value
}
