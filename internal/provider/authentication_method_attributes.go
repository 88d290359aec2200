package provider

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

// Why a method is replaced.
const (
	replacedByAnother    = "Changing it replaces the method, unless it only completes a value that was imported masked."
	replacedByAnotherKey = "Changing it replaces the method, except for the first number after an import."
)

// another replaces the method.
func another(_ context.Context, req planmodifier.StringRequest, resp *stringplanmodifier.RequiresReplaceIfFuncResponse) {
	resp.RequiresReplace = true
	warnOfReplacing(req.Path, true, &resp.Diagnostics)
}

// anotherAddress replaces the method, but for an address that only completes a masked one.
func anotherAddress(_ context.Context, req planmodifier.StringRequest, resp *stringplanmodifier.RequiresReplaceIfFuncResponse) {
	resp.RequiresReplace = req.PlanValue.IsUnknown() || req.PlanValue.IsNull() ||
		!fits(req.StateValue.ValueString(), req.PlanValue.ValueString())
	warnOfReplacing(req.Path, resp.RequiresReplace, &resp.Diagnostics)
}

func anotherVersion(_ context.Context, req planmodifier.Int64Request, resp *int64planmodifier.RequiresReplaceIfFuncResponse) {
	resp.RequiresReplace = !req.StateValue.IsNull()
	warnOfReplacing(req.Path, resp.RequiresReplace, &resp.Diagnostics)
}

// warnOfReplacing says that the user is without the method for a moment.
func warnOfReplacing(at path.Path, replaces bool, diags *diag.Diagnostics) {
	if replaces {
		diags.AddAttributeWarning(at, "An authentication method is replaced",
			"The old method is removed before the new one is enrolled. In between, and for longer if the enrollment fails, "+
				"the user does not have it. Set create_before_destroy to enroll the new one first.")
	}
}

// maskedAttribute is an address or a number that Auth0 shows masked.
func maskedAttribute(description string, validators ...validator.String) schema.StringAttribute {
	return schema.StringAttribute{
		Optional:      true,
		Validators:    validators,
		PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplaceIf(anotherAddress, replacedByAnother, replacedByAnother)},
		MarkdownDescription: description + " Auth0 shows it masked: the state keeps what is configured as long as the tenant's masked value matches it. After an import the state has the masked value, and the first apply records the full one. " +
			"Changing it replaces the method.",
	}
}

// methodAttributes are those that go with one type alone, and whether it needs them.
var methodAttributes = map[string]map[string]bool{
	"email": {"email": true},
	"phone": {"phone_number": true, "preferred_authentication_method": false},
	"totp":  {"totp_secret_wo": false, "totp_secret_wo_version": false},
}

// methodValidator refuses what does not go with a method's type.
type methodValidator struct{}

func (methodValidator) Description(context.Context) string {
	return "email needs email, phone needs phone_number"
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
				resp.Diagnostics.AddAttributeError(path.Root("type"), "Incomplete authentication method",
					fmt.Sprintf("The type %q needs the attribute %s.", chosen, name))
			case owner != chosen && value.IsKnown() && !value.IsNull():
				resp.Diagnostics.AddAttributeError(path.Root("type"), "Not allowed with this type",
					fmt.Sprintf("%s is allowed only with the type %q, and the type is %q.", name, owner, chosen))
			}
		}
	}
}

// base32Key is a key that authenticator apps can have.
const base32Form = "must be base32: A to Z and 2 to 7, of a length that stands for whole bytes, without spaces"

var base32Key = secretForm{base32Form, func(s string) bool {
	key := strings.TrimRight(s, "=")
	return key != "" && strings.Trim(key, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") == "" && !slices.Contains([]int{1, 3, 6}, len(key)%8)
}}
