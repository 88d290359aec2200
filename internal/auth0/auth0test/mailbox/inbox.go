package mailbox

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
)

// Inbox reads mail over IMAP from an emulated mailbox or a real one. It is for
// one goroutine.
type Inbox struct {
	client *imapclient.Client
	next   imap.UID // of the next message
	every  time.Duration
}

// OpenInbox connects, logs in and notes what is already there.
func OpenInbox(ctx context.Context, box Mailbox) (*Inbox, error) {
	conn, err := dialMail(ctx, box)
	if err != nil {
		return nil, fmt.Errorf("auth0test: mailbox of %s: %w", box.Username, err)
	}
	inbox := &Inbox{client: imapclient.New(conn, nil), every: 2 * time.Second}
	if tcp, ok := conn.RemoteAddr().(*net.TCPAddr); ok && tcp.IP.IsLoopback() {
		inbox.every = 250 * time.Millisecond
	}
	stop := context.AfterFunc(ctx, func() { _ = inbox.client.Close() })
	defer stop()
	if err := inbox.open(box); err != nil {
		return nil, errors.Join(fmt.Errorf("auth0test: mailbox of %s: %w", box.Username, err), inbox.client.Close())
	}
	return inbox, nil
}

func dialMail(ctx context.Context, box Mailbox) (net.Conn, error) {
	if box.TLS {
		return (&tls.Dialer{Config: &tls.Config{MinVersion: tls.VersionTLS12}}).DialContext(ctx, "tcp", box.Addr)
	}
	return (&net.Dialer{}).DialContext(ctx, "tcp", box.Addr)
}

func (i *Inbox) open(box Mailbox) error {
	if err := i.client.Login(box.Username, box.Password).Wait(); err != nil {
		return err
	}
	selected, err := i.client.Select("INBOX", &imap.SelectOptions{ReadOnly: true}).Wait()
	if err != nil {
		return err
	}
	i.next = max(1, selected.UIDNext)
	return nil
}

// Next waits for the message after the last one seen.
func (i *Inbox) Next(ctx context.Context) (Message, error) {
	ticker := time.NewTicker(i.every)
	defer ticker.Stop()
	for {
		uid, err := i.arrived()
		if err != nil {
			return Message{}, fmt.Errorf("auth0test: looking for mail: %w", err)
		}
		if uid != 0 {
			return i.fetch(uid)
		}
		select {
		case <-ctx.Done():
			return Message{}, fmt.Errorf("auth0test: waiting for mail: %w", context.Cause(ctx))
		case <-ticker.C:
		}
	}
}

// arrived returns the oldest unseen message, or 0. A search up to * always
// finds the last message, however old.
func (i *Inbox) arrived() (imap.UID, error) {
	if err := i.client.Noop().Wait(); err != nil {
		return 0, err
	}
	var set imap.UIDSet
	set.AddRange(i.next, 0)
	found, err := i.client.UIDSearch(&imap.SearchCriteria{UID: []imap.UIDSet{set}}, nil).Wait()
	if err != nil {
		return 0, err
	}
	var oldest imap.UID
	for _, uid := range found.AllUIDs() {
		if uid >= i.next && (oldest == 0 || uid < oldest) {
			oldest = uid
		}
	}
	return oldest, nil
}

func (i *Inbox) fetch(uid imap.UID) (Message, error) {
	section := &imap.FetchItemBodySection{Peek: true}
	messages, err := i.client.Fetch(imap.UIDSetNum(uid), &imap.FetchOptions{
		UID: true, BodySection: []*imap.FetchItemBodySection{section},
	}).Collect()
	if err != nil {
		return Message{}, fmt.Errorf("auth0test: fetching mail: %w", err)
	}
	i.next = uid + 1
	if len(messages) != 1 {
		return Message{}, fmt.Errorf("auth0test: message %d is gone", uid)
	}
	return parseMessage(messages[0].FindBodySection(section))
}

// Close logs out and disconnects.
func (i *Inbox) Close() error {
	return errors.Join(i.client.Logout().Wait(), i.client.Close())
}
