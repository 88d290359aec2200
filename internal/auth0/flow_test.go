package auth0_test

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/pquerna/otp/totp"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// visitor is a user of an emulated tenant that asks for a second factor at every login.
type visitor struct {
	*auth0.Client
	tenant *auth0test.Tenant
	user   auth0test.User
}

func visit(t *testing.T, factors ...string) visitor {
	t.Helper()
	tn := auth0test.NewTenant(t)
	for _, f := range factors {
		tn.SetFactor(f, true)
	}
	tn.SetPolicies("all-applications")
	app := tn.Login()
	return visitor{
		newClient(t, auth0.Config{Domain: tn.URL(), ClientID: app.ClientID, ClientSecret: app.ClientSecret}),
		tn, tn.AddUser(auth0test.User{Email: "ada@example.com"}),
	}
}

// login starts a login and returns its mfa_token.
func (v visitor) login(t *testing.T) string {
	t.Helper()
	_, err := v.Password(t.Context(), auth0.PasswordGrant{Username: v.user.Email, Password: v.user.Password})
	var m *auth0.MFARequiredError
	if !errors.As(err, &m) {
		t.Fatalf("no second factor was asked for: %v", err)
	}
	return m.Token
}

func (v visitor) associate(t *testing.T, token string, r auth0.AssociateRequest) auth0.Association {
	t.Helper()
	a, err := v.Associate(t.Context(), token, r)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func (v visitor) challenge(t *testing.T, types string) (string, auth0.Challenge) {
	t.Helper()
	token := v.login(t)
	c, err := v.Challenge(t.Context(), auth0.ChallengeRequest{MFAToken: token, Types: types})
	if err != nil {
		t.Fatal(err)
	}
	return token, c
}

func signedIn(t *testing.T, tokens auth0.Tokens, err error) {
	t.Helper()
	if err != nil || tokens.AccessToken == "" || tokens.TokenType != "Bearer" || tokens.ExpiresIn != 86400 {
		t.Fatalf("not signed in: %v", err)
	}
}

// oob is an association with a channel.
func oob(channel string) auth0.AssociateRequest {
	r := auth0.AssociateRequest{Types: []string{"oob"}, Channels: []string{channel}}
	if channel == auth0.ChannelSMS || channel == auth0.ChannelVoice {
		r.PhoneNumber = "+44207183875044"
	}
	return r
}

// Texts and calls: enrolled with the code that is sent, and then asked for again.
func TestPhoneFlow(t *testing.T) {
	t.Parallel()
	for _, channel := range []string{auth0.ChannelSMS, auth0.ChannelVoice} {
		t.Run(channel, func(t *testing.T) {
			t.Parallel()
			v := visit(t, "sms")
			v.tenant.SetMessageTypes(channel)
			code := func() string {
				texts := v.tenant.SMS("+44207183875044")
				code, err := auth0test.Message{Text: texts[len(texts)-1]}.Code()
				if err != nil {
					t.Fatal(err)
				}
				return code
			}
			token := v.login(t)
			a := v.associate(t, token, oob(channel))
			if a.OOBChannel != channel || a.BindingMethod != "prompt" {
				t.Errorf("associated %s, %s", a.OOBChannel, a.BindingMethod)
			}
			tokens, err := v.VerifyOOB(t.Context(), token, a.OOBCode, code())
			signedIn(t, tokens, err)
			token, c := v.challenge(t, "oob")
			tokens, err = v.VerifyOOB(t.Context(), token, c.OOBCode, code())
			signedIn(t, tokens, err)
		})
	}
}

func TestAuthenticatorAppFlow(t *testing.T) {
	t.Parallel()
	v := visit(t, "otp", "recovery-code")
	token := v.login(t)
	a := v.associate(t, token, auth0.AssociateRequest{Types: []string{"otp"}})
	if len(a.RecoveryCodes) != 1 || !strings.HasPrefix(a.BarcodeURI, "otpauth://totp/") {
		t.Errorf("associated with %d recovery codes and %.20s…", len(a.RecoveryCodes), a.BarcodeURI)
	}
	code := func() string {
		code, err := totp.GenerateCode(a.Secret, v.tenant.Now())
		if err != nil {
			t.Fatal(err)
		}
		return code
	}
	tokens, err := v.VerifyOTP(t.Context(), token, code())
	signedIn(t, tokens, err)
	v.tenant.Advance(30e9) // nanoseconds: until the app shows another code
	token, c := v.challenge(t, "otp")
	if c.ChallengeType != "otp" || c.OOBCode != "" {
		t.Errorf("challenged by %s", c.ChallengeType)
	}
	tokens, err = v.VerifyOTP(t.Context(), token, code())
	signedIn(t, tokens, err)
	tokens, err = v.VerifyRecoveryCode(t.Context(), v.login(t), a.RecoveryCodes[0])
	if signedIn(t, tokens, err); len(tokens.RecoveryCode) != 24 || tokens.RecoveryCode == a.RecoveryCodes[0] {
		t.Error("the used recovery code was not replaced")
	}
}

// A push notification has no code: the application asks until the user has answered.
func TestPushFlow(t *testing.T) {
	t.Parallel()
	v := visit(t, "push-notification")
	token := v.login(t)
	a := v.associate(t, token, oob(auth0.ChannelPush))
	code := func(err error) string {
		var e *auth0.Error
		if !errors.As(err, &e) {
			t.Fatalf("got %v", err)
		}
		return e.Code
	}
	_, err := v.VerifyOOB(t.Context(), token, a.OOBCode, "")
	if got := code(err); got != "authorization_pending" {
		t.Errorf("before the user has answered: %s", got)
	}
	v.tenant.Approve(v.user.ID)
	tokens, err := v.VerifyOOB(t.Context(), token, a.OOBCode, "")
	signedIn(t, tokens, err)
	token, c := v.challenge(t, "oob")
	v.tenant.Reject(v.user.ID)
	_, err = v.VerifyOOB(t.Context(), token, c.OOBCode, "")
	if got := code(err); got != "access_denied" {
		t.Errorf("after the user has refused: %s", got)
	}
}

// With a token for the MFA API, a user's authenticators are listed and removed.
func TestAuthenticatorsAreListedAndDeleted(t *testing.T) {
	t.Parallel()
	v := visit(t, "email")
	token := v.login(t)
	v.associate(t, token, oob(auth0.ChannelEmail))
	list, err := v.Authenticators(t.Context(), token)
	if err != nil || len(list) != 1 || list[0].Active || list[0].OOBChannel != auth0.ChannelEmail {
		t.Fatalf("before the confirmation: %+v, %v", list, err)
	}
	id := v.tenant.AddMethod(v.user.ID, auth0test.Method{Type: "email", Email: "second@example.com", Confirmed: true})
	tokens, err := v.Password(t.Context(), auth0.PasswordGrant{Username: v.user.Email, Password: v.user.Password, Audience: v.MFAAudience()})
	if err != nil || tokens.ExpiresIn != 600 || !strings.Contains(tokens.Scope, "remove:authenticators") {
		t.Fatalf("no token for the MFA API: %+v, %v", tokens.Scope, err)
	}
	if err := v.DeleteAuthenticator(t.Context(), tokens.AccessToken, id); err != nil {
		t.Fatal(err)
	}
	list, err = v.Authenticators(t.Context(), tokens.AccessToken)
	if err != nil || slices.ContainsFunc(list, func(a auth0.Authenticator) bool { return a.ID == id }) {
		t.Errorf("after the removal: %+v, %v", list, err)
	}
	if err := v.DeleteAuthenticator(t.Context(), v.login(t), id); err == nil {
		t.Error("an mfa_token removed an authenticator")
	}
}

func TestAuthenticationMethodsAreDeleted(t *testing.T) {
	t.Parallel()
	v := visit(t, "email")
	app := v.tenant.Management()
	admin := newClient(t, auth0.Config{Domain: v.tenant.URL(), ClientID: app.ClientID, ClientSecret: app.ClientSecret})
	id := v.tenant.AddMethod(v.user.ID, auth0test.Method{Type: "email", Email: v.user.Email, Confirmed: true})
	if err := admin.DeleteAuthenticationMethod(t.Context(), v.user.ID, id); err != nil {
		t.Fatal(err)
	}
	if list, err := admin.AuthenticationMethods(t.Context(), v.user.ID); err != nil || len(list) != 0 {
		t.Errorf("left after the removal: %+v, %v", list, err)
	}
}

// Only a refusal in Auth0's own form says that a second factor is asked for.
func TestOnlyAuth0AsksForASecondFactor(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		status int
		body   string
		asks   bool
	}{
		{http.StatusForbidden, `{"error":"mfa_required","error_description":"Multifactor authentication required","mfa_token":"t"}`, true},
		{http.StatusForbidden, `{"error":"mfa_required"}`, false},
		{http.StatusForbidden, `{"error":"mfa_required","error_description":" "}`, false},
		{http.StatusForbidden, `{"error":"mfa_required","error_description":"x","mfa_token":"t","access_token":"in"}`, false},
		{http.StatusInternalServerError, `{"error":"mfa_required","error_description":"x","mfa_token":"t"}`, false},
		{http.StatusBadRequest, `{"error":"mfa_required","error_description":"x","mfa_token":"t"}`, false},
	} {
		c, _ := fixed(t, tc.status, "application/json", tc.body)
		_, err := c.Password(t.Context(), auth0.PasswordGrant{Username: "u", Password: "p"})
		var more *auth0.MFARequiredError
		if err == nil || errors.As(err, &more) != tc.asks {
			t.Errorf("%d %s: %v", tc.status, tc.body, err)
		}
	}
}
