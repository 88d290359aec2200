// Command demo shows the provider at work on an emulated Auth0 tenant: from a
// configuration to a user who signs in with a code from a mail. It needs
// Terraform or OpenTofu and no account anywhere.
//
//	go run ./internal/demo           the demo
//	go run ./internal/demo tenant    a tenant that keeps running
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
)

func main() {
	// While this channel lives, writing to a pipe that nobody reads any more is an
	// error; without it, it would end the process before it has cleaned up.
	signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGPIPE)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the process at once
	err := run(ctx, os.Stdout, os.Args[1:])
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, out io.Writer, args []string) error {
	if len(args) > 0 && args[0] == "tenant" {
		return runTenant(ctx, out, args[1:])
	}
	if len(args) > 0 {
		return fmt.Errorf("demo: %q is unknown; the only argument is tenant", args[0])
	}
	root, err := repository(ctx)
	if err != nil {
		return err
	}
	return newDemo(root, os.TempDir(), newScreen(out, isTerminal(out))).run(ctx)
}

// repository is the folder of the module that the working directory belongs to.
func repository(ctx context.Context) (string, error) {
	out, err := exec.CommandContext(ctx, "go", "env", "GOMOD").Output()
	if err != nil {
		return "", fmt.Errorf("demo: looking for the repository: %w", err)
	}
	file := strings.TrimSpace(string(out))
	if filepath.Base(file) != "go.mod" {
		return "", errors.New("demo: run it in the repository of the provider")
	}
	return filepath.Dir(file), nil
}

// isTerminal says whether somebody looks at out who wants colours.
func isTerminal(out io.Writer) bool {
	file, ok := out.(*os.File)
	if !ok || os.Getenv("NO_COLOR") != "" || os.Getenv("TERM") == "dumb" {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
