// Command terraform-provider-guardian configures multi-factor authentication of
// Auth0 tenants; Terraform and OpenTofu start it.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"runtime/debug"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/provider"
)

//go:generate go run ./internal/providerschema -out docs.schema.json
//go:generate go tool tfplugindocs generate --provider-name guardian --rendered-provider-name Guardian --providers-schema docs.schema.json
//go:generate go run ./internal/providerschema -pages docs
//go:generate rm docs.schema.json

// version is set by the release's linker flags.
var version = "dev"

func main() {
	debugging := flag.Bool("debug", false, "keep running and print how a debugger's Terraform reaches this process")
	flag.Parse()
	if os.Getenv("GOGC") == "" {
		// A process lives for a second, has some 2 MiB in use and allocates 4 to 11.
		// To collect at 4, as is the default, takes a twentieth of a plan's processor
		// time; at 8 hardly any process has to, for up to 2 MiB more of memory.
		debug.SetGCPercent(200)
	}
	log.SetOutput(io.Discard) // net/http logs what a server sends unasked, which Terraform would take into its log
	instance := provider.NewShared(version)
	if *debugging { // one process for all runs
		instance = provider.New(version)
	} else {
		logOnlyForReaders()
	}
	err := providerserver.Serve(context.Background(), instance, providerserver.ServeOpts{
		Address: "registry.terraform.io/" + provider.Source,
		Debug:   *debugging,
	})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// logOnlyForReaders turns the log off at its source where Terraform would throw
// it away, line by line. Without a level of its own the framework writes every
// line, since Terraform chooses; encoding and decoding them took an eighth of the
// time of a plan without changes.
func logOnlyForReaders() {
	if os.Getenv("TF_LOG") != "" || os.Getenv("TF_LOG_PROVIDER") != "" {
		return
	}
	for _, name := range []string{"TF_LOG_SDK", "TF_LOG_PROVIDER_GUARDIAN"} {
		_ = os.Setenv(name, "OFF") // with it as it was, there is only more to throw away
	}
}
