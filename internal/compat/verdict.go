package main

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// verdict is how a test has ended, as go test -json tells it.
type verdict struct {
	Action string `json:"Action"`
	Test   string `json:"Test"`
	Output string `json:"Output"`
	said   string // all that it printed
}

// decode reads what go test -json prints.
func decode(out []byte) (verdicts []verdict, err error) {
	said := map[string]string{}
	for lines := json.NewDecoder(bytes.NewReader(out)); lines.More(); {
		var event verdict
		if err := lines.Decode(&event); err != nil {
			return nil, fmt.Errorf("go test printed: %w", err)
		}
		switch event.Action {
		case "output":
			said[event.Test] += event.Output
		case "pass", "skip", "fail":
			event.said = said[event.Test]
			verdicts = append(verdicts, event)
		}
	}
	return verdicts, nil
}
