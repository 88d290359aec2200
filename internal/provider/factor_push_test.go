package provider_test

import (
	"strconv"
	"testing"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// One platform application ARN is enough, and the tenant's other one, which is
// not declared, is no difference.
func TestSNSWithOnePlatformApplication(t *testing.T) {
	t.Parallel()
	c := newCore(t, emulated(t), lifecycle{typeName: "guardian_factor_push"})
	c.tn.SetSNS(auth0test.SNS{APNsApplicationARN: "theirs"})
	body := `
enabled = true
sns = {
  aws_access_key_id                = "key"
  aws_region                       = "eu-west-1"
  aws_secret_access_key_wo         = "` + awsSecret + `"
  aws_secret_access_key_wo_version = 1
  sns_gcm_platform_application_arn = "arn:aws:sns:eu-west-1:123456789012:app/GCM/example"
}
`
	c.must(body)
	c.settled(body, []string{"sns", "key:" + awsSecret + "@eu-west-1"})
}

// A service account as Google issues it has texts that an app's links and its
// bundle have, too: only what was not declared would be a secret that came back.
func TestServiceAccountsMayLookLikeTheApp(t *testing.T) {
	t.Parallel()
	const account = `{"type":"service_account","project_id":"my-app","private_key_id":"0123456789abcdef","private_key":"not-a-key",` +
		`"client_email":"push@my-app.iam.gserviceaccount.com","client_id":"123456789012345678901",` +
		`"auth_uri":"https://accounts.google.com/o/oauth2/auth","token_uri":"https://oauth2.googleapis.com/token",` +
		`"auth_provider_x509_cert_url":"https://www.googleapis.com/oauth2/v1/certs","universe_domain":"googleapis.com"}`
	c := newCore(t, emulated(t), lifecycle{typeName: "guardian_factor_push"})
	c.must(`
		enabled    = true
		custom_app = { app_name = "My app", google_app_link = "https://play.google.com/store/apps/details?id=com.acme.my-app" }
		apns       = { bundle_id = "com.acme.my-app", p12_wo = "` + p12 + `", p12_wo_version = 1 }
		fcm        = { server_credentials_wo = ` + strconv.Quote(account) + `, server_credentials_wo_version = 1 }`)
}
