package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// tally counts checks, as Node's test runner has them in its last lines.
type tally struct {
	checks, passes int
	// broken: Node ended otherwise than by telling that a check failed.
	broken bool
}

func (t *tally) add(other tally) {
	t.checks, t.passes = t.checks+other.checks, t.passes+other.passes
	t.broken = t.broken || other.broken
}

// passed demands all checks, and that there are any: what is skipped has not passed.
func (t *tally) passed() bool { return !t.broken && t.checks > 0 && t.passes == t.checks }

func (t *tally) line() string {
	text := fmt.Sprintf("%d of %d checks passed", t.passes, t.checks)
	if t.broken {
		text += ", and a file of tests broke off"
	}
	return text
}

// runNode runs a file of tests. What people read goes to out, and what is
// counted to a file.
func runNode(ctx context.Context, out io.Writer, file string, environment []string) (counted tally, err error) {
	dir, err := os.MkdirTemp("", "conformance-")
	if err != nil {
		return tally{}, fmt.Errorf("conformance: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	results := filepath.Join(dir, "results.tap")
	node := exec.CommandContext(ctx, "node", //nolint:gosec // the file is one of this folder
		"--test-reporter=spec", "--test-reporter-destination=stdout",
		"--test-reporter=tap", "--test-reporter-destination="+results, file)
	node.Stdout, node.Stderr = out, out
	node.Env = append(os.Environ(), environment...)
	node.Env = append(node.Env, "CONFORMANCE_FOLDER="+dir)
	node.Cancel = func() error { return node.Process.Signal(os.Interrupt) }
	node.WaitDelay = 5 * time.Second
	ended := node.Run()
	var status *exec.ExitError
	if ended != nil && !errors.As(ended, &status) || ctx.Err() != nil {
		return tally{}, fmt.Errorf("conformance: node: %w", errors.Join(ended, ctx.Err()))
	}
	summary, err := os.ReadFile(results) //nolint:gosec // made above
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return tally{}, fmt.Errorf("conformance: %w", err)
	}
	counted = count(summary)
	counted.broken = counted.checks == 0 || ended != nil && counted.passes == counted.checks
	return counted, nil
}

// summaryLine is "# tests 12" or "# pass 12", at the end of what Node writes in TAP.
var summaryLine = regexp.MustCompile(`^# (tests|pass) (\d+)$`)

func count(results []byte) tally {
	var found tally
	for lines := bufio.NewScanner(bytes.NewReader(results)); lines.Scan(); {
		match := summaryLine.FindStringSubmatch(strings.TrimSpace(lines.Text()))
		if match == nil {
			continue
		}
		n, err := strconv.Atoi(match[2])
		if err != nil {
			continue // more digits than a number has
		}
		if match[1] == "tests" {
			found.checks = n
		} else {
			found.passes = n
		}
	}
	return found
}
