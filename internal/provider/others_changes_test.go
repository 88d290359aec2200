package provider_test

import (
	"maps"
	"strings"
	"testing"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// What others have changed between the plan and the apply stays, or the apply is refused.

// A grant that was there when the plan was made and is missing now has been taken
// away, or is missing from an answer that is older: either way nothing is written.
func TestGrantsOfAnOlderAnswerAreNotWritten(t *testing.T) {
	t.Parallel()
	c := newCore(t, emulated(t), grantLifecycles[0])
	addWeb(c.tn, "implicit")
	c.must(grants(auth0.GrantOOB))
	server := c.process()
	if errs := c.refresh(server); errs != "" {
		t.Fatal(errs)
	}
	more, none := c.plan(server, grants(auth0.GrantOOB, auth0.GrantOTP)), c.plan(server, "")
	c.tn.SetGrantTypes("web", "authorization_code", "refresh_token", auth0.GrantOOB)
	c.tn.ResetRequests()
	for name, errs := range map[string]string{
		"changed": c.carryOut(server, more, grants(auth0.GrantOOB, auth0.GrantOTP)),
		"removed": c.carryOut(server, none, ""),
	} {
		if !strings.Contains(errs, "The application had implicit when it was last read") || c.value.IsNull() {
			t.Errorf("%s: %s", name, errs)
		}
	}
	if writes := c.tn.writes(); len(writes) != 0 {
		t.Errorf("wrote %v", writes)
	}
	c.must(grants(auth0.GrantOOB, auth0.GrantOTP))
	c.must("")
	if err := c.tn.check("web", "authorization_code,refresh_token"); err != nil {
		t.Error(err)
	}
}

// One that has come in since stays.
func TestGrantsThatOthersHaveAddedStay(t *testing.T) {
	t.Parallel()
	c := newCore(t, emulated(t), grantLifecycles[0])
	addWeb(c.tn)
	c.must(grants(auth0.GrantOOB))
	server := c.process()
	planned := c.plan(server, grants(auth0.GrantOTP))
	c.tn.SetGrantTypes("web", "authorization_code", "refresh_token", auth0.GrantOOB, "implicit")
	if errs := c.carryOut(server, planned, grants(auth0.GrantOTP)); errs != "" {
		t.Error(errs)
	}
	if err := c.tn.check("web", "authorization_code,refresh_token,implicit,mfa-otp"); err != nil {
		t.Error(err)
	}
}

// The relying party, which is not declared, is not written back as it was.
func TestARelyingPartyOfAnOlderAnswerIsNotWritten(t *testing.T) {
	t.Parallel()
	const preferred = "enabled = true\nuser_verification = \"preferred\""
	required := strings.Replace(preferred, "preferred", "required", 1)
	c := newCore(t, emulated(t), lifecycle{typeName: "guardian_factor_webauthn_roaming"})
	c.must(preferred)
	server := c.process()
	if errs := c.refresh(server); errs != "" {
		t.Fatal(errs)
	}
	planned := c.plan(server, required)
	_, err := c.tn.api.SetWebAuthnRoamingSettings(t.Context(), auth0.WebAuthnSettings{
		UserVerification: new("preferred"), OverrideRelyingParty: new(true), RelyingPartyIdentifier: new("example.com"),
	})
	if err != nil {
		t.Fatal(err)
	}
	if errs := c.carryOut(server, planned, required); !strings.Contains(errs, `The relying party was "" when it was last read and is "example.com" now`) {
		t.Error(errs)
	}
	c.must(required)
	now, err := c.tn.api.WebAuthnRoamingSettings(t.Context())
	if err != nil || *now.UserVerification != "required" || *now.RelyingPartyIdentifier != "example.com" {
		t.Errorf("%+v, %v", now, err)
	}
}

// An update of an email template sends what changes: a body that others have
// edited since, and ignore_changes leaves to them, stays.
func TestAnEditedBodyOfAnEmailTemplateStays(t *testing.T) {
	t.Parallel()
	c := newCore(t, emulated(t), emailTemplateLifecycles[0])
	c.must(mfaCode)
	server := c.process()
	other := strings.Replace(mfaCode, "Your code", "Another subject", 1)
	planned := c.plan(server, other)
	edited, _ := c.tn.EmailTemplate("mfa_oob_code")
	edited = maps.Clone(edited)
	edited["body"] = "edited"
	c.tn.SetEmailTemplate("mfa_oob_code", edited)
	if errs := c.carryOut(server, planned, other); errs != "" {
		t.Error(errs)
	}
	if now, _ := c.tn.EmailTemplate("mfa_oob_code"); now["body"] != "edited" || now["subject"] != "Another subject" {
		t.Errorf("%v", now)
	}
}

// What was added to an application's grants is known whatever became of the
// answer, so that a destroy leaves none of it.
func TestGrantsThatWereAddedWithoutAnAnswerAreKnown(t *testing.T) {
	t.Parallel()
	lost := auth0test.Fault{Method: "PATCH", Path: getWeb, Status: 502, After: true}
	notDone := auth0test.Fault{Method: "PATCH", Path: getWeb, Status: 502}
	silence := auth0test.Fault{Method: "GET", Path: getWeb, Skip: 1, Status: 502}
	for name, tc := range map[string]struct {
		faults []auth0test.Fault
		fails  bool
	}{
		"the list has them":         {[]auth0test.Fault{lost}, false},
		"the list has none of them": {[]auth0test.Fault{notDone}, true},
		"the list cannot be read":   {[]auth0test.Fault{lost, silence}, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newCore(t, emulated(t), grantLifecycles[0])
			addWeb(c.tn)
			for _, body := range []string{grants(auth0.GrantOOB), grants(auth0.GrantOOB, auth0.GrantPassword)} {
				for _, f := range tc.faults {
					c.tn.Fail(f)
				}
				server := c.process()
				if errs := c.carryOut(server, c.plan(server, body), body); (errs != "") != tc.fails || c.value.IsNull() {
					t.Errorf("in state %t: %s", !c.value.IsNull(), errs)
				}
			}
			c.must(grants(auth0.GrantOOB, auth0.GrantPassword))
			if err := c.tn.check("web", "authorization_code,refresh_token,mfa-oob,password"); err != nil {
				t.Error(err)
			}
			c.must("")
			if err := c.tn.check("web", "authorization_code,refresh_token"); err != nil {
				t.Error(err)
			}
		})
	}
}

// A create whose answer was lost leaves an authenticator app that no state
// knows. The next plan tells of it.
func TestAnAuthenticatorAppThatIsLeftOverIsToldOf(t *testing.T) {
	t.Parallel()
	c := newCore(t, emulated(t), methodLifecycles[2])
	addChuck(c.tn)
	body := methodBody(byTOTP(key, 1), first)
	c.tn.Fail(auth0test.Fault{Method: "POST", Path: methods, Status: 502, After: true})
	if errs, _ := c.apply(body); !strings.Contains(errs, "It may have been created nevertheless") {
		t.Error(errs)
	}
	list, err := c.tn.api.AuthenticationMethods(t.Context(), chuck)
	if err != nil || len(list) != 1 {
		t.Fatal(list, err)
	}
	c.plan(c.process(), body)
	c.says(`terraform import guardian_authentication_method.NAME "` + chuck + "::" + list[0].ID)
	for _, other := range []string{methodBody(byTOTP(key, 1)), methodBody(byTOTP(key, 1), second), methodBody(byEmail, first)} {
		if c.plan(c.process(), other); strings.Contains(c.said, "second authenticator app") {
			t.Errorf("%s\nsays %s", other, c.said)
		}
	}
}
