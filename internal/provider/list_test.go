package provider_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// list is what terraform query gets of a list block, in the process.
func (c core) list(server tfprotov6.ProviderServer, limit int64, config map[string]string) []tfprotov6.ListResourceResult {
	c.t.Helper()
	_, schemas := newServer(c.t)
	block := object(c.t, schemas.ListResourceSchemas[c.row.typeName], config)
	lister, ok := server.(tfprotov6.ListResourceServer)
	if !ok {
		c.t.Fatal("the server has no list resources")
	}
	stream, err := lister.ListResource(c.t.Context(), &tfprotov6.ListResourceRequest{
		TypeName: c.row.typeName, Config: block, IncludeResource: true, Limit: limit,
	})
	if err != nil {
		c.t.Fatal(err)
	}
	return slices.Collect(stream.Results)
}

// whose are the attributes of a list block that say whose things are meant.
func (c core) whose() map[string]string {
	c.t.Helper()
	config := map[string]string{}
	for _, name := range []string{"user_id", "client_id"} {
		if v, ok := c.attributes(c.value)[name]; ok {
			config[name] = textOf(c.t, v)
		}
	}
	return config
}

// saidBy is what the results say, one after another.
func saidBy(results []tfprotov6.ListResourceResult) (all string) {
	for _, r := range results {
		all += text(r.Diagnostics)
	}
	return all
}

// Whatever an apply of any type leaves on the tenant is found, comes in by its
// identity, and the configuration that Terraform generates of it is valid,
// changes nothing, and takes no secret. What the list shows is what is imported.
func TestWhateverThereIsIsFoundAndComesInWithoutAChange(t *testing.T) {
	t.Parallel()
	eachRow(t, func(t *testing.T, fresh func(*testing.T) core) {
		there := fresh(t)
		there.must(there.row.first)
		server := there.process()
		config := there.whose()
		config["include_defaults"] = "true"
		results := there.list(server, 0, config)
		if len(results) != 1 || len(results[0].Diagnostics) != 0 || results[0].DisplayName == "" {
			t.Fatalf("%d results: %s", len(results), saidBy(results))
		}
		there.tn.ResetRequests()
		c := there.another()
		c.importState(server, tfprotov6.ImportResourceStateRequest{Identity: results[0].Identity})
		if errs := c.refresh(server); errs != "" {
			t.Fatal(errs)
		}
		if shown := c.undynamic(results[0].Resource); !shown.Equal(c.value) {
			t.Errorf("the list shows %s, and the import has %s", shown, c.value)
		}
		c.staysAsItIs(server)
	})
}

// On a new tenant, no setting is found unless it is asked for; then it comes in
// without a change all the same.
func TestDefaultsAreFoundOnlyWhereAskedFor(t *testing.T) {
	t.Parallel()
	for _, name := range append([]string{"legacy_phone"}, singletons...) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newCore(t, emulated(t), lifecycle{typeName: "guardian_" + name})
			server := c.process()
			if found := c.list(server, 0, nil); len(found) != 0 {
				t.Errorf("found %v %s", found[0].DisplayName, saidBy(found))
			}
			found := c.list(server, 0, map[string]string{"include_defaults": "true"})
			if len(found) != 1 || saidBy(found) != "" {
				t.Fatalf("found %d: %s", len(found), saidBy(found))
			}
			c.importState(server, tfprotov6.ImportResourceStateRequest{Identity: found[0].Identity})
			if errs := c.refresh(server); errs != "" {
				t.Fatal(errs)
			}
			planned := c.planConfig(server, c.generated())
			if plan := c.undynamic(planned.PlannedState); !plan.Equal(c.value) || text(planned.Diagnostics) != "" {
				t.Errorf("%s\nplanned %s\nhad     %s", text(planned.Diagnostics), plan, c.value)
			}
		})
	}
}

// Whatever is refused is said at its own block, and no other block suffers.
func TestAListThatIsRefusedSaysWhy(t *testing.T) {
	t.Parallel()
	eachRow(t, func(t *testing.T, fresh func(*testing.T) core) {
		c := fresh(t)
		c.must(c.row.first)
		c.tn.Fail(auth0test.Fault{
			Method: "GET", Path: "/api/v2/*", Times: -1, Status: 403,
			Body: `{"statusCode":403,"error":"Forbidden","message":"Insufficient scope","errorCode":"insufficient_scope"}`,
		})
		results := c.list(c.process(), 0, c.whose())
		if len(results) != 1 || results[0].Identity != nil || !strings.Contains(saidBy(results), "Insufficient scope") {
			t.Errorf("%d results: %s", len(results), saidBy(results))
		}
	})
}

