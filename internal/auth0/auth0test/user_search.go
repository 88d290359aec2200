package auth0test

import (
	"maps"
	"net/http"
	"strings"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test/api"
)

// pageable is how many users a search can reach (documented).
const pageable = 1000

// userSearch finds users.
type userSearch struct {
	users *users
}

func (u *userSearch) routes() []api.Route {
	return []api.Route{{Pattern: "GET /api/v2/users", Scopes: []string{"read:users"}, Query: userSearchQuery(), Handle: u.list}}
}

func userSearchQuery() api.Schema {
	s := pageQuery()
	maps.Copy(s.Properties, api.FieldsQuery().Properties)
	text := api.Schema{Kind: "string"}
	maps.Copy(s.Properties, map[string]api.Schema{
		"q": text, "sort": text, "connection": text, "primary_order": {Kind: "boolean"},
		"search_engine": {Kind: "string", Enum: []string{"v1", "v2", "v3"}, Description: "The version of the search engine"},
	})
	return s
}

// list answers GET, in the order of creation.
func (u *userSearch) list(c *api.Call) (any, error) {
	q, _ := c.Query["q"].(string)
	wanted, err := readUserQuery(q)
	if err != nil {
		return nil, err
	}
	list := []map[string]any{}
	for _, a := range u.users.all {
		if wanted(a) {
			list = append(list, c.SelectFields(a.json()))
		}
	}
	shown := pageOf(c, list)
	if shown.start+shown.size > pageable {
		return nil, api.Boom(http.StatusBadRequest, "invalid_paging", "You can only page through the first 1000 records. "+
			"See https://auth0.com/docs/users/search/v3/view-search-results-by-page#limitation")
	}
	answer := shown.answer("users")
	if object, ok := answer.(map[string]any); ok {
		object["length"] = len(shown.items)
	}
	return answer, nil
}

// readUserQuery reads as much of Lucene's syntax as it takes to find users by
// user_id and email: terms with a value in quotes or without, joined by OR.
// What it can't read it refuses, where Auth0 would know it.
func readUserQuery(q string) (func(*account) bool, error) {
	if strings.TrimSpace(q) == "" {
		return func(*account) bool { return true }, nil
	}
	type term struct{ field, value string }
	var terms []term
	for _, text := range strings.Split(q, " OR ") {
		field, value, ok := strings.Cut(strings.Trim(text, " ()"), ":")
		if quoted := strings.Trim(value, `"`); !ok || field != "user_id" && field != "email" || strings.ContainsAny(quoted, `"*? `) {
			return nil, api.Boom(http.StatusBadRequest, "invalid_query_string", "The emulated tenant searches by user_id and email only")
		}
		terms = append(terms, term{field, strings.Trim(value, `"`)})
	}
	return func(a *account) bool {
		for _, t := range terms {
			if t.field == "user_id" && a.ID == t.value || t.field == "email" && strings.EqualFold(a.Email, t.value) {
				return true
			}
		}
		return false
	}, nil
}
