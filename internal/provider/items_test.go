package provider_test

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

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

// An import ID names the item whole, and an identity its tenant.
func TestWhatIsNoImportIDOfAnItem(t *testing.T) {
	t.Parallel()
	eachItem(t, func(t *testing.T, fresh func(*testing.T) core) {
		c := fresh(t)
		c.must(c.row.first)
		server := c.process()
		parts := make([]string, len(c.row.keys))
		for i, key := range c.row.keys {
			_ = c.attributes(c.value)[key].As(&parts[i])
		}
		id := strings.Join(parts, "::")
		refused := func(req tfprotov6.ImportResourceStateRequest, says string) {
			t.Helper()
			req.TypeName = c.row.typeName
			resp, err := server.ImportResourceState(t.Context(), &req)
			if err != nil || !strings.Contains(failures(resp.Diagnostics), says) {
				t.Errorf("%q: %v %s", req.ID, err, text(resp.Diagnostics))
			}
		}
		c.tn.ResetRequests()
		for _, wrong := range []string{"", "::", id + "::", "::" + id, id + "::more"} {
			refused(tfprotov6.ImportResourceStateRequest{ID: wrong}, "is imported by its "+strings.Join(c.row.keys, "::"))
		}
		other := fresh(t)
		other.must(other.row.first)
		refused(tfprotov6.ImportResourceStateRequest{Identity: other.identity}, "Not this tenant")
		if calls := c.tn.calls(); len(calls) != 0 {
			t.Errorf("asked %v", calls)
		}
	})
}

// Just after an import, of a template only its ID is known: a failure says which one it was.
func TestAFailedImportNamesThePhoneTemplate(t *testing.T) {
	t.Parallel()
	c := newCore(t, emulated(t), phoneTemplateLifecycles[0])
	c.row.prepare(c.tn)
	c.must(c.row.first)
	var id string
	_ = c.attributes(c.value)["id"].As(&id)
	server, imported := c.process(), c.another(t)
	resp, err := server.ImportResourceState(t.Context(), &tfprotov6.ImportResourceStateRequest{TypeName: c.row.typeName, ID: id})
	if err != nil || len(resp.ImportedResources) != 1 {
		t.Fatal(err, text(resp.Diagnostics))
	}
	imported.value, imported.private = c.undynamic(resp.ImportedResources[0].State), resp.ImportedResources[0].Private
	c.tn.Fail(forbidden("GET", phoneTemplates+"/*"))
	if errs := imported.refresh(server); !strings.Contains(errs, "Could not read the phone template "+id) {
		t.Error(errs)
	}
}

// While the provider's configuration is not known yet, a plan is made without asking the tenant.
func TestAPlanBeforeTheProviderIsConfigured(t *testing.T) {
	t.Parallel()
	eachRow(t, func(t *testing.T, fresh func(*testing.T) core) {
		c := fresh(t)
		for _, body := range []string{c.row.first, c.row.second, ""} {
			server, _ := newServer(t)
			if c.plan(server, body); c.said != "" {
				t.Error(c.said)
			}
			c.must(c.row.first)
		}
	})
}

// A tainted template is created anew: the one that would be overwritten is this
// resource's own.
func TestAReplacedEmailTemplateIsNoSurprise(t *testing.T) {
	t.Parallel()
	c := newCore(t, emulated(t), emailTemplateLifecycles[0])
	c.must(c.row.first)
	server := c.process()
	if errs := c.refresh(server); errs != "" {
		t.Fatal(errs)
	}
	if tainted := c.another(t); strings.Contains(text(tainted.plan(server, c.row.first).Diagnostics), "would be replaced") {
		t.Error(tainted.said)
	}
	if stranger := c.another(t); !strings.Contains(text(stranger.plan(c.process(), c.row.first).Diagnostics), "would be replaced") {
		t.Errorf("no warning: %s", stranger.said)
	}
}

