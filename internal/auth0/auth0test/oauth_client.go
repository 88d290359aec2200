package auth0test

import (
	"crypto/subtle"
	"net/http"
	"net/url"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test/api"
	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test/keys"
)

// assertionType is the only kind of client assertion.
const assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

// clients authenticates the applications that send requests.
type clients struct {
	apps  *applications
	judge *keys.Judge
}

func newClients(n identity, apps *applications) *clients {
	return &clients{apps, keys.NewJudge(
		"https://"+n.host+"/", "https://"+n.host+"/oauth/token", n.issuer(), n.URL()+"/oauth/token")}
}

// clientCredentials are what a request says about its sender.
type clientCredentials struct {
	id, secret, assertion string
}

// credentials reads them from the Authorization header or the parameters.
func (a *clients) credentials(c *api.Call) (clientCredentials, error) {
	var found clientCredentials
	var err error
	if found.id, err = c.Text("client_id"); err != nil {
		return found, err
	}
	if found.secret, err = c.Text("client_secret"); err != nil {
		return found, err
	}
	if found.assertion, err = c.Text("client_assertion"); err != nil {
		return found, err
	}
	if id, secret, ok := c.BasicAuth(); ok {
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

// authenticate finds the application that sent the request.
func (a *clients) authenticate(c *api.Call) (Application, error) {
	sent, err := a.credentials(c)
	if err != nil {
		return Application{}, err
	}
	if sent.assertion != "" {
		kind, err := c.Text("client_assertion_type")
		if err != nil {
			return Application{}, err
		}
		return a.ofAssertion(sent.id, kind, sent.assertion)
	}
	if sent.id == "" {
		return Application{}, api.Missing("client_id")
	}
	app, ok := a.apps.byID[sent.id]
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

// ofAssertion authenticates an application by private_key_jwt. Auth0 says
// invalid_client whatever is wrong and details it in its logs only.
func (a *clients) ofAssertion(clientID, kind, text string) (Application, error) {
	assertion, ok := keys.ReadAssertion(text)
	app := a.apps.byID[assertion.Subject]
	if kind != assertionType || !ok || app.PublicKey == nil || clientID != "" && clientID != app.ClientID {
		return Application{}, invalidClient("Invalid client assertion")
	}
	if fault := a.judge.Fault(assertion, app.ClientID, app.PublicKey, app.SigningAlg); fault != "" {
		return Application{}, invalidClient(fault)
	}
	return app, nil
}

// denied is the answer to an unknown client and to a wrong secret alike.
func denied() *api.Refusal {
	return api.Refuse(http.StatusUnauthorized, "access_denied", "Unauthorized")
}

func invalidClient(description string) *api.Refusal {
	return api.Refuse(http.StatusUnauthorized, "invalid_client", description)
}
