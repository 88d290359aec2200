package provider

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

type authenticationMethodModel struct {
	ID                types.String `tfsdk:"id"`
	UserID            types.String `tfsdk:"user_id"`
	Type              types.String `tfsdk:"type"`
	Name              types.String `tfsdk:"name"`
	Email             types.String `tfsdk:"email"`
	PhoneNumber       types.String `tfsdk:"phone_number"`
	Preferred         types.String `tfsdk:"preferred_authentication_method"`
	TOTPSecret        types.String `tfsdk:"totp_secret_wo"` // always null
	TOTPSecretVersion whole        `tfsdk:"totp_secret_wo_version"`
}

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
		bind:      (*authenticationMethodModel).item,
	}
}

// asManaged makes the ID of a phone, which the MFA API names by its channels, the
// one that the Management API takes.
func asManaged(keys []string) {
	for _, channel := range []string{"sms|", "voice|"} {
		if id, ok := strings.CutPrefix(keys[1], channel); ok {
			keys[1] = "phone|" + id
		}
	}
}

// methodStandsFor: a user has an address or a number once, and authenticator apps by name.
func methodStandsFor(v values) []string {
	if severalMethods(v) {
		return []string{"user_id", "type", "name"}
	}
	return []string{"user_id", "type", "email", "phone_number"}
}

func severalMethods(v values) bool { return v.text("type") == "totp" }

func authenticationMethodSchema() schema.Schema {
	replace := []planmodifier.String{stringplanmodifier.RequiresReplaceIf(another, replacedByAnother, replacedByAnother)}
	secret := secretAttribute(
		"Key of the authenticator app, in base32 (`A` to `Z` and `2` to `7`). Required with the type `totp` and not allowed with any other. "+
			"If Auth0 generated the key, nobody would get to see it.", base32Key)
	version := secretVersionAttribute("totp_secret_wo")
	version.MarkdownDescription = "A number of your choice that you change whenever `totp_secret_wo` changes: the method is then replaced by one with the new key. Required with the type `totp`. It is empty after an import; the first apply then only records it and leaves the user's key as it is."
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
				stringvalidator.RegexMatches(regexp.MustCompile(`^[^@\s]+@[^@\s*]+$`), "must be an email address, and not masked")),
			"phone_number": maskedAttribute(
				"Phone number that codes are sent to, in E.164 form, such as `+15005550006`. Only with the type `phone`.",
				stringvalidator.RegexMatches(regexp.MustCompile(`^\+[1-9][0-9]{1,14}$`), "must be a phone number in E.164 form, such as +15005550006")),
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

// item is something that a user has enrolled.
func (m *authenticationMethodModel) item() item[authenticationMethodModel] {
	key := &secret{at: path.Root("totp_secret_wo")}
	return item[authenticationMethodModel]{
		subject: m.subject,
		secret:  key,
		create:  func(ctx context.Context, c *auth0.Client) error { return m.create(ctx, c, key) },
		read:    m.read,
		update:  m.update,
		remove: func(ctx context.Context, c *auth0.Client) error {
			return c.DeleteAuthenticationMethod(ctx, m.UserID.ValueString(), m.ID.ValueString())
		},
		existing: m.existing,
		listed:   m.listed,
		sparse:   true,
		advice:   m.advice,
	}
}

func (m *authenticationMethodModel) subject() string {
	if m.ID.ValueString() == "" {
		return fmt.Sprintf("the %s method of the user %s", m.Type.ValueString(), m.UserID.ValueString())
	}
	return fmt.Sprintf("the authentication method %s of the user %s", m.ID.ValueString(), m.UserID.ValueString())
}

// existing finds the user's method of the same type and address, which Auth0
// takes only once.
func (m *authenticationMethodModel) existing(ctx context.Context, c *auth0.Client) (string, error) {
	list, err := c.AuthenticationMethods(ctx, m.UserID.ValueString())
	for _, a := range list {
		if a.Email+a.PhoneNumber != "" && a.Type == m.Type.ValueString() &&
			fits(a.Email, m.Email.ValueString()) && fits(a.PhoneNumber, m.PhoneNumber.ValueString()) {
			return m.UserID.ValueString() + "::" + a.ID, nil
		}
	}
	return "", err
}

