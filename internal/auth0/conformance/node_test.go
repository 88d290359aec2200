package main

import "testing"

func TestChecksAreCounted(t *testing.T) {
	t.Parallel()
	const results = "TAP version 13\nok 1 - # tests 9\n1..3\n# tests 3\n# suites 0\n# pass 2\n# fail 0\n# skipped 1\n"
	if got, want := count([]byte(results)), (tally{checks: 3, passes: 2}); got != want {
		t.Errorf("%+v", got)
	}
}

func TestOnlyAllChecksAreEnough(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name    string
		given   []tally
		passed  bool
		written string
	}{
		{"all", []tally{{checks: 3, passes: 3}, {checks: 1, passes: 1}}, true, "4 of 4 checks passed"},
		{"one has failed or was skipped", []tally{{checks: 3, passes: 2}, {checks: 1, passes: 1}}, false, "3 of 4 checks passed"},
		{"none", nil, false, "0 of 0 checks passed"},
		{"a file broke off", []tally{{checks: 1, passes: 1}, {broken: true}}, false, "1 of 1 checks passed, and a file of tests broke off"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var all tally
			for _, one := range test.given {
				all.add(one)
			}
			if all.passed() != test.passed || all.line() != test.written {
				t.Errorf("passed: %v, %q", all.passed(), all.line())
			}
		})
	}
}
