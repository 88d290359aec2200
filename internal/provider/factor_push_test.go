package provider_test

import (
	"strings"
	"testing"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// One ARN is enough, and the other of the tenant's is none of ours.
func TestOneARNIsEnough(t *testing.T) {
	t.Parallel()
	c := newCore(t, emulated(t), lifecycle{typeName: "guardian_factor_push"})
	c.tn.SetSNS(auth0test.SNS{APNsApplicationARN: "theirs"})
	body := "enabled = true\n" + strings.Replace(snsBody, "  sns_apns_platform_application_arn = \"arn:aws:sns:eu-west-1:123456789012:app/APNS/example\"\n", "", 1)
	c.must(body)
	c.settled(body, []string{"sns", "key:" + awsSecret + "@eu-west-1"})
}
