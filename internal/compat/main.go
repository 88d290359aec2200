// Command compat runs the acceptance tests with each Terraform and OpenTofu that
// it is given, and prints a table of what works with which.
//
//	go run ./internal/compat /usr/bin/terraform /usr/bin/tofu
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"strings"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/cli"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, os.Stdout, os.Stderr, os.Args[1:])
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// errFailed says that there is a table, and a failure in it.
var errFailed = errors.New("compat: tests failed")

func run(ctx context.Context, out, failures io.Writer, paths []string) error {
	if len(paths) == 0 {
		return errors.New(`compat: name the binaries to test with: make compat CLIS="/usr/bin/terraform /usr/bin/tofu"`)
	}
	var table table
	for _, path := range paths {
		version, err := cli.Identify(ctx, path)
		if err != nil {
			return err
		}
		verdicts, err := test(ctx, path)
		if err != nil {
			return fmt.Errorf("testing with %s: %w", version, err)
		}
		for _, v := range verdicts {
			if v.Action == "fail" {
				fmt.Fprintf(failures, "%s: %s failed\n%s", version, v.Test, v.said)
			}
		}
		table.add(version.String(), verdicts)
	}
	table.print(out)
	if table.failed {
		return errFailed
	}
	return nil
}

// verdict is how a test has ended, as go test -json tells it.
type verdict struct {
	Action, Test, Output string
	said                 string // all that it printed
}

// test runs the acceptance tests with the binary at path.
func test(ctx context.Context, path string) ([]verdict, error) {
	cmd := exec.CommandContext(ctx, "go", "test", "-json", "-count=1", "-timeout=60m", "./internal/provider") //nolint:gosec // ours
	cmd.Env = append(os.Environ(), "TF_ACC_TERRAFORM_PATH="+path)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) { // a status that is not 0 is told by the tests
		return nil, err
	}
	verdicts, err := decode(out)
	if err == nil && len(verdicts) == 0 {
		err = errors.New("no test was run")
	}
	return verdicts, err
}

// decode reads what go test -json prints.
func decode(out []byte) (verdicts []verdict, err error) {
	said := map[string]*strings.Builder{}
	for lines := json.NewDecoder(bytes.NewReader(out)); lines.More(); {
		var event verdict
		if err := lines.Decode(&event); err != nil {
			return nil, fmt.Errorf("go test printed: %w", err)
		}
		if said[event.Test] == nil {
			said[event.Test] = &strings.Builder{}
		}
		switch event.Action {
		case "output":
			said[event.Test].WriteString(event.Output)
		case "pass", "skip", "fail":
			event.said = said[event.Test].String()
			verdicts = append(verdicts, event)
		}
	}
	return verdicts, nil
}
