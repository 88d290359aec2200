package main

import (
	"encoding/json"
	"fmt"
	"net/http"
)

// control serves the commands at POST /{tenant}/{command}: JSON in and out. It
// listens on a loopback address, and only while a file of tests runs.
func control(tenants map[string]*steered) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /{tenant}/{command}", func(w http.ResponseWriter, r *http.Request) {
		result, err := carryOut(r, tenants)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(result) // an error means that the test has gone
	})
	return mux
}

func carryOut(r *http.Request, tenants map[string]*steered) (any, error) {
	tn, known := tenants[r.PathValue("tenant")]
	do, can := commands[r.PathValue("command")]
	if !known || !can {
		return nil, fmt.Errorf("conformance: %s is no command", r.URL.Path)
	}
	var body json.RawMessage
	if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
		return nil, fmt.Errorf("conformance: %s: %w", r.URL.Path, err)
	}
	return do(r.Context(), tn, body)
}
