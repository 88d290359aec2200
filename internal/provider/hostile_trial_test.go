package provider_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
)

// A trial is what becomes of the lies about one operation.
type trial struct {
	rehearsal
	honest outcome
	asked  []question // by the honest one
	offs   []question
	tape   map[question]answer
	ends   map[string][]lie // about one request, by the way in which it ends
	findings
}

// newTrial does the operation without a lie.
func newTrial(r rehearsal) *trial {
	r.t.Helper()
	honest, rec := r.perform(nil, nil)
	if honest.errs != "" {
		r.t.Fatal(honest.errs)
	}
	return &trial{rehearsal: r, honest: honest, asked: rec.seen, offs: rec.offs(), tape: rec.heard, ends: map[string][]lie{}, findings: findings{}}
}

// would is what the tenant says to a question.
func (tr *trial) would(q question) []byte {
	return tr.tape[q].body
}

// tell tells one lie, and states what holds of each.
func (tr *trial) tell(one lie) {
	tr.t.Helper()
	if !tr.writes {
		got, rec := tr.perform(&one, nil)
		tr.holds(tr.tn, one, got, rec)
		tr.reads(one, got, rec)
		return
	}
	got, rec := tr.perform(&one, tr.tape)
	tr.holds(tr.tn, one, got, rec)
	end := fmt.Sprintf("%t %t %s", got.errs == "", got.warned() || one.denies(), got.value)
	switch goesOn := len(rec.after) > 0; {
	case one.undetectable():
		end = "undetectable"
	case goesOn && one.status < 300: // what comes then depends on what it has believed
		end = fmt.Sprintf("%s after %s", rec.after[0], one.body.name)
	case goesOn:
		end = fmt.Sprintf("%s after a refusal, %t", rec.after[0], one.denies())
	}
	tr.ends[end] = append(tr.ends[end], one)
}

// holds states what must hold whatever the lie.
func (tr *trial) holds(tn tenant, one lie, got outcome, rec record) {
	for _, q := range rec.offs() {
		if !slices.Contains(tr.offs, q) {
			tr.wrong("it switches off or deletes: "+q.String(), one)
		}
	}
	said := strings.Join([]string{got.said, got.errs, got.value.String(), string(got.private)}, "\n")
	if tn.showsSecret(said) {
		tr.wrong("a secret shows", one)
	}
	tr.saysPlainly(one, got)
}

// saysPlainly states that what is said can be read, and commands no terminal.
func (f findings) saysPlainly(one lie, got outcome) {
	for line := range strings.Lines(got.said) {
		if len(line) > 2<<10 {
			f.wrong("too much is said", one)
		}
	}
	if strings.ContainsFunc(got.said, func(r rune) bool { return r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) }) {
		f.wrong("what is said has control characters", one)
	}
}

// reads states what holds where nothing is written: the outcome is the honest
// one, or an error, and a plan that could not look says so.
func (tr *trial) reads(one lie, got outcome, rec record) {
	if wrote := rec.wrote(); len(wrote) > 0 {
		tr.wrong(fmt.Sprintf("it writes: %v", wrote), one)
	}
	asksAgain := slices.ContainsFunc(rec.after, func(q question) bool { return q.method == one.at.method && q.path == one.at.path })
	switch {
	case got.errs != "" && !tr.value.Equal(tr.before.value):
		tr.wrong("an error has changed the state", one)
	case got.errs != "":
	case !got.value.Equal(tr.honest.value):
		tr.wrong("the lie is believed: "+difference(tr.core, tr.honest, got), one)
	case got.said == tr.honest.said && !asksAgain:
		tr.wrong("nobody is told that the tenant could not be asked", one)
	}
}

// difference names the attributes in which two outcomes differ.
func difference(c core, a, b outcome) string {
	if a.value.IsNull() || b.value.IsNull() {
		return "it is gone"
	}
	left, right := c.attributes(a.value), c.attributes(b.value)
	var list []string
	for _, name := range slices.Sorted(maps.Keys(left)) {
		if !left[name].Equal(right[name]) {
			list = append(list, name)
		}
	}
	return strings.Join(list, ", ")
}

// prove has each end of the lies about one request from tenants, one that
// carries the request out and one that does not. It returns how many that were.
func (tr *trial) prove() (proven int) {
	tr.t.Helper()
	for _, end := range slices.Sorted(maps.Keys(tr.ends)) {
		for _, carriedOut := range []bool{false, true} {
			one := tr.ends[end][0]
			one.carriedOut = carriedOut
			if one.undetectable() && !carriedOut {
				continue
			}
			if wrong := tr.proveOne(one); wrong != "" {
				tr.wrong(wrong, tr.ends[end]...)
			}
			proven++
		}
	}
	clear(tr.ends)
	return proven
}

// proveOne returns what is wrong in the end.
func (tr *trial) proveOne(one lie) string {
	tr.t.Helper()
	r := rehearse(tr.t, tr.row, tr.operation)
	got, rec := r.perform(&one, nil)
	a := aftermath{r, one, got}
	tr.holds(r.tn, one, got, rec)
	if !rec.lied {
		tr.t.Fatalf("%s of another tenant: the request did not come: %s: %s", tr.name, one, got.errs)
	}
	if wrong := tr.aftermath(a); wrong != "" {
		return fmt.Sprintf("carried out %t: %s", one.carriedOut, wrong)
	}
	for _, asked := range r.tn.Requests() {
		if turnsOff(asked.Method, asked.Path, string(asked.Body)) && !slices.Contains(tr.offs, question{method: asked.Method, path: asked.Path}) {
			return "switched off on the way: " + asked.Path
		}
	}
	return ""
}
