package provider_test

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// A question is a request as it is told from the others of an operation.
type question struct {
	method, path string // without the id that a tenant gave
	before       int    // how often the same was asked before
}

func (q question) String() string {
	return fmt.Sprintf("%s %s (%d)", q.method, strings.TrimPrefix(q.path, "/api/v2"), q.before+1)
}

// isToken reports whether it asks for the provider's own token.
func (q question) isToken() bool { return q.method+" "+q.path == postToken }

var givenID = regexp.MustCompile(`_[A-Za-z0-9]{16,}$`)

// An answer is what a tenant says to a question.
type answer struct {
	status int
	header http.Header
	body   []byte
}

// A liar is a proxy before a tenant, which answers one request of an operation
// itself. A token of the tenant it gives again, which saves making one each time.
type liar struct {
	*httptest.Server
	truth tenant

	mu    sync.Mutex
	lie   *lie
	tape  map[question]answer // what is answered before the lie; nil where the tenant is asked
	token *answer
	record
}

// A record is what a liar was asked since it began.
type record struct {
	seen  []question
	sent  map[question]string // the bodies of these
	after []question          // those that came after the lie
	heard map[question]answer // what the tenant said
	lied  bool
}

func newLiar(t *testing.T, tn tenant) *liar {
	t.Helper()
	l := &liar{truth: tn}
	l.Server = httptest.NewUnstartedServer(l)
	l.Config.IdleTimeout = 100 * time.Millisecond // each process of the provider has connections of its own
	l.Start()
	t.Cleanup(l.Close)
	return l
}

// begin forgets what was asked. Until the lie, which may be nil, the tape
// answers or, where that is nil, the tenant.
func (l *liar) begin(lie *lie, tape map[question]answer) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.lie, l.tape = lie, tape
	l.record = record{sent: map[question]string{}, heard: map[question]answer{}}
}

// end is what was asked.
func (l *liar) end() record {
	l.mu.Lock()
	defer l.mu.Unlock()
	return record{slices.Clone(l.seen), maps.Clone(l.sent), slices.Clone(l.after), maps.Clone(l.heard), l.lied}
}

// arrive notes a request, and finds what answers it: the lie, something that is
// known, or, where both are nil, the tenant.
func (l *liar) arrive(r *http.Request, body []byte) (question, *lie, *answer) {
	q := question{method: r.Method, path: givenID.ReplaceAllString(r.URL.EscapedPath(), "_*")}
	l.mu.Lock()
	defer l.mu.Unlock()
	for slices.Contains(l.seen, q) {
		q.before++
	}
	l.seen = append(l.seen, q)
	l.sent[q] = string(body)
	if l.lie != nil && l.lie.at == q {
		l.lied = true
		return q, l.lie, nil
	}
	if l.lied {
		l.after = append(l.after, q)
	}
	switch taped, ok := l.tape[q]; {
	case q.isToken() && l.token != nil:
		return q, nil, l.token
	case l.tape == nil:
		return q, nil, nil
	case ok && !l.lied:
		return q, nil, &taped
	}
	// The tape ends here: what the tenant would say, only a tenant knows.
	return q, nil, &answer{status: http.StatusServiceUnavailable}
}

// ServeHTTP answers with what arrive has found.
func (l *liar) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	q, lying, said := l.arrive(r, body)
	var told lie
	if lying != nil {
		told = *lying
		told.sent = r.URL.RequestURI() + " " + r.Header.Get("Authorization") + " " + string(body)
	}
	if lying != nil && !lying.carriedOut {
		told.tell(w)
		return
	}
	if said == nil {
		said = l.ask(r, body)
		l.note(q, said)
	}
	if lying != nil {
		told.would = said.body
		told.tell(w)
		return
	}
	maps.Copy(w.Header(), said.header)
	w.WriteHeader(said.status)
	_, _ = w.Write(said.body)
}

func (l *liar) note(q question, said *answer) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.heard[q] = *said
	if q.isToken() && said.status == http.StatusOK {
		l.token = said
	}
}

// ask has the tenant answer.
func (l *liar) ask(r *http.Request, body []byte) *answer {
	address := l.truth.URL() + r.URL.RequestURI()
	req, err := http.NewRequestWithContext(r.Context(), r.Method, address, bytes.NewReader(body)) //nolint:gosec // the emulated tenant's
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	req.Header = r.Header.Clone()
	resp, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	defer func() { _ = resp.Body.Close() }()
	content, err := io.ReadAll(resp.Body)
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	resp.Header.Del("Content-Length")
	return &answer{resp.StatusCode, resp.Header, content}
}

// offs are the requests that switch a factor or the policies off, or delete
// something, however often.
func (r record) offs() (list []question) {
	for _, q := range r.seen {
		if turnsOff(q.method, q.path, r.sent[q]) || q.method == http.MethodDelete {
			q.before = 0
			list = append(list, q)
		}
	}
	return list
}

// wrote are the requests that may change something.
func (r record) wrote() []question {
	return slices.DeleteFunc(slices.Clone(r.seen), func(q question) bool { return q.method == http.MethodGet || q.isToken() })
}

// deceived is a process of the provider that reaches the tenant through the liar.
func (l *liar) deceived(t *testing.T) tfprotov6.ProviderServer {
	t.Helper()
	server, schemas := newServer(t)
	return reaching(t, l.URL, l.truth, server, schemas)
}
