package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
)

// fitting is how long a body may be to stay on one line.
const fitting = 72

// present makes a body readable, with its secrets shortened: on one line where
// it fits, else with one member a line.
func present(body []byte, contentType string) []string {
	switch {
	case len(body) == 0:
		return nil
	case strings.HasPrefix(contentType, "application/x-www-form-urlencoded"):
		return presentForm(string(body))
	}
	var value any
	if err := json.Unmarshal(body, &value); err != nil {
		return []string{fmt.Sprintf("(%d bytes, not JSON)", len(body))}
	}
	return presentJSON(conceal("", value))
}

// presentForm shows the values as they were before their encoding.
func presentForm(body string) []string {
	values, err := url.ParseQuery(body)
	if err != nil {
		return []string{fmt.Sprintf("(%d bytes, not a form)", len(body))}
	}
	var lines []string
	for _, name := range slices.Sorted(maps.Keys(values)) {
		lines = append(lines, fmt.Sprintf("%s=%s", name, conceal(name, values.Get(name))))
	}
	if whole := strings.Join(lines, "&"); len(whole) <= fitting {
		return []string{whole}
	}
	return lines
}

// presentJSON takes apart only what does not fit.
func presentJSON(value any) []string {
	whole := compact(value)
	if len(whole) <= fitting {
		return []string{whole}
	}
	switch value := value.(type) {
	case []any:
		var elements [][]string
		for _, element := range value {
			elements = append(elements, presentJSON(element))
		}
		return enclose("[", elements, "]")
	case map[string]any:
		var members [][]string
		for _, name := range slices.Sorted(maps.Keys(value)) {
			member := presentJSON(value[name])
			member[0] = fmt.Sprintf("%q: %s", name, member[0])
			members = append(members, member)
		}
		return enclose("{", members, "}")
	}
	return []string{string([]rune(whole)[:fitting]) + `…"`} // nothing but a string is that long
}

// enclose indents the parts and puts commas between them.
func enclose(first string, parts [][]string, last string) []string {
	lines := []string{first}
	for i, part := range parts {
		if i < len(parts)-1 {
			part[len(part)-1] += ","
		}
		for _, line := range part {
			lines = append(lines, "  "+line)
		}
	}
	return append(lines, last)
}

// compact leaves <, > and & as they are, unlike json.Marshal.
func compact(value any) string {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return err.Error()
	}
	return strings.TrimSpace(out.String())
}
