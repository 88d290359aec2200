package provider_test

import (
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// A dataRow is a data source with a configuration.
type dataRow struct {
	typeName, variant string
	config            configuration
}

// A configuration is what a data source is asked for on a tenant with a user.
type configuration func(*testing.T, tenant, auth0test.User) map[string]string

func nothing(*testing.T, tenant, auth0test.User) map[string]string { return nil }

func byUser(_ *testing.T, _ tenant, user auth0test.User) map[string]string {
	return map[string]string{"user_id": user.ID}
}

func byBearer(t *testing.T, tn tenant, user auth0test.User) map[string]string {
	t.Helper()
	return map[string]string{"token": login(t, tn, user)}
}

// emailOf is one of an owner's.
func emailOf(owner configuration) configuration {
	return func(t *testing.T, tn tenant, user auth0test.User) map[string]string {
		t.Helper()
		config := owner(t, tn, user)
		config["oob_channel"] = "email"
		return config
	}
}

var dataRows = []dataRow{
	{"guardian_authenticator", " of a user", emailOf(byUser)},
	{"guardian_authenticator", " of a token", emailOf(byBearer)},
	{"guardian_authenticators", " of a user", byUser},
	{"guardian_authenticators", " of a token", byBearer},
	{"guardian_factors", "", nothing},
	{"guardian_phone_provider", "", nothing},
	{"guardian_policies", "", nothing},
	{"guardian_settings", "", nothing},
	{"guardian_tenant_settings", "", nothing},
	{"guardian_user_enrollments", "", byUser},
	{"guardian_users_without_mfa", "", everybody},
}

// everybody is a search for all users.
func everybody(*testing.T, tenant, auth0test.User) map[string]string {
	return map[string]string{"query": ""}
}

// A data source, too, says what the tenant says, or fails: TestOnlyAuth0IsBelieved
// for what is only read.
func TestADataSourceBelievesOnlyAuth0(t *testing.T) {
	t.Parallel()
	_, schemas := newServer(t)
	for name := range schemas.DataSourceSchemas {
		if !slices.ContainsFunc(dataRows, func(d dataRow) bool { return d.typeName == name }) {
			t.Errorf("dataRows has no %s", name)
		}
	}
	m := newMatrix(t)
	for i, row := range dataRows {
		t.Run(row.typeName+row.variant, func(t *testing.T) {
			t.Parallel()
			m.begin()
			tn := emulated(t)
			user, _ := enrolled(tn)
			tn.SetPolicies("all-applications")
			l, schema := newLiar(t, tn), schemas.DataSourceSchemas[row.typeName]
			request := tfprotov6.ReadDataSourceRequest{TypeName: row.typeName, Config: object(t, schema, row.config(t, tn, user))}
			read := func(one *lie) (outcome, record) { return l.read(t, one, schema, &request) }
			honest, rec := read(nil)
			if honest.errs != "" {
				t.Fatal(honest.errs)
			}
			found := findings{}
			for j, q := range rec.seen {
				list := liesAbout(q, rec.heard[q].body, turns{operation: i, request: i + j, senders: 1})
				for _, one := range list {
					got, rec := read(&one)
					found.reads(tn, honest, one, got)
					if len(rec.wrote()) > 0 {
						found.wrong("it writes", one)
					}
				}
				m.count(q.method, len(list), 0)
			}
			found.report(t, "read")
		})
	}
}

// read reads a data source in a process that is lied to.
func (l *liar) read(t *testing.T, one *lie, schema *tfprotov6.Schema, request *tfprotov6.ReadDataSourceRequest) (outcome, record) {
	t.Helper()
	l.begin(one, nil)
	resp, err := l.deceived(t).ReadDataSource(t.Context(), request)
	if err != nil {
		t.Fatal(err)
	}
	got := outcome{errs: failures(resp.Diagnostics), said: text(resp.Diagnostics)}
	if got.errs == "" {
		if got.value, err = resp.State.Unmarshal(schema.ValueType()); err != nil {
			t.Fatal(err)
		}
	}
	return got, l.end()
}

// reads states that a lie is not believed, and that no secret shows.
func (f findings) reads(tn tenant, honest outcome, one lie, got outcome) {
	if got.errs == "" && !got.value.Equal(honest.value) {
		f.wrong("the lie is believed", one)
	}
	if tn.showsSecret(got.said) {
		f.wrong("a secret shows", one)
	}
	f.saysPlainly(one, got)
}