func (m *authenticationMethodModel) listed(ctx context.Context, c *auth0.Client) (bool, error) {
	list, err := c.AuthenticationMethods(ctx, m.UserID.ValueString())
	return slices.ContainsFunc(list, func(a auth0.AuthenticationMethod) bool { return a.ID == m.ID.ValueString() }), err
}

// advice warns, before an authenticator app is enrolled, where the user has one
// of the same name: Auth0 takes a second, and a create whose answer was lost
// leaves one that no state knows.
func (m *authenticationMethodModel) advice(ctx context.Context, c *auth0.Client, prior *authenticationMethodModel) diag.Diagnostics {
	if prior != nil || m.Type.ValueString() != "totp" {
		return nil
	}
	list, err := c.AuthenticationMethods(ctx, m.UserID.ValueString())
	i := slices.IndexFunc(list, func(a auth0.AuthenticationMethod) bool { return a.Type == "totp" && a.Name == m.Name.ValueString() })
	switch {
	case err != nil:
		return diag.Diagnostics{diag.NewWarningDiagnostic("The user may have a second authenticator app of this name",
			"It could not be read whether the user has one that an interrupted apply has left over.\n\n"+explain(err, nil))}
	case i < 0:
		return nil
	}
	id := m.UserID.ValueString() + "::" + list[i].ID
	return diag.Diagnostics{diag.NewWarningDiagnostic("The user has a second authenticator app of this name: "+list[i].ID, fmt.Sprintf(
		"This apply enrolls the user %s in another one. If the one that is there was left over by an apply that was interrupted, "+
			"delete it, or import it in place of a new one:\n\n  terraform import guardian_authentication_method.NAME %q",
		m.UserID.ValueString(), id))}
}

func (m *authenticationMethodModel) create(ctx context.Context, c *auth0.Client, key *secret) error {
	answer, err := c.CreateAuthenticationMethod(ctx, m.UserID.ValueString(), auth0.NewAuthenticationMethod{
		Type:            m.Type.ValueString(),
		Name:            m.Name.ValueString(),
		Email:           m.Email.ValueString(),
		PhoneNumber:     m.PhoneNumber.ValueString(),
		TOTPSecret:      key.value.ValueString(),
		PreferredMethod: m.Preferred.ValueString(),
	})
	if err == nil {
		m.set(answer)
	}
	return err
}

func (m *authenticationMethodModel) read(ctx context.Context, c *auth0.Client) error {
	answer, err := c.AuthenticationMethod(ctx, m.UserID.ValueString(), m.ID.ValueString())
	if err != nil {
		return err
	}
	m.set(answer)
	if _, ok := methodAttributes[answer.Type]; !ok {
		return fmt.Errorf("it is of the type %q: only email, phone and totp can be managed", answer.Type)
	}
	return nil
}

// update asks for nothing where an imported value is only completed.
func (m *authenticationMethodModel) update(ctx context.Context, c *auth0.Client, prior *authenticationMethodModel) error {
	var change auth0.AuthenticationMethodChange
	if !m.Name.Equal(prior.Name) {
		name := m.Name.ValueString() // empty when removed: null is refused
		change.Name = &name
	}
	if !m.Preferred.Equal(prior.Preferred) {
		change.PreferredMethod = m.Preferred.ValueStringPointer()
	}
	if change == (auth0.AuthenticationMethodChange{}) {
		return nil
	}
	answer, err := c.UpdateAuthenticationMethod(ctx, m.UserID.ValueString(), m.ID.ValueString(), change)
	if err == nil {
		m.set(answer)
	}
	return err
}

// set takes an answer, whose address or number is masked.
func (m *authenticationMethodModel) set(answer auth0.AuthenticationMethod) {
	m.ID, m.Type = types.StringValue(answer.ID), types.StringValue(answer.Type)
	m.Name, m.Preferred = optional(answer.Name), optional(answer.PreferredMethod)
	m.Email = unmasked(m.Email, answer.Email)
	m.PhoneNumber = unmasked(m.PhoneNumber, answer.PhoneNumber)
}
