package provider_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// Whatever ID is imported, only the tenant's own domain is taken, and no request
// is needed to say so.
func FuzzImport(f *testing.F) {
	tn := emulated(f)
	server := serverFor(f, tn)
	own := tn.Host()
	for _, id := range []string{
		own, "https://" + own, "http://" + own + "/", strings.ToUpper("https://" + own),
		"https://" + own + "/api/v2/", own + ".", own + "@" + own, "../../" + own, own + "?x", own + "#x",
		"", " ", "\x00", "other.eu.auth0.com", "https://", "127.0.0.1:99999", "[::1]", "auth0|5f7c8ec7c33c6c004bbafe82",
	} {
		f.Add(id)
	}
	f.Fuzz(func(t *testing.T, id string) {
		tn.ResetRequests()
		resp, err := server.ImportResourceState(t.Context(), &tfprotov6.ImportResourceStateRequest{TypeName: "guardian_factor_otp", ID: id})
		if err != nil {
			t.Fatal(err)
		}
		taken := len(resp.Diagnostics) == 0
		bare := strings.TrimSuffix(strings.TrimSpace(strings.ToLower(id)), "/")
		_, host, scheme := strings.Cut(bare, "://")
		if !scheme {
			host = bare
		}
		if taken && host != own {
			t.Errorf("%q was taken for %s", id, own)
		}
		if id == own && !taken {
			t.Errorf("the tenant's own domain was refused: %s", text(resp.Diagnostics))
		}
		if len(tn.Requests()) != 0 {
			t.Errorf("%q made requests: %v", id, tn.calls())
		}
	})
}
