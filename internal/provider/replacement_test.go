package provider_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

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
