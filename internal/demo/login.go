package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// mailTimeout bounds the wait for a mail, which the emulated tenant sends at once.
const mailTimeout = 30 * time.Second

// startTenant adds a user whose address is not verified: with a verified one
// email would be enrolled without anything to see.
func (d *demo) startTenant(ctx context.Context) (err error) {
	if d.tenant, err = auth0test.Start(auth0test.Config{}); err != nil {
		return err
	}
	d.atEnd(d.tenant.Close)
	d.tenant.OnRequest(d.journal.add)
	d.user = d.tenant.AddUser(auth0test.User{Email: "ada.lovelace@example.com"})
	box := d.tenant.Mailbox(d.user.Email)
	if d.inbox, err = auth0test.OpenInbox(ctx, box); err != nil {
		return err
	}
	d.atEnd(d.inbox.Close)
	login := d.tenant.Login()
	d.app, err = auth0.New(auth0.Config{Domain: d.tenant.URL(), ClientID: login.ClientID, ClientSecret: login.ClientSecret})
	if err != nil {
		return err
	}
	d.atEnd(func() error { d.app.CloseIdleConnections(); return nil })
	d.screen.say("Tenant %s, user %s (%s), mailbox imap://%s", d.tenant.URL(), d.user.Email, d.user.ID, box.Addr)
	return nil
}

func (d *demo) signIn(ctx context.Context) (err error) {
	d.enrollment.mfaToken, err = d.mfaToken(ctx)
	return err
}

// mfaToken is what a login with the password gets while MFA is enforced.
func (d *demo) mfaToken(ctx context.Context) (string, error) {
	_, err := d.app.Password(ctx, d.password())
	d.exchanges()
	var required *auth0.MFARequiredError
	switch {
	case errors.As(err, &required) && required.Token != "":
		return required.Token, nil
	case err != nil:
		return "", err
	}
	return "", errors.New("the password alone was enough")
}

func (d *demo) password() auth0.PasswordGrant {
	return auth0.PasswordGrant{Username: d.user.Email, Password: d.user.Password, Scope: "openid email"}
}

func (d *demo) enroll(ctx context.Context) error {
	association, err := d.app.Associate(ctx, d.enrollment.mfaToken, auth0.AssociateRequest{
		Types: []string{"oob"}, Channels: []string{auth0.ChannelEmail},
	})
	d.exchanges()
	if err != nil {
		return err
	}
	d.enrollment.oobCode, d.enrollment.recoveryCodes = association.OOBCode, len(association.RecoveryCodes)
	if d.enrollment.recoveryCodes != 1 {
		return fmt.Errorf("the first enrollment brought %d recovery codes", d.enrollment.recoveryCodes)
	}
	d.screen.say("The user gets a recovery code with this first enrollment, and a mail.")
	return nil
}

// readMail waits for the next mail and keeps its code.
func (d *demo) readMail(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, mailTimeout)
	defer cancel()
	mail, err := d.inbox.Next(ctx)
	if err != nil {
		return err
	}
	d.screen.mail(mail)
	if d.code, err = mail.Code(); err != nil {
		return err
	}
	d.codes = append(d.codes, d.code)
	d.screen.code(d.code)
	return nil
}

func (d *demo) confirm(ctx context.Context) error {
	return d.verify(ctx, d.enrollment.mfaToken, d.enrollment.oobCode)
}

func (d *demo) verify(ctx context.Context, mfaToken, oobCode string) error {
	tokens, err := d.app.VerifyOOB(ctx, mfaToken, oobCode, d.code)
	d.exchanges()
	return d.signedIn(tokens, err)
}

func (d *demo) signedIn(tokens auth0.Tokens, err error) error {
	if err != nil {
		return err
	}
	if tokens.AccessToken == "" || tokens.IDToken == "" {
		return errors.New("the login gave no access token or no ID token")
	}
	d.screen.say("Signed in: an access token and an ID token.")
	return nil
}

func (d *demo) signInAgain(ctx context.Context) error {
	mfaToken, err := d.mfaToken(ctx)
	if err != nil {
		return err
	}
	challenge, err := d.app.Challenge(ctx, auth0.ChallengeRequest{MFAToken: mfaToken, Types: "oob", AuthenticatorID: d.authenticator})
	d.exchanges()
	if err != nil {
		return err
	}
	if err := d.readMail(ctx); err != nil {
		return err
	}
	return d.verify(ctx, mfaToken, challenge.OOBCode)
}

func (d *demo) signInWithoutMFA(ctx context.Context) error {
	tokens, err := d.app.Password(ctx, d.password())
	d.exchanges()
	return d.signedIn(tokens, err)
}
