package auth0test

import (
	"encoding/json"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// violations are sentences about what a schema forbids.
type violations []string

// text joins them as Auth0 does.
func (v violations) text() string { return strings.Join(v, " (also) ") + "." }

// fault words one violation: the property is left out at the root, and the
// parenthesis where the schema has no description.
func (s schema) fault(path, reason string) string {
	text := "'" + reason + "'"
	if path != "" {
		text += " on property " + path
	}
	if path != "" && s.description != "" {
		text += " (" + s.description + ")"
	}
	return text
}

// coerce gives the values of a form or a query the types of the schema where
// they can have them; the rest stay strings and fail the check.
func (s schema) coerce(values url.Values) map[string]any {
	object := map[string]any{}
	for name := range values {
		text := values.Get(name)
		object[name] = text
		switch s.properties[name].kind {
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

// typeOf names a decoded value's JSON type.
func typeOf(value any) string {
	switch value := value.(type) {
	case nil:
		return "null"
	case bool:
		return "boolean"
	case string:
		return "string"
	case []any:
		return "array"
	case json.Number:
		if _, err := strconv.Atoi(value.String()); err == nil {
			return "integer"
		}
		return "number"
	}
	return "object"
}

// integer reads a number that has passed its schema; 0 when it is absent.
func integer(value any) int {
	number, ok := value.(json.Number)
	if !ok {
		return 0
	}
	n, err := strconv.Atoi(number.String())
	if err != nil {
		return 0
	}
	return n
}

func sortedKeys(m map[string]schema) []string { return slices.Sorted(maps.Keys(m)) }
