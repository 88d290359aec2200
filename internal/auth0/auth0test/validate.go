package auth0test

import (
	"cmp"
	"errors"
	"net/http"
	"net/mail"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// schema is the part of JSON Schema that the emulated endpoints use.
type schema struct {
	kind                 string // boolean, integer, string, array or object (also when empty)
	nullable             bool   // takes null too
	open                 bool   // allows any property
	description          string
	required             bool // in the object that it is a property of
	properties           map[string]schema
	items                *schema
	unique               bool
	enum                 []string
	minimum, maximum     int // of an integer; no maximum when 0
	minLength, maxLength int // not checked when 0
	pattern              *regexp.Regexp
	email                bool
}

// validate checks path, query and body with the words of z-schema, the
// validator whose messages Auth0's errors quote.
func validate(rt route, c *call) error {
	values := url.Values{}
	for name := range rt.path.properties {
		values.Set(name, c.request.PathValue(name))
	}
	if v := rt.path.check(rt.path.coerce(values), ""); len(v) > 0 {
		return boom(http.StatusBadRequest, "invalid_uri", "Path validation error: "+v.text())
	}
	query := rt.query.coerce(c.request.URL.Query())
	if v := rt.query.check(query, ""); len(v) > 0 {
		return boom(http.StatusBadRequest, "invalid_query_string", "Query validation error: "+v.text())
	}
	c.query = query
	if rt.body == nil {
		return nil
	}
	return validateBody(*rt.body, c)
}

func validateBody(s schema, c *call) error {
	value, err := decodeBody(c)
	switch {
	case errors.Is(err, errMediaType):
		return boom(http.StatusUnsupportedMediaType, "", "Unsupported Media Type")
	case err != nil:
		return boom(http.StatusBadRequest, "", "Invalid request payload JSON format")
	}
	if form, ok := value.(url.Values); ok {
		value = s.coerce(form)
	}
	if v := s.check(value, ""); len(v) > 0 {
		return boom(http.StatusBadRequest, "invalid_body", "Payload validation error: "+v.text())
	}
	switch value := value.(type) {
	case map[string]any:
		c.params = value
	case []any:
		c.list = value
	}
	return nil
}

// check lists all that is wrong with a value.
func (s schema) check(value any, path string) violations {
	wanted, found := cmp.Or(s.kind, "object"), typeOf(value)
	switch {
	case value == nil && s.nullable:
		return nil
	case found != wanted && s.nullable:
		wanted += ",null" // as z-schema lists several types
		fallthrough
	case found != wanted:
		return violations{s.fault(path, "Expected type "+wanted+" but found type "+found)}
	}
	switch value := value.(type) {
	case map[string]any:
		return s.checkObject(value, path)
	case []any:
		return s.checkArray(value, path)
	case string:
		return s.checkString(value, path)
	}
	if s.kind == "integer" {
		return s.checkRange(integer(value), path)
	}
	return nil
}

func (s schema) checkObject(object map[string]any, path string) violations {
	var found violations
	var unknown []string
	for name := range object {
		if _, ok := s.properties[name]; !ok {
			unknown = append(unknown, name)
		}
	}
	if len(unknown) > 0 && !s.open {
		slices.Sort(unknown)
		found = append(found, s.fault(path, "Additional properties not allowed: "+strings.Join(unknown, ",")))
	}
	for _, name := range sortedKeys(s.properties) {
		property := s.properties[name]
		value, ok := object[name]
		switch {
		case ok:
			found = append(found, property.check(value, strings.TrimPrefix(path+"."+name, "."))...)
		case property.required:
			found = append(found, s.fault(path, "Missing required property: "+name))
		}
	}
	return found
}

func (s schema) checkArray(array []any, path string) violations {
	var found violations
	for i, item := range array {
		if first := firstText(array, item); s.unique && first >= 0 && first < i {
			reason := "Array items are not unique (indexes " + strconv.Itoa(first) + " and " + strconv.Itoa(i) + ")"
			found = append(found, s.fault(path, reason))
		}
		if s.items != nil {
			found = append(found, s.items.check(item, path+"["+strconv.Itoa(i)+"]")...)
		}
	}
	return found
}

// firstText finds a string in an array; other types cannot always be compared.
func firstText(array []any, item any) int {
	text, ok := item.(string)
	if !ok {
		return -1
	}
	return slices.IndexFunc(array, func(other any) bool { return other == any(text) })
}

func (s schema) checkString(text, path string) violations {
	size := strconv.Itoa(len(text))
	switch {
	case s.enum != nil && !slices.Contains(s.enum, text):
		return violations{s.fault(path, `Invalid value "`+text+`"`)}
	case len(text) < s.minLength:
		return violations{s.fault(path, "String is too short ("+size+" chars), minimum "+strconv.Itoa(s.minLength))}
	case s.maxLength > 0 && len(text) > s.maxLength:
		return violations{s.fault(path, "String is too long ("+size+" chars), maximum "+strconv.Itoa(s.maxLength))}
	case s.pattern != nil && !s.pattern.MatchString(text):
		return violations{s.fault(path, "String does not match pattern "+s.pattern.String()+": "+text)}
	case s.email && !isEmail(text):
		return violations{s.fault(path, "Object didn't pass validation for format email: "+text)}
	}
	return nil
}

func (s schema) checkRange(value int, path string) violations {
	switch {
	case value < s.minimum:
		return violations{s.fault(path, "Value "+strconv.Itoa(value)+" is less than minimum "+strconv.Itoa(s.minimum))}
	case s.maximum != 0 && value > s.maximum:
		return violations{s.fault(path, "Value "+strconv.Itoa(value)+" is greater than maximum "+strconv.Itoa(s.maximum))}
	}
	return nil
}

func isEmail(text string) bool {
	address, err := mail.ParseAddress(text)
	return err == nil && address.Address == text
}