// What makes another item of it replaces it, and nothing else does.
func TestWhatReplacesAnItem(t *testing.T) {
	t.Parallel()
	user := func(body string) string { return strings.Replace(methodBody(body), chuck, "auth0|another", 1) }
	for name, tc := range map[string]struct {
		row       lifecycle
		one, next string // the bodies
		by        string // the attributes that replace, none for an update
	}{
		"another user":           {methodLifecycles[0], methodBody(byEmail), user(byEmail), "user_id"},
		"another kind":           {methodLifecycles[0], methodBody(byEmail), methodBody(byPhone), "email phone_number type"},
		"another address":        {methodLifecycles[0], methodBody(byEmail), methodBody(strings.Replace(byEmail, "chuck", "mallory", 1)), "email"},
		"an address of later":    {methodLifecycles[0], methodBody(byEmail), methodBody(`type = "email"`, "email = later"), "email"},
		"another number":         {methodLifecycles[0], methodBody(byPhone), methodBody(strings.Replace(byPhone, "5044", "5045", 1)), "phone_number"},
		"another key":            {methodLifecycles[0], methodBody(byTOTP(key, 1)), methodBody(byTOTP(key, 2)), "totp_secret_wo_version"},
		"another label":          {methodLifecycles[0], methodBody(byPhone, first), methodBody(byPhone, second, `preferred_authentication_method = "voice"`), ""},
		"another application":    {grantLifecycles[0], grants(auth0.GrantOOB), strings.Replace(grants(auth0.GrantOOB), "web", "other", 1), "client_id"},
		"another grant":          {grantLifecycles[0], grants(auth0.GrantOOB), grants(auth0.GrantOTP), ""},
		"another message":        {phoneTemplateLifecycles[0], verifyText, strings.Replace(verifyText, "otp_verify", "otp_enroll", 1), "type"},
		"another text":           {phoneTemplateLifecycles[0], verifyText, strings.Replace(verifyText, "Code", "Key", 1), ""},
		"another mail":           {emailTemplateLifecycles[0], mfaCode, strings.Replace(mfaCode, "mfa_oob_code", "reset_email", 1), "template"},
		"another subject":        {emailTemplateLifecycles[0], mfaCode, strings.Replace(mfaCode, "Your code", "The code", 1), ""},
		"another phone provider": {phoneProviderLifecycles[0], customPhone, twilioPhone(`mssid = "MG0"`, "a-token", 1), ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tn := emulated(t)
			if tc.row.prepare != nil {
				tc.row.prepare(tn)
			}
			c := newCore(t, tn, tc.row)
			c.must(tc.one)
			var by []string
			for _, at := range c.plan(c.process(), tc.next).RequiresReplace {
				by = append(by, strings.TrimSuffix(strings.TrimPrefix(at.String(), `AttributeName("`), `")`))
			}
			if got := strings.Join(slices.Sorted(slices.Values(by)), " "); got != tc.by {
				t.Errorf("replaced by %q, want %q", got, tc.by)
			}
		})
	}
}

// Two items of a type are nothing to each other: one is destroyed while the
// other is kept, or changed.
func TestTwoItemsAreNotOne(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		row       lifecycle
		one, more string // the bodies
	}{
		{emailTemplateLifecycles[0], mfaCode, strings.Replace(mfaCode, "mfa_oob_code", "enrollment_email", 1)},
		{grantLifecycles[0], grants(auth0.GrantOOB), strings.Replace(grants(auth0.GrantOOB), "web", "other", 1)},
		{methodLifecycles[0], methodBody(byEmail), methodBody(byPhone)},
		{phoneTemplateLifecycles[0], verifyText, strings.Replace(verifyText, "otp_verify", "otp_enroll", 1)},
	} {
		t.Run(tc.row.typeName, func(t *testing.T) {
			t.Parallel()
			tn := emulated(t)
			if tc.row.prepare != nil {
				tc.row.prepare(tn)
			}
			tn.AddApplication(auth0test.Application{ClientID: "other", GrantTypes: []string{"implicit"}})
			c := newCore(t, tn, tc.row)
			c.must(tc.one)
			second := c.another(t)
			second.must(tc.more)
			server := c.process()
			c.plan(server, tc.one)
			if errs, _ := second.applyIn(server, ""); errs != "" || strings.Contains(second.said, "Left as it is") || !second.value.IsNull() {
				t.Error(second.said)
			}
			server = c.process()
			if errs, _ := second.applyIn(server, tc.more); errs != "" {
				t.Error(errs)
			}
			tn.ResetRequests()
			if errs, _ := c.applyIn(server, ""); errs != "" || strings.Contains(c.said, "Left as it is") || len(tn.writes()) != 1 {
				t.Errorf("%v %s", tn.writes(), c.said)
			}
		})
	}
}

// Of two addresses for one setting, one is created and the other destroyed at
// the same time: whichever comes first, the tenant has what the new one says,
// or the new one has failed.
func TestACreateAndADestroyAtTheSameTime(t *testing.T) {
	t.Parallel()
	eachRow(t, func(t *testing.T, fresh func(*testing.T) core) {
		if fresh(t).row.typeName == "guardian_authentication_method" {
			return // two of them are not one
		}
		for i := range 4 {
			c := fresh(t)
			c.must(c.row.first)
			renamed, server := c.another(t), c.process()
			created, removal := renamed.plan(server, c.row.first), c.plan(server, "")
			c.tn.Latency(10 * time.Millisecond)
			var applies sync.WaitGroup
			applies.Go(func() {
				time.Sleep(time.Duration(i*5) * time.Millisecond)
				renamed.carryOut(server, created, c.row.first)
			})
			c.carryOut(server, removal, "")
			applies.Wait()
			if err := c.tn.check(c.row.hasFirst...); err != nil || renamed.value.IsNull() == c.value.IsNull() {
				t.Errorf("%v\n%s\n%s", err, renamed.said, c.said)
			}
		}
	})
}
