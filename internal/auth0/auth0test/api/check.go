package api

import (
	"cmp"
	"maps"
	"net/mail"
	"slices"
	"strconv"
	"strings"
)

// check lists all that is wrong with a value.
func (s Schema) check(value any, path string) violations {
	wanted, found := cmp.Or(s.Kind, "object"), typeOf(value)
	switch {
	case value == nil && s.Nullable:
		return nil
	case found != wanted && s.Nullable:
		wanted += ",null" // as z-Schema lists several types
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
	if s.Kind == "integer" {
		return s.checkRange(Integer(value), path)
	}
	return nil
}

func (s Schema) checkObject(object map[string]any, path string) violations {
	var found violations
	var unknown []string
	for name := range object {
		if _, ok := s.Properties[name]; !ok {
			unknown = append(unknown, name)
		}
	}
	if len(unknown) > 0 && !s.Open {
		slices.Sort(unknown)
		found = append(found, s.fault(path, "Additional properties not allowed: "+strings.Join(unknown, ",")))
	}
	for _, name := range slices.Sorted(maps.Keys(s.Properties)) {
		property := s.Properties[name]
		value, ok := object[name]
		switch {
		case ok:
			found = append(found, property.check(value, strings.TrimPrefix(path+"."+name, "."))...)
		case property.Required:
			found = append(found, s.fault(path, "Missing required property: "+name))
		}
	}
	return found
}

func (s Schema) checkArray(array []any, path string) violations {
	var found violations
	for i, item := range array {
		if first := firstText(array, item); s.Unique && first >= 0 && first < i {
			reason := "Array items are not unique (indexes " + strconv.Itoa(first) + " and " + strconv.Itoa(i) + ")"
			found = append(found, s.fault(path, reason))
		}
		if s.Items != nil {
			found = append(found, s.Items.check(item, path+"["+strconv.Itoa(i)+"]")...)
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

func (s Schema) checkString(text, path string) violations {
	size := strconv.Itoa(len(text))
	switch {
	case s.Enum != nil && !slices.Contains(s.Enum, text):
		return violations{s.fault(path, `Invalid value "`+text+`"`)}
	case len(text) < s.MinLength:
		return violations{s.fault(path, "String is too short ("+size+" chars), minimum "+strconv.Itoa(s.MinLength))}
	case s.MaxLength > 0 && len(text) > s.MaxLength:
		return violations{s.fault(path, "String is too long ("+size+" chars), maximum "+strconv.Itoa(s.MaxLength))}
	case s.Pattern != nil && !s.Pattern.MatchString(text):
		return violations{s.fault(path, "String does not match pattern "+s.Pattern.String()+": "+text)}
	case s.Email && !IsEmail(text):
		return violations{s.fault(path, "Object didn't pass validation for format email: "+text)}
	}
	return nil
}

func (s Schema) checkRange(value int, path string) violations {
	switch {
	case value < s.Minimum:
		return violations{s.fault(path, "Value "+strconv.Itoa(value)+" is less than minimum "+strconv.Itoa(s.Minimum))}
	case s.Maximum != 0 && value > s.Maximum:
		return violations{s.fault(path, "Value "+strconv.Itoa(value)+" is greater than maximum "+strconv.Itoa(s.Maximum))}
	}
	return nil
}

// IsEmail reports whether a text is one plain address.
func IsEmail(text string) bool {
	address, err := mail.ParseAddress(text)
	return err == nil && address.Address == text
}
