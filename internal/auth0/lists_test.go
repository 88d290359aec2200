package auth0_test

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// A list is all of it or an error, and asking for it ends.
func TestListsAreWholeAndEnd(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		page     func(page int) string // the answer
		requests int
		entries  int // 0 for an error
	}{
		"one page":         {func(int) string { return methodsPage(0, 3, 3) }, 1, 3},
		"nothing":          {func(int) string { return `{"authenticators":[],"start":0,"limit":100}` }, 1, 0},
		"three pages":      {func(p int) string { return methodsPage(100*p, min(100, 250-100*p), 250) }, 3, 250},
		"no total":         {func(int) string { return methodsPage(0, 3, 0) }, 1, -1},
		"the same page":    {func(int) string { return methodsPage(0, 100, 1_000_000_000) }, 2, -1},
		"ends early":       {func(p int) string { return methodsPage(100*p, 100*(1-p), 250) }, 2, -1},
		"short page":       {func(p int) string { return methodsPage(100*p, 99, 250) }, 1, -1},
		"more than total":  {func(int) string { return methodsPage(0, 3, 2) }, 1, -1},
		"grows":            {func(p int) string { return methodsPage(100*p, 100, 250+100*p) }, 2, -1},
		"more than a page": {func(int) string { return methodsPage(0, 101, 101) }, 1, -1},
		"an empty entry":   {func(int) string { return `{"authenticators":[{}],"total":1,"start":0,"limit":100}` }, 1, -1},
	}
	for name, test := range tests {
		for _, applications := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, of applications %t", name, applications), func(t *testing.T) {
				t.Parallel()
				asked := 0
				p := &peer{answer: func(*http.Request) *http.Response {
					asked++
					if applications {
						return jsonAnswer(http.StatusOK, asApplications.Replace(test.page(asked-1)))
					}
					return jsonAnswer(http.StatusOK, test.page(asked-1))
				}}
				c := newClient(t, auth0.Config{APIToken: "api-token", Transport: p, Attempts: 1})
				entries, err := countOf(t.Context(), c, applications)
				if asked != test.requests || err == nil && entries != test.entries || (err != nil) != (test.entries < 0) {
					t.Errorf("%d requests, %d entries, %v", asked, entries, err)
				}
			})
		}
	}
}

