package main

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"
)

// finish puts into the head of each page what a template of tfplugindocs cannot:
// the area, and a description without the addresses of its links, since the
// registry shows that as plain text.
func finish(folder string) error {
	docs, err := os.OpenRoot(folder)
	if err != nil {
		return err
	}
	defer func() { _ = docs.Close() }()
	pages, err := fs.Glob(docs.FS(), "*/*.md")
	if err != nil {
		return err
	}
	for _, page := range append(pages, "index.md") {
		content, err := docs.ReadFile(page)
		if err != nil {
			return err
		}
		head, body, _ := strings.Cut(string(content), "\n---\n")
		head = linkAddress.ReplaceAllString(head, "")
		if path.Dir(page) != "guides" && strings.Contains(head, noArea) {
			name := "guardian_" + strings.TrimSuffix(path.Base(page), ".md")
			area := areaOf(name)
			if area == "" {
				return fmt.Errorf("%s is in no area: add it to areas.go of internal/providerschema", name)
			}
			head = strings.Replace(head, noArea, fmt.Sprintf("subcategory: %q", area), 1)
		}
		if err := docs.WriteFile(page, []byte(head+"\n---\n"+body), 0o600); err != nil {
			return err
		}
	}
	return nil
}

// noArea is what the templates of types leave to finish.
const noArea = `subcategory: ""`

// A link's address stands behind its words, and before what ends the clause.
var linkAddress = regexp.MustCompile(` https?://\S*[^\s.,:;)]`)
