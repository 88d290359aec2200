package provider

import (
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// session is what one configured provider shares among its resources and data sources.
type session struct {
	client  *auth0.Client
	planned keyed[addresses]       // what this process has planned, by setting
	written keyed[writing]         // what it has written, by setting
	folder  func() (string, error) // where the run's other processes note that too; "" where there are none

	protection protection // what is left of the tenant's after the run
	rail       guardRail
	look       look     // at what first applies overwrite
	outdated   sync.Map // the subjects of settings that it has not any more

	// unready is why there is no client, where the provider's configuration is not
	// known yet; nil otherwise.
	unready diag.Diagnostic
	tenant  string // which one is meant then; "" where that is not known either

	refused atomic.Bool // whether it has been told that Auth0 refuses the credentials
}

// readySessionOf is sessionOf for what needs the tenant whatever comes next.
func readySessionOf(providerData any) (*session, diag.Diagnostics) {
	s, diags := sessionOf(providerData)
	if s != nil && s.unready != nil {
		diags.Append(s.unready)
	}
	return s, diags
}

// sessionOf takes the session out of what Terraform passes to resources and
// data sources; nil while the provider is not configured, as in validate.
func sessionOf(providerData any) (*session, diag.Diagnostics) {
	if providerData == nil {
		return nil, nil
	}
	s, ok := providerData.(*session)
	if !ok {
		return nil, diag.Diagnostics{diag.NewErrorDiagnostic("Provider bug",
			fmt.Sprintf("Expected *session, got %T. Please report it.", providerData))}
	}
	return s, nil
}
