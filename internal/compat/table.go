package main

import (
	"fmt"
	"slices"
	"strings"
)

// features is the test whose parts are the rows of the table.
const features = "TestFeatures/"

// table has a row for each feature, and a column for each binary.
type table struct {
	binaries []string
	rows     []string                     // in the order of the tests' names
	cells    map[string]map[string]string // by row and binary
	failures strings.Builder              // what the tests that failed said
}

// add adds the column of a binary.
func (t *table) add(binary string, verdicts []verdict) {
	t.binaries = append(t.binaries, binary)
	count := map[string]int{}
	for _, v := range verdicts {
		if v.Action == "fail" {
			fmt.Fprintf(&t.failures, "%s: %s failed\n%s", binary, v.Test, v.said)
		}
		if v.Test == "" { // that of the package
			continue
		}
		count[v.Action]++
		if name, ok := strings.CutPrefix(v.Test, features); ok {
			t.set(strings.ReplaceAll(name, "_", " "), binary, map[string]string{"pass": "yes", "skip": "–", "fail": "**fails**"}[v.Action])
		}
	}
	t.set("tests: passed, left out, failed", binary, fmt.Sprintf("%d, %d, %d", count["pass"], count["skip"], count["fail"]))
}

func (t *table) set(row, binary, cell string) {
	if t.cells[row] == nil {
		t.cells[row] = map[string]string{}
		t.rows = append(t.rows, row)
	}
	t.cells[row][binary] = cell
}

// String is the table in Markdown, "" where no binary was tested.
func (t *table) String() string {
	if len(t.binaries) == 0 {
		return ""
	}
	var out strings.Builder
	fmt.Fprintf(&out, "| | %s |\n|---|%s\n", strings.Join(t.binaries, " | "), strings.Repeat("---|", len(t.binaries)))
	slices.Sort(t.rows)
	for _, row := range t.rows {
		fmt.Fprintf(&out, "| %s |", row)
		for _, binary := range t.binaries {
			fmt.Fprintf(&out, " %s |", t.cells[row][binary])
		}
		out.WriteString("\n")
	}
	return out.String()
}
