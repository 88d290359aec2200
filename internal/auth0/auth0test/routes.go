package auth0test

import (
	"maps"
	"net/http"
	"slices"
)

// route is an endpoint: what it demands and who answers it.
type route struct {
	pattern     string
	status      int    // of success
	contentType string // jsonType when empty
	admit       func(*Tenant, route, *call) error
	handle      func(*Tenant, *call) (any, error)

	// The Management API only:
	scopes []string // any of them
	path   schema
	query  schema
	body   *schema // nil when there is none
}

// routes binds all endpoints. A method that an endpoint does not have is as
// unknown as a path that does not exist.
func (t *Tenant) routes() http.Handler {
	mux := http.NewServeMux()
	for _, rt := range slices.Concat(authenticationRoutes(), managementRoutes()) {
		mux.HandleFunc(rt.pattern, func(w http.ResponseWriter, r *http.Request) { t.dispatch(rt, w, r) })
	}
	unknown := route{handle: func(*Tenant, *call) (any, error) { return nil, notFound() }}
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { t.dispatch(unknown, w, r) })
	return mux
}

func authenticationRoutes() []route {
	return []route{
		{pattern: "GET /.well-known/jwks.json", status: http.StatusOK, contentType: bareJSONType, handle: (*Tenant).jwks},
		{pattern: "GET /.well-known/openid-configuration", status: http.StatusOK, handle: (*Tenant).discovery},
		{pattern: "POST /oauth/token", status: http.StatusOK, contentType: bareJSONType, admit: (*Tenant).decodeParams, handle: (*Tenant).token},
		{pattern: "POST /mfa/associate", status: http.StatusOK, admit: (*Tenant).decodeParams, handle: (*Tenant).associate},
		{pattern: "POST /mfa/challenge", status: http.StatusOK, admit: (*Tenant).decodeParams, handle: (*Tenant).challenge},
		{pattern: "GET /mfa/authenticators", status: http.StatusOK, handle: (*Tenant).listAuthenticators},
		{pattern: "DELETE /mfa/authenticators/{id}", status: http.StatusNoContent, contentType: bareJSONType, handle: (*Tenant).deleteAuthenticator},
	}
}

// managementRoutes are the endpoints below /api/v2/.
func managementRoutes() []route {
	routes := slices.Concat(
		guardianRoutes(), duoRoutes(), messageTypeRoutes(), webAuthnRoutes(), pushRoutes(), mfaSettingsRoutes(), legacyPhoneRoutes(),
		brandingPhoneRoutes(), emailTemplateRoutes(), clientRoutes(), tenantSettingsRoutes(),
		userRoutes(), methodRoutes(), enrollmentRoutes(),
	)
	for i := range routes {
		rt := &routes[i]
		rt.admit = (*Tenant).admit
		if rt.status == 0 {
			rt.status = http.StatusOK
		}
	}
	return routes
}

// managementScopes are all scopes that the emulated endpoints ask for.
func managementScopes() []string {
	scopes := map[string]struct{}{}
	for _, rt := range managementRoutes() {
		for _, scope := range rt.scopes {
			scopes[scope] = struct{}{}
		}
	}
	return slices.Sorted(maps.Keys(scopes))
}
