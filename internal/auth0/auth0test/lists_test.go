package auth0test_test

import (
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// listed reads a list and returns a member of each element.
func listed(t *testing.T, tn *auth0test.Tenant, path, member string) []string {
	t.Helper()
	var list []map[string]any
	if err := json.Unmarshal([]byte(manage(t, tn, "GET", path, nil).want(t, 200).body), &list); err != nil {
		t.Fatal(err)
	}
	found := []string{}
	for _, one := range list {
		text, _ := one[member].(string)
		found = append(found, text)
	}
	return found
}

func TestClientsComeInPages(t *testing.T) {
	t.Parallel()
	tn := auth0test.NewTenant(t)
	for i := range 60 {
		tn.AddApplication(auth0test.Application{ClientID: fmt.Sprintf("app-%02d", i)})
	}
	seen := map[string]bool{}
	for page, size := range []int{50, 14, 0} { // with the three ready ones, and the global client
		ids := listed(t, tn, fmt.Sprintf("/clients?page=%d", page), "client_id")
		if len(ids) != size {
			t.Errorf("%d clients on page %d, want %d", len(ids), page, size)
		}
		for _, id := range ids {
			seen[id] = true
		}
	}
	if len(seen) != 64 {
		t.Errorf("%d clients in all", len(seen))
	}
	manage(t, tn, "GET", "/clients?include_totals=true&per_page=7&page=2&is_global=false&fields=client_id", nil).
		want(t, 200, `"start":14`, `"limit":7`, `"total":63`, `{"client_id":"app-`)
	if names := listed(t, tn, "/clients?is_global=true", "name"); len(names) != 1 || names[0] != "All Applications" {
		t.Errorf("global clients: %v", names)
	}
	manage(t, tn, "GET", "/clients?per_page=101", nil).want(t, 400, `"invalid_query_string"`, "Value 101 is greater than maximum 100")
	token := tn.Token(tn.Management().ClientID, "read:clients")
	if body := send(t, tn, "GET", "/api/v2/clients", token, nil).want(t, 200).body; strings.Contains(body, "client_secret") {
		t.Error("shows secrets to who may not read keys")
	}
}

func TestUsersAreFound(t *testing.T) {
	t.Parallel()
	tn := auth0test.NewTenant(t)
	ada := tn.AddUser(auth0test.User{Email: "ada@example.com"})
	bob := tn.AddUser(auth0test.User{Email: "bob@example.com"})
	for q, want := range map[string]string{
		"":                         ada.ID + " " + bob.ID,
		`email:"ADA@example.com"`:  ada.ID,
		"email:bob@example.com":    bob.ID,
		`user_id:"` + bob.ID + `"`: bob.ID,
		`user_id:"` + bob.ID + `" OR user_id:"auth0|x"`:        bob.ID,
		`(email:"ada@example.com" OR email:"bob@example.com")`: ada.ID + " " + bob.ID,
		`email:"nobody@example.com"`:                           "",
	} {
		path := "/users?search_engine=v3&q=" + url.QueryEscape(q)
		if got := strings.Join(listed(t, tn, path, "user_id"), " "); got != want {
			t.Errorf("%s: found %s, want %s", q, got, want)
		}
	}
	manage(t, tn, "GET", "/users?include_totals=true&per_page=1&page=1", nil).
		want(t, 200, `"start":1`, `"limit":1`, `"length":1`, `"total":2`, bob.ID)
	manage(t, tn, "GET", "/users?q=name%3Aada", nil).want(t, 400)
	manage(t, tn, "GET", "/users?page=20", nil).want(t, 400, "You can only page through the first 1000 records")
	manage(t, tn, "GET", "/users/"+ada.ID+"?fields=email", nil).exactly(t, 200, utf8JSON, `{"email":"ada@example.com"}`)
	manage(t, tn, "GET", "/users/auth0%7Cx", nil).want(t, 404, `"inexistent_user"`)
}
