package main

import (
	"strings"
	"testing"
)

// What works is told by binary, a failure ends with an error, and nothing that
// was not run counts as working.
func TestTable(t *testing.T) {
	t.Parallel()
	const old = `{"Action":"pass","Test":"TestFeatures/import_blocks"}
{"Action":"output","Test":"TestFeatures/actions","Output":"it does not have it\n"}
{"Action":"skip","Test":"TestFeatures/actions"}
{"Action":"pass","Test":"TestLifecycle"}
{"Action":"pass"}
`
	table := table{cells: map[string]map[string]string{}}
	verdicts, err := decode([]byte(old))
	if err != nil {
		t.Fatal(err)
	}
	table.add("Terraform 1.5.7", verdicts)
	if table.failures.Len() > 0 {
		t.Error("a failure, although there is none")
	}
	verdicts, err = decode([]byte(strings.Replace(old, "skip", "fail", 1)))
	if err != nil {
		t.Fatal(err)
	}
	table.add("Terraform 1.15.9", verdicts)
	if got, want := table.failures.String(), "Terraform 1.15.9: TestFeatures/actions failed\nit does not have it\n"; got != want {
		t.Errorf("the failure says %q, want %q", got, want)
	}
	const want = `| | Terraform 1.5.7 | Terraform 1.15.9 |
|---|---|---|
| actions | – | **fails** |
| import blocks | yes | yes |
| tests: passed, left out, failed | 2, 1, 0 | 2, 0, 1 |
`
	if table.String() != want {
		t.Errorf("printed\n%s\nwant\n%s", table.String(), want)
	}
}

func TestBinariesHaveToBeNamed(t *testing.T) {
	t.Parallel()
	if _, err := run(t.Context(), nil); err == nil || !strings.Contains(err.Error(), "CLIS=") {
		t.Errorf("got %v", err)
	}
}
