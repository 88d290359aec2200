package mailbox

import (
	"io"
	"net"
	"sync"

	"github.com/emersion/go-imap/v2/imapserver"
)

// waitingListener makes up for the IMAP server, which can neither be waited
// for nor closes a connection that arrives while it stops.
type waitingListener struct {
	net.Listener

	serving sync.WaitGroup // the accept loop
	running sync.WaitGroup // sessions
	mu      sync.Mutex
	conns   map[net.Conn]struct{}
}

// Accept counts a session: the server makes one for every connection.
func (l *waitingListener) Accept() (net.Conn, error) {
	conn, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.conns == nil {
		return nil, net.ErrClosed
	}
	l.conns[conn] = struct{}{}
	l.running.Add(1)
	return &forgottenConn{Conn: conn, listener: l}, nil
}

// Close closes the connections as well.
func (l *waitingListener) Close() error {
	l.mu.Lock()
	conns := l.conns
	l.conns = nil
	l.mu.Unlock()
	err := l.Listener.Close()
	for conn := range conns {
		_ = conn.Close() // the client may have closed it first
	}
	return err
}

// forgottenConn leaves the listener's books when it closes.
type forgottenConn struct {
	net.Conn

	listener *waitingListener
}

// Close closes the connection.
func (c *forgottenConn) Close() error {
	c.listener.mu.Lock()
	delete(c.listener.conns, c.Conn)
	c.listener.mu.Unlock()
	return c.Conn.Close()
}

// countedSession reports its end.
type countedSession struct {
	imapserver.Session

	done func()
}

// Close ends the session.
func (s countedSession) Close() error {
	defer s.done()
	return s.Session.Close()
}

// literalReader is a message as IMAP's APPEND takes it.
type literalReader struct {
	io.Reader

	size int64
}

// Size is part of imap.LiteralReader.
func (r literalReader) Size() int64 { return r.size }
