package main

import (
	"bytes"
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
	var table table
	verdicts, err := decode([]byte(old))
	if err != nil {
		t.Fatal(err)
	}
	table.add("Terraform 1.5.7", verdicts)
	if table.failed {
		t.Error("a failure, although there is none")
	}
	verdicts, err = decode([]byte(strings.Replace(old, "skip", "fail", 1)))
	if err != nil {
		t.Fatal(err)
	}
	table.add("Terraform 1.15.9", verdicts)
	if !table.failed {
		t.Error("no failure, although there is one")
	}
	if verdicts[1].said != "it does not have it\n" {
		t.Errorf("the failure says %q", verdicts[1].said)
	}
	var printed bytes.Buffer
	table.print(&printed)
	const want = `| | Terraform 1.5.7 | Terraform 1.15.9 |
|---|---|---|
| actions | – | **fails** |
| import blocks | yes | yes |
| tests: passed, left out, failed | 2, 1, 0 | 2, 0, 1 |
`
	if printed.String() != want {
		t.Errorf("printed\n%s\nwant\n%s", printed.String(), want)
	}
}

func TestBinariesHaveToBeNamed(t *testing.T) {
	t.Parallel()
	if err := run(t.Context(), nil, nil, nil); err == nil || !strings.Contains(err.Error(), "CLIS=") {
		t.Errorf("got %v", err)
	}
}
