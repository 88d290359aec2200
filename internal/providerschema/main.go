// Command providerschema writes the provider's schema as `terraform providers
// schema -json` prints it, without a Terraform or OpenTofu binary: tfplugindocs
// makes the documentation from it, the same on every machine. Then it finishes
// the pages that tfplugindocs has made.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"log"
	"os"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/provider"
)

func main() {
	out := flag.String("out", "", "file to write the schema to")
	pages := flag.String("pages", "", "folder of pages to finish, instead")
	flag.Parse()
	var err error
	if *pages != "" {
		err = finish(*pages)
	} else {
		err = write(*out)
	}
	if err != nil {
		log.Fatal(err)
	}
}

func write(file string) error {
	ctx := context.Background()
	server, err := providerserver.NewProtocol6WithError(provider.New("docs")())()
	if err != nil {
		return err
	}
	schemas, err := server.GetProviderSchema(ctx, &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		return err
	}
	identities, err := server.GetResourceIdentitySchemas(ctx, &tfprotov6.GetResourceIdentitySchemasRequest{})
	if err != nil {
		return err
	}
	all, err := translate(schemas, identities)
	if err != nil {
		return err
	}
	content, err := json.MarshalIndent(all, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(file, content, 0o600)
}