// As many as are asked for are read, page by page, and only the applications that
// can finish a login through the MFA API.
func TestApplicationsAreFoundPageByPage(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	for i := range 250 {
		grants := []string{auth0.GrantPassword}
		if i%2 == 0 {
			grants = append(grants, auth0.GrantOTP)
		}
		tn.AddApplication(auth0test.Application{ClientID: fmt.Sprintf("app-%03d", i), GrantTypes: grants})
	}
	c := newCore(t, tn, lifecycle{typeName: "guardian_client_grant_types"})
	server := c.process()
	pages := func() (n int) {
		for _, call := range tn.calls() {
			if strings.HasPrefix(call, "GET /api/v2/clients") {
				n++
			}
		}
		return n
	}
	if all := c.list(server, 0, nil); len(all) != 126 || pages() != 3 { // one is the application that the tenant's users sign in with
		t.Errorf("%d applications on %d pages: %s", len(all), pages(), saidBy(all))
	}
	tn.ResetRequests()
	if some := c.list(server, 10, nil); len(some) != 10 || pages() != 1 {
		t.Errorf("%d applications of 10, on %d pages", len(some), pages())
	}
	one := c.list(server, 0, map[string]string{"client_id": "app-001"})
	if len(one) != 0 {
		t.Errorf("an application without a grant of the MFA API is found: %s", one[0].DisplayName)
	}
}

// What a user has enrolled on the phone or in the browser cannot be managed, and is not found.
func TestOnlyManageableMethodsAreFound(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	const user = "custom::with::colons"
	tn.AddUser(auth0test.User{ID: user, Email: "ada@example.com"})
	for _, method := range []auth0.NewAuthenticationMethod{
		{Type: "email", Email: "ada@example.com"}, {Type: "phone", PhoneNumber: "+15005550006"}, {Type: "totp", TOTPSecret: totpKey},
	} {
		if _, err := tn.api.CreateAuthenticationMethod(t.Context(), user, method); err != nil {
			t.Fatal(err)
		}
	}
	c := newCore(t, tn, lifecycle{typeName: "guardian_authentication_method"})
	server := c.process()
	found := c.list(server, 0, map[string]string{"user_id": user})
	if len(found) != 3 {
		t.Fatalf("%d: %s", len(found), saidBy(found))
	}
	methods, err := tn.api.AuthenticationMethods(t.Context(), user)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range methods { // by the import ID as well
		c := newCore(t, tn, c.row)
		c.importState(server, tfprotov6.ImportResourceStateRequest{ID: user + "::" + m.ID})
		if errs := c.refresh(server); errs != "" {
			t.Error(errs)
		}
		c.staysAsItIs(server)
	}
}

// The ID of an enrollment, as guardian_user_enrollments shows it, imports the
// method that it belongs to; so does that of the MFA API.
func TestMethodsAreImportedByTheIDsThatOthersShow(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.AddUser(auth0test.User{ID: breakGlass, Email: "ada@example.com"})
	method, err := tn.api.CreateAuthenticationMethod(t.Context(), breakGlass, auth0.NewAuthenticationMethod{Type: "totp", TOTPSecret: totpKey})
	if err != nil {
		t.Fatal(err)
	}
	_, enrollment, _ := strings.Cut(method.ID, "|")
	c := newCore(t, tn, lifecycle{typeName: "guardian_authentication_method"})
	server := c.process()
	c.importState(server, tfprotov6.ImportResourceStateRequest{ID: breakGlass + "::" + enrollment})
	if errs := c.refresh(server); errs != "" {
		t.Fatal(errs)
	}
	if id := c.attributes(c.value)["id"]; !id.Equal(tftypes.NewValue(tftypes.String, method.ID)) {
		t.Errorf("imported %s, and not %s", id, method.ID)
	}
}

// Two addresses whose masks are the same are two methods: both come in, and one
// of them can go.
func TestMethodsThatLookAlikeAreNotTakenForOne(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.AddUser(auth0test.User{ID: breakGlass, Email: "ada@example.com"})
	row := lifecycle{typeName: "guardian_authentication_method"}
	a, b := newCore(t, tn, row), newCore(t, tn, row)
	folder := t.TempDir()
	server := a.sharing(folder)
	for c, address := range map[*core]string{&a: "chuck334@example.com", &b: "chuck335@example.com"} {
		m, err := tn.api.CreateAuthenticationMethod(t.Context(), breakGlass, auth0.NewAuthenticationMethod{Type: "email", Email: address})
		if err != nil {
			t.Fatal(err)
		}
		c.importState(server, tfprotov6.ImportResourceStateRequest{ID: breakGlass + "::" + m.ID})
		if errs := c.refresh(server); errs != "" {
			t.Fatal(errs)
		}
	}
	for _, c := range []core{a, b} {
		planned := c.planConfig(server, c.generated())
		if said := text(planned.Diagnostics); said != "" {
			t.Errorf("they are taken for one: %s", said)
		}
	}
	next := a.sharing(folder)
	_ = b.planConfig(next, b.generated())
	if errs := failures(a.plan(next, "").Diagnostics); strings.Contains(errs, "Two resources") {
		t.Errorf("one cannot go: %s", errs)
	}
}
