package provider

import (
	"context"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

type accessToken struct{ ephemeralBase }

type accessTokenModel struct {
	AccessToken types.String `tfsdk:"access_token"`
	TokenType   types.String `tfsdk:"token_type"`
	ExpiresAt   types.String `tfsdk:"expires_at"`
	Scopes      []string     `tfsdk:"scopes"`
}

func newAccessToken() ephemeral.EphemeralResource {
	return &accessToken{ephemeralBase{
		typeName: "access_token",
		schema: schema.Schema{
			MarkdownDescription: "The access token with which this provider calls the [Management API](https://auth0.com/docs/secure/tokens/access-tokens/management-api-access-tokens) in this run, for another provider or a script of the same run, so that Auth0 issues one token and not two. " +
				"It can do all that the application may, for as long as it lives: pass it on to nobody who should not be able to switch MFA off. It is in no plan and no state.",
			Attributes: map[string]schema.Attribute{
				"access_token": schema.StringAttribute{Computed: true, Sensitive: true, MarkdownDescription: "The token."},
				"token_type":   schema.StringAttribute{Computed: true, MarkdownDescription: "`Bearer`: what goes before the token in the header `Authorization`."},
				"expires_at":   schema.StringAttribute{Computed: true, MarkdownDescription: "When it expires (RFC 3339, in UTC); null where the token does not say it."},
				"scopes": schema.ListAttribute{
					Computed: true, ElementType: types.StringType,
					MarkdownDescription: "The scopes that it has; empty where the token does not say it.",
				},
			},
		},
	}}
}

func (e *accessToken) Open(ctx context.Context, _ ephemeral.OpenRequest, resp *ephemeral.OpenResponse) {
	token, err := e.client.ManagementToken(ctx)
	if err != nil {
		resp.Diagnostics.Append(e.apiError("get an access token", path.Empty(), err, nil))
		return
	}
	m := accessTokenModel{AccessToken: types.StringValue(token.Token), TokenType: types.StringValue("Bearer"), Scopes: token.Scopes}
	if !token.ExpiresAt.IsZero() {
		m.ExpiresAt = types.StringValue(token.ExpiresAt.Format(time.RFC3339))
	}
	if m.Scopes == nil {
		m.Scopes = []string{}
	}
	resp.Diagnostics.Append(resp.Result.Set(ctx, m)...)
}
