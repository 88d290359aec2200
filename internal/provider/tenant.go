package provider

import (
	"context"
	"fmt"
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// tenantKey holds the tenant's domain in private state: identity came only with Terraform 1.12.
const tenantKey = "tenant"

type privateReader interface {
	GetKey(context.Context, string) ([]byte, diag.Diagnostics)
}

type privateWriter interface {
	SetKey(context.Context, string, []byte) diag.Diagnostics
}

// sign notes the tenant in the identity and in private state; v has the keys.
func (r *base) sign(ctx context.Context, id *tfsdk.ResourceIdentity, private privateWriter, v values) diag.Diagnostics {
	diags := id.SetAttribute(ctx, path.Root("domain"), r.client.Domain())
	for _, key := range r.keys {
		diags.Append(id.SetAttribute(ctx, path.Root(key), v.text(key))...)
	}
	return append(diags, private.SetKey(ctx, tenantKey, []byte(strconv.Quote(r.client.Domain())))...)
}

// sameTenant refuses a state that holds another tenant's settings: to apply or
// destroy it here would switch off the wrong tenant's factor.
func (r *base) sameTenant(ctx context.Context, private privateReader) diag.Diagnostics {
	was, diags := private.GetKey(ctx, tenantKey)
	if was != nil && string(was) != strconv.Quote(r.client.Domain()) {
		diags.AddError("The state belongs to another tenant", fmt.Sprintf(
			"The state holds guardian_%s of the tenant %s, but the provider is configured for %q. Nothing was read or changed.\n\n"+
				"If the domain is a typing mistake, correct it (domain or AUTH0_DOMAIN). "+
				"Otherwise use the workspace and the credentials that belong together. "+
				"If only the tenant's domain has changed, remove the resource from the state (terraform state rm) and import it again.",
			r.typeName, was, r.client.Domain()))
	}
	return diags
}

// isNew tells an address that comes in from one that is replaced: of that,
// Terraform plans the new object with no prior state, but with what is private.
func (r *base) isNew(ctx context.Context, private privateReader) bool {
	tenant, _ := private.GetKey(ctx, tenantKey)
	return tenant == nil
}

// isTenant takes a domain in all the spellings that the provider's attribute takes.
func (r *base) isTenant(domain string) bool {
	base, err := auth0.ParseDomain(domain)
	return err == nil && base.Host == r.client.Domain()
}
