package provider

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// movedKey marks, in private state, what was moved from another provider's
// resource and not yet read: its tenant is not known before.
const movedKey = "moved"

// MoveState takes over what the source stands for. The provider is not
// configured here, so that the Read that follows says which tenant it is.
func (r *base) MoveState(context.Context) (movers []resource.StateMover) {
	for _, s := range r.sources {
		movers = append(movers, resource.StateMover{StateMover: func(
			ctx context.Context, req resource.MoveStateRequest, resp *resource.MoveStateResponse,
		) {
			// Some versions of OpenTofu give no more than the last segment of the address.
			if req.SourceTypeName == s.typeName && req.SourceProviderAddress[strings.LastIndex(req.SourceProviderAddress, "/")+1:] == "auth0" {
				resp.Diagnostics.Append(r.moveFrom(ctx, s, req, resp)...)
			}
		}})
	}
	return movers
}

func (r *base) moveFrom(
	ctx context.Context, s source, req resource.MoveStateRequest, resp *resource.MoveStateResponse,
) (diags diag.Diagnostics) {
	var was map[string]any
	if req.SourceRawState == nil || json.Unmarshal(req.SourceRawState.JSON, &was) != nil {
		return s.refuse("It cannot be read.")
	}
	got := nullValues(ctx, r.schema)
	for ours, theirs := range s.takes {
		text, ok := was[theirs].(string)
		if !ok || text == "" {
			return s.refuse("It has no " + theirs + ".")
		}
		got[ours] = tftypes.NewValue(tftypes.String, text)
	}
	got[tenantKey] = tftypes.NewValue(tftypes.String, nil)
	r.derive(got)
	resp.TargetState.Raw = got.raw(resp.TargetState.Raw.Type())
	diags.Append(resp.TargetPrivate.SetKey(ctx, movedKey, []byte("true"))...)
	return diags
}

func (s source) refuse(why string) diag.Diagnostics {
	return diag.Diagnostics{diag.NewErrorDiagnostic("Not a state of "+s.typeName,
		why+" Use a removed block with destroy = false, and an import block, instead of the moved block.")}
}

// arrived reports whether what is read was moved from another provider's
// resource just now, notes that it is so no more, and says which tenant it is: the
// old state does not know, and a plan without a change does not show it.
func (r *base) arrived(ctx context.Context, private privateState) (yes bool, diags diag.Diagnostics) {
	moved, diags := private.GetKey(ctx, movedKey)
	if r.unready != nil || moved == nil {
		return false, diags
	}
	diags.AddWarning("Moved to the tenant "+r.client.Tenant()+": guardian_"+r.typeName, fmt.Sprintf(
		"The state of the old resource does not say which tenant it belongs to. From this apply on, guardian_%s belongs to %s, "+
			"for which the provider is configured: check that it is the same.", r.typeName, r.client.Tenant()))
	return true, append(diags, private.SetKey(ctx, movedKey, nil)...)
}
