package api

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"net/http"
)

// reply collects an answer before any of it is sent, so that a fault can still
// change it.
type reply struct {
	status int
	header http.Header
	body   bytes.Buffer
}

func newReply() *reply {
	id := make([]byte, 10)
	_, _ = rand.Read(id) // never fails
	return &reply{status: http.StatusOK, header: http.Header{"X-Auth0-Requestid": {hex.EncodeToString(id)}}}
}

// Header is part of http.ResponseWriter.
func (r *reply) Header() http.Header { return r.header }

// WriteHeader is part of http.ResponseWriter.
func (r *reply) WriteHeader(status int) { r.status = status }

// Write is part of http.ResponseWriter.
func (r *reply) Write(p []byte) (int, error) { return r.body.Write(p) }

// encode takes a handler's outcome.
func (r *reply) encode(rt Route, result any, err error) {
	r.status = max(rt.Status, http.StatusOK)
	r.header.Set("Content-Type", jsonType)
	if rt.ContentType != "" {
		r.header.Set("Content-Type", rt.ContentType)
	}
	if err != nil {
		refused := asRefusal(err)
		r.status, result = refused.Status, refused.Body
		for name, value := range refused.Header {
			r.header.Set(name, value)
		}
	}
	if result == nil {
		return
	}
	encoder := json.NewEncoder(&r.body)
	encoder.SetEscapeHTML(false) // recorded: & stays &
	if err := encoder.Encode(result); err != nil {
		r.status = http.StatusInternalServerError
		r.body.Reset()
		return
	}
	r.body.Truncate(r.body.Len() - len("\n"))
}

// repeat takes another's answer.
func (r *reply) repeat(other *reply) {
	r.status = other.status
	r.header.Set("Content-Type", other.header.Get("Content-Type"))
	r.body.Write(other.body.Bytes())
}

// send writes the answer out; an error means that the client has gone.
func (r *reply) send(w http.ResponseWriter) {
	for name, values := range r.header {
		w.Header()[name] = values
	}
	w.WriteHeader(r.status)
	_, _ = w.Write(r.body.Bytes())
}

// asRefusal turns any error into an answer; what is not a refusal is a fault
// of the emulator.
func asRefusal(err error) *Refusal {
	var refused *Refusal
	if errors.As(err, &refused) {
		return refused
	}
	return Boom(http.StatusInternalServerError, "", err.Error())
}
