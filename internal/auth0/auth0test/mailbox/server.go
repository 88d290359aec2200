// Package mailbox serves mailboxes over IMAP, and reads mail from them or from
// real ones.
package mailbox

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"html"
	"io"
	"log"
	"net"
	"strings"
	"sync"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"
	"github.com/emersion/go-imap/v2/imapserver/imapmemserver"
	"github.com/emersion/go-message/mail"
)

// Mailbox says where a user's mail is, and how to get at it.
type Mailbox struct {
	Addr, Username, Password string
	// TLS connects with TLS; the emulated server has none.
	TLS bool
}

// Server is an IMAP server whose mail comes straight from the tenant.
type Server struct {
	sender   string
	server   *imapserver.Server
	users    *imapmemserver.Server
	listener *waitingListener
	mu       sync.Mutex
	boxes    map[string]*mailAccount
}

type mailAccount struct {
	Mailbox

	user *imapmemserver.User
}

// Start starts the server on a free loopback port; its mail comes from the
// sender. It speaks without TLS, so that a reader needs no CA.
func Start(sender string) (*Server, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("auth0test: %w", err)
	}
	m := &Server{
		sender:   sender,
		users:    imapmemserver.New(),
		listener: &waitingListener{Listener: listener, conns: map[net.Conn]struct{}{}},
		boxes:    map[string]*mailAccount{},
	}
	m.server = imapserver.New(&imapserver.Options{
		NewSession: func(*imapserver.Conn) (imapserver.Session, *imapserver.GreetingData, error) {
			return countedSession{Session: m.users.NewSession(), done: m.listener.running.Done}, nil, nil
		},
		InsecureAuth: true,
		Logger:       log.New(io.Discard, "", 0), // clients that just hang up are no news
	})
	m.listener.serving.Go(func() { _ = m.server.Serve(m.listener) }) // ends with net.ErrClosed
	return m, nil
}

// Close stops the server and waits for its sessions.
func (m *Server) Close() error {
	err := m.listener.Close()
	m.listener.serving.Wait()
	m.listener.running.Wait()
	if errors.Is(err, net.ErrClosed) {
		return nil
	}
	return err
}

// Mailbox finds or makes the mailbox of an address.
func (m *Server) Mailbox(email string) Mailbox { return m.account(email).Mailbox }

func (m *Server) account(email string) *mailAccount {
	m.mu.Lock()
	defer m.mu.Unlock()
	name := strings.ToLower(email)
	if box, ok := m.boxes[name]; ok {
		return box
	}
	box := &mailAccount{Mailbox: Mailbox{
		Addr: m.listener.Addr().String(), Username: name, Password: rand.Text(),
	}}
	box.user = imapmemserver.NewUser(box.Username, box.Password)
	_ = box.user.Create("INBOX", nil) // cannot exist yet
	m.users.AddUser(box.user)
	m.boxes[name] = box
	return box
}

// content is what a mail says, in both of its parts.
type content struct{ subject, plain, hypertext string }

// SendCode delivers the mail of the mfa_oob_code template. Its HTML is full of
// digits that are no codes, as Auth0's own is.
func (m *Server) SendCode(to, code string, at time.Time) error {
	return m.send(to, at, content{
		subject: "Your verification code",
		plain:   "Your verification code is: " + code + "\r\n\r\nIf you did not request it, ignore this mail.\r\n",
		hypertext: `<html><head><style>body { color: #000000; width: 600 }</style></head>` +
			`<body bgcolor="#000000"><p style="margin: 1000">Your verification code is: <b>` + code + `</b></p></body></html>`,
	})
}

// SendInvitation delivers the mail of the enrollment_email template.
func (m *Server) SendInvitation(to, link string, at time.Time) error {
	return m.send(to, at, content{
		subject:   "Enroll your device",
		plain:     "To enroll your device, open " + link + "\r\n",
		hypertext: `<html><body><p>To enroll your device, open <a href="` + html.EscapeString(link) + `">this page</a>.</p></body></html>`,
	})
}

func (m *Server) send(to string, at time.Time, what content) error {
	raw, err := m.write(to, at, what)
	if err != nil {
		return fmt.Errorf("auth0test: writing mail: %w", err)
	}
	literal := literalReader{Reader: bytes.NewReader(raw), size: int64(len(raw))}
	if _, err := m.account(to).user.Append("INBOX", literal, &imap.AppendOptions{Time: at}); err != nil {
		return fmt.Errorf("auth0test: delivering mail: %w", err)
	}
	return nil
}

// write composes a message of plain text and HTML.
func (m *Server) write(to string, at time.Time, what content) ([]byte, error) {
	var header mail.Header
	header.SetDate(at)
	header.SetAddressList("From", []*mail.Address{{Name: m.sender, Address: "no-reply@auth0user.net"}})
	header.SetAddressList("To", []*mail.Address{{Address: to}})
	header.SetSubject(what.subject)
	header.SetMessageID(rand.Text() + "@auth0user.net")
	var out bytes.Buffer
	w, err := mail.CreateInlineWriter(&out, header)
	if err != nil {
		return nil, err
	}
	for _, part := range [][2]string{{"text/plain", what.plain}, {"text/html", what.hypertext}} {
		if err := writePart(w, part[0], part[1]); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

func writePart(w *mail.InlineWriter, contentType, text string) error {
	var header mail.InlineHeader
	header.SetContentType(contentType, map[string]string{"charset": "utf-8"})
	part, err := w.CreatePart(header)
	if err != nil {
		return err
	}
	if _, err := io.WriteString(part, text); err != nil {
		return err
	}
	return part.Close()
}
