package auth0test

import (
	"encoding/asn1"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"regexp"
	"strings"
)

// pushProviderRoutes are the credentials of the push factor. A PUT replaces
// what it gives: the API's schema allows null, yet no recording removes
// anything, so neither null nor absence does.
func pushProviderRoutes() []route {
	const path = " /api/v2/guardian/factors/push-notification/providers"
	read, update := []string{"read:guardian_factors"}, []string{"update:guardian_factors"}
	return []route{
		{pattern: "GET" + path + "/apns", scopes: read, handle: (*Tenant).getAPNs},
		{pattern: "PUT" + path + "/apns", scopes: update, body: apnsBody(), handle: (*Tenant).putAPNs},
		{pattern: "PUT" + path + "/fcmv1", scopes: update, body: fcmBody(), handle: (*Tenant).putFCM},
		{pattern: "GET" + path + "/sns", scopes: read, handle: (*Tenant).getSNS},
		{pattern: "PUT" + path + "/sns", scopes: update, body: snsBody(), handle: (*Tenant).putSNS},
	}
}

func credential(maxLength int) schema {
	return schema{kind: "string", nullable: true, minLength: 1, maxLength: maxLength}
}

// replace takes a member that was given, and keeps what is there otherwise.
func (c *call) replace(text *string, member string) {
	if given, ok := c.params[member].(string); ok {
		*text = given
	}
}

// APNs is the tenant's access to Apple's push service.
type APNs struct {
	Sandbox       bool
	BundleID, P12 string
}

func apnsBody() *schema {
	return &schema{properties: map[string]schema{
		"sandbox": {kind: "boolean"}, "bundle_id": credential(1000), "p12": credential(10000),
	}}
}

// getAPNs says of a tenant without credentials no more than that (recorded).
func (t *Tenant) getAPNs(*call) (any, error) {
	a := t.push.apns
	if a.BundleID == "" || a.P12 == "" {
		return map[string]any{"enabled": false}, nil
	}
	return map[string]any{"bundle_id": a.BundleID, "sandbox": a.Sandbox, "enabled": true}, nil
}

// putAPNs answers the body without the certificate (recorded).
func (t *Tenant) putAPNs(c *call) (any, error) {
	next := t.push.apns
	c.replace(&next.BundleID, "bundle_id")
	c.replace(&next.P12, "p12")
	if sandbox, ok := c.params["sandbox"].(bool); ok {
		next.Sandbox = sandbox
	}
	if next.P12 != "" && !isPKCS12(next.P12) {
		return nil, boom(http.StatusBadRequest, "", "The PKCS #12 file is invalid. Please ensure the client certificate "+
			"is not expired, the environment matches, and the key and certificate are not encrypted with a deprecated algorithm.")
	}
	t.secret(next.P12)
	t.push.apns = next
	delete(c.params, "p12")
	return c.params, nil
}

// isPKCS12 looks no further than the outermost structure (RFC 7292, section 4):
// the tenant has no password for more. A line break in the base64 is refused.
func isPKCS12(text string) bool {
	content, err := base64.StdEncoding.Strict().DecodeString(text)
	if err != nil || strings.ContainsAny(text, "\r\n") {
		return false
	}
	var pfx struct {
		Version  int
		AuthSafe asn1.RawValue
		MacData  asn1.RawValue `asn1:"optional"`
	}
	rest, err := asn1.Unmarshal(content, &pfx)
	return err == nil && len(rest) == 0 && pfx.Version == 3 && pfx.AuthSafe.Tag == asn1.TagSequence
}

func fcmBody() *schema {
	return &schema{properties: map[string]schema{"server_credentials": credential(10000)}}
}

// putFCM demands a service account, as the API's description does now. The
// recording, older than that, was made with six characters.
func (t *Tenant) putFCM(c *call) (any, error) {
	text, given := c.params["server_credentials"].(string)
	if !given {
		return map[string]any{}, nil
	}
	var account struct {
		Type        string `json:"type"`
		ProjectID   string `json:"project_id"`
		PrivateKey  string `json:"private_key"`
		ClientEmail string `json:"client_email"`
	}
	err := json.Unmarshal([]byte(text), &account)
	if err != nil || account.Type != "service_account" || account.ProjectID == "" || account.PrivateKey == "" || account.ClientEmail == "" {
		return nil, boom(http.StatusBadRequest, "", "Invalid server credentials")
	}
	t.secret(account.PrivateKey)
	t.push.fcm = t.secret(text)
	return map[string]any{}, nil
}

// SNS is the tenant's access to Amazon SNS.
type SNS struct {
	AccessKeyID, SecretAccessKey, Region  string
	APNsApplicationARN, GCMApplicationARN string
}

// awsRegion is the pattern of the API's description.
var awsRegion = regexp.MustCompile(`^(?:us-east-[0-9]{1,2}|us-west-[0-9]{1,2}|ap-southeast-[0-9]{1,2}|` +
	`ap-northeast-[0-9]{1,2}|ap-central-[0-9]{1,2}|eu-west-[0-9]{1,2}|eu-central-[0-9]{1,2})$`)

func snsBody() *schema {
	text := credential(1000)
	region := text
	region.pattern = awsRegion
	return &schema{properties: map[string]schema{
		"aws_access_key_id": text, "aws_secret_access_key": text, "aws_region": region,
		"sns_apns_platform_application_arn": text, "sns_gcm_platform_application_arn": text,
	}}
}

// getSNS shows everything but the secret key (recorded), and nothing of what
// was never set.
func (t *Tenant) getSNS(*call) (any, error) {
	s, body := t.push.sns, map[string]any{}
	for name, text := range map[string]string{
		"aws_access_key_id": s.AccessKeyID, "aws_region": s.Region,
		"sns_apns_platform_application_arn": s.APNsApplicationARN, "sns_gcm_platform_application_arn": s.GCMApplicationARN,
	} {
		if text != "" {
			body[name] = text
		}
	}
	return body, nil
}

// putSNS echoes the body with the secret key (recorded). The recorded body
// without one is taken to keep the one that is there.
func (t *Tenant) putSNS(c *call) (any, error) {
	s := &t.push.sns
	c.replace(&s.AccessKeyID, "aws_access_key_id")
	c.replace(&s.SecretAccessKey, "aws_secret_access_key")
	c.replace(&s.Region, "aws_region")
	c.replace(&s.APNsApplicationARN, "sns_apns_platform_application_arn")
	c.replace(&s.GCMApplicationARN, "sns_gcm_platform_application_arn")
	t.secret(s.SecretAccessKey)
	return c.params, nil
}
