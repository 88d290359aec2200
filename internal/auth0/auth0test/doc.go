// Package auth0test emulates an Auth0 tenant, as net/http/httptest emulates a
// web server: tests and the demo start one on a loopback port, point a client
// at it and steer it from Go.
//
// It serves the part of Auth0 that multi-factor authentication needs: the
// token endpoint (client_credentials with a secret or private_key_jwt,
// password, password-realm, refresh_token and the three MFA grants), the MFA
// API (associate, challenge, authenticators) and, of the Management API, the
// Guardian factors, policies and one-time-password settings, the phone
// factor's provider and messages, the phone provider and messages of the
// Unified Phone Experience, email templates, some tenant settings (what else is
// set of them is kept and shown), the applications' grant types, users, and
// their authentication methods, enrollments, enrollment tickets and recovery
// codes. [Tenant.Endpoints] lists all of it. Codes leave the tenant as they leave
// Auth0: by email, which lands in IMAP mailboxes that the tenant serves as well,
// or as texts that [Tenant.SMS] shows. Requests are judged at least as strictly
// as Auth0 judges them, with Auth0's own statuses and words where these are known.
//
// A tenant can be as real ones are: with the rate limits of its class and without
// features that its subscription lacks ([Config]), with reads that lag behind
// writes ([Tenant.ReadDelay]), on the Unified Phone Experience
// ([Tenant.SetUnifiedPhone]), and for applications that may only read or that
// authenticate by Private Key JWT ([Tenant.ReadOnly], [Tenant.PrivateKeyJWT]).
//
// It does not emulate:
//   - Universal Login, /authorize, Actions, Duo and WebAuthn ceremonies:
//     webauthn methods can be listed and deleted, never used;
//   - adaptive MFA: under the confidence-score policy alone every login counts
//     as trusted;
//   - social and enterprise connections, organizations, mTLS, token exchange;
//   - rate limits of single endpoints other than those of email templates and
//     of the token endpoint. Without a class, X-RateLimit headers carry fixed,
//     generous numbers, and only the limits that Auth0 keeps per user (sends,
//     wrong codes, wrong passwords) are enforced; [Tenant.Fail] makes a 429;
//   - slow_down, because Auth0 publishes no interval for it;
//   - the effect of providers and templates on what is sent, and all of Liquid
//     but for an output or a tag that is not closed;
//   - email providers, the rest of branding and every other Management
//     endpoint: they answer 404;
//   - HTTP/2.
//
// What it answers is recorded from real tenants, documented, or taken from
// Auth0's SDKs, in this order of trust; comments say what is recorded, and what
// is no more than derived or a guess. The recordings are rows of
// replay_*_test.go, and make conformance holds the tenant against clients that
// Auth0 wrote, which have to call every endpoint.
//
// Each subject is an area: one file, or several with its name in front, that
// owns its state, routes, scopes, schemas, handlers and steering. An area gets
// what it needs in its constructor, and only [Start] knows all of them. Exported
// methods take the world's lock, which the server holds while a handler runs;
// what is not exported is called with it held. The packages api, keys and
// mailbox are how the tenant speaks HTTP, signs and mails.
//
// Access tokens are signed with a key that all tenants of a process share, so
// that starting one costs a millisecond; issuer and audience keep them apart.
package auth0test
