package provider

import (
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

type phoneProviderModel struct {
	ID               types.String        `tfsdk:"id"`
	Name             types.String        `tfsdk:"name"`
	Disabled         types.Bool          `tfsdk:"disabled"`
	Configuration    *phoneConfiguration `tfsdk:"configuration"`
	AuthToken        types.String        `tfsdk:"auth_token_wo"` // always null
	AuthTokenVersion whole               `tfsdk:"auth_token_wo_version"`
}

type phoneConfiguration struct {
	DefaultFrom     types.String `tfsdk:"default_from"`
	MSSID           types.String `tfsdk:"mssid"`
	SID             types.String `tfsdk:"sid"`
	DeliveryMethods []string     `tfsdk:"delivery_methods"`
}

// withoutSender tells that Twilio would not send, where the account is written.
func (m *phoneProviderModel) withoutSender(prior *phoneProviderModel) string {
	now := m.Configuration
	if m.Name.ValueString() != auth0.PhoneProviderTwilio || now == nil || prior != nil && prior.Configuration.sameAccount(now) {
		return ""
	}
	var missing []string
	if now.SID.IsNull() {
		missing = append(missing, "configuration.sid")
	}
	if now.DefaultFrom.IsNull() && now.MSSID.IsNull() {
		missing = append(missing, "configuration.default_from (or mssid)")
	}
	if missing == nil {
		return ""
	}
	return "Nobody would get a code through Twilio. Missing: " + strings.Join(missing, ", ") + "."
}

func (c *phoneConfiguration) sameAccount(other *phoneConfiguration) bool {
	return c != nil && c.SID.Equal(other.SID) && c.DefaultFrom.Equal(other.DefaultFrom) && c.MSSID.Equal(other.MSSID)
}

// isAnotherSender reports whether the credentials have to be sent.
func (m *phoneProviderModel) isAnotherSender(prior *phoneProviderModel) bool {
	return !m.AuthTokenVersion.Equal(prior.AuthTokenVersion) || !m.Name.Equal(prior.Name)
}

// sendsToken is why a write sends a token, which only Twilio has.
func (m *phoneProviderModel) sendsToken(prior *phoneProviderModel) string {
	switch {
	case m.Name.ValueString() != auth0.PhoneProviderTwilio || m.AuthTokenVersion.IsUnknown():
		return ""
	case prior == nil:
		return "The account with Twilio is new, and its token is sent."
	case m.isAnotherSender(prior):
		return "The token is sent again, since name or auth_token_wo_version changes."
	}
	return ""
}
