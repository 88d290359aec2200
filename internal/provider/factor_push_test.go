package provider_test

import (
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
