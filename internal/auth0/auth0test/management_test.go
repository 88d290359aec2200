package auth0test_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

func TestBodiesAreValidatedStrictly(t *testing.T) {
	t.Parallel()
	const enabled = " on property enabled (Whether this factor is enabled (true) or disabled (false).)."
	tests := []struct {
		name, path string
		body       any
		status     int
		message    string
	}{
		{"string for boolean", "/guardian/factors/email", `{"enabled":"true"}`, 400, "'Expected type boolean but found type string'" + enabled},
		{"null for boolean", "/guardian/factors/email", `{"enabled":null}`, 400, "'Expected type boolean but found type null'" + enabled},
		{"number for boolean", "/guardian/factors/email", `{"enabled":1}`, 400, "'Expected type boolean but found type integer'" + enabled},
		{"form", "/guardian/factors/email", form("enabled", "true"), 200, `{"enabled":true}`},
		{"form with nonsense", "/guardian/factors/email", form("enabled", "yes"), 400, "'Expected type boolean but found type string'" + enabled},
		{"nothing", "/guardian/factors/email", `{}`, 400, "Payload validation error: 'Missing required property: enabled'."},
		{"more", "/guardian/factors/email", `{"enabled":true,"b":1,"a":2}`, 400, "Payload validation error: 'Additional properties not allowed: a,b'."},
		{"array", "/guardian/factors/email", `[]`, 400, "'Expected type object but found type array'."},
		{"empty", "/guardian/factors/email", ``, 400, "'Expected type object but found type null'."},
		{"no JSON", "/guardian/factors/email", `{`, 400, "Invalid request payload JSON format"},
		{"two values", "/guardian/factors/email", `{"enabled":true}{}`, 400, "Invalid request payload JSON format"},
		{"no body at all", "/guardian/factors/email", nil, 415, "Unsupported Media Type"},
		{"unknown factor", "/guardian/factors/mail", `{"enabled":true}`, 400, "Path validation error: 'Invalid value \\\"mail\\\"' on property name (Factor name. Can be `sms`,"},
		{"unknown policy", "/guardian/policies", `["never"]`, 400, `'Invalid value \"never\"' on property [0] (The MFA policy).`},
		{"policy twice", "/guardian/policies", `["all-applications","all-applications"]`, 400, "'Array items are not unique (indexes 0 and 1)'."},
		{"policies object", "/guardian/policies", `{}`, 400, "'Expected type array but found type object'."},
		{"policies objects", "/guardian/policies", `[{},{}]`, 400, "'Expected type string but found type object' on property [0] (The MFA policy) (also) 'Expected"},
		{"settings", "/guardian/factors/email/settings", `{"otp_length":10,"otp_expiration_time":3600}`, 200, `{"otp_expiration_time":3600,"otp_length":10}`},
		{"half the settings", "/guardian/factors/phone/settings", `{"otp_length":6}`, 400, "'Missing required property: otp_expiration_time'."},
		{"short code", "/guardian/factors/email/settings", `{"otp_length":3,"otp_expiration_time":30}`, 400, "'Value 3 is less than minimum 4' on property otp_length."},
		{"long code", "/guardian/factors/email/settings", `{"otp_length":11,"otp_expiration_time":30}`, 400, "'Value 11 is greater than maximum 10' on property otp_length."},
		{"short life", "/guardian/factors/phone/settings", `{"otp_length":4,"otp_expiration_time":29}`, 400, "'Value 29 is less than minimum 30'"},
		{"long life", "/guardian/factors/phone/settings", `{"otp_length":4,"otp_expiration_time":3601}`, 400, "'Value 3601 is greater than maximum 3600'"},
		{"fraction", "/guardian/factors/email/settings", `{"otp_length":6.5,"otp_expiration_time":30}`, 400, "'Expected type integer but found type number'"},
		{"text for integer", "/guardian/factors/email/settings", `{"otp_length":"6","otp_expiration_time":30}`, 400, "'Expected type integer but found type string'"},
		{"settings of otp", "/guardian/factors/otp/settings", `{"otp_length":6,"otp_expiration_time":30}`, 404, "Not Found"},
	}
	tn := auth0test.NewTenant(t)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			manage(t, tn, http.MethodPut, test.path, test.body).want(t, test.status, test.message)
		})
	}
}

func TestARefusedBodyChangesNothing(t *testing.T) {
	t.Parallel()
	tn := auth0test.NewTenant(t)
	manage(t, tn, http.MethodPut, "/guardian/factors/email", `{"enabled":true,"x":1}`).want(t, 400, `"errorCode":"invalid_body"`)
	manage(t, tn, http.MethodPut, "/guardian/policies", `["all-applications","x"]`).want(t, 400)
	if tn.Factor("email") || len(tn.Policies()) != 0 {
		t.Error("changed")
	}
}

