package auth0

import (
	"context"
	"encoding/json"
	"net/http"
)

// A call is one request to the tenant.
type call struct {
	method string
	path   string // escaped, with the query, from the tenant's root
	bearer string // not sent when empty
	body   body   // nil for none
	grant  string // of a call of the token endpoint
	// fetched is whether the client has fetched the bearer token.
	fetched bool
	// secrets are those that it sends, beside the credentials.
	secrets []string
	// success is the status that says that it was carried out, where that is not
	// the usual one of its method.
	success int
	// repeatable is whether it may be sent again where it may have been carried out.
	repeatable bool
}

// A body makes the content of a request, anew for every attempt: a client
// assertion may be used only once.
type body func() (contentType string, content []byte, err error)

func jsonBody(in any) body {
	if in == nil {
		return nil
	}
	return func() (string, []byte, error) {
		content, err := json.Marshal(in)
		return "application/json", content, err
	}
}

// succeeds reports whether a status says that the call was carried out: what
// Auth0 answers with is recorded for each of its endpoints. Any other comes from
// something in between.
func (c call) succeeds(status int) bool {
	switch {
	case c.success != 0:
		return status == c.success
	case c.method == http.MethodDelete:
		return status == http.StatusNoContent
	case c.method == http.MethodPost:
		return status == http.StatusOK || status == http.StatusCreated
	}
	return status == http.StatusOK
}

// attempted returns the context of the call's attempts.
func (c call) attempted(ctx context.Context) context.Context {
	return context.WithValue(withPatience(ctx), repeatableKey{}, c.repeatable)
}
