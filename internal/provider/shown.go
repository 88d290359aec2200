package provider

import (
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// replaced has a line for each value in which what the tenant has differs both
// from what is wanted and from what a new tenant has.
func replaced(at string, has, want, fresh tftypes.Value) (lines []string) {
	if has.IsNull() || has.Equal(want) || has.Equal(fresh) {
		return nil
	}
	if !has.Type().Is(tftypes.Object{}) {
		return []string{fmt.Sprintf("  %s: %s → %s", at, shown(has), shown(want))}
	}
	h, w, f := valuesOf(has), valuesOf(want), valuesOf(fresh)
	for _, name := range slices.Sorted(maps.Keys(h)) {
		lines = append(lines, replaced(at+"."+name, h[name], w[name], f[name])...)
	}
	return lines
}

// shown is a value as a configuration has it.
func shown(v tftypes.Value) string {
	var text string
	var number big.Float
	var yes bool
	var list []tftypes.Value
	switch {
	case v.IsNull():
		return "null"
	case v.As(&text) == nil:
		return fmt.Sprintf("%q", text)
	case v.As(&number) == nil:
		return number.Text('f', -1)
	case v.As(&yes) == nil:
		return fmt.Sprint(yes)
	case v.As(&list) == nil:
		parts := make([]string, len(list))
		for i, element := range list {
			parts[i] = shown(element)
		}
		slices.Sort(parts) // of a set, which has no order
		return "[" + strings.Join(parts, ", ") + "]"
	}
	return "{…}"
}
