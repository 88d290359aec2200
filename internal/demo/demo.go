package main

import (
	"errors"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
	"github.com/guardian-mfa/terraform-provider-guardian/internal/cli"
)

// A demo is one run: what the steps share.
type demo struct {
	root   string // the repository
	temp   string // the folder for temporary ones
	screen *screen

	dir       string // what the run itself writes is in here
	name      string // terraform or tofu
	workspace *cli.Workspace
	tenant    *auth0test.Tenant
	journal   journal
	user      auth0test.User
	inbox     *auth0test.Inbox
	app       *auth0.Client // the application that the user signs in to

	enrollment    enrollment
	code          string   // of the last mail
	codes         []string // of all mails, which are the only secrets to be shown
	authenticator string   // what the data source read
	undo          []func() error
}

// An enrollment is an association that waits for its code.
type enrollment struct {
	mfaToken, oobCode string
	recoveryCodes     int
}

func newDemo(root, temp string, s *screen) *demo {
	return &demo{root: root, temp: temp, screen: s}
}

// atEnd has something undone after the run, the last thing first.
func (d *demo) atEnd(undo func() error) { d.undo = append(d.undo, undo) }

func (d *demo) cleanUp() error {
	var errs []error
	for len(d.undo) > 0 {
		last := len(d.undo) - 1
		errs = append(errs, d.undo[last]())
		d.undo = d.undo[:last]
	}
	return errors.Join(errs...)
}

// exchanges shows what the tenant was asked since the last time.
func (d *demo) exchanges() []auth0test.Request {
	requests := d.journal.take()
	for _, r := range requests {
		d.screen.exchange(r)
	}
	return requests
}
