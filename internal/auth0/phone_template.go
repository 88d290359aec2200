package auth0

import (
	"context"
	"errors"
	"fmt"
	"net/http"
)

// The types of a [PhoneTemplate] that belong to the phone factor. The others are
// change_password, blocked_account and password_breach.
const (
	PhoneTemplateOTPEnroll = "otp_enroll"
	PhoneTemplateOTPVerify = "otp_verify"
)

// PhoneTemplate is a message of a tenant on the Unified Phone Experience. Other
// tenants have messages for the phone factor alone: see
// [Client.LegacyPhoneTemplates].
type PhoneTemplate struct {
	// ID identifies the template. It has the form tem_….
	ID     string `json:"id"`
	Tenant string `json:"tenant,omitempty"`
	// Channel is always phone.
	Channel string `json:"channel,omitempty"`
	// Type is the purpose of the message. A tenant has at most one template of each.
	Type     string                `json:"type"`
	Disabled *bool                 `json:"disabled"`
	Content  *PhoneTemplateContent `json:"content"`
	// CreatedAt and UpdatedAt are RFC 3339 times.
	CreatedAt string `json:"created_at,omitempty"`
	UpdatedAt string `json:"updated_at,omitempty"`
}

// PhoneTemplateContent is the content of a message.
type PhoneTemplateContent struct {
	// Syntax is liquid, which is also the default.
	Syntax *string `json:"syntax,omitempty"`
	// From is the phone number that the message is sent from: the provider's if nil.
	From *string `json:"from,omitempty"`
	// Body is the message for each delivery method.
	Body PhoneTemplateBody `json:"body"`
}

// PhoneTemplateBody is a message as text and as voice.
type PhoneTemplateBody struct {
	Text  *string `json:"text,omitempty"`
	Voice *string `json:"voice,omitempty"`
}

// PhoneTemplateChange is a template to create, or a change to one. In a change,
// fields that are nil stay as they are, the content is replaced as a whole, and
// the type cannot be changed.
type PhoneTemplateChange struct {
	Type     string                `json:"type,omitempty"`
	Disabled *bool                 `json:"disabled,omitempty"`
	Content  *PhoneTemplateContent `json:"content,omitempty"`
}

func (t *PhoneTemplate) validate() error {
	switch {
	case t.ID == "" || t.Type == "":
		return errors.New("it lacks id or type")
	case t.Disabled == nil || t.Content == nil:
		return fmt.Errorf("the template %s lacks disabled or content", t.ID)
	}
	return nil
}

type phoneTemplateList struct {
	Templates []PhoneTemplate `json:"templates"`
}

func (l *phoneTemplateList) validate() error {
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

const phoneTemplates = "/branding/phone/templates"

// PhoneTemplates lists the tenant's own templates. It requires the scope
// read:phone_templates.
//
// https://auth0.com/docs/api/management/v2/branding/get-phone-templates
func (c *Client) PhoneTemplates(ctx context.Context) ([]PhoneTemplate, error) {
	var answer phoneTemplateList
	err := c.manage(ctx, http.MethodGet, phoneTemplates, nil, &answer)
	return answer.Templates, err
}

// PhoneTemplate reads a template. It requires the scope read:phone_templates.
//
// https://auth0.com/docs/api/management/v2/branding/get-phone-template
func (c *Client) PhoneTemplate(ctx context.Context, id string) (PhoneTemplate, error) {
	return c.onePhoneTemplate(ctx, http.MethodGet, id, nil)
}

// CreatePhoneTemplate creates a template and returns the whole template. Type and
// content are required. A tenant that has a template of the type refuses another.
// It requires the scope create:phone_templates.
//
// https://auth0.com/docs/api/management/v2/branding/create-phone-template
func (c *Client) CreatePhoneTemplate(ctx context.Context, t PhoneTemplateChange) (PhoneTemplate, error) {
	var answer PhoneTemplate
	err := c.manage(ctx, http.MethodPost, phoneTemplates, t, &answer)
	return answer, err
}

// UpdatePhoneTemplate changes a template and returns the whole template. It
// requires the scope update:phone_templates.
//
// https://auth0.com/docs/api/management/v2/branding/update-phone-template
func (c *Client) UpdatePhoneTemplate(ctx context.Context, id string, change PhoneTemplateChange) (PhoneTemplate, error) {
	return c.onePhoneTemplate(ctx, http.MethodPatch, id, change)
}

// DeletePhoneTemplate deletes a template, so that Auth0's own message is sent. It
// requires the scope delete:phone_templates.
//
// https://auth0.com/docs/api/management/v2/branding/delete-phone-template
func (c *Client) DeletePhoneTemplate(ctx context.Context, id string) error {
	element, err := pathElement(id)
	if err != nil {
		return err
	}
	return c.manage(ctx, http.MethodDelete, phoneTemplates+"/"+element, nil, nil)
}

func (c *Client) onePhoneTemplate(ctx context.Context, method, id string, in any) (PhoneTemplate, error) {
	var answer PhoneTemplate
	element, err := pathElement(id)
	if err != nil {
		return answer, err
	}
	if err := c.manage(ctx, method, phoneTemplates+"/"+element, in, &answer); err != nil {
		return answer, err
	}
	return answer, about(method, phoneTemplates+"/"+element, id, answer.ID)
}
