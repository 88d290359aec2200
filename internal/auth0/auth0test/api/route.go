package api

import (
	"errors"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

const (
	// BareJSON is the content type of answers that name no charset (recorded).
	BareJSON = "application/json"
	jsonType = "application/json; charset=utf-8"
)

// Route is an endpoint: what it demands and who answers it. A method that an
// endpoint does not have is as unknown as a path that does not exist.
type Route struct {
	Pattern     string
	Status      int    // of success; 200 when zero
	ContentType string // names a charset when empty
	Limit       [2]int // X-RateLimit-Limit and -Remaining of every answer; none when zero
	Handle      func(*Call) (any, error)

	// The authentication API only: the body is a form or an object.
	Form bool

	// The Management API only:
	Scopes []string     // any of them
	Gate   func() error // may refuse before anything is validated
	Path   Schema
	Query  Schema
	Body   *Schema // nil when there is none

	authenticate func(*Call) error
}

// Management makes routes those of the Management API, whose callers
// authenticate judges; it also notes the scopes of their token.
func Management(authenticate func(*Call) error, routes []Route) []Route {
	for i := range routes {
		routes[i].authenticate = authenticate
	}
	return routes
}

// Scopes are all that any of the routes asks for.
func Scopes(routes []Route) []string {
	scopes := map[string]struct{}{}
	for _, rt := range routes {
		for _, scope := range rt.Scopes {
			scopes[scope] = struct{}{}
		}
	}
	return slices.Sorted(maps.Keys(scopes))
}

// managed reports whether it belongs to the Management API.
func (rt Route) managed() bool { return rt.authenticate != nil }

// admit checks a request; the Management API does so in this order: token,
// scope, path, query, body.
func (rt Route) admit(c *Call) error {
	if rt.Form {
		return c.readForm()
	}
	if !rt.managed() {
		return nil
	}
	if err := rt.authenticate(c); err != nil {
		return err
	}
	if !slices.ContainsFunc(rt.Scopes, func(s string) bool { return slices.Contains(c.Scopes, s) }) {
		return Boom(http.StatusForbidden, "insufficient_scope",
			"Insufficient scope, expected any of: "+strings.Join(rt.Scopes, ","))
	}
	return rt.judge(c)
}

// judge looks at what a caller who may call asks for.
func (rt Route) judge(c *Call) error {
	if rt.Gate != nil {
		if err := rt.Gate(); err != nil {
			return err
		}
	}
	return rt.validate(c)
}

// validate checks path, query and body with the words of z-schema, the
// validator whose messages Auth0's errors quote.
func (rt Route) validate(c *Call) error {
	values := url.Values{}
	for name := range rt.Path.Properties {
		values.Set(name, c.request.PathValue(name))
	}
	if v := rt.Path.check(rt.Path.coerce(values), ""); len(v) > 0 {
		return Boom(http.StatusBadRequest, "invalid_uri", "Path validation error: "+v.text())
	}
	query := rt.Query.coerce(c.request.URL.Query())
	if v := rt.Query.check(query, ""); len(v) > 0 {
		return Boom(http.StatusBadRequest, "invalid_query_string", "Query validation error: "+v.text())
	}
	c.Query = query
	if rt.Body == nil {
		return nil
	}
	return validateBody(*rt.Body, c)
}

func validateBody(s Schema, c *Call) error {
	value, err := c.decode()
	switch {
	case errors.Is(err, errMediaType):
		return Boom(http.StatusUnsupportedMediaType, "", "Unsupported Media Type")
	case err != nil:
		return Boom(http.StatusBadRequest, "", "Invalid request payload JSON format")
	}
	if form, ok := value.(url.Values); ok {
		value = s.coerce(form)
	}
	if v := s.check(value, ""); len(v) > 0 {
		return Boom(http.StatusBadRequest, "invalid_body", "Payload validation error: "+v.text())
	}
	switch value := value.(type) {
	case map[string]any:
		c.Params = value
	case []any:
		c.List = value
	}
	return nil
}
