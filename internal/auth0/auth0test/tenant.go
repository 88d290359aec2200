package auth0test

import (
	"crypto/tls"
	"errors"
	"maps"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test/api"
	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test/keys"
	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test/mailbox"
)

// Config describes a tenant to start; the zero value is an http tenant on a
// free loopback port.
type Config struct {
	// Addr is the address to listen on, by default "127.0.0.1:0". Only
	// loopback addresses are accepted: the tenant guards nothing real. Where it
	// is a name, such as "localhost:8443", the tenant is known by that.
	Addr string
	// TLS serves https with a certificate for 127.0.0.1, ::1 and localhost,
	// signed by a CA of the tenant's own.
	TLS bool
	// Requirements adds mfa_requirements to mfa_required (Early Access).
	Requirements bool
	// AutoListedEmailBlocks makes a verified email alone block an association
	// with an mfa_token. Auth0 does not document which of the two holds.
	AutoListedEmailBlocks bool
	// RateLimits is the class of tenant by what it may be asked for.
	RateLimits RateLimits
	// Without names what the tenant's subscription lacks.
	Without []Feature
}

// Tenant is a running emulated tenant. All methods are safe for concurrent use.
// What is embedded brings the methods that steer an area.
type Tenant struct {
	world  *api.World
	server *api.Server
	mail   *mailbox.Server
	ca     []byte
	close  sync.Once

	identity
	*api.Controls

	*factors
	*policies
	*otpSettings
	*mfaSettings
	*tenantSettings
	*messageTypes
	*legacyPhone
	*phoneProvider
	*phoneTemplates
	*emailTemplates
	*push
	*apns
	*fcm
	*sns
	*duo
	*webAuthn
	*applications
	*messages
	*users
	*authenticationMethods
	*tokens
	*challenges
	*postLogin
}

// Start starts a tenant; the caller closes it.
func Start(config Config) (*Tenant, error) {
	listener, err := listenLoopback(config.Addr)
	if err != nil {
		return nil, err
	}
	t := &Tenant{world: api.NewWorld(), identity: identity{host: hostOf(config.Addr, listener), tls: config.TLS}}
	if config.TLS {
		certificate, ca, err := keys.NewCertificate()
		if err != nil {
			return nil, errors.Join(err, listener.Close())
		}
		t.ca = ca
		listener = tls.NewListener(listener, &tls.Config{
			Certificates: []tls.Certificate{certificate},
			MinVersion:   tls.VersionTLS12,
			NextProtos:   []string{"http/1.1"},
		})
	}
	if t.mail, err = mailbox.Start(tenantName); err != nil {
		return nil, errors.Join(err, listener.Close())
	}
	if err := t.compose(config); err != nil {
		return nil, errors.Join(err, t.mail.Close(), listener.Close())
	}
	t.server.Start(listener)
	return t, nil
}

// An area is what a tenant has of one subject, with the endpoints that manage it.
type area interface{ routes() []api.Route }

// granting serves some grant types of the token endpoint.
type granting interface {
	grants() map[string]grantHandler
}

// compose makes the areas, gives each the few that it needs, and puts their
// endpoints on a server. Each area comes after those that it is given.
func (t *Tenant) compose(config Config) error {
	licence, err := newLicence(config.Without)
	if err != nil {
		return err
	}
	class, err := config.RateLimits.class()
	if err != nil {
		return err
	}
	managed := t.manage(licence)
	t.addOwn(api.Scopes(managed))
	tokens, err := newTokens(t.world, t.identity)
	if err != nil {
		return err
	}
	t.tokens = tokens
	t.Controls = api.NewControls(t.world)
	t.RateLimits(class.limits()...)
	caller := &managementCaller{tokens: t.tokens}
	routes := slices.Concat(api.Management(caller.authenticate, managed), t.logIn(config, class))
	t.server = api.NewServer(t.world, t.Controls, routes)
	return nil
}

