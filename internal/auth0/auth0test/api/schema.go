package api

import (
	"encoding/json"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
)

// Schema is the part of JSON Schema that the emulated endpoints use.
type Schema struct {
	Kind                 string // boolean, integer, string, array or object (also when empty)
	Nullable             bool   // takes null too
	Open                 bool   // allows any property
	Description          string
	Required             bool // in the object that it is a property of
	Properties           map[string]Schema
	Items                *Schema
	Unique               bool
	Enum                 []string
	Minimum, Maximum     int // of an integer; no maximum when 0
	MinLength, MaxLength int // not checked when 0
	Pattern              *regexp.Regexp
	Email                bool
}

// violations are sentences about what a schema forbids.
type violations []string

// text joins them as Auth0 does.
func (v violations) text() string { return strings.Join(v, " (also) ") + "." }

// fault words one violation: the property is left out at the root, and the
// parenthesis where the schema has no description.
func (s Schema) fault(path, reason string) string {
	text := "'" + reason + "'"
	if path != "" {
		text += " on property " + path
	}
	if path != "" && s.Description != "" {
		text += " (" + s.Description + ")"
	}
	return text
}

// Refuse is the answer to a body that the schema cannot forbid, in the words
// of one that it can.
func (s Schema) Refuse(path, reason string) *Refusal {
	return Boom(http.StatusBadRequest, "invalid_body", "Payload validation error: "+violations{s.fault(path, reason)}.text())
}

// coerce gives the values of a form or a query the types of the schema where
// they can have them; the rest stay strings and fail the check.
func (s Schema) coerce(values url.Values) map[string]any {
	object := map[string]any{}
	for name := range values {
		text := values.Get(name)
		object[name] = text
		switch s.Properties[name].Kind {
		case "boolean":
			if text == "true" || text == "false" {
				object[name] = text == "true"
			}
		case "integer":
			if _, err := strconv.Atoi(text); err == nil {
				object[name] = json.Number(text)
			}
		}
	}
	return object
}
