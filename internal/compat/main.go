// Command compat runs the acceptance tests with each Terraform and OpenTofu that
// it is given, and prints a table of what works with which.
//
//	go run ./internal/compat /usr/bin/terraform /usr/bin/tofu
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/cli"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	table, err := run(ctx, os.Args[1:])
	stop()
	fmt.Print(table.failures.String(), table.String())
	if err == nil && table.failures.Len() > 0 {
		err = errors.New("compat: tests failed")
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run tests with each of the binaries; on an error, the table has those before.
func run(ctx context.Context, paths []string) (*table, error) {
	t := &table{cells: map[string]map[string]string{}}
	if len(paths) == 0 {
		return t, errors.New(`compat: name the binaries to test with: make compat CLIS="/usr/bin/terraform /usr/bin/tofu"`)
	}
	for _, path := range paths {
		version, err := cli.Identify(ctx, path)
		if err != nil {
			return t, err
		}
		verdicts, err := test(ctx, path)
		if err != nil {
			return t, fmt.Errorf("compat: testing with %s: %w", version, err)
		}
		t.add(version.String(), verdicts)
	}
	return t, nil
}

// test runs the acceptance tests with the binary at path.
func test(ctx context.Context, path string) ([]verdict, error) {
	cmd := exec.CommandContext(ctx, "go", "test", "-json", "-count=1", "-timeout=60m", "./internal/provider")
	cmd.Env = append(os.Environ(), "TF_ACC_TERRAFORM_PATH="+path, "GUARDIAN_STEPS_BY_CLI=1")
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
