package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// runTenant keeps a tenant running until the context ends. All that it prints
// can be read by a shell: what is no export is a comment.
func runTenant(ctx context.Context, out io.Writer, args []string) (err error) {
	flags := flag.NewFlagSet("tenant", flag.ContinueOnError)
	addr := flags.String("addr", "127.0.0.1:0", "loopback `address` to listen on; port 0 takes a free one")
	secure := flags.Bool("tls", false, "serve https, with a certificate of a CA of the tenant's own")
	ca := flags.String("ca", "", "`file` to write that CA to; a temporary one when empty")
	unified := flags.Bool("unified-phone", false, "have the tenant on the Unified Phone Experience, which refuses guardian_legacy_phone")
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		return nil
	case err != nil:
		return err
	case flags.NArg() > 0:
		return fmt.Errorf("demo: tenant takes flags only, not %q", flags.Args())
	}
	tn, err := auth0test.Start(auth0test.Config{Addr: *addr, TLS: *secure})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, tn.Close()) }()
	tn.SetUnifiedPhone(*unified)
	exports := environment(tn)
	if *secure {
		file, remove, err := writeCA(*ca, tn.CACertificate())
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
func environment(tn *auth0test.Tenant) [][2]string {
	user := tn.AddUser(auth0test.User{Email: "ada.lovelace@example.com"})
	management, login, box := tn.Management(), tn.Login(), tn.Mailbox(user.Email)
	return [][2]string{
		{"AUTH0_DOMAIN", tn.URL()},
		{"AUTH0_CLIENT_ID", management.ClientID},
		{"AUTH0_CLIENT_SECRET", management.ClientSecret},
		{"GUARDIAN_ACC_CLIENT_ID", login.ClientID},
		{"GUARDIAN_ACC_CLIENT_SECRET", login.ClientSecret},
		{"GUARDIAN_ACC_USER_ID", user.ID},
		{"GUARDIAN_ACC_USERNAME", user.Email},
		{"GUARDIAN_ACC_PASSWORD", user.Password},
		{"GUARDIAN_ACC_IMAP_ADDR", box.Addr},
		{"GUARDIAN_ACC_IMAP_USERNAME", box.Username},
		{"GUARDIAN_ACC_IMAP_PASSWORD", box.Password},
	}
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
