package provider

import (
	"context"
	"errors"
	"iter"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/datasourcevalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// usersLimit is how many users are looked at where nothing is said: a request for each.
const usersLimit = 100

type usersWithoutMFAModel struct {
	UserIDs      types.Set        `tfsdk:"user_ids"`
	Query        types.String     `tfsdk:"query"`
	Limit        whole            `tfsdk:"limit"`
	Factors      types.Set        `tfsdk:"factors"`
	Users        []userWithoutMFA `tfsdk:"users"`
	Checked      types.Int64      `tfsdk:"checked"`
	LimitReached types.Bool       `tfsdk:"limit_reached"`
}

type userWithoutMFA struct {
	UserID        types.String `tfsdk:"user_id"`
	Email         types.String `tfsdk:"email"`
	EmailVerified types.Bool   `tfsdk:"email_verified"`
	Blocked       types.Bool   `tfsdk:"blocked"`
}

type usersWithoutMFA struct{ dataBase }

func newUsersWithoutMFA() datasource.DataSource {
	listed := objectOf([]string{"user_id", "email"})
	listed.AttrTypes["email_verified"], listed.AttrTypes["blocked"] = types.BoolType, types.BoolType
	return &usersWithoutMFA{dataBase{
		typeName: "users_without_mfa",
		schema: schema.Schema{
			MarkdownDescription: "Users who could not prove who they are with a second factor: they have enrolled none that is confirmed, and their email address does not count, since it is not verified or `email` is not among the factors. What belongs to a factor that is off does not count either. " +
				"Before MFA is enforced, these are the ones who will be asked to enroll, or are locked out where they cannot.\n\n" +
				"It asks for one page of users for every 100 and then once for each user, at the tenant's rate limit: for 1,000 users, 1,010 requests, which take about 9 minutes at 2 a second (Free), 7 at 150 a minute (Essentials, Professional) and 1 at 16 a second (Enterprise). " +
				"Auth0 shows no more than 1,000 users of a search; for all users of a larger tenant, [export them](https://auth0.com/docs/manage-users/user-migration/bulk-user-exports) instead. Scopes: `read:users`, `read:authentication_methods`, `read:guardian_factors`.",
			Attributes: map[string]schema.Attribute{
				"user_ids": schema.SetAttribute{
					Optional: true, ElementType: types.StringType,
					Validators:          []validator.Set{setvalidator.SizeAtLeast(1), setvalidator.NoNullValues(), setvalidator.ValueStringsAre(stringvalidator.LengthAtLeast(1))},
					MarkdownDescription: "IDs of the users to look at, such as the administrators. One that does not exist is an error. Exactly one of `user_ids` and `query` is required.",
				},
				"query": schema.StringAttribute{
					Optional:            true,
					MarkdownDescription: "Users to look at, as a [search](https://auth0.com/docs/manage-users/user-search/user-search-query-syntax) in Lucene syntax, such as `app_metadata.role:\"admin\"`; `\"\"` for all. Users who are new or changed are found some seconds late.",
				},
				"limit": schema.Int64Attribute{
					CustomType:          wholeType{},
					Optional:            true,
					Validators:          []validator.Int64{int64validator.Between(1, 1000)},
					MarkdownDescription: "The most users to look at, 1 to 1000. Default: 100. `limit_reached` tells whether there are more.",
				},
				"factors": schema.SetAttribute{
					Optional: true, ElementType: types.StringType,
					Validators:          anyOf(factorNames()...),
					MarkdownDescription: "Factors that count, as `guardian_factors` names them: what is planned. Default: those that are on now, which needs `read:guardian_factors`. With `email` among them, a verified email address counts. `duo` and `recovery-code` count nobody: Auth0 does not know who has enrolled with Duo, and a recovery code is for when another factor is lost.",
				},
				"users": schema.ListAttribute{
					Computed: true, ElementType: listed,
					MarkdownDescription: "The users who have no second factor, in the order of their IDs. Each has `user_id`, `email`, `email_verified` and `blocked`.",
				},
				"checked":       schema.Int64Attribute{Computed: true, MarkdownDescription: "How many users were looked at."},
				"limit_reached": schema.BoolAttribute{Computed: true, MarkdownDescription: "Whether there are, or may be, more users than were looked at: then `users` is not all."},
			},
		},
	}}
}

// ConfigValidators refuse both ways to name users, or none.
func (d *usersWithoutMFA) ConfigValidators(context.Context) []datasource.ConfigValidator {
	return []datasource.ConfigValidator{datasourcevalidator.ExactlyOneOf(path.MatchRoot("user_ids"), path.MatchRoot("query"))}
}

// Read looks at one user after the other.
func (d *usersWithoutMFA) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var m usersWithoutMFAModel
	if resp.Diagnostics.Append(req.Config.Get(ctx, &m)...); resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(m.read(ctx, d.session)...)
	if !resp.Diagnostics.HasError() {
		resp.Diagnostics.Append(resp.State.Set(ctx, m)...)
	}
}

