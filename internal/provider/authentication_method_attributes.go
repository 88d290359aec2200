package provider

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

// maskedAttribute is an address or a number that Auth0 shows masked.
func maskedAttribute(description string, mask func(string) string, validators ...validator.String) schema.StringAttribute {
	const why = "Another one replaces the method; the full value of one that was imported masked does not."
	another := func(_ context.Context, req planmodifier.StringRequest, resp *stringplanmodifier.RequiresReplaceIfFuncResponse) {
		resp.RequiresReplace = req.PlanValue.IsUnknown() || mask(req.PlanValue.ValueString()) != req.StateValue.ValueString()
	}
	return schema.StringAttribute{
		Optional:      true,
		Validators:    validators,
		PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplaceIf(another, why, why)},
		MarkdownDescription: description + " Auth0 shows it masked: what is declared stays in the state as long as the tenant's masked value fits it. After an import the state has the masked value, and the first apply notes the full one. " +
			"Another one replaces the method.",
	}
}

const replacedByAnotherKey = "Another number replaces the method; the first one after an import does not."

func anotherVersion(_ context.Context, req planmodifier.Int64Request, resp *int64planmodifier.RequiresReplaceIfFuncResponse) {
	resp.RequiresReplace = !req.StateValue.IsNull()
}

// methodAttributes are those that go with one type alone, and whether it needs them.
var methodAttributes = map[string]map[string]bool{
	"email": {"email": true},
	"phone": {"phone_number": true, "preferred_authentication_method": false},
	"totp":  {"totp_secret_wo": true, "totp_secret_wo_version": true},
}

// methodValidator refuses what does not go with a method's type.
type methodValidator struct{}

func (methodValidator) Description(context.Context) string {
	return "email needs email, phone needs phone_number, totp needs totp_secret_wo and totp_secret_wo_version"
}

func (v methodValidator) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (v methodValidator) ValidateResource(_ context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse) {
	has := valuesOf(req.Config.Raw)
	chosen := has.text("type")
	if _, ok := methodAttributes[chosen]; !ok {
		return // not known yet, or refused at the attribute
	}
	for owner, attributes := range methodAttributes {
		for _, name := range slices.Sorted(maps.Keys(attributes)) {
			switch value := has[name]; {
			case owner == chosen && attributes[name] && value.IsNull():
				resp.Diagnostics.AddAttributeError(path.Root("type"), "Incomplete authentication method", fmt.Sprintf("The type %q needs the attribute %s.", chosen, name))
			case owner != chosen && value.IsKnown() && !value.IsNull():
				resp.Diagnostics.AddAttributeError(path.Root(name), "Not of this type", fmt.Sprintf("%s goes with the type %q, and the type is %q.", name, owner, chosen))
			}
		}
	}
}

// base32Validator refuses a key that no authenticator app could have, without showing it.
type base32Validator struct{}

func (base32Validator) Description(context.Context) string {
	return "must be base32: A to Z and 2 to 7, of a length that stands for whole bytes, without spaces"
}

func (v base32Validator) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (v base32Validator) ValidateString(ctx context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	key := strings.TrimRight(req.ConfigValue.ValueString(), "=")
	if key == "" || strings.Trim(key, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") != "" || slices.Contains([]int{1, 3, 6}, len(key)%8) { // no whole number of bytes
		resp.Diagnostics.AddAttributeError(req.Path, "Not a key", "The key "+v.Description(ctx)+". It is not shown here.")
	}
}
