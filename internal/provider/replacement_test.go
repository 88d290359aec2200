package provider_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// What says which one of several a resource is replaces it, and nothing else does.
func TestAttributesThatReplaceAResource(t *testing.T) {
	t.Parallel()
	method, grant, text := methodLifecycles[0], grantLifecycles[0], phoneTemplateLifecycles[0]
	mail, provider := emailTemplateLifecycles[0], phoneProviderLifecycles[0]
	for name, tc := range map[string]struct {
		row          lifecycle
		before, then string // the bodies
		replacedBy   string // the attributes, none for an update
	}{
		"another user": {
			row:        method,
			before:     methodBody(byEmail),
			then:       strings.Replace(methodBody(byEmail), chuck, "auth0|another", 1),
			replacedBy: "user_id",
		},
		"another type of method": {
			row:        method,
			before:     methodBody(byEmail),
			then:       methodBody(byPhone),
			replacedBy: "email phone_number type",
		},
		"another email address": {
			row:        method,
			before:     methodBody(byEmail),
			then:       methodBody(strings.Replace(byEmail, "chuck", "mallory", 1)),
			replacedBy: "email",
		},
		"an email address that is known after apply": {
			row:        method,
			before:     methodBody(byEmail),
			then:       methodBody(`type = "email"`, "email = later"),
			replacedBy: "email",
		},
		"another phone number": {
			row:        method,
			before:     methodBody(byPhone),
			then:       methodBody(strings.Replace(byPhone, "5044", "5045", 1)),
			replacedBy: "phone_number",
		},
		"another TOTP secret": {
			row:        method,
			before:     methodBody(byTOTP(key, 1)),
			then:       methodBody(byTOTP(key, 2)),
			replacedBy: "totp_secret_wo_version",
		},
		"another name of a method": {
			row:    method,
			before: methodBody(byPhone, first),
			then:   methodBody(byPhone, second, `preferred_authentication_method = "voice"`),
		},
		"another application": {
			row:        grant,
			before:     grants(auth0.GrantOOB),
			then:       strings.Replace(grants(auth0.GrantOOB), "web", "other", 1),
			replacedBy: "client_id",
		},
		"another grant type": {
			row:    grant,
			before: grants(auth0.GrantOOB),
			then:   grants(auth0.GrantOTP),
		},
		"another type of phone template": {
			row:        text,
			before:     verifyText,
			then:       strings.Replace(verifyText, "otp_verify", "otp_enroll", 1),
			replacedBy: "type",
		},
		"another text": {
			row:    text,
			before: verifyText,
			then:   strings.Replace(verifyText, "Code", "Key", 1),
		},
		"another email template": {
			row:        mail,
			before:     mfaCode,
			then:       strings.Replace(mfaCode, "mfa_oob_code", "reset_email", 1),
			replacedBy: "template",
		},
		"another subject": {
			row:    mail,
			before: mfaCode,
			then:   strings.Replace(mfaCode, "Your code", "The code", 1),
		},
		"another phone provider": {
			row:    provider,
			before: customPhone,
			then:   twilioPhone(`mssid = "MG0"`, "a-token", 1),
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newCore(t, tc.row.emulated(t), tc.row)
			c.must(tc.before)
			var by []string
			for _, at := range c.plan(c.process(), tc.then).RequiresReplace {
				by = append(by, strings.TrimSuffix(strings.TrimPrefix(at.String(), `AttributeName("`), `")`))
			}
			if got := strings.Join(slices.Sorted(slices.Values(by)), " "); got != tc.replacedBy {
				t.Errorf("replaced by %q, want %q", got, tc.replacedBy)
			}
		})
	}
}
