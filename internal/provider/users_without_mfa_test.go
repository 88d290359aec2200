package provider_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// usersWithoutMFA reads the data source, and returns its attributes and the errors.
func usersWithoutMFA(t *testing.T, tn tenant, config map[string]string) (map[string]tftypes.Value, string) {
	t.Helper()
	const typeName = "guardian_users_without_mfa"
	_, schemas := newServer(t)
	schema := schemas.DataSourceSchemas[typeName]
	resp, err := serverFor(t, tn).ReadDataSource(t.Context(), &tfprotov6.ReadDataSourceRequest{
		TypeName: typeName, Config: object(t, schema, config),
	})
	if err != nil {
		t.Fatal(err)
	}
	if errs := failures(resp.Diagnostics); errs != "" {
		return nil, errs
	}
	state, err := resp.State.Unmarshal(schema.ValueType())
	if err != nil {
		t.Fatal(err)
	}
	result := map[string]tftypes.Value{}
	if err := state.As(&result); err != nil {
		t.Fatal(err)
	}
	return result, ""
}

// userIDs are the IDs of the users that a data source lists.
func userIDs(t *testing.T, v tftypes.Value) (ids []string) {
	t.Helper()
	var list []tftypes.Value
	if err := v.As(&list); err != nil {
		t.Fatal(err)
	}
	for _, element := range list {
		var user map[string]tftypes.Value
		if err := element.As(&user); err != nil {
			t.Fatal(err)
		}
		var id string
		_ = user["user_id"].As(&id)
		ids = append(ids, id)
	}
	return ids
}

// Who has nothing confirmed of a factor that counts, and no address that counts,
// has no second factor.
func TestUsersWithoutMFA(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.SetFactor("otp", true)
	tn.SetFactor("email", true)
	people := map[string]auth0test.Method{
		"verified": {}, "unverified": {}, "app": {Type: "totp", Confirmed: true}, "began": {Type: "totp"},
		"phone": {Type: "phone", PhoneNumber: "+15005550006", Confirmed: true}, "recovery": {Type: "recovery-code", Confirmed: true},
	}
	for name, method := range people {
		tn.AddUser(auth0test.User{ID: "auth0|" + name, Email: name + "@example.com", EmailVerified: name == "verified"})
		if method.Type != "" {
			tn.AddMethod("auth0|"+name, method)
		}
	}
	var all []string
	for name := range people {
		all = append(all, "auth0|"+name)
	}
	for name, tc := range map[string]struct {
		factors []string
		want    []string
	}{
		"as it is":      {nil, []string{"auth0|began", "auth0|phone", "auth0|recovery", "auth0|unverified"}},
		"phone as well": {[]string{"otp", "sms", "email"}, []string{"auth0|began", "auth0|recovery", "auth0|unverified"}},
		"no email":      {[]string{"otp"}, []string{"auth0|began", "auth0|phone", "auth0|recovery", "auth0|unverified", "auth0|verified"}},
	} {
		config := map[string]string{"user_ids": strings.Join(all, ",")}
		if tc.factors != nil {
			config["factors"] = strings.Join(tc.factors, ",")
		}
		got, errs := usersWithoutMFA(t, tn, config)
		if errs != "" {
			t.Fatal(errs)
		}
		ids := userIDs(t, got["users"])
		slices.Sort(ids)
		if !slices.Equal(ids, tc.want) {
			t.Errorf("%s: %v, and not %v", name, ids, tc.want)
		}
	}
}

// A search is read page by page, no further than the limit, which says whether there are more.
func TestUsersWithoutMFAAreBounded(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	for i := range 120 {
		tn.AddUser(auth0test.User{ID: fmt.Sprintf("auth0|%03d", i), Email: fmt.Sprintf("u%03d@example.com", i)})
	}
	for limit, want := range map[int]struct {
		checked int64
		more    bool
		pages   int
	}{0: {100, true, 2}, 90: {90, true, 1}, 1000: {120, false, 2}} {
		tn.ResetRequests()
		config := map[string]string{"query": ""}
		if limit > 0 {
			config["limit"] = strconv.Itoa(limit)
		}
		got, errs := usersWithoutMFA(t, tn, config)
		if errs != "" {
			t.Fatal(errs)
		}
		pages := 0
		for _, call := range tn.calls() {
			if strings.HasSuffix(call, "GET /api/v2/users") {
				pages++
			}
		}
		if !got["checked"].Equal(tftypes.NewValue(tftypes.Number, want.checked)) ||
			!got["limit_reached"].Equal(tftypes.NewValue(tftypes.Bool, want.more)) || pages != want.pages {
			t.Errorf("limit %d: checked %s, more %s, %d pages", limit, got["checked"], got["limit_reached"], pages)
		}
	}
	nobody := map[string]string{"user_ids": "auth0|nobody"}
	if _, errs := usersWithoutMFA(t, tn, nobody); !strings.Contains(errs, "inexistent_user") {
		t.Errorf("nobody: %s", errs)
	}
}

// Auth0 shows the first 1,000 of a search: what is beyond them is not passed over in silence.
func TestUsersBeyondWhatAuth0ShowsAreTold(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	for i := range 1001 {
		tn.AddUser(auth0test.User{ID: fmt.Sprintf("auth0|%04d", i), Email: fmt.Sprintf("u%04d@example.com", i), EmailVerified: true})
	}
	got, errs := usersWithoutMFA(t, tn, map[string]string{"query": "", "limit": "1000", "factors": "email"})
	if errs != "" || !got["checked"].Equal(tftypes.NewValue(tftypes.Number, 1000)) {
		t.Fatalf("%s: checked %s", errs, got["checked"])
	}
	isBool(t, got, "limit_reached", true)
}