// countOf lists a user's authentication methods, or the tenant's applications.
func countOf(ctx context.Context, c *auth0.Client, applications bool) (n int, err error) {
	if !applications {
		list, err := c.AuthenticationMethods(ctx, "auth0|1")
		return len(list), err
	}
	for _, err := range c.Applications(ctx) {
		if err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

// Whoever needs only the first applications does not ask for the other pages.
func TestApplicationsAreReadAsTheyAreAskedFor(t *testing.T) {
	t.Parallel()
	asked := 0
	p := &peer{answer: func(*http.Request) *http.Response {
		asked++
		return jsonAnswer(http.StatusOK, asApplications.Replace(methodsPage(100*(asked-1), 100, 10_000)))
	}}
	c := newClient(t, auth0.Config{APIToken: "api-token", Transport: p, Attempts: 1})
	n := 0
	for _, err := range c.Applications(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if n++; n == 150 {
			break
		}
	}
	if asked != 2 {
		t.Errorf("%d pages for 150 applications", asked)
	}
}

// asApplications makes a page of applications of one of authentication methods.
var asApplications = strings.NewReplacer(`"authenticators"`, `"clients"`, `"id"`, `"client_id"`)

// methodsPage is an answer that has n authentication methods.
func methodsPage(first, n, total int) string {
	entries := make([]string, max(n, 0))
	for i := range entries {
		entries[i] = fmt.Sprintf(`{"id":"totp|dev_%d","type":"totp"}`, first+i)
	}
	return fmt.Sprintf(`{"authenticators":[%s],"start":%d,"limit":100,"total":%d}`, strings.Join(entries, ","), first, total)
}

// What is listed is what Auth0 documents, and nothing else counts as an entry.
func TestEveryEntryOfAListIsChecked(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		answers []string
		call    clientCall
	}{
		"authenticators": {
			[]string{`[{}]`, `[null]`, `[{"id":"otp|dev_1"}]`, `[{"id":"a","authenticator_type":"otp"},{"id":""}]`},
			func(ctx context.Context, c *auth0.Client) (any, error) { return c.Authenticators(ctx, "mfa-token") },
		},
		"applications": {
			[]string{`{"clients":null}`, `{"clients":[{}],"total":1}`, `{"clients":[{"client_id":"a\u001b"}],"total":1}`},
			func(ctx context.Context, c *auth0.Client) (any, error) { return countOf(ctx, c, true) },
		},
		"policies":      {[]string{`[null]`, `["all-applications",""]`}, asking((*auth0.Client).Policies)},
		"message types": {[]string{`{"message_types":[null]}`}, asking((*auth0.Client).PhoneMessageTypes)},
		"grant types": {
			[]string{`{"client_id":"a","grant_types":[""]}`},
			func(ctx context.Context, c *auth0.Client) (any, error) { return c.ClientGrantTypes(ctx, "a") },
		},
	}
	for name, test := range tests {
		for _, answer := range test.answers {
			c, _ := fixed(t, http.StatusOK, "application/json; charset=utf-8", answer)
			if got, err := test.call(t.Context(), c); err == nil {
				t.Errorf("%s: %s was read as %v", name, answer, got)
			}
		}
	}
}

// Only the status that Auth0 answers a method with says that a call was carried out.
func TestOtherSuccessesAreNone(t *testing.T) {
	t.Parallel()
	remove := func(ctx context.Context, c *auth0.Client) error { return c.DeletePhoneProvider(ctx, "pro_1") }
	read := func(ctx context.Context, c *auth0.Client) error { _, err := c.Policies(ctx); return err }
	create := func(ctx context.Context, c *auth0.Client) error {
		_, err := c.CreateEmailTemplate(ctx, auth0.EmailTemplate{Template: "mfa_oob_code"})
		return err
	}
	tests := map[string]struct {
		call     func(context.Context, *auth0.Client) error
		answer   string
		statuses []int
	}{
		"DELETE": {remove, `{}`, []int{204}},
		"GET":    {read, `[]`, []int{200}},
		"PUT":    {set, `{"enabled":true}`, []int{200}},
		"POST":   {create, `{"template":"mfa_oob_code","enabled":true}`, []int{200, 201}},
	}
	for name, test := range tests {
		for status := 200; status < 300; status++ {
			c, _ := fixed(t, status, "application/json; charset=utf-8", test.answer)
			if err := test.call(t.Context(), c); (err == nil) != slices.Contains(test.statuses, status) {
				t.Errorf("%s, %d: %v", name, status, err)
			}
		}
	}
}

// An answer for something else than what was asked for is none.
func TestAnAnswerIsAboutWhatWasAsked(t *testing.T) {
	t.Parallel()
	calls := map[string]clientCall{
		`{"id":"pro_2","name":"custom","disabled":true,"configuration":{}}`: func(ctx context.Context, c *auth0.Client) (any, error) {
			return c.PhoneProvider(ctx, "pro_1")
		},
		`{"id":"tem_2","type":"otp_enroll","disabled":true,"content":{}}`: func(ctx context.Context, c *auth0.Client) (any, error) {
			return c.UpdatePhoneTemplate(ctx, "tem_1", auth0.PhoneTemplateChange{})
		},
		`{"template":"welcome_email","enabled":true}`: func(ctx context.Context, c *auth0.Client) (any, error) {
			return c.EmailTemplate(ctx, "mfa_oob_code")
		},
		`{"client_id":"other","grant_types":[]}`: func(ctx context.Context, c *auth0.Client) (any, error) {
			return c.SetClientGrantTypes(ctx, "app", nil)
		},
		`{"id":"totp|dev_2","type":"totp"}`: func(ctx context.Context, c *auth0.Client) (any, error) {
			return c.AuthenticationMethod(ctx, "auth0|1", "totp|dev_1")
		},
	}
	for answer, call := range calls {
		c, _ := fixed(t, http.StatusOK, "application/json; charset=utf-8", answer)
		if got, err := call(t.Context(), c); err == nil || !strings.Contains(err.Error(), "does a proxy answer in its place?") {
			t.Errorf("took %s for %+v (%v)", answer, got, err)
		}
	}
}

// A change of an email template sends what changes, and nothing else.
func TestAnEmailTemplateIsChangedByWhatDiffers(t *testing.T) {
	t.Parallel()
	text := func(s string) *string { return &s }
	from := auth0.EmailTemplate{
		Template: "mfa_oob_code", Body: text("<b>"), From: text("a@example.com"), Subject: text("old"), Enabled: new(true),
		ResultURL: text("https://example.com"), URLLifetime: new(int64(60)), IncludeEmailInRedirect: new(false),
	}
	to := auth0.EmailTemplate{Template: "mfa_oob_code", Body: text("<b>"), From: text("a@example.com"), Subject: text("new"), Enabled: new(true)}
	c, p := fixed(t, http.StatusOK, "application/json; charset=utf-8", `{"template":"mfa_oob_code","enabled":true}`)
	if _, err := c.ChangeEmailTemplate(t.Context(), from, to); err != nil {
		t.Fatal(err)
	}
	const want = `{"includeEmailInRedirect":true,"resultUrl":null,"subject":"new","urlLifetimeInSeconds":null}`
	if s := p.last(t); s.method != http.MethodPatch || s.body != want {
		t.Errorf("sent %+v", s)
	}
}
