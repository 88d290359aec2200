package provider

import (
	"regexp"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// snsModel is the tenant's access to Amazon SNS.
type snsModel struct {
	AccessKeyID            types.String `tfsdk:"aws_access_key_id"`
	Region                 types.String `tfsdk:"aws_region"`
	APNsARN                types.String `tfsdk:"sns_apns_platform_application_arn"`
	GCMARN                 types.String `tfsdk:"sns_gcm_platform_application_arn"`
	SecretAccessKey        types.String `tfsdk:"aws_secret_access_key_wo"` // always null
	SecretAccessKeyVersion whole        `tfsdk:"aws_secret_access_key_wo_version"`
}

// The regions are those that Auth0 takes; the rest is AWS's own form.
//
// https://auth0.com/docs/api/management/v2/guardian/put-sns
var (
	snsRegion = regexp.MustCompile(`^(us-east|us-west|ap-southeast|ap-northeast|ap-central|eu-west|eu-central)-[0-9]{1,2}$`)
	snsARN    = regexp.MustCompile(`^arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:app/[A-Z_]+/[A-Za-z0-9_.-]+$`)
)

var snsAttribute = schema.SingleNestedAttribute{
	Optional: true,
	MarkdownDescription: "Access to Amazon SNS, for `selected_provider = \"sns\"`. Auth0 can replace these credentials but not delete them: when you remove them from the configuration, they stay on the tenant, and a warning says so. " +
		"Scopes: `read:guardian_factors`, `update:guardian_factors`.",
	Attributes: map[string]schema.Attribute{
		"aws_access_key_id": schema.StringAttribute{
			Required:            true,
			Validators:          []validator.String{stringvalidator.UTF8LengthBetween(1, 1000)},
			MarkdownDescription: "ID of the AWS access key.",
		},
		"aws_region": schema.StringAttribute{
			Required: true,
			Validators: []validator.String{stringvalidator.RegexMatches(snsRegion, "must be an AWS region that Auth0 accepts: "+
				"us-east, us-west, ap-southeast, ap-northeast, ap-central, eu-west or eu-central with a number, such as eu-west-1")},
			MarkdownDescription: "AWS region, such as `eu-west-1`. Auth0 accepts regions of `us-east`, `us-west`, `ap-southeast`, `ap-northeast`, `ap-central`, `eu-west` and `eu-central`.",
		},
		"sns_apns_platform_application_arn": snsARNAttribute("Apple's"),
		"sns_gcm_platform_application_arn":  snsARNAttribute("Google's"),
		"aws_secret_access_key_wo":          secretAttribute("Secret of the AWS access key.", anyText(1000)),
		"aws_secret_access_key_wo_version":  secretVersionAttribute("aws_secret_access_key_wo"),
	},
}

func snsARNAttribute(whose string) schema.StringAttribute {
	return schema.StringAttribute{
		Optional:            true,
		Validators:          []validator.String{stringvalidator.UTF8LengthBetween(1, 1000)},
		MarkdownDescription: "ARN of the SNS platform application for " + whose + " devices. Removing it later leaves it on the tenant.",
	}
}

func snsDocument(at **snsModel) document {
	key := &secret{at: path.Root("sns").AtName("aws_secret_access_key_wo")}
	return mirror[auth0.SNS]{
		get: (*auth0.Client).SNS,
		put: (*auth0.Client).SetSNS,
		// load takes an answer without the secret, which the one to a PUT shows in clear.
		load: func(s auth0.SNS) {
			if s == (auth0.SNS{}) {
				*at = nil
				return
			}
			imported := *at == nil
			if imported {
				*at = new(snsModel)
			}
			m := *at
			m.AccessKeyID, m.Region = unlessEmpty(s.AccessKeyID), unlessEmpty(s.Region)
			if imported || !m.APNsARN.IsNull() { // what is not declared stays out of the state
				m.APNsARN = unlessEmpty(s.APNsApplicationARN)
			}
			if imported || !m.GCMARN.IsNull() {
				m.GCMARN = unlessEmpty(s.GCMApplicationARN)
			}
		},
		save: func() auth0.SNS {
			m := *at
			return auth0.SNS{
				AccessKeyID:        m.AccessKeyID.ValueStringPointer(),
				SecretAccessKey:    key.pointer(),
				Region:             m.Region.ValueStringPointer(),
				APNsApplicationARN: m.APNsARN.ValueStringPointer(),
				GCMApplicationARN:  m.GCMARN.ValueStringPointer(),
			}
		},
	}.of(document{
		subject: "the SNS credentials of the push-notification factor", attributes: []string{"sns"}, secret: key, stays: credentialsStay,
		lacks:   withoutARN,
		partial: func() bool { return *at != nil && ((*at).AccessKeyID.IsNull() || (*at).Region.IsNull()) },
	})
}

// withoutARN tells that an application is named by something else than its ARN.
func withoutARN(want values) string {
	return firstText(want["sns"], func(name, text string) string {
		if !strings.HasSuffix(name, "_arn") || snsARN.MatchString(text) {
			return ""
		}
		return "sns." + name + " must be the ARN of an SNS platform application, such as arn:aws:sns:eu-west-1:123456789012:app/GCM/example."
	})
}
