package auth0

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
)

// The email templates that belong to multi-factor authentication.
const (
	EmailTemplateMFACode    = "mfa_oob_code"
	EmailTemplateEnrollment = "enrollment_email"
)

// CodeInexistentEmailTemplate is the [Error.Code] for a template that the
// tenant does not have. A new tenant has none, and sends Auth0's own emails.
const CodeInexistentEmailTemplate = "inexistent_email_template"

// EmailTemplate is an email that the tenant sends instead of Auth0's own.
type EmailTemplate struct {
	// Template is the name of the template.
	Template string `json:"template"`
	// Auth0 requires all of these in a POST and a PUT, even if they are null.
	Body    *string `json:"body"`
	From    *string `json:"from"`
	Subject *string `json:"subject"`
	// Syntax is liquid.
	Syntax  *string `json:"syntax"`
	Enabled *bool   `json:"enabled"`
	// ResultURL is where the user ends up after following a link in the email.
	ResultURL *string `json:"resultUrl,omitempty"`
	// URLLifetime is how long a link in the email is valid, in seconds.
	URLLifetime *int64 `json:"urlLifetimeInSeconds,omitempty"`
	// IncludeEmailInRedirect adds the user's email address to ResultURL.
	IncludeEmailInRedirect *bool `json:"includeEmailInRedirect,omitempty"`
}

func (t *EmailTemplate) validate() error {
	if t.Template == "" || t.Enabled == nil {
		return errors.New("it lacks template or enabled")
	}
	return nil
}

// EmailTemplate reads a template by its name. What was never set is nil. It
// requires the scope read:email_templates.
//
// https://auth0.com/docs/api/management/v2/email-templates/get-email-templates-by-template-name
func (c *Client) EmailTemplate(ctx context.Context, name string) (EmailTemplate, error) {
	return c.emailTemplate(ctx, http.MethodGet, name, nil)
}

// CreateEmailTemplate creates a template and returns the tenant's answer, which
// has everything that was sent. If there is a template of that name already, the
// error has the status 409 and no code. It requires the scope
// create:email_templates.
//
// https://auth0.com/docs/api/management/v2/email-templates/post-email-templates
func (c *Client) CreateEmailTemplate(ctx context.Context, t EmailTemplate) (EmailTemplate, error) {
	var answer EmailTemplate
	if err := c.manage(ctx, http.MethodPost, "/email-templates", t, &answer); err != nil {
		return answer, err
	}
	return answer, about(http.MethodPost, "/email-templates", t.Template, answer.Template)
}

// ReplaceEmailTemplate replaces a whole template and returns the tenant's answer,
// which has everything that was sent. It requires the scope
// update:email_templates.
//
// https://auth0.com/docs/api/management/v2/email-templates/put-email-templates-by-template-name
func (c *Client) ReplaceEmailTemplate(ctx context.Context, t EmailTemplate) (EmailTemplate, error) {
	return c.emailTemplate(ctx, http.MethodPut, t.Template, t)
}

// ChangeEmailTemplate makes a template what to says, by sending only what from
// has otherwise, and returns the whole template. It requires the scope
// update:email_templates.
//
// https://auth0.com/docs/api/management/v2/email-templates/patch-email-templates-by-template-name
func (c *Client) ChangeEmailTemplate(ctx context.Context, from, to EmailTemplate) (EmailTemplate, error) {
	change := to.members()
	for name, value := range from.members() {
		now, stays := change[name]
		switch {
		case stays && bytes.Equal(now, value):
			delete(change, name)
		case !stays && name == "includeEmailInRedirect": // null is refused
			change[name] = json.RawMessage("true") // Auth0's default
		case !stays:
			change[name] = json.RawMessage("null")
		}
	}
	return c.emailTemplate(ctx, http.MethodPatch, to.Template, change)
}

// members are those of a template's JSON.
func (t EmailTemplate) members() map[string]json.RawMessage {
	content, _ := json.Marshal(t) // cannot fail: it has only texts, numbers and booleans
	var members map[string]json.RawMessage
	_ = json.Unmarshal(content, &members)
	return members
}

// DisableEmailTemplate disables a template, so that Auth0 sends its own email
// again, and returns the whole template. Auth0's API cannot delete it. It
// requires the scope update:email_templates.
//
// https://auth0.com/docs/api/management/v2/email-templates/patch-email-templates-by-template-name
func (c *Client) DisableEmailTemplate(ctx context.Context, name string) (EmailTemplate, error) {
	return c.emailTemplate(ctx, http.MethodPatch, name, map[string]bool{"enabled": false})
}

func (c *Client) emailTemplate(ctx context.Context, method, name string, in any) (EmailTemplate, error) {
	var answer EmailTemplate
	element, err := pathElement(name)
	if err != nil {
		return answer, err
	}
	if err := c.manage(ctx, method, "/email-templates/"+element, in, &answer); err != nil {
		return answer, err
	}
	return answer, about(method, "/email-templates/"+element, name, answer.Template)
}
