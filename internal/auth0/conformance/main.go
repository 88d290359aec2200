// Command conformance holds the emulated tenant against clients that others
// wrote: Auth0's own for JavaScript, and its deploy CLI. What these make of the
// answers is checked by Node's test runner, in the folders beside this file.
//
//	make conformance                  all of them
//	make conformance ARGS=deploy-cli  those of one folder
//
// Each file of tests has a tenant of its own, served over https. What a test
// has to steer or to see besides, such as the clock or a mailbox, is served here
// beside the tenant and not by it, so that no client can meet it by chance.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// errFailed is what the closing lines have said already.
var errFailed = errors.New("conformance: not every check passed")

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the process at once
	err := run(ctx, os.Stdout, os.Args[1:])
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run runs the suites of the folders, or all of them, then says how each has ended.
// A suite that fails does not keep the next ones from running.
func run(ctx context.Context, out io.Writer, folders []string) error {
	began := time.Now()
	chosen, err := choose(folders)
	if err != nil {
		return err
	}
	versions, err := clientVersions("package.json")
	if err != nil {
		return err
	}
	var report []string
	failed := false
	for _, s := range chosen {
		outcome, err := s.run(ctx, out)
		if err != nil {
			return err
		}
		failed = failed || !outcome.passed()
		report = append(report, fmt.Sprintf("%-24s %s", s.client+" "+versions[s.client], outcome.line()))
		for _, endpoint := range outcome.uncalled {
			report = append(report, "  never called with success: "+endpoint)
		}
	}
	_, _ = fmt.Fprintln(out)
	for _, line := range report {
		_, _ = fmt.Fprintln(out, line)
	}
	_, _ = fmt.Fprintf(out, "%-24s %s\n", "in all", time.Since(began).Round(time.Second))
	if failed {
		return errFailed
	}
	return nil
}
