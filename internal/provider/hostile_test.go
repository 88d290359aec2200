package provider_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// Whatever answers in Auth0's place, with any status and any body, to any
// request of any operation of any type: nothing is believed that Auth0 did not
// say, no factor goes off, nothing leaves the state, and the next apply
// completes what was declared.
//
// Nothing is picked by hand. Each operation of each row of the lifecycles is done
// once on an honest tenant. Then it is done again for each request that it has
// sent, and each lie: a status from 200 to 599 with a body. Each request is
// answered with every body at the statuses of everyBody, with every status that
// has a name, and with each sixteenth of those that have none, in turns. The
// bodies take turns at these, and at all of them the operations of a row that
// write, or those that do not, where several send the same request: from row to
// row another one. 9 MiB come with two statuses a request, by turns. The request for a token is the same in all
// operations, which share its lies among them.
//
// What an operation that writes makes of a lie depends on the lie alone: so far,
// the requests before it are answered as they were. Then each end that
// differs from the others is had again from tenants, of which one has carried out
// the request that is lied about and one has not, and these show the aftermath.
func TestOnlyAuth0IsBelieved(t *testing.T) {
	t.Parallel()
	m := newMatrix(t)
	for i, row := range allRows() {
		t.Run(row.typeName+row.variant, func(t *testing.T) {
			t.Parallel()
			m.goOver(t, row, i)
		})
	}
}

// A matrix counts what was visited.
type matrix struct {
	mu     sync.Mutex
	lies   map[string]int // by method
	proven int            // aftermaths
	began  time.Time      // the first of its rows
}

// newMatrix is one that logs what it has counted when the test ends.
func newMatrix(t *testing.T) *matrix {
	t.Helper()
	m := &matrix{lies: map[string]int{}}
	t.Cleanup(func() { m.log(t) })
	return m
}

// begin is called by each row.
func (m *matrix) begin() {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.began.IsZero() {
		m.began = time.Now()
	}
}

func (m *matrix) log(t *testing.T) {
	t.Helper()
	all := 0
	for _, method := range slices.Sorted(maps.Keys(m.lies)) {
		all += m.lies[method]
		t.Logf("%6d lies about a %s", m.lies[method], method)
	}
	t.Logf("%d lies and %d aftermaths in %.1f s", all, m.proven, time.Since(m.began).Seconds())
}

func (m *matrix) count(method string, lies, proven int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.lies[method] += lies
	m.proven += proven
}

// goOver lies about each request of each operation of a row, the nth.
func (m *matrix) goOver(t *testing.T, row lifecycle, nth int) {
	t.Helper()
	m.begin()
	trials := make([]*trial, len(operations))
	senders := map[string]int{}
	for i, op := range operations {
		trials[i] = newTrial(rehearse(t, row, op))
		for _, q := range trials[i].asked {
			senders[trials[i].shared(q)]++
		}
	}
	sent := map[string]int{}
	for i, tr := range trials {
		for j, q := range tr.asked {
			key := tr.shared(q)
			list := liesAbout(q, tr.would(q), turns{nth, nth*len(operations) + i, nth + 3*i + j, sent[key], senders[key]})
			sent[key]++
			for _, one := range list {
				tr.tell(one)
			}
			m.count(q.method, len(list), tr.prove())
		}
		tr.report(t, tr.name)
	}
}

// shared names what operations of a row take turns with.
func (tr *trial) shared(q question) string { return fmt.Sprintf("%t %s", tr.writes, q) }

// findings are the lies that something went wrong with, by what that was.
type findings map[string][]lie

func (f findings) wrong(what string, lies ...lie) { f[what] = append(f[what], lies...) }

// report fails the test for each finding, and says where it is.
func (f findings) report(t *testing.T, operation string) {
	t.Helper()
	for _, what := range slices.Sorted(maps.Keys(f)) {
		where := map[string][]int{}
		for _, one := range f[what] {
			kind := fmt.Sprintf("%s with %s", one.at, one.body.name)
			where[kind] = append(where[kind], one.status)
		}
		var b strings.Builder
		for _, kind := range slices.Sorted(maps.Keys(where)) {
			slices.Sort(where[kind])
			fmt.Fprintf(&b, "\n    %s: %v", kind, slices.Compact(where[kind]))
		}
		t.Errorf("%s: %s%s", operation, what, b.String())
	}
}
