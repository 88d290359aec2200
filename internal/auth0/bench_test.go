package auth0_test

import (
	"net/http"
	"sync"
	"testing"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// inMemory is a tenant without a network, so that only the client is measured.
func inMemory(b *testing.B) *auth0.Client {
	b.Helper()
	return newClient(b, auth0.Config{APIToken: "t", Transport: roundTripper(func(req *http.Request) (*http.Response, error) {
		resp := jsonAnswer(200, recordedFactors)
		if req.Method == http.MethodPut {
			resp = jsonAnswer(200, `{"enabled":true}`)
		}
		resp.Header.Set("X-RateLimit-Remaining", "1000000")
		resp.Request = req
		return resp, nil
	})})
}

func BenchmarkCall(b *testing.B) {
	c := inMemory(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := c.SetFactor(b.Context(), auth0.FactorEmail, true); err != nil {
			b.Fatal(err)
		}
	}
}

// A hundred readers of one list, as of a refresh with a hundred toggles.
func BenchmarkSharedList(b *testing.B) {
	c := inMemory(b)
	for b.Loop() {
		if _, err := c.SetFactor(b.Context(), auth0.FactorEmail, true); err != nil { // the list is out of date
			b.Fatal(err)
		}
		var readers sync.WaitGroup
		for range 100 {
			readers.Go(func() {
				if _, err := c.Factor(b.Context(), auth0.FactorEmail); err != nil {
					b.Error(err)
				}
			})
		}
		readers.Wait()
	}
}

// The pacing gate, with ten callers at a time as Terraform has them.
func BenchmarkPace(b *testing.B) {
	c := inMemory(b)
	b.SetParallelism(5) // times two cores
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			if _, err := c.SetFactor(b.Context(), auth0.FactorEmail, true); err != nil {
				b.Error(err)
			}
		}
	})
}
