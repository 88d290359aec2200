package provider

import (
	"context"
	"fmt"
	"math/big"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/attr/xattr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// wholeType is the type of whole numbers. Of any other number, the framework's
// own says that the provider has a bug.
type wholeType struct{ basetypes.Int64Type }

func (t wholeType) Equal(o attr.Type) bool {
	_, ok := o.(wholeType)
	return ok
}

func (wholeType) String() string { return "whole number" }

func (wholeType) ValueType(context.Context) attr.Value { return whole{} }

func (wholeType) ValueFromInt64(_ context.Context, v basetypes.Int64Value) (basetypes.Int64Valuable, diag.Diagnostics) {
	return whole{Int64Value: v}, nil
}

func (t wholeType) ValueFromTerraform(ctx context.Context, in tftypes.Value) (attr.Value, error) {
	v, err := t.Int64Type.ValueFromTerraform(ctx, in)
	if err == nil {
		return whole{Int64Value: v.(basetypes.Int64Value)}, nil //nolint:forcetypeassert // it gives nothing else
	}
	var n big.Float
	if in.As(&n) != nil {
		return nil, err
	}
	return whole{types.Int64Unknown(), n.Text('f', -1)}, nil // which no other validator looks at
}

// whole is a whole number.
type whole struct {
	basetypes.Int64Value

	wrong string // what it is instead
}

func wholeOf(n int64) whole { return whole{Int64Value: types.Int64Value(n)} }

func (whole) Type(context.Context) attr.Type { return wholeType{} }

func (v whole) Equal(o attr.Value) bool {
	other, ok := o.(whole)
	return ok && v.Int64Value.Equal(other.Int64Value) && v.wrong == other.wrong
}

func (v whole) ValidateAttribute(_ context.Context, req xattr.ValidateAttributeRequest, resp *xattr.ValidateAttributeResponse) {
	if v.wrong != "" {
		resp.Diagnostics.AddAttributeError(req.Path, "Not a whole number", fmt.Sprintf(
			"The attribute %s takes a whole number of at most 19 digits. It is %s.", req.Path, v.wrong))
	}
}