// manage makes what the Management API manages.
func (t *Tenant) manage(l licence) []api.Route {
	w, host := t.world, t.identity.host
	t.factors = newFactors(w, l)
	t.policies = newPolicies(w, l)
	t.otpSettings = newOTPSettings(w)
	t.mfaSettings = newMFASettings(w)
	t.tenantSettings = newTenantSettings(w)
	t.legacyPhone = newLegacyPhone(w, t.tenantSettings)
	t.messages = newMessages(w, t.mail)
	t.phoneProvider = &phoneProvider{world: w, host: host, messages: t.messages}
	t.messageTypes = newMessageTypes(w, t.factors, t.tenantSettings, t.phoneProvider)
	t.phoneProvider.needed = t.messageTypes.needed
	t.phoneTemplates = &phoneTemplates{world: w, host: host, messages: t.messages}
	t.emailTemplates = newEmailTemplates(w)
	t.push = newPush(w)
	t.apns = &apns{world: w}
	t.fcm = &fcm{world: w}
	t.sns = &sns{world: w}
	t.duo = &duo{world: w}
	t.webAuthn = newWebAuthn(w, l)
	t.applications = newApplications(w, t.identity)
	t.users = &users{world: w, messages: t.messages}
	t.authenticationMethods = &authenticationMethods{world: w, users: t.users}
	enrollments := &enrollments{users: t.users}
	tickets := &enrollmentTickets{world: w, host: host, users: t.users, messages: t.messages}
	multifactor := &userMultifactor{world: w, users: t.users}
	search := &userSearch{users: t.users}

	var managed []api.Route
	for _, area := range []area{
		t.factors, t.policies, t.otpSettings, t.mfaSettings, t.tenantSettings,
		t.messageTypes, t.legacyPhone, t.phoneProvider, t.phoneTemplates, t.emailTemplates,
		t.push, t.apns, t.fcm, t.sns, t.duo, t.webAuthn,
		t.applications, t.users, t.authenticationMethods, enrollments, tickets, multifactor, search,
	} {
		managed = append(managed, area.routes()...)
	}
	return managed
}

// logIn makes what users log in with: the token endpoint and the MFA API.
func (t *Tenant) logIn(config Config, class rateLimitClass) []api.Route {
	w := t.world
	clients := newClients(t.identity, t.applications)
	proofs := newMFATokens(w, t.users, t.tokens, class.exchange)
	authenticators := &authenticators{factors: t.factors, phone: t.messageTypes}
	t.challenges = &challenges{world: w, settings: t.otpSettings, messages: t.messages}
	t.postLogin = &postLogin{world: w}
	demand := &mfaDemand{
		identity: t.identity, factors: t.factors, policies: t.policies, action: t.postLogin,
		authenticators: authenticators, proofs: proofs, listed: config.Requirements,
	}
	endpoint := &oauth{tokens: t.tokens, clients: clients, grants: map[string]grantHandler{}}
	for _, kind := range []granting{
		&machineGrant{apps: t.applications, tokens: t.tokens},
		&refreshGrant{users: t.users, tokens: t.tokens},
		&passwordGrant{users: t.users, apps: t.applications, tokens: t.tokens, demand: demand},
		&mfaGrants{
			world: w, factors: t.factors, tokens: t.tokens,
			proofs: proofs, authenticators: authenticators, challenges: t.challenges,
		},
	} {
		maps.Copy(endpoint.grants, kind.grants())
	}
	list := &mfaList{proofs: proofs, authenticators: authenticators}
	challenge := &mfaChallenge{proofs: proofs, clients: clients, authenticators: authenticators, challenges: t.challenges}
	associate := &mfaAssociate{
		proofs: proofs, clients: clients, factors: t.factors, phone: t.messageTypes, authenticators: authenticators,
		enroller:         &enroller{world: w, identity: t.identity, factors: t.factors, challenges: t.challenges},
		autoListedBlocks: config.AutoListedEmailBlocks,
	}
	return slices.Concat(endpoint.routes(), list.routes(), challenge.routes(), associate.routes())
}

// NewTenant starts a tenant for a test and closes it when the test ends.
func NewTenant(tb testing.TB) *Tenant {
	tb.Helper()
	return NewTenantLike(tb, Config{})
}

// NewTenantLike is NewTenant for a tenant that is not like the others.
func NewTenantLike(tb testing.TB, config Config) *Tenant {
	tb.Helper()
	t, err := Start(config)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := t.Close(); err != nil {
			tb.Error(err)
		}
	})
	return t
}

// Close stops the tenant's servers and waits for everything they started.
func (t *Tenant) Close() error {
	var err error
	t.close.Do(func() { err = errors.Join(t.server.Close(), t.mail.Close()) })
	return err
}

// CACertificate returns the PEM of the CA that signed the tenant's
// certificate, or nil without TLS.
func (t *Tenant) CACertificate() []byte { return t.ca }

// Now returns the tenant's time.
func (t *Tenant) Now() time.Time {
	t.world.Lock()
	defer t.world.Unlock()
	return t.world.Now()
}

// Advance moves the tenant's clock.
func (t *Tenant) Advance(d time.Duration) {
	t.world.Lock()
	defer t.world.Unlock()
	t.world.Advance(d)
}

// Secrets returns every secret value that the tenant knows or has handed out:
// client secrets, passwords, tokens, mfa_tokens, oob_codes, mailed and texted
// codes, recovery codes, TOTP keys and phone providers' tokens. A test looks
// for them in logs and state.
func (t *Tenant) Secrets() []string {
	t.world.Lock()
	defer t.world.Unlock()
	return t.world.Secrets()
}
