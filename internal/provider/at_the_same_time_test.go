package provider_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hashicorp/go-hclog"
	"github.com/hashicorp/go-plugin"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/cli"
	"github.com/guardian-mfa/terraform-provider-guardian/internal/provider"
)

// In these tests a CLI asks this process for several things at the same time:
// this is what the race detector is for, with which make test runs them.

// All types at once.
func TestEverythingAtTheSameTime(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	w := tn.everything(t, true)
	inThisProcess(t, w)
	config := strings.Replace(read(t, w, "main.tf"), "provider \"guardian\" {}\n", tn.block, 1)
	writeFile(t, filepath.Join(w.Dir, "main.tf"), []byte(config)) // this process has no environment of the workspace's
	run(t, w, "apply", "-auto-approve")
	if err := tn.check(complete...); err != nil {
		t.Error(err)
	}
	run(t, w, "plan", "-detailed-exitcode")
	run(t, w, "destroy", "-auto-approve")
	if err := tn.check(bare...); err != nil {
		t.Error(err)
	}
}

// inThisProcess has the workspace's commands use the provider of this process,
// as a debugger has.
func inThisProcess(t *testing.T, w *cli.Workspace) {
	t.Helper()
	attached, closed := make(chan *plugin.ReattachConfig), make(chan struct{})
	serve := func() tfprotov6.ProviderServer {
		server, err := factories["guardian"]()
		if err != nil {
			t.Error(err)
		}
		return server
	}
	go func() {
		err := tf6server.Serve(
			provider.Source, serve, tf6server.WithDebug(t.Context(), attached, closed),
			tf6server.WithLoggingSink(t), tf6server.WithGoPluginLogger(hclog.NewNullLogger()),
		)
		if err != nil {
			t.Error(err)
		}
	}()
	at := <-attached
	t.Cleanup(func() { <-closed }) // as the test's context ends
	type address struct{ Network, String string }
	config, err := json.Marshal(map[string]any{registry + "/" + provider.Source: map[string]any{
		"Protocol": "grpc", "ProtocolVersion": 6, "Pid": os.Getpid(), "Test": true, "Addr": address{at.Addr.Network(), at.Addr.String()},
	}})
	if err != nil {
		t.Fatal(err)
	}
	w.Env = append(w.Env, "TF_REATTACH_PROVIDERS="+string(config))
}
