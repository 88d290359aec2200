package provider

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
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

// item is something that a user has enrolled.
func (m *authenticationMethodModel) item() item[authenticationMethodModel] {
	key := &secret{at: path.Root("totp_secret_wo")}
	return item[authenticationMethodModel]{
		subject: m.subject,
		secret:  key,
		sends: func(prior *authenticationMethodModel) string {
			if prior == nil && m.Type.ValueString() == "totp" {
				return "The authenticator app is enrolled with a key that its holder knows."
			}
			return ""
		},
		create: func(ctx context.Context, c *auth0.Client) error { return m.create(ctx, c, key) },
		read:   m.read,
		update: m.update,
		remove: func(ctx context.Context, c *auth0.Client) error {
			return c.DeleteAuthenticationMethod(ctx, m.UserID.ValueString(), m.ID.ValueString())
		},
		lacks:    m.masked,
		existing: m.existing,
		guesses:  true,
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

// masked tells that the address or the number is as Auth0 shows it, and not what it is.
func (m *authenticationMethodModel) masked(prior *authenticationMethodModel) string {
	if prior != nil || !isMasked(m.Email.ValueString()) && !isMasked(m.PhoneNumber.ValueString()) {
		return ""
	}
	return "A masked email address or phone number, as a generated configuration has it after an import, cannot be enrolled: write it in full."
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
