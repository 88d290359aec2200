package auth0

import (
	"context"
	"errors"
	"fmt"
	"net/http"
)

// The types of a [UnifiedPhoneTemplate] that belong to the phone factor. There
// are more: change_password, blocked_account and password_breach.
const (
	UnifiedPhoneOTPEnroll = "otp_enroll"
	UnifiedPhoneOTPVerify = "otp_verify"
)

// UnifiedPhoneTemplate is a message of a tenant on the Unified Phone
// Experience. The older messages, of the phone factor alone, are
// [Client.PhoneTemplates].
type UnifiedPhoneTemplate struct {
	// ID is what the other methods know the template by: tem_….
	ID     string `json:"id"`
	Tenant string `json:"tenant,omitempty"`
	// Channel is phone.
	Channel string `json:"channel,omitempty"`
	// Type is what the message is for; a tenant has one template of each.
	Type     string                       `json:"type"`
	Disabled *bool                        `json:"disabled"`
	Content  *UnifiedPhoneTemplateContent `json:"content"`
	// CreatedAt and UpdatedAt are RFC 3339 times.
	CreatedAt string `json:"created_at,omitempty"`
	UpdatedAt string `json:"updated_at,omitempty"`
}

// UnifiedPhoneTemplateContent is the message itself.
type UnifiedPhoneTemplateContent struct {
	// Syntax is liquid, also when it is not sent.
	Syntax *string `json:"syntax,omitempty"`
	// From is the number that the message comes from, the provider's when absent.
	From *string `json:"from,omitempty"`
	// Body is the message for each way of delivery.
	Body UnifiedPhoneTemplateBody `json:"body"`
}

// UnifiedPhoneTemplateBody is the message for texts and for calls.
type UnifiedPhoneTemplateBody struct {
	Text  *string `json:"text,omitempty"`
	Voice *string `json:"voice,omitempty"`
}

// UnifiedPhoneTemplateChange is a template to create, or what is to change
// about one: what is nil then stays, the content is replaced whole, and the
// type cannot change.
type UnifiedPhoneTemplateChange struct {
	Type     string                       `json:"type,omitempty"`
	Disabled *bool                        `json:"disabled,omitempty"`
	Content  *UnifiedPhoneTemplateContent `json:"content,omitempty"`
}

func (t *UnifiedPhoneTemplate) validate() error {
	switch {
	case t.ID == "" || t.Type == "":
		return errors.New("it lacks id or type")
	case t.Disabled == nil || t.Content == nil:
		return fmt.Errorf("the template %s lacks disabled or content", t.ID)
	}
	return nil
}

type unifiedPhoneTemplateList struct {
	Templates []UnifiedPhoneTemplate `json:"templates"`
}

func (l *unifiedPhoneTemplateList) validate() error {
	if l.Templates == nil {
		return errNoList
	}
	for i := range l.Templates {
		if err := l.Templates[i].validate(); err != nil {
			return err
		}
	}
	return nil
}

const unifiedPhoneTemplates = "/branding/phone/templates"

// UnifiedPhoneTemplates lists the templates that the tenant has of its own;
// scope read:phone_templates.
//
// https://auth0.com/docs/api/management/v2/branding/get-phone-templates
func (c *Client) UnifiedPhoneTemplates(ctx context.Context) ([]UnifiedPhoneTemplate, error) {
	var answer unifiedPhoneTemplateList
	err := c.manage(ctx, http.MethodGet, unifiedPhoneTemplates, nil, &answer)
	return answer.Templates, err
}

// UnifiedPhoneTemplate reads a template; scope read:phone_templates.
//
// https://auth0.com/docs/api/management/v2/branding/get-phone-template
func (c *Client) UnifiedPhoneTemplate(ctx context.Context, id string) (UnifiedPhoneTemplate, error) {
	return c.oneUnifiedPhoneTemplate(ctx, http.MethodGet, id, nil)
}

// CreateUnifiedPhoneTemplate creates a template, of which type and content
// have to be given, and returns it whole; scope create:phone_templates. A
// tenant that has one of the type refuses another.
//
// https://auth0.com/docs/api/management/v2/branding/create-phone-template
func (c *Client) CreateUnifiedPhoneTemplate(ctx context.Context, t UnifiedPhoneTemplateChange) (UnifiedPhoneTemplate, error) {
	var answer UnifiedPhoneTemplate
	err := c.manage(ctx, http.MethodPost, unifiedPhoneTemplates, t, &answer)
	return answer, err
}

// UpdateUnifiedPhoneTemplate changes a template and returns it whole; scope
// update:phone_templates.
//
// https://auth0.com/docs/api/management/v2/branding/update-phone-template
func (c *Client) UpdateUnifiedPhoneTemplate(ctx context.Context, id string, change UnifiedPhoneTemplateChange) (UnifiedPhoneTemplate, error) {
	return c.oneUnifiedPhoneTemplate(ctx, http.MethodPatch, id, change)
}

// DeleteUnifiedPhoneTemplate deletes a template, after which Auth0's own
// message is sent; scope delete:phone_templates.
//
// https://auth0.com/docs/api/management/v2/branding/delete-phone-template
func (c *Client) DeleteUnifiedPhoneTemplate(ctx context.Context, id string) error {
	element, err := pathElement(id)
	if err != nil {
		return err
	}
	return c.manage(ctx, http.MethodDelete, unifiedPhoneTemplates+"/"+element, nil, nil)
}

func (c *Client) oneUnifiedPhoneTemplate(ctx context.Context, method, id string, in any) (UnifiedPhoneTemplate, error) {
	var answer UnifiedPhoneTemplate
	element, err := pathElement(id)
	if err != nil {
		return answer, err
	}
	err = c.manage(ctx, method, unifiedPhoneTemplates+"/"+element, in, &answer)
	return answer, err
}
