package api

import "net/http"

// Request is a request that the tenant received, and what it answered.
type Request struct {
	Method string
	Path   string // escaped, without the query
	Query  string
	Header http.Header
	Body   []byte
	// Status is 0 while there is no answer, and for ever when there is none.
	Status   int
	Response []byte
}
