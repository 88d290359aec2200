package provider

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// ways lists what is set of the attributes of which one authenticates the provider.
func (s *settings) ways(value func(string) string) []string {
	all := []string{"api_token", "client_secret", "client_assertion_private_key"}
	return slices.DeleteFunc(all, func(w string) bool { return value(w) == "" })
}

func (s *settings) refuseSeveral(given []string) {
	if len(given) > 1 {
		s.fail(given[1], "More than one way to authenticate", "and "+named(given[0])+" are both set. Keep exactly one of them.")
	}
}

// authenticate finds the one way to authenticate. A way in the configuration
// hides those in the environment.
func (s *settings) authenticate(config *auth0.Config) {
	given := s.ways(func(way string) string { return s.configured[way] })
	if len(given) == 0 {
		given = s.ways(s.value)
	}
	switch {
	case len(s.unknown) > 0: // what is not known yet may be what seems to be missing
	case len(given) == 0:
		s.fail("client_secret", "No credentials", "is not set, and neither are "+named("client_assertion_private_key")+" and "+named("api_token")+
			". The provider needs exactly one of the three, the first two together with "+named("client_id")+".")
	case len(given) > 1:
		s.refuseSeveral(given)
	default:
		s.credentials(given[0], config)
	}
}

// credentials fills in what one way to authenticate needs.
func (s *settings) credentials(way string, config *auth0.Config) {
	if way != "client_assertion_private_key" && s.configured["client_assertion_signing_alg"] != "" {
		s.fail("client_assertion_private_key", "Incomplete credentials",
			"is not set, but "+named("client_assertion_signing_alg")+" is. Set the key, or leave the algorithm out.")
	}
	if way == "api_token" {
		if config.APIToken = s.value(way); strings.ContainsFunc(config.APIToken, unicode.IsControl) {
			s.fail(way, "Not an access token", "contains a line break or another control character.")
		}
		return
	}
	if config.ClientID = s.value("client_id"); config.ClientID == "" {
		s.fail("client_id", "Incomplete credentials",
			"is not set, but "+named(way)+" is. Set it to the client ID of the application that it belongs to.")
	}
	if way == "client_secret" {
		config.ClientSecret = s.value(way)
		return
	}
	config.PrivateKey, config.SigningAlg = s.value(way), s.value("client_assertion_signing_alg")
	if _, err := auth0.ParsePrivateKey(config.PrivateKey); err != nil {
		s.fail(way, "Not a private key", "cannot be used: "+sentence(err))
	}
	if config.SigningAlg != "" && !slices.Contains(auth0.SigningAlgs, config.SigningAlg) {
		s.fail("client_assertion_signing_alg", "Not a signing algorithm", fmt.Sprintf(
			"is %q; Auth0 accepts %s.", config.SigningAlg, strings.Join(auth0.SigningAlgs, ", ")))
	}
}
