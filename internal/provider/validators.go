package provider

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

// anyOf takes a set of some of these words, or of none.
func anyOf(words ...string) []validator.Set {
	return []validator.Set{setvalidator.NoNullValues(), setvalidator.ValueStringsAre(stringvalidator.OneOf(words...))}
}

// someOf takes a set of at least one of these words.
func someOf(words ...string) []validator.Set {
	return append(anyOf(words...), setvalidator.SizeAtLeast(1))
}
