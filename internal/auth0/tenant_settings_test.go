package auth0_test

import (
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// What is absent means false; what else the settings say is dropped.
func TestRecordedTenantSettings(t *testing.T) {
	t.Parallel()
	for answer, want := range map[string]auth0.TenantSettings{
		recordedSettings: {CustomizeMFAInPostLoginAction: true, PhoneConsolidatedExperience: true},
		`{"flags":{}}`:   {PhoneConsolidatedExperience: true},

		`{"flags":{},"phone_consolidated_experience":false}`: {},

		`{"flags":{"mfa_show_factor_list_on_enrollment":true},"phone_consolidated_experience":false}`: {
			ShowFactorListOnEnrollment: true,
		},
	} {
		c, p := fixed(t, http.StatusOK, "application/json; charset=utf-8", answer)
		if got, err := c.TenantSettings(t.Context()); err != nil || got != want {
			t.Errorf("%s is read as %+v, %v", answer, got, err)
		}
		const uri = "/api/v2/tenants/settings?fields=customize_mfa_in_postlogin_action,flags,phone_consolidated_experience&include_fields=true"
		if s := p.last(t); s.method != "GET" || s.uri != uri {
			t.Errorf("sent %s %s", s.method, s.uri)
		}
	}
}

func TestSetTenantSettingsSendsOnlyWhatChanges(t *testing.T) {
	t.Parallel()
	for body, change := range map[string]auth0.TenantSettingsChange{
		`{"customize_mfa_in_postlogin_action":true}`: {CustomizeMFAInPostLoginAction: flag(true)},

		`{"flags":{"mfa_show_factor_list_on_enrollment":false}}`: {ShowFactorListOnEnrollment: flag(false)},

		`{"customize_mfa_in_postlogin_action":false,"flags":{"mfa_show_factor_list_on_enrollment":true}}`: {
			CustomizeMFAInPostLoginAction: flag(false),
			ShowFactorListOnEnrollment:    flag(true),
		},

		`{"phone_consolidated_experience":true}`: {PhoneConsolidatedExperience: flag(true)},
	} {
		c, p := fixed(t, http.StatusOK, "application/json; charset=utf-8", recordedSettings)
		got, err := c.SetTenantSettings(t.Context(), change)
		if err != nil || got != (auth0.TenantSettings{CustomizeMFAInPostLoginAction: true, PhoneConsolidatedExperience: true}) {
			t.Errorf("%+v, %v", got, err)
		}
		if s := p.last(t); s.method != "PATCH" || s.uri != "/api/v2/tenants/settings" || s.body != body {
			t.Errorf("sent %s %s %s, want %s", s.method, s.uri, s.body, body)
		}
	}
}

func TestReadersShareTheTenantSettings(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := &peer{answer: func(*http.Request) *http.Response {
			time.Sleep(300 * time.Millisecond)
			return jsonAnswer(200, `{"flags":{}}`)
		}}
		c := newClient(t, auth0.Config{APIToken: "t", Transport: p})
		read := func() {
			if _, err := c.TenantSettings(t.Context()); err != nil {
				t.Error(err)
			}
		}
		var readers sync.WaitGroup
		for i := range 20 {
			readers.Go(func() { time.Sleep(time.Duration(i) * 50 * time.Millisecond); read() })
		}
		readers.Wait()
		const uri = "/api/v2/tenants/settings?fields=customize_mfa_in_postlogin_action,flags,phone_consolidated_experience&include_fields=true"
		if n := p.count("GET", uri); n != 1 {
			t.Errorf("%d requests for 20 readers", n)
		}
		readers.Go(func() {
			if _, err := c.SetTenantSettings(t.Context(), auth0.TenantSettingsChange{ShowFactorListOnEnrollment: flag(true)}); err != nil {
				t.Error(err)
			}
		})
		time.Sleep(100 * time.Millisecond)
		read() // begun during the write, over after it
		readers.Wait()
		read()
		if n := p.count("GET", uri); n != 3 {
			t.Errorf("%d requests: what was read before or during the write was used after it", n)
		}
		if _, err := c.Factors(t.Context()); err == nil {
			t.Error("the settings were taken for the list of factors")
		}
	})
}
