package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// mailTimeout bounds the wait for a mail, which the tenant sends at once.
const mailTimeout = 20 * time.Second

// steered is a tenant with the mailboxes that were opened so far.
type steered struct {
	*auth0test.Tenant

	mu      sync.Mutex // an inbox is for one goroutine
	inboxes map[string]*auth0test.Inbox
}

// open opens a mailbox, which shows what arrives from then on.
func (t *steered) open(ctx context.Context, address string) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.inboxes[address] != nil {
		return nil
	}
	inbox, err := auth0test.OpenInbox(ctx, t.Mailbox(address))
	if err == nil {
		t.inboxes[address] = inbox
	}
	return err
}

// readMail waits for the next mail to an address.
func (t *steered) readMail(ctx context.Context, address string) (map[string]string, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	inbox := t.inboxes[address]
	if inbox == nil {
		return nil, fmt.Errorf("conformance: the mailbox of %s is not open", address)
	}
	ctx, cancel := context.WithTimeout(ctx, mailTimeout)
	defer cancel()
	mail, err := inbox.Next(ctx)
	if err != nil {
		return nil, err
	}
	code, err := mail.Code()
	return map[string]string{"to": mail.To, "code": code}, err
}

func (t *steered) close() error {
	var err error
	for _, inbox := range t.inboxes {
		err = errors.Join(err, inbox.Close())
	}
	return errors.Join(err, t.Close())
}
