package auth0

import (
	"net/url"
	"time"

	"github.com/hashicorp/go-retryablehttp"
)

// application calls the APIs of a tenant as one of its applications. It is a
// [Client] without an access token for the Management API.
type application struct {
	base   *url.URL
	config Config
	http   *retryablehttp.Client
	signer *assertionSigner // nil without a private key
}

func newApplication(config Config) (*application, error) {
	base, err := ParseDomain(config.Domain)
	if err != nil {
		return nil, err
	}
	config.setDefaults(base.Host)
	if err := config.oneWay(); err != nil {
		return nil, err
	}
	a := &application{base: base, config: config, http: newRetrying(config)}
	if config.PrivateKey != "" {
		a.signer, err = newAssertionSigner(config.ClientID, "https://"+base.Host+"/", config.PrivateKey, config.SigningAlg)
	}
	return a, err
}

// credentials returns the parameters that authenticate the application.
//
// https://auth0.com/docs/get-started/authentication-and-authorization-flow/authenticate-with-private-key-jwt
func (a *application) credentials() (map[string]string, error) {
	p := map[string]string{}
	if a.config.ClientID != "" {
		p["client_id"] = a.config.ClientID
	}
	switch {
	case a.signer != nil:
		assertion, err := a.signer.sign(time.Now())
		if err != nil {
			return nil, err
		}
		p["client_assertion"] = assertion
		p["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
	case a.config.ClientSecret != "":
		p["client_secret"] = a.config.ClientSecret
	}
	return p, nil
}
