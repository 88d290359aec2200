package auth0test

import (
	"regexp"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test/api"
)

// sns is the access that the tenant has, or none.
type sns struct {
	world *api.World
	now   SNS
}

func (s *sns) routes() []api.Route {
	return []api.Route{
		{Pattern: "GET" + pushProviders + "/sns", Scopes: []string{"read:guardian_factors"}, Handle: s.get},
		{Pattern: "PUT" + pushProviders + "/sns", Scopes: []string{"update:guardian_factors"}, Body: snsBody(), Handle: s.put},
		{Pattern: "PATCH" + pushProviders + "/sns", Scopes: []string{"update:guardian_factors"}, Body: snsBody(), Handle: s.put},
	}
}

// SNS is the tenant's access to Amazon SNS.
type SNS struct {
	AccessKeyID, SecretAccessKey, Region  string
	APNsApplicationARN, GCMApplicationARN string
}

// awsRegion is the pattern of the API's description.
var awsRegion = regexp.MustCompile(`^(?:us-east-[0-9]{1,2}|us-west-[0-9]{1,2}|ap-southeast-[0-9]{1,2}|` +
	`ap-northeast-[0-9]{1,2}|ap-central-[0-9]{1,2}|eu-west-[0-9]{1,2}|eu-central-[0-9]{1,2})$`)

func snsBody() *api.Schema {
	text := credential(1000)
	region := text
	region.Pattern = awsRegion
	return &api.Schema{Properties: map[string]api.Schema{
		"aws_access_key_id": text, "aws_secret_access_key": text, "aws_region": region,
		"sns_apns_platform_application_arn": text, "sns_gcm_platform_application_arn": text,
	}}
}

// get shows everything but the secret key (recorded), and nothing of what
// was never set.
func (s *sns) get(*api.Call) (any, error) {
	now, body := s.now, map[string]any{}
	for name, text := range map[string]string{
		"aws_access_key_id": now.AccessKeyID, "aws_region": now.Region,
		"sns_apns_platform_application_arn": now.APNsApplicationARN, "sns_gcm_platform_application_arn": now.GCMApplicationARN,
	} {
		if text != "" {
			body[name] = text
		}
	}
	return body, nil
}

// put echoes the body with the secret key (recorded). The recorded body
// without one is taken to keep the one that is there.
func (s *sns) put(c *api.Call) (any, error) {
	now := &s.now
	replace(c, &now.AccessKeyID, "aws_access_key_id")
	replace(c, &now.SecretAccessKey, "aws_secret_access_key")
	replace(c, &now.Region, "aws_region")
	replace(c, &now.APNsApplicationARN, "sns_apns_platform_application_arn")
	replace(c, &now.GCMApplicationARN, "sns_gcm_platform_application_arn")
	s.world.Secret(s.now.SecretAccessKey)
	return c.Params, nil
}

// SNS returns the tenant's access to Amazon SNS, the secret key included.
func (s *sns) SNS() SNS {
	s.world.Lock()
	defer s.world.Unlock()
	return s.now
}

// SetSNS replaces the tenant's access to Amazon SNS; the zero value is a new
// tenant's.
func (s *sns) SetSNS(given SNS) {
	s.world.Lock()
	defer s.world.Unlock()
	s.world.Secret(given.SecretAccessKey)
	s.now = given
}