func (m *usersWithoutMFAModel) read(ctx context.Context, s *session) diag.Diagnostics {
	factors, err := m.counting(ctx, s.client)
	if err != nil {
		return diag.Diagnostics{s.apiError("read which factors are on", path.Root("factors"), err, nil)}
	}
	most, n, more := int64(usersLimit), int64(0), false
	if !m.Limit.IsNull() {
		most = m.Limit.ValueInt64()
	}
	m.Users = []userWithoutMFA{}
	for user, err := range m.all(ctx, s.client) {
		if errors.Is(err, auth0.ErrMoreUsers) {
			more = true
			break
		}
		if err != nil {
			return diag.Diagnostics{s.apiError("read users", path.Empty(), err, nil)}
		}
		if n == most {
			more = true
			break
		}
		n++
		if user.EmailVerified && slices.Contains(factors, string(auth0.FactorEmail)) {
			continue
		}
		list, err := secondFactors(ctx, s.client, user.ID)
		if err != nil {
			return s.userError("read the authenticators of", user.ID, err)
		}
		if !anyCounts(list, factors) {
			m.Users = append(m.Users, userWithoutMFA{
				types.StringValue(user.ID), optional(user.Email), types.BoolValue(user.EmailVerified), types.BoolValue(user.Blocked),
			})
		}
	}
	m.Checked, m.LimitReached = types.Int64Value(n), types.BoolValue(more)
	return nil
}

// counting are the factors that are planned, or else on.
func (m *usersWithoutMFAModel) counting(ctx context.Context, c *auth0.Client) (names []string, err error) {
	if !m.Factors.IsNull() {
		return textsOf(m.Factors), nil
	}
	list, err := c.Factors(ctx)
	for _, f := range list {
		if f.Enabled {
			names = append(names, string(f.Name))
		}
	}
	return names, err
}

// all are the users that are named, or found.
func (m *usersWithoutMFAModel) all(ctx context.Context, c *auth0.Client) iter.Seq2[auth0.User, error] {
	if m.UserIDs.IsNull() {
		return c.Users(ctx, m.Query.ValueString())
	}
	return func(yield func(auth0.User, error) bool) {
		for _, id := range textsOf(m.UserIDs) {
			user, err := c.User(ctx, id)
			if !yield(user, err) || err != nil {
				return
			}
		}
	}
}

// factorOf is the factor by which an authenticator of a type is used. A recovery
// code is of use beside another one, and an address is counted by the user.
var factorOf = map[string]auth0.FactorName{
	"totp": auth0.FactorOTP, "phone": auth0.FactorSMS, "sms": auth0.FactorSMS, "voice": auth0.FactorSMS,
	"email": auth0.FactorEmail, "push": auth0.FactorPush, "guardian": auth0.FactorPush,
	"webauthn-roaming": auth0.FactorWebAuthnRoaming, "webauthn-platform": auth0.FactorWebAuthnPlatform,
}

// anyCounts reports whether a user can use any of these.
func anyCounts(list []auth0.AuthenticationMethod, factors []string) bool {
	return slices.ContainsFunc(list, func(a auth0.AuthenticationMethod) bool {
		return a.Confirmed != nil && *a.Confirmed && slices.Contains(factors, string(factorOf[a.Type]))
	})
}

// factorNames are those of all factors by which a user can be known.
func factorNames() (names []string) {
	for _, f := range factorOf {
		names = append(names, string(f))
	}
	slices.Sort(names)
	return append(slices.Compact(names), string(auth0.FactorDuo), string(auth0.FactorRecoveryCode))
}
