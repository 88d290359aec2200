package auth0

import (
	"context"
	"errors"
	"net/http"
)

// The email templates that belong to multi-factor authentication.
const (
	EmailTemplateMFACode    = "mfa_oob_code"
	EmailTemplateEnrollment = "enrollment_email"
)

// CodeInexistentEmailTemplate is the [Error.Code] for a template that the
// tenant does not have. A new tenant has none: Auth0 then sends its own.
const CodeInexistentEmailTemplate = "inexistent_email_template"

// EmailTemplate is a mail that the tenant sends instead of Auth0's own.
type EmailTemplate struct {
	// Template is its name.
	Template string `json:"template"`
	// The API wants all of these in a POST and a PUT, if only as null.
	Body    *string `json:"body"`
	From    *string `json:"from"`
	Subject *string `json:"subject"`
	// Syntax is liquid.
	Syntax  *string `json:"syntax"`
	Enabled *bool   `json:"enabled"`
	// ResultURL is where a link in the mail leads in the end.
	ResultURL *string `json:"resultUrl,omitempty"`
	// URLLifetime is how long a link in the mail is good, in seconds.
	URLLifetime *int64 `json:"urlLifetimeInSeconds,omitempty"`
	// IncludeEmailInRedirect adds the user's address to ResultURL.
	IncludeEmailInRedirect *bool `json:"includeEmailInRedirect,omitempty"`
}

func (t *EmailTemplate) validate() error {
	if t.Template == "" || t.Enabled == nil {
		return errors.New("it lacks template or enabled")
	}
	return nil
}

// EmailTemplate reads a template by its name; scope read:email_templates. What
// was never set is absent.
//
// https://auth0.com/docs/api/management/v2/email-templates/get-email-templates-by-template-name
func (c *Client) EmailTemplate(ctx context.Context, name string) (EmailTemplate, error) {
	return c.emailTemplate(ctx, http.MethodGet, name, nil)
}

// CreateEmailTemplate creates a template and returns what the tenant answered,
// all that was sent; scope create:email_templates. Where there is one of the
// name, the tenant answers with 409 and no code.
//
// https://auth0.com/docs/api/management/v2/email-templates/post-email-templates
func (c *Client) CreateEmailTemplate(ctx context.Context, t EmailTemplate) (EmailTemplate, error) {
	var answer EmailTemplate
	err := c.manage(ctx, http.MethodPost, "/email-templates", t, &answer)
	return answer, err
}

// ReplaceEmailTemplate replaces a template whole and returns what the tenant
// answered, all that was sent; scope update:email_templates.
//
// https://auth0.com/docs/api/management/v2/email-templates/put-email-templates-by-template-name
func (c *Client) ReplaceEmailTemplate(ctx context.Context, t EmailTemplate) (EmailTemplate, error) {
	return c.emailTemplate(ctx, http.MethodPut, t.Template, t)
}

// DisableEmailTemplate makes Auth0 send its own mail again and returns the
// template whole; scope update:email_templates. The API has no way to delete it.
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
	err = c.manage(ctx, method, "/email-templates/"+element, in, &answer)
	return answer, err
}
