package main

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// A step is one thing that a spectator sees.
type step struct {
	title string
	what  string // one sentence on what happens
	do    func(context.Context) error
}

// steps are all that a run shows, in their order.
func (d *demo) steps() []step {
	return []step{
		{
			"Build the provider",
			"The provider of this repository is built into a temporary folder; the first time takes a minute or two.",
			d.build,
		},
		{"Start a tenant", "An emulated Auth0 tenant starts on this machine, with one user and the user's mailbox.", d.startTenant},
		{"Plan", "The configuration of examples/email-mfa is planned, without init by dev_overrides. It looks for what the first apply would overwrite, and for whom MFA would lock out.", d.plan},
		{"Apply", "The factors are switched on, email's settings first, and then MFA is enforced.", d.apply},
		{"Sign in with the password", "An application sends the user's name and password, and the tenant now wants a second factor.", d.signIn},
		{"Enroll email", "The mfa_token of that login enrolls the user's email address.", d.enroll},
		{"Read the mail", "The code is read from the user's mailbox over IMAP.", d.readMail},
		{"Confirm the enrollment", "The code goes back as binding_code, and the login is complete.", d.confirm},
		{"List the user's authenticators", "A data source reads what the user has enrolled; the resources stay as they are.", d.list},
		{"Sign in again", "A new login challenges the enrolled authenticator, and another code comes by mail.", d.signInAgain},
		{"Destroy", "Auth0's defaults are put back, enforcement first, and the plan warns of what goes away.", d.destroy},
		{"Sign in without MFA", "The password alone is enough again.", d.signInWithoutMFA},
	}
}

// run takes all steps and cleans up, also after a failure and a Ctrl-C.
func (d *demo) run(ctx context.Context) (err error) {
	began := time.Now()
	defer func() { err = errors.Join(err, d.cleanUp()) }()
	d.screen.intro()
	for i, s := range d.steps() {
		d.screen.heading(i+1, s.title, s.what)
		if err := s.do(ctx); err != nil {
			if cause := context.Cause(ctx); cause != nil {
				return fmt.Errorf("demo: stopped in step %d: %w", i+1, cause)
			}
			return fmt.Errorf("demo: step %d, %s: %w", i+1, s.title, err)
		}
	}
	d.screen.close("Proven: four resources switched email MFA on, a user enrolled with a mailed code and signed in "+
		"with another, and destroy gave the tenant its defaults back.", time.Since(began))
	return nil
}
