package api

import (
	"slices"
	"strings"
)

// FieldsQuery is that of endpoints that can show a part of an object.
func FieldsQuery() Schema {
	return Schema{Properties: map[string]Schema{
		"fields": {Kind: "string", Description: "Comma-separated list of fields to include or exclude (based on value provided for " +
			"include_fields) in the result. Leave empty to retrieve all fields."},
		"include_fields": {Kind: "boolean", Description: "Whether specified fields are to be included (true) or excluded (false)."},
	}}
}

// SelectFields applies the query of FieldsQuery.
func (c *Call) SelectFields(object map[string]any) map[string]any {
	fields, _ := c.Query["fields"].(string)
	if fields == "" {
		return object
	}
	names, including := strings.Split(fields, ","), c.Query["include_fields"] != false
	found := map[string]any{}
	for name, value := range object {
		if slices.Contains(names, name) == including {
			found[name] = value
		}
	}
	return found
}
