package provider

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// A secret is write-only: it is taken out of the configuration before each write
// of what is declared, and never in the model, which becomes the state.
type secret struct {
	at    path.Path
	value types.String
}

// take reads the secret. It is fine to take none.
func (s *secret) take(ctx context.Context, config tfsdk.Config) diag.Diagnostics {
	if s == nil {
		return nil
	}
	return config.GetAttribute(ctx, s.at, &s.value)
}

// absent reports whether a secret that a write needs was not given.
func (s *secret) absent() bool { return s != nil && s.value.IsNull() }

// pointer is the secret as the API takes it.
func (s *secret) pointer() *string { return s.value.ValueStringPointer() }

// hide keeps the secret out of what Auth0 says about it. Of a JSON document,
// the values are secret, and the names are not.
func (s *secret) hide(text string) string {
	if s == nil {
		return text
	}
	plain := s.value.ValueString()
	var document any
	if err := json.Unmarshal([]byte(plain), &document); err != nil {
		return auth0.Hide(text, plain)
	}
	return auth0.Hide(text, leaves(document, plain)...)
}

// within reports whether what the tenant answered with contains the secret, or a
// value of the document that it is, where that was not sent: then it must not get
// into the state. What is declared may share letters with it.
func (s *secret) within(answer, sent values) (found bool) {
	if s == nil || utf8.RuneCountInString(s.value.ValueString()) < 8 { // which may be a word like any other
		return false
	}
	declared := map[string]bool{"": true}
	sent.eachText(func(text string) { declared[text] = true })
	answer.eachText(func(text string) { found = found || !declared[text] && s.hide(text) != text })
	return found
}

// eachText visits all texts that are known, nested ones included.
func (v values) eachText(see func(string)) {
	for _, value := range v {
		_ = tftypes.Walk(value, func(_ *tftypes.AttributePath, part tftypes.Value) (bool, error) {
			var text string
			if part.IsKnown() && !part.IsNull() && part.As(&text) == nil {
				see(text)
			}
			return true, nil
		})
	}
}

// echoed is the error of an answer that contains it.
func echoed(subject string) diag.Diagnostic {
	return diag.NewErrorDiagnostic("The answer contains a secret: "+subject,
		"What the tenant answered contains the secret that was sent, and so is not taken into the state. Auth0 never answers like that: "+
			"does a proxy answer in its place?")
}

// leaves are the texts in a JSON document, and the whole of what is neither object nor list.
func leaves(document any, whole string) (list []string) {
	switch v := document.(type) {
	case map[string]any:
		for _, member := range v {
			list = append(list, leaves(member, "")...)
		}
	case []any:
		for _, element := range v {
			list = append(list, leaves(element, "")...)
		}
	case string:
		list = append(list, v, whole)
	default:
		list = append(list, whole)
	}
	return list
}

// secretAttribute is a secret that Auth0 takes and the state never has.
func secretAttribute(description string, is secretForm) schema.StringAttribute {
	return schema.StringAttribute{
		Optional:            true,
		WriteOnly:           true,
		Sensitive:           true,
		Validators:          []validator.String{is},
		MarkdownDescription: description + " Needed when what it belongs to is created or changed; after an import, not before something of that changes. Write-only: it is sent to Auth0 and never stored in a plan or state. Requires Terraform 1.11 or OpenTofu 1.11, or later.",
	}
}

// secretVersionAttribute stands in state for a secret. Terraform cannot see
// that a write-only attribute has changed.
func secretVersionAttribute(secret string) schema.Int64Attribute {
	return schema.Int64Attribute{
		CustomType:          wholeType{},
		Optional:            true,
		MarkdownDescription: fmt.Sprintf("A number of your choice that you change whenever `%s` changes, so that it is sent again. It is empty after an import, and can stay so until the secret has to be sent. Later, keep it when you take `%s` out of the configuration.", secret, secret),
	}
}

// A secretForm is what a secret must be. Its errors name the attribute in words
// alone: at the attribute, Terraform would show the line, and with it a secret
// that is written there.
type secretForm struct {
	must string
	is   func(string) bool
}

func (f secretForm) Description(context.Context) string { return f.must }

func (f secretForm) MarkdownDescription(ctx context.Context) string { return f.Description(ctx) }

func (f secretForm) ValidateString(ctx context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() {
		return
	}
	if !req.ConfigValue.IsUnknown() && !f.is(req.ConfigValue.ValueString()) {
		resp.Diagnostics.AddError("Not a usable secret", fmt.Sprintf("The attribute %s %s. Its value is not shown here.", req.Path, f.must))
	}
	if version := versionOf(req.Path); isNull(ctx, req.Config, version) {
		resp.Diagnostics.AddError("A secret without its version", fmt.Sprintf(
			"%s is set, and %s is not: it would never be sent. Set it to a number of your choice.", req.Path, version))
	}
}

// versionOf is the attribute that stands in state for a secret.
func versionOf(secret path.Path) path.Path {
	name, _ := secret.Steps().LastStep()
	return secret.ParentPath().AtName(name.String() + "_version")
}

// anyText is a secret of which only the length is known, in characters.
func anyText(most int) secretForm {
	return secretForm{fmt.Sprintf("must have 1 to %d characters", most), func(s string) bool {
		return s != "" && utf8.RuneCountInString(s) <= most
	}}
}

// The files that Auth0 takes have up to 10000 characters.
var (
	base64File = secretForm{"must be a file, base64 encoded in one line, of 1 to 10000 characters", func(s string) bool {
		line := strings.TrimRight(s, "\r\n") // of the file() that has it encoded
		content, err := base64.StdEncoding.DecodeString(line)
		return err == nil && len(content) > 0 && len(s) <= 10000 && !strings.ContainsAny(line, "\r\n")
	}}
	jsonFile = secretForm{"must be a JSON object of up to 10000 characters", func(s string) bool {
		var object map[string]json.RawMessage
		return json.Unmarshal([]byte(s), &object) == nil && object != nil && utf8.RuneCountInString(s) <= 10000
	}}
)
