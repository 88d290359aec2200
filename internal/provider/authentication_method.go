package provider

import (
	"regexp"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

// Compiled once: Terraform has the schema made several times in each process.
var (
	emailAddress = regexp.MustCompile(`^[^@\s]+@[^@\s]+$`)
	phoneNumber  = regexp.MustCompile(`^(\+[1-9][0-9]{1,14}|X+[0-9]{0,4})$`)
)

func newAuthenticationMethod() resource.Resource {
	return &itemResource[authenticationMethodModel]{
		base: base{
			typeName:   "authentication_method",
			keys:       []string{"user_id", "id"},
			validators: []resource.ConfigValidator{methodValidator{}},
			schema:     authenticationMethodSchema(),
		},
		standsFor: methodStandsFor,
		several:   severalMethods,
		imported:  asManaged,
		loss:      "The user can no longer prove who they are with it, and is asked to enroll anew where it was the only one.",
		listing:   methodsOfAUser,
		bind:      (*authenticationMethodModel).item,
	}
}

// methodStandsFor: a user has an address or a number once, and authenticator apps by name.
func methodStandsFor(v values) []string {
	switch {
	case v.text("type") == "totp":
		return []string{"user_id", "type", "name"}
	case severalMethods(v): // which of those that look alike it is, only its ID tells
		return []string{"user_id", "id"}
	}
	return []string{"user_id", "type", "email", "phone_number"}
}

// severalMethods: of what is masked, a user can have several that look alike.
func severalMethods(v values) bool {
	return v.text("type") == "totp" || isMasked(v.text("email")) || isMasked(v.text("phone_number"))
}

func authenticationMethodSchema() schema.Schema {
	replace := []planmodifier.String{stringplanmodifier.RequiresReplaceIf(another, replacedByAnother, replacedByAnother)}
	secret := secretAttribute(
		"Key of the authenticator app, in base32 (`A` to `Z` and `2` to `7`). Only with the type `totp`. "+
			"If Auth0 generated the key, nobody would get to see it.", base32Key)
	version := secretVersionAttribute("totp_secret_wo")
	version.MarkdownDescription = "A number of your choice that you change whenever `totp_secret_wo` changes: the method is then replaced by one with the new key. It is empty after an import, and can stay so; the first number then only is recorded, and leaves the user's key as it is."
	version.PlanModifiers = []planmodifier.Int64{
		int64planmodifier.RequiresReplaceIf(anotherVersion, replacedByAnotherKey, replacedByAnotherKey),
	}
	return schema.Schema{
		MarkdownDescription: "Enrolls a user in MFA without asking the user for a confirmation. It is meant for break-glass and test accounts, whose second factor an operator holds; all other users should enroll themselves. " +
			"Scopes: `create:authentication_methods`, `read:authentication_methods`, `update:authentication_methods`, `delete:authentication_methods`.",
		Attributes: map[string]schema.Attribute{
			"id": schema.StringAttribute{
				Computed:            true,
				PlanModifiers:       []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
				MarkdownDescription: "ID that Auth0 assigns, such as `email|dev_hdkmORJuqOmjRRQU`.",
			},
			"user_id": schema.StringAttribute{
				Required: true, PlanModifiers: replace,
				Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
				MarkdownDescription: "ID of the user, such as `auth0|5f7c8ec7c33c6c004bbafe82`. Changing it replaces the method.",
			},
			"type": schema.StringAttribute{
				Required: true, PlanModifiers: replace,
				Validators:          []validator.String{stringvalidator.OneOf("email", "phone", "totp")},
				MarkdownDescription: "`email` (codes to an address, needs `email`), `phone` (codes to a number, needs `phone_number`) or `totp` (codes of an authenticator app, needs `totp_secret_wo`). Changing it replaces the method.",
			},
			"name": schema.StringAttribute{
				Optional:            true,
				Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
				MarkdownDescription: "Name of the method, for people. Removing it clears the name.",
			},
			"email": maskedAttribute(
				"Email address that codes are sent to. Only with the type `email`.",
				stringvalidator.RegexMatches(emailAddress, "must be an email address")),
			"phone_number": maskedAttribute(
				"Phone number that codes are sent to, in E.164 form, such as `+15005550006`. Only with the type `phone`.",
				stringvalidator.RegexMatches(phoneNumber, "must be a phone number in E.164 form, such as +15005550006")),
			"preferred_authentication_method": schema.StringAttribute{
				Optional: true, Computed: true,
				PlanModifiers:       []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
				Validators:          []validator.String{stringvalidator.OneOf("sms", "voice")},
				MarkdownDescription: "How codes reach the phone: `sms` or `voice`. Only with the type `phone`. Default: the tenant's choice. Removing it leaves the method as it is.",
			},
			"totp_secret_wo":         secret,
			"totp_secret_wo_version": version,
		},
	}
}
