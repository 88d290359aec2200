package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// tenantOptions are what the command line says about a tenant.
type tenantOptions struct {
	config        auth0test.Config
	ca            string
	unified       bool
	messageTypes  []string
	readDelay     time.Duration
	readOnly      bool
	privateKeyJWT bool
}

// readTenantOptions reads the command line; it returns nil where only help was
// asked for, which has been given then.
func readTenantOptions(args []string) (*tenantOptions, error) {
	var o tenantOptions
	flags := flag.NewFlagSet("tenant", flag.ContinueOnError)
	flags.StringVar(&o.config.Addr, "addr", "127.0.0.1:0", "loopback `address` to listen on; port 0 takes a free one")
	flags.BoolVar(&o.config.TLS, "tls", false, "serve https, with a certificate of a CA of the tenant's own")
	flags.StringVar(&o.ca, "ca", "", "`file` to write that CA to; a temporary one when empty")
	flags.BoolVar(&o.unified, "unified-phone", false,
		"have the tenant on the Unified Phone Experience, which refuses guardian_legacy_phone")
	flags.Func("message-types", "comma-separated `types` of message that the phone factor sends at first: sms, voice", func(text string) error {
		o.messageTypes = strings.Split(text, ",")
		if slices.ContainsFunc(o.messageTypes, func(t string) bool { return t != auth0.MessageTypeSMS && t != auth0.MessageTypeVoice }) {
			return errors.New("neither sms nor voice")
		}
		return nil
	})
	flags.Func("rate-limits", "`class` of Auth0's rate limits: free, essentials, enterprise, enterprise-nonproduction", func(text string) error {
		o.config.RateLimits = auth0test.RateLimits(text)
		return nil
	})
	flags.Func("without", "comma-separated `features` that the subscription lacks: adaptive-mfa, mfa-policies, phone, webauthn",
		func(text string) error {
			for feature := range strings.SplitSeq(text, ",") {
				o.config.Without = append(o.config.Without, auth0test.Feature(feature))
			}
			return nil
		})
	flags.DurationVar(&o.readDelay, "read-delay", 0, "`time`, such as 3s, by which reads of the Management API lag behind writes")
	flags.BoolVar(&o.readOnly, "read-only", false, "give an application that may only read")
	flags.BoolVar(&o.privateKeyJWT, "private-key-jwt", false, "give an application that authenticates by Private Key JWT")
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		return nil, nil
	case err != nil:
		return nil, err
	case flags.NArg() > 0:
		return nil, fmt.Errorf("demo: tenant takes flags only, not %q", flags.Args())
	case o.readOnly && o.privateKeyJWT:
		return nil, errors.New("demo: -read-only and -private-key-jwt are two applications: choose one")
	}
	return &o, nil
}

// runTenant keeps a tenant running until the context ends. All that it prints
// can be read by a shell: what is no export is a comment.
func runTenant(ctx context.Context, out io.Writer, args []string) (err error) {
	o, err := readTenantOptions(args)
	if o == nil || err != nil {
		return err
	}
	tn, err := auth0test.Start(o.config)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, tn.Close()) }()
	tn.SetUnifiedPhone(o.unified)
	tn.SetMessageTypes(o.messageTypes...)
	tn.ReadDelay(o.readDelay)
	exports, err := o.environment(tn)
	if err != nil {
		return err
	}
	if o.config.TLS {
		file, remove, err := writeCA(o.ca, tn.CACertificate())
		if err != nil {
			return err
		}
		defer remove()
		exports = append(exports, [2]string{"SSL_CERT_FILE", file})
	}
	announce(out, exports)
	tn.OnRequest(logTo(out))
	<-ctx.Done()
	return nil
}

// environment is what the provider and the acceptance tests need to use the tenant.
func (o *tenantOptions) environment(tn *auth0test.Tenant) ([][2]string, error) {
	user := tn.AddUser(auth0test.User{Email: "ada.lovelace@example.com"})
	management, login, box := tn.Management(), tn.Login(), tn.Mailbox(user.Email)
	credential := [2]string{"AUTH0_CLIENT_SECRET", management.ClientSecret}
	switch {
	case o.readOnly:
		management = tn.ReadOnly()
		credential[1] = management.ClientSecret
	case o.privateKeyJWT:
		app, key, err := tn.PrivateKeyJWT()
		if err != nil {
			return nil, err
		}
		management, credential = app, [2]string{"AUTH0_CLIENT_ASSERTION_PRIVATE_KEY", key}
	}
	return [][2]string{
		{"AUTH0_DOMAIN", tn.URL()},
		{"AUTH0_CLIENT_ID", management.ClientID},
		credential,
		{"GUARDIAN_ACC_CLIENT_ID", login.ClientID},
		{"GUARDIAN_ACC_CLIENT_SECRET", login.ClientSecret},
		{"GUARDIAN_ACC_USER_ID", user.ID},
		{"GUARDIAN_ACC_USERNAME", user.Email},
		{"GUARDIAN_ACC_PASSWORD", user.Password},
		{"GUARDIAN_ACC_IMAP_ADDR", box.Addr},
		{"GUARDIAN_ACC_IMAP_USERNAME", box.Username},
		{"GUARDIAN_ACC_IMAP_PASSWORD", box.Password},
	}, nil
}

// writeCA writes the certificate to a file that was asked for, which stays, or
// to a temporary one.
func writeCA(file string, certificate []byte) (path string, remove func(), err error) {
	remove = func() {}
	if file == "" {
		dir, err := os.MkdirTemp("", "guardian-tenant-")
		if err != nil {
			return "", nil, err
		}
		file, remove = filepath.Join(dir, "ca.pem"), func() { _ = os.RemoveAll(dir) }
	}
	if path, err = filepath.Abs(file); err == nil {
		err = os.WriteFile(path, certificate, 0o600)
	}
	if err != nil {
		remove()
	}
	return path, remove, err
}

// announce prints what to paste into another shell; quotes are for the | in user ids.
func announce(out io.Writer, exports [][2]string) {
	_, _ = fmt.Fprintln(out, "# An emulated Auth0 tenant; Ctrl-C stops it. In another shell:")
	for _, e := range exports {
		_, _ = fmt.Fprintf(out, "export %s='%s'\n", e[0], e[1])
	}
	_, _ = fmt.Fprintln(out, "# The requests it answers:")
}

// logTo prints a line for each request.
func logTo(out io.Writer) func(auth0test.Request) {
	var mu sync.Mutex
	return func(r auth0test.Request) {
		mu.Lock()
		defer mu.Unlock()
		_, _ = fmt.Fprintf(out, "# %s %d %s %s\n", time.Now().Format(time.TimeOnly), r.Status, r.Method, r.Path)
	}
}
