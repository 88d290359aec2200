package main

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
	"github.com/guardian-mfa/terraform-provider-guardian/internal/cli"
)

// build makes the folder of the run, with the provider and a workspace in it.
func (d *demo) build(ctx context.Context) error {
	binary, err := cli.Find(d.root)
	if err != nil {
		return err
	}
	if d.dir, err = os.MkdirTemp(d.temp, "guardian-demo-"); err != nil {
		return err
	}
	d.atEnd(func() error { return os.RemoveAll(d.dir) })
	builds, work := filepath.Join(d.dir, "provider"), filepath.Join(d.dir, "email-mfa")
	for _, dir := range []string{builds, work} {
		if err := os.Mkdir(dir, 0o700); err != nil {
			return err
		}
	}
	if d.workspace, err = cli.NewWorkspace(binary, builds, work); err != nil {
		return err
	}
	d.workspace.Env = append(d.workspace.Env, "TMPDIR="+d.dir) // so that the demo leaves nothing anywhere
	if err := d.nameBinary(ctx, binary); err != nil {
		return err
	}
	return cli.Build(ctx, d.root, ".", builds)
}

// nameBinary runs before there is a configuration, which version would report on.
func (d *demo) nameBinary(ctx context.Context, binary string) error {
	d.name = "terraform"
	version, err := d.workspace.Run(ctx, "version")
	if err != nil {
		return err
	}
	first, _, _ := strings.Cut(version, "\n")
	if strings.HasPrefix(first, "OpenTofu") {
		d.name = "tofu"
	}
	d.screen.say("%s, %s", first, binary)
	return nil
}

func (d *demo) plan(ctx context.Context) error {
	example := filepath.Join(d.root, "examples", "email-mfa")
	if err := os.CopyFS(d.workspace.Dir, os.DirFS(example)); err != nil {
		return err
	}
	app := d.tenant.Management()
	d.workspace.Env = append(d.workspace.Env,
		"AUTH0_DOMAIN="+d.tenant.URL(), "AUTH0_CLIENT_ID="+app.ClientID, "AUTH0_CLIENT_SECRET="+app.ClientSecret)
	d.screen.say("AUTH0_DOMAIN=%s, AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET are in the environment.", d.tenant.URL())
	_, err := d.terraform(ctx, outcome{"4 to add, 0 to change, 0 to destroy", 0}, "plan", "-out=tfplan")
	return err
}

func (d *demo) apply(ctx context.Context) error {
	if _, err := d.terraform(ctx, outcome{"4 added, 0 changed, 0 destroyed", 5}, "apply", "tfplan"); err != nil {
		return err
	}
	return d.check(true, []string{"all-applications"})
}

// authenticatorID is that of an enrolled email address.
var authenticatorID = regexp.MustCompile(`email\|dev_\w+`)

func (d *demo) list(ctx context.Context) error {
	out, err := d.terraform(ctx, outcome{"0 added, 0 changed, 0 destroyed", 0}, "apply", "-auto-approve", "-var", "user_id="+d.user.ID)
	if err != nil {
		return err
	}
	if d.authenticator = authenticatorID.FindString(out); d.authenticator == "" {
		return fmt.Errorf("the data source lists no email authenticator of %s", d.user.ID)
	}
	d.screen.say("The data source lists %s.", d.authenticator)
	return nil
}

func (d *demo) destroy(ctx context.Context) error {
	out, err := d.terraform(ctx, outcome{"4 destroyed", 5}, "destroy", "-auto-approve", "-var", "user_id="+d.user.ID)
	if err != nil {
		return err
	}
	if !strings.Contains(out, "MFA protection goes away") {
		return fmt.Errorf("%s destroy did not warn that MFA protection goes away", d.name)
	}
	return d.check(false, nil)
}

// An outcome is what a command has to report and how many settings it has to write.
type outcome struct {
	summary string
	writes  int
}

// terraform runs a command, shows what it printed and what it asked the tenant,
// and fails where the outcome is another.
func (d *demo) terraform(ctx context.Context, want outcome, args ...string) (string, error) {
	d.screen.command(d.name, args)
	out, err := d.workspace.Run(ctx, slices.Insert(args, 1, "-no-color", "-input=false")...)
	out = overrides.ReplaceAllString(out, "")
	d.screen.output(out)
	requests := d.exchanges()
	if err != nil {
		return out, err
	}
	tokens, reads, writes := count(requests)
	d.screen.say("Requests: %d for a token, %d GET, %d PUT.", tokens, reads, writes)
	if !strings.Contains(out, want.summary) || writes != want.writes {
		return out, fmt.Errorf("%s %s should report %q after %d writes", d.name, args[0], want.summary, want.writes)
	}
	return out, nil
}

// overrides is the warning that every command with dev_overrides begins with.
var overrides = regexp.MustCompile(`(?s)\n*Warning: Provider development overrides are in effect\n.*?releases\.\n`)

// count tells the requests of a command apart.
func count(requests []auth0test.Request) (tokens, reads, writes int) {
	for _, r := range requests {
		switch r.Method {
		case http.MethodPost:
			tokens++
		case http.MethodGet:
			reads++
		default:
			writes++
		}
	}
	return tokens, reads, writes
}

// check compares the tenant itself, not the state, with what the step is for.
func (d *demo) check(enabled bool, policies []string) error {
	for _, factor := range []string{"otp", "recovery-code", "email"} {
		if d.tenant.Factor(factor) != enabled {
			return fmt.Errorf("the tenant has %s = %t", factor, !enabled)
		}
	}
	if got := d.tenant.Policies(); !slices.Equal(got, policies) {
		return fmt.Errorf("the tenant has policies = %q", got)
	}
	if got := d.tenant.OTPSettings("email"); got != (auth0test.OTPSettings{Length: 6, Expiration: 300}) {
		return fmt.Errorf("the tenant has email settings = %+v", got)
	}
	d.screen.say("The tenant itself has: otp, recovery-code and email %s, policies %q.",
		map[bool]string{true: "on", false: "off"}[enabled], policies)
	return nil
}
