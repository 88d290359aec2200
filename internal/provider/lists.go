package provider

import "slices"

// without is a list in its order, but for what another has.
func without(list, other []string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(s string) bool { return slices.Contains(other, s) })
}

// within is what another list has, too.
func within(list, other []string) []string {
	return slices.DeleteFunc(append([]string{}, list...), func(s string) bool { return !slices.Contains(other, s) })
}
