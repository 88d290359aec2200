package provider

import "github.com/hashicorp/terraform-plugin-framework/resource/schema"

// tenantKey is the attribute, of every resource and its identity, that says
// which tenant an object belongs to. No model has it: [base.Schema] adds it, and
// [base.object] fills it in.
const tenantKey = "tenant"

var tenantAttribute = schema.StringAttribute{
	Computed: true,
	MarkdownDescription: "Domain of the tenant that the setting belongs to: its own, also where the provider reaches it by a custom domain. " +
		"What was planned or applied for one tenant is refused by a provider that is configured for another.",
}
