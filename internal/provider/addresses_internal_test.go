package provider

import (
	"strings"
	"testing"
)

// Two resources for one setting clash, in whatever order Terraform plans them,
// unless one of them gives it up and the other takes it over.
func TestAddressesThatClash(t *testing.T) {
	t.Parallel()
	for plan, want := range map[string]bool{
		"keep":          false,
		"create":        false,
		"drop":          false,
		"keep keep":     false, // a plan that destroys both begins like that
		"change keep":   true,
		"keep change":   true,
		"keep create":   true,
		"create keep":   true,
		"create create": true,
		"keep drop":     true,
		"drop keep":     true,
		"drop create":   false, // a rename without a moved block
		"create drop":   false,
		"drop drop":     false,
	} {
		t.Run(plan, func(t *testing.T) {
			t.Parallel()
			var a addresses
			clash := false
			for _, step := range strings.Fields(plan) {
				clash = map[string]func() bool{
					"keep": func() bool { return a.keep(false) }, "change": func() bool { return a.keep(true) },
					"create": a.create, "drop": a.drop,
				}[step]() || clash
			}
			if clash != want {
				t.Errorf("clash: %t, want %t", clash, want)
			}
		})
	}
}

// A setting is held once an address has it in state, also where that one gives it up.
func TestAddressesThatHold(t *testing.T) {
	t.Parallel()
	for step, want := range map[string]bool{"hold": true, "keep": true, "drop": true, "create": false} {
		var a addresses
		map[string]func(){"hold": a.hold, "keep": func() { a.keep(false) }, "drop": func() { a.drop() }, "create": func() { a.create() }}[step]()
		if a.isHeld() != want {
			t.Errorf("after %s: held %t, want %t", step, !want, want)
		}
	}
}

// What another object has written is not reset, and what it could not write is
// kept; what an object has written itself, and another item, are none of its business.
func TestWhatIsWrittenConcernsTheOtherObject(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		note note
		want outcome
	}{
		"nothing was written":        {note{}, untouched},
		"by itself":                  {note{Object: "mine", Item: "one"}, untouched},
		"by another":                 {note{Object: "other", Item: "one"}, succeeded},
		"by another, of another":     {note{Object: "other", Item: "two"}, untouched},
		"by another, and it failed":  {note{Object: "other", Item: "one", Failed: true}, failed},
		"another one, and it failed": {note{Object: "other", Failed: true}, failed},
	} {
		if got := tc.note.concerning("mine", "one"); got != tc.want {
			t.Errorf("%s: %d, want %d", name, got, tc.want)
		}
	}
	if got := (note{Object: "other"}).concerning("", ""); got != succeeded {
		t.Errorf("of what has no name: %d", got)
	}
}
