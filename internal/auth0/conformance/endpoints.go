package main

import (
	"net/http"
	"net/url"
	"slices"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// called are the requests of a client that a tenant has carried out.
type called struct {
	requests []auth0test.Request
}

// add keeps those that were no failure.
func (c *called) add(requests []auth0test.Request) {
	for _, r := range requests {
		if r.Status >= http.StatusOK && r.Status < http.StatusMultipleChoices {
			c.requests = append(c.requests, r)
		}
	}
}

// without lists the endpoints that none of the requests was for.
func (c *called) without(endpoints []string) []string {
	mux := http.NewServeMux()
	for _, pattern := range endpoints {
		mux.HandleFunc(pattern, http.NotFound)
	}
	left := slices.Clone(endpoints)
	for _, r := range c.requests {
		path, err := url.PathUnescape(r.Path)
		if err != nil {
			continue // the tenant did not carry that out
		}
		_, pattern := mux.Handler(&http.Request{Method: r.Method, URL: &url.URL{Path: path, RawPath: r.Path}})
		left = slices.DeleteFunc(left, func(endpoint string) bool { return endpoint == pattern })
	}
	return left
}
