package auth0test

import (
	"crypto/subtle"
	"net/http"
	"net/url"
)

// assertionType is the only kind of client assertion.
const assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

// clientCredentials are what a request says about its sender.
type clientCredentials struct {
	id, secret, assertion string
}

// credentials reads them from the Authorization header or the parameters.
func (t *Tenant) credentials(c *call) (clientCredentials, error) {
	var found clientCredentials
	var err error
	if found.id, err = c.text("client_id"); err != nil {
		return found, err
	}
	if found.secret, err = c.text("client_secret"); err != nil {
		return found, err
	}
	if found.assertion, err = c.text("client_assertion"); err != nil {
		return found, err
	}
	if id, secret, ok := c.request.BasicAuth(); ok {
		// RFC 6749, 2.3.1: both are form-encoded before base64.
		id, idErr := url.QueryUnescape(id)
		secret, secretErr := url.QueryUnescape(secret)
		if idErr != nil || secretErr != nil {
			return found, denied()
		}
		found.id, found.secret = id, secret
	}
	return found, nil
}

// client authenticates the application that sent the request.
func (t *Tenant) client(c *call) (Application, error) {
	sent, err := t.credentials(c)
	if err != nil {
		return Application{}, err
	}
	if sent.assertion != "" {
		kind, err := c.text("client_assertion_type")
		if err != nil {
			return Application{}, err
		}
		return t.clientOfAssertion(sent.id, kind, sent.assertion)
	}
	if sent.id == "" {
		return Application{}, missing("client_id")
	}
	app, ok := t.applications[sent.id]
	switch {
	case !ok:
		return Application{}, denied()
	case app.PublicKey != nil:
		return Application{}, invalidClient("Client authentication with an assertion is required")
	case app.ClientSecret != "" && subtle.ConstantTimeCompare([]byte(app.ClientSecret), []byte(sent.secret)) != 1:
		return Application{}, denied()
	}
	return app, nil
}

// denied is the answer to an unknown client and to a wrong secret alike.
func denied() *refusal {
	return refuse(http.StatusUnauthorized, "access_denied", "Unauthorized")
}

func invalidClient(description string) *refusal {
	return refuse(http.StatusUnauthorized, "invalid_client", description)
}
