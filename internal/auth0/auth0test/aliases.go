package auth0test

import (
	"context"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test/api"
	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test/mailbox"
)

// Fault is a misbehaviour that a test asks for.
type Fault = api.Fault

// Request is a request that the tenant received, and what it answered.
type Request = api.Request

// Mailbox says where a user's mail is, and how to get at it.
type Mailbox = mailbox.Mailbox

// Message is a mail.
type Message = mailbox.Message

// Inbox reads mail from a mailbox.
type Inbox = mailbox.Inbox

// OpenInbox connects, logs in and notes what is already there.
func OpenInbox(ctx context.Context, box Mailbox) (*Inbox, error) { return mailbox.OpenInbox(ctx, box) }
