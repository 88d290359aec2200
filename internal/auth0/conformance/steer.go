package main

import (
	"context"
	"errors"
	"time"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

var commands = map[string]command{
	"facts":     taking(facts),
	"state":     taking(state),
	"addUser":   taking(addUser),
	"addMethod": taking(addMethod),
	"openInbox": taking(func(ctx context.Context, tn *steered, address string) (any, error) {
		return nil, tn.open(ctx, address)
	}),
	"readMail": taking(func(ctx context.Context, tn *steered, address string) (any, error) { return tn.readMail(ctx, address) }),
	"token": taking(func(_ context.Context, tn *steered, scopes []string) (any, error) {
		return tn.Token("any", scopes...), nil
	}),
	"texts": taking(func(_ context.Context, tn *steered, phone string) (any, error) { return tn.SMS(phone), nil }),
	"setFactors": setting(func(tn *steered, factors map[string]bool) {
		for name, enabled := range factors {
			tn.SetFactor(name, enabled)
		}
	}),
	"setPolicies":     setting(func(tn *steered, names []string) { tn.SetPolicies(names...) }),
	"setMessageTypes": setting(func(tn *steered, types []string) { tn.SetMessageTypes(types...) }),
	"setUnifiedPhone": setting(func(tn *steered, on bool) { tn.SetUnifiedPhone(on) }),
	"advance":         setting(func(tn *steered, seconds int) { tn.Advance(time.Duration(seconds) * time.Second) }),
	"approve":         setting(func(tn *steered, userID string) { tn.Approve(userID) }),
	"reject":          setting(func(tn *steered, userID string) { tn.Reject(userID) }),
	"fail":            setting(fail),
}

// facts are what a client is configured with.
func facts(_ context.Context, tn *steered, _ nothing) (any, error) {
	credentials := func(app auth0test.Application) map[string]string {
		return map[string]string{"clientId": app.ClientID, "clientSecret": app.ClientSecret}
	}
	return map[string]any{
		"domain": tn.Host(), "mfaAudience": tn.MFAAudience(), "now": tn.Now().Unix(), "endpoints": tn.Endpoints(),
		"management": credentials(tn.Management()), "login": credentials(tn.Login()),
	}, nil
}

type newUser struct {
	Email         string `json:"email"`
	EmailVerified bool   `json:"emailVerified"`
	Blocked       bool   `json:"blocked"`
}

// addUser opens the user's mailbox as well.
func addUser(ctx context.Context, tn *steered, given newUser) (any, error) {
	user := tn.AddUser(auth0test.User{Email: given.Email, EmailVerified: given.EmailVerified, Blocked: given.Blocked})
	if err := tn.open(ctx, user.Email); err != nil {
		return nil, err
	}
	return map[string]string{"id": user.ID, "email": user.Email, "password": user.Password}, nil
}

type newMethod struct {
	User   string `json:"user"`
	Type   string `json:"type"`
	Email  string `json:"email"`
	Phone  string `json:"phone"`
	Secret string `json:"secret"`
}

func addMethod(_ context.Context, tn *steered, given newMethod) (any, error) {
	id := tn.AddMethod(given.User, auth0test.Method{
		Type: given.Type, Email: given.Email, PhoneNumber: given.Phone, Secret: given.Secret, Confirmed: true,
	})
	if id == "" {
		return nil, errors.New("conformance: no such user")
	}
	return id, nil
}

type plannedFault struct {
	Method string            `json:"method"`
	Path   string            `json:"path"`
	Times  int               `json:"times"`
	Status int               `json:"status"`
	Header map[string]string `json:"header"`
}

// fail plans answers other than the tenant's own.
func fail(tn *steered, given plannedFault) {
	tn.Fail(auth0test.Fault{
		Method: given.Method, Path: given.Path, Times: given.Times, Status: given.Status, Header: given.Header,
	})
}
