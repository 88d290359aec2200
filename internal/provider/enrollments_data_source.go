package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

type userEnrollmentsModel struct {
	UserID      types.String      `tfsdk:"user_id"`
	Enrollments []enrollmentModel `tfsdk:"enrollments"`
}

type enrollmentModel struct {
	ID          types.String `tfsdk:"id"`
	Status      types.String `tfsdk:"status"`
	Type        types.String `tfsdk:"type"`
	AuthMethod  types.String `tfsdk:"auth_method"`
	Name        types.String `tfsdk:"name"`
	Identifier  types.String `tfsdk:"identifier"`
	PhoneNumber types.String `tfsdk:"phone_number"`
	EnrolledAt  types.String `tfsdk:"enrolled_at"`
	LastAuth    types.String `tfsdk:"last_auth"`
}

type userEnrollmentsDataSource struct{ dataBase }

func newUserEnrollments() datasource.DataSource {
	members := []string{"id", "status", "type", "auth_method", "name", "identifier", "phone_number", "enrolled_at", "last_auth"}
	return &userEnrollmentsDataSource{dataBase{
		typeName: "user_enrollments",
		schema: schema.Schema{
			MarkdownDescription: "A user's enrollment as Guardian reports it: the first one that is confirmed. Email and unconfirmed enrollments are not included; `guardian_authenticators` lists everything. Scope: `read:users`.",
			Attributes: map[string]schema.Attribute{
				"user_id": schema.StringAttribute{
					Required:            true,
					Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
					MarkdownDescription: "ID of the user, such as `auth0|5f7c8ec7c33c6c004bbafe82`.",
				},
				"enrollments": schema.ListAttribute{
					Computed:    true,
					ElementType: objectOf(members),
					MarkdownDescription: "The enrollments, in the order in which the API returns them; empty if there are none. Attributes that the API leaves out are null: " +
						"`id` (such as `dev_hdkmORJuqOmjRRQU`), `status` (`pending` or `confirmed`), `type` (as the API names it), " +
						"`auth_method` (`authenticator` for an authenticator app, `guardian` for a push notification, `sms`, `webauthn-roaming` or `webauthn-platform`), " +
						"`name` (usually the masked phone number), `identifier` (of the device, usually of the phone), `phone_number` (masked), " +
						"`enrolled_at` (when it was confirmed, RFC 3339) and `last_auth` (when it was last used, RFC 3339).",
				},
			},
		},
	}}
}

func (d *userEnrollmentsDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var m userEnrollmentsModel
	if resp.Diagnostics.Append(req.Config.Get(ctx, &m)...); resp.Diagnostics.HasError() {
		return
	}
	list, err := d.client.Enrollments(ctx, m.UserID.ValueString())
	if err != nil {
		resp.Diagnostics.Append(d.apiError("read the enrollments of "+m.UserID.ValueString(), path.Root("user_id"), err, nil))
		return
	}
	m.Enrollments = make([]enrollmentModel, 0, len(list))
	for _, e := range list {
		m.Enrollments = append(m.Enrollments, fromEnrollment(e))
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, m)...)
}

func fromEnrollment(e auth0.Enrollment) enrollmentModel {
	return enrollmentModel{
		ID:          types.StringValue(e.ID),
		Status:      types.StringValue(e.Status),
		Type:        optional(e.Type),
		AuthMethod:  optional(e.AuthMethod),
		Name:        optional(e.Name),
		Identifier:  optional(e.Identifier),
		PhoneNumber: optional(e.PhoneNumber),
		EnrolledAt:  optional(e.EnrolledAt),
		LastAuth:    optional(e.LastAuth),
	}
}
