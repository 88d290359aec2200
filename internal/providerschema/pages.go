package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// finish puts into the head of each page what a template of tfplugindocs cannot:
// the area, and a description without the addresses of its links, since the
// registry shows that as plain text.
func finish(docs string) error {
	pages, err := filepath.Glob(filepath.Join(docs, "*", "*.md"))
	if err != nil {
		return err
	}
	for _, page := range append(pages, filepath.Join(docs, "index.md")) {
		content, err := os.ReadFile(page) //nolint:gosec // a page of ours
		if err != nil {
			return err
		}
		head, body, found := strings.Cut(string(content), "\n---\n")
		if !found {
			return fmt.Errorf("%s has no head", page)
		}
		head = linkAddress.ReplaceAllString(head, "")
		if filepath.Base(filepath.Dir(page)) != "guides" && strings.Contains(head, noArea) {
			name := "guardian_" + strings.TrimSuffix(filepath.Base(page), ".md")
			area := areaOf(name)
			if area == "" {
				return fmt.Errorf("%s is in no area: add it to areas.go of internal/providerschema", name)
			}
			head = strings.Replace(head, noArea, fmt.Sprintf("subcategory: %q", area), 1)
		}
		if err := os.WriteFile(page, []byte(head+"\n---\n"+body), 0o600); err != nil { //nolint:gosec // the same
			return err
		}
	}
	return nil
}

// noArea is what the templates leave to finish.
const noArea = `subcategory: ""`

// A link's address stands behind its words, and before what ends the clause.
var linkAddress = regexp.MustCompile(` https?://\S*[^\s.,:;)]`)