func TestMethodsAreValidatedStrictly(t *testing.T) {
	t.Parallel()
	tn := auth0test.NewTenant(t)
	user := tn.AddUser(auth0test.User{Email: "user@example.com"})
	path := "/users/" + strings.Replace(user.ID, "|", "%7C", 1) + "/authentication-methods"
	tests := []struct {
		name, method, path, body string
		status                   int
		message                  string
	}{
		{"unknown type", http.MethodPost, path, `{"type":"fax"}`, 400, `'Invalid value \"fax\"' on property type.`},
		{"no email", http.MethodPost, path, `{"type":"email"}`, 400, "'Missing required property: email'."},
		{"no phone number", http.MethodPost, path, `{"type":"phone"}`, 400, "'Missing required property: phone_number'."},
		{"long name", http.MethodPut, path, `[{"type":"totp","totp_secret":"A","name":"123456789012345678901"}]`, 400, "'String is too long (21 chars), maximum 20' on property [0].name"},
		{"push in PUT", http.MethodPut, path, `[{"type":"webauthn-roaming"}]`, 400, `on property [0].type.`},
		{"no email in PUT", http.MethodPut, path, `[{"type":"email"}]`, 400, "'Missing required property: email' on property [0]."},
		{"unknown user", http.MethodPost, "/users/auth0%7Cx/authentication-methods", `{"type":"totp"}`, 404, `"inexistent_user"`},
		{"unknown method", http.MethodPatch, path + "/email%7Cdev_x", `{"name":"a"}`, 404, "could not be found"},
		{"type in PATCH", http.MethodPatch, path + "/email%7Cdev_x", `{"type":"email"}`, 400, "Additional properties not allowed: type"},
		{"page of text", http.MethodGet, path + "?page=x", "", 400, "Query validation error: 'Expected type integer but found type string' on property page"},
		{"empty pages", http.MethodGet, path + "?per_page=0", "", 400, "'Value 0 is less than minimum 1' on property per_page"},
		{"large pages", http.MethodGet, path + "?per_page=101", "", 400, `"errorCode":"invalid_query_string"`},
		{"negative page", http.MethodGet, path + "?page=-1", "", 400, "'Value -1 is less than minimum 0' on property page"},
		{"unknown query", http.MethodGet, path + "?limit=1", "", 400, "'Additional properties not allowed: limit'"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			manage(t, tn, test.method, test.path, test.body).want(t, test.status, test.message)
		})
	}
}

func TestMethodsConflictAndPage(t *testing.T) {
	t.Parallel()
	tn := auth0test.NewTenant(t)
	user := tn.AddUser(auth0test.User{Email: "user@example.com"})
	path := "/users/" + user.ID + "/authentication-methods"
	email := `{"type":"email","email":"a@example.com"}`
	manage(t, tn, http.MethodPost, path, email).want(t, 201)
	manage(t, tn, http.MethodPost, path, email).want(t, 409, "Authentication method already exists.")
	manage(t, tn, http.MethodPut, path, "["+email+","+email+"]").want(t, 409)
	manage(t, tn, http.MethodPost, path, `{"type":"totp"}`).want(t, 201, `"totp_secret":"`)
	manage(t, tn, http.MethodGet, path+"?per_page=1&page=1", nil).want(t, 200, `"type":"totp"`)
	manage(t, tn, http.MethodGet, path+"?per_page=1&page=2", nil).exactly(t, 200, utf8JSON, `[]`)
}

func TestIDsMayHoldAnEncodedSlash(t *testing.T) {
	t.Parallel()
	tn := auth0test.NewTenant(t)
	tn.AddUser(auth0test.User{ID: "auth0|a/b", Email: "user@example.com"})
	manage(t, tn, http.MethodGet, "/users/auth0%7Ca%2Fb/authentication-methods", nil).want(t, 200)
	if path := tn.Requests()[0].Path; path != "/api/v2/users/auth0%7Ca%2Fb/authentication-methods" {
		t.Error(path)
	}
}

