package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// suite is a client and the folder of its tests.
type suite struct {
	client, folder string
	// complete: it has to call every endpoint of the Management API.
	complete bool
}

var suites = []suite{
	{client: "@auth0/auth0-auth-js", folder: "auth-js"},
	{client: "auth0", folder: "node-auth0", complete: true},
	{client: "auth0-deploy-cli", folder: "deploy-cli"},
}

// choose finds the suites of some folders; of none, all.
func choose(folders []string) ([]suite, error) {
	if len(folders) == 0 {
		return suites, nil
	}
	var chosen []suite
	for _, folder := range folders {
		i := slices.IndexFunc(suites, func(s suite) bool { return s.folder == folder })
		if i < 0 {
			return nil, fmt.Errorf("conformance: there are no tests in %q", folder)
		}
		chosen = append(chosen, suites[i])
	}
	return chosen, nil
}

// outcome is how the checks of a suite have ended.
type outcome struct {
	tally

	// endpoints is how many there are to call; 0 where none has to be called.
	endpoints int
	uncalled  []string
}

func (o outcome) passed() bool { return o.tally.passed() && len(o.uncalled) == 0 }

// line says it in words.
func (o outcome) line() string {
	text := o.tally.line()
	if o.endpoints > 0 {
		text += fmt.Sprintf("; %d of %d endpoints were called", o.endpoints-len(o.uncalled), o.endpoints)
	}
	return text
}

// run runs the files of a suite, one after the other.
func (s suite) run(ctx context.Context, out io.Writer) (outcome, error) {
	files, err := filepath.Glob(filepath.Join(s.folder, "*.test.js"))
	if err != nil {
		return outcome{}, fmt.Errorf("conformance: %w", err)
	}
	if len(files) == 0 {
		return outcome{}, fmt.Errorf("conformance: no tests in %s", s.folder)
	}
	var found outcome
	var calls called
	for _, file := range files {
		_, _ = fmt.Fprintf(out, "\n== %s\n", file)
		counted, requests, err := runFile(ctx, out, file)
		if err != nil {
			return outcome{}, err
		}
		found.add(counted)
		if s.complete {
			calls.add(requests)
		}
	}
	if s.complete {
		endpoints, err := emulated()
		if err != nil {
			return outcome{}, err
		}
		found.endpoints, found.uncalled = len(endpoints), calls.without(endpoints)
	}
	return found, nil
}

// emulated are the endpoints that any tenant has.
func emulated() ([]string, error) {
	tn, err := auth0test.Start(auth0test.Config{})
	if err != nil {
		return nil, err
	}
	return tn.Endpoints(), tn.Close()
}

// runFile runs a file against tenants of its own, and tells what they were asked.
func runFile(ctx context.Context, out io.Writer, file string) (counted tally, requests []auth0test.Request, err error) {
	s, err := newStage()
	if err != nil {
		return tally{}, nil, err
	}
	defer func() { err = errors.Join(err, s.close()) }()
	counted, err = runNode(ctx, out, file, s.environment())
	return counted, s.requests(), err
}

// clientVersions reads which version of each client is installed.
func clientVersions(file string) (map[string]string, error) {
	content, err := os.ReadFile(file) //nolint:gosec // a constant
	if err != nil {
		return nil, fmt.Errorf("conformance: run it in its own folder, as make conformance does: %w", err)
	}
	var manifest struct {
		Dependencies map[string]string `json:"dependencies"`
	}
	if err := json.Unmarshal(content, &manifest); err != nil {
		return nil, fmt.Errorf("conformance: %s: %w", file, err)
	}
	return manifest.Dependencies, nil
}