func TestEveryEndpointAsksForItsScope(t *testing.T) {
	t.Parallel()
	tests := []struct{ method, path, scope string }{
		{"GET", "/guardian/factors", "read:guardian_factors"},
		{"PUT", "/guardian/factors/email", "update:guardian_factors"},
		{"GET", "/guardian/policies", "read:mfa_policies"},
		{"PUT", "/guardian/policies", "update:mfa_policies"},
		{"GET", "/guardian/factors/email/settings", "read:guardian_factors"},
		{"PUT", "/guardian/factors/email/settings", "update:guardian_factors"},
		{"GET", "/guardian/factors/phone/settings", "read:guardian_factors"},
		{"PUT", "/guardian/factors/phone/settings", "update:guardian_factors"},
		{"GET", "/users/u/authentication-methods", "read:authentication_methods"},
		{"POST", "/users/u/authentication-methods", "create:authentication_methods"},
		{"PUT", "/users/u/authentication-methods", "update:authentication_methods"},
		{"DELETE", "/users/u/authentication-methods", "delete:authentication_methods"},
		{"GET", "/users/u/authentication-methods/m", "read:authentication_methods"},
		{"PATCH", "/users/u/authentication-methods/m", "update:authentication_methods"},
		{"DELETE", "/users/u/authentication-methods/m", "delete:authentication_methods"},
		{"POST", "/users", "create:users"},
		{"DELETE", "/users/u", "delete:users"},
	}
	tn := auth0test.NewTenant(t)
	app := tn.Management()
	for _, test := range tests {
		var others []string
		for _, scope := range app.Grants[tn.ManagementAudience()] {
			if scope != test.scope {
				others = append(others, scope)
			}
		}
		send(t, tn, test.method, "/api/v2"+test.path, tn.Token(app.ClientID, others...), nil).
			want(t, 403, `"errorCode":"insufficient_scope"`, `"message":"Insufficient scope, expected any of: `+test.scope+`"`)
		if got := send(t, tn, test.method, "/api/v2"+test.path, tn.Token(app.ClientID, test.scope), nil); got.status == 403 {
			t.Errorf("%s %s with %s: %s", test.method, test.path, test.scope, got.body)
		}
	}
}

func TestManagementAuthentication(t *testing.T) {
	t.Parallel()
	tn, other := auth0test.NewTenant(t), auth0test.NewTenant(t)
	good := tn.Token("c", "read:guardian_factors")
	tests := []struct {
		name, header string
		status       int
		message      string
	}{
		{"none", "", 401, `"message":"Missing authentication"`},
		{"basic", "Basic abc", 401, `"message":"Missing authentication"`},
		{"no token", "Bearer", 400, `"message":"Bad HTTP authentication header format"`},
		{"opaque", "Bearer abc", 400, `"message":"Bad HTTP authentication header format"`},
		{"three parts", "Bearer a b", 400, `"message":"Bad HTTP authentication header format"`},
		{"nonsense", "Bearer a.b.c", 401, `"message":"Invalid signature received for JSON Web Token validation"`},
		{"broken", "Bearer " + good[:len(good)-8] + "AAAAAAAA", 401, "Invalid signature"},
		{"another tenant's", "Bearer " + other.Token("c", "read:guardian_factors"), 401, "Invalid signature"},
		{"good", "Bearer " + good, 200, "sms"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, tn.URL()+"/api/v2/guardian/factors", http.NoBody)
			if err != nil {
				t.Fatal(err)
			}
			if test.header != "" {
				request.Header.Set("Authorization", test.header)
			}
			got := do(t, http.DefaultClient, request).want(t, test.status, test.message)
			if challenge := got.header.Get("WWW-Authenticate"); (challenge != "") != (test.status == 401) {
				t.Errorf("WWW-Authenticate: %s", challenge)
			}
			if len(got.header.Get("X-Auth0-Requestid")) != 20 {
				t.Error("no request id")
			}
			if limited := got.header.Get("X-Ratelimit-Remaining") != ""; limited != (test.status == 200) {
				t.Errorf("X-RateLimit headers: %t", limited)
			}
		})
	}
}

func TestManagementTokensExpireAndHaveAnAudience(t *testing.T) {
	t.Parallel()
	s := enforced(t, false)
	token := s.Token("c", "read:guardian_factors")
	send(t, s.Tenant, "GET", "/api/v2/guardian/factors", s.accessToken(), nil).want(t, 401, "Bad audience")
	s.Advance(24*time.Hour - time.Minute)
	send(t, s.Tenant, "GET", "/api/v2/guardian/factors", token, nil).want(t, 200)
	s.Advance(time.Minute)
	send(t, s.Tenant, "GET", "/api/v2/guardian/factors", token, nil).want(t, 401,
		`"attributes":{"error":"Expired token received for JSON Web Token validation"}`)
}

func TestUnknownPathsAndMethods(t *testing.T) {
	t.Parallel()
	tn := auth0test.NewTenant(t)
	for _, path := range []string{"/emails/provider", "/guardian/factors/", "//guardian/factors", "/guardian/../guardian/factors"} {
		manage(t, tn, http.MethodGet, path, nil).exactly(t, 404, utf8JSON, `{"statusCode":404,"error":"Not Found","message":"Not Found"}`)
	}
	manage(t, tn, http.MethodPost, "/guardian/policies", `[]`).want(t, 404)
	send(t, tn, http.MethodGet, "/oauth/token", "", nil).want(t, 404)
}
