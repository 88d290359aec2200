package provider_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// entries are the names in a folder; a folder that is not there has none.
func entries(t *testing.T, folder string) (names []string) {
	t.Helper()
	list, err := os.ReadDir(filepath.Join(root, folder))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	for _, entry := range list {
		names = append(names, entry.Name())
	}
	return names
}

// foldersWith are the examples of the kind that have a file with their type in
// it, and those that are of no type at all.
func (k kind) foldersWith(t *testing.T, file string) []string {
	t.Helper()
	folder := "examples/" + k.folder()
	return slices.DeleteFunc(entries(t, folder), func(name string) bool {
		_, exists := k.types[name]
		path := folder + "/" + name + "/" + file
		if file == k.example() {
			return exists && !slices.Contains(k.used(t, path), name)
		}
		return exists && content(t, path) == ""
	})
}

// pages are the heads of the pages of documentation, by their type.
func (k kind) pages(t *testing.T) map[string]string {
	t.Helper()
	heads := map[string]string{}
	for _, file := range entries(t, "docs/"+k.folder()) {
		name := strings.TrimSuffix(file, ".md")
		if k.name != "function" {
			name = "guardian_" + name
		}
		heads[name], _, _ = strings.Cut(content(t, "docs/"+k.folder()+"/"+file), "\n---\n")
	}
	return heads
}

func (k kind) inTheChangelog(t *testing.T) []string {
	t.Helper()
	return found(regexp.MustCompile(`(?m)^\* \*\*New `+k.title()+":\\*\\* `(\\w+)`$"), content(t, "CHANGELOG.md"))
}

// inTheReadme are the types of the columns that have the kind's name, each with
// the area of its row.
func (k kind) inTheReadme(t *testing.T) map[string]string {
	t.Helper()
	types := map[string]string{}
	for _, row := range tableRows(content(t, "README.md")) {
		if row.heads[0] != "area" {
			continue
		}
		for column, head := range row.heads {
			if slices.Contains(strings.Split(head, ", "), k.name+"s") {
				for _, name := range found(quoted, row.cells[column]) {
					types[name] = row.cells[0]
				}
			}
		}
	}
	return types
}

// scopes are those of each type in the tables of the kind.
func (k kind) scopes(t *testing.T) map[string][]string {
	t.Helper()
	all := map[string][]string{}
	for _, row := range tableRows(content(t, "templates/index.md.tmpl")) {
		if row.heads[0] == k.name {
			for _, name := range found(typeName, row.cells[0]) {
				all[name] = append(all[name], found(scopeName, row.cells[1])...)
			}
		}
	}
	return all
}

var (
	quoted   = regexp.MustCompile("`(\\w+)`")
	typeName = regexp.MustCompile("`(guardian_[^`]*)`")
)

// A tableRow is one of a table in a Markdown document, which is told by the head of its first column.
type tableRow struct{ heads, cells []string }

func tableRows(text string) (all []tableRow) {
	var heads []string
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if !strings.HasPrefix(line, "|") {
			heads = nil
			continue
		}
		cells := strings.Split(strings.Trim(line, "|"), "|")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		if heads == nil {
			heads = cells
			continue
		}
		all = append(all, tableRow{heads, cells})
	}
	return all
}

// used are the types of the kind in a configuration.
func (k kind) used(t *testing.T, file string) (types []string) {
	t.Helper()
	keyword, _, _ := strings.Cut(k.name, " ") // data, ephemeral, list
	visit(t, file, func(node hclsyntax.Node) {
		switch n := node.(type) {
		case *hclsyntax.Block:
			if n.Type == keyword && len(n.Labels) > 0 {
				types = append(types, n.Labels[0])
			}
		case *hclsyntax.FunctionCallExpr:
			if name, ours := strings.CutPrefix(n.Name, "provider::guardian::"); ours && k.name == "function" {
				types = append(types, name)
			}
		}
	})
	return types
}

// attributesIn are what the resources in a configuration declare, by their type.
func attributesIn(t *testing.T, file string) map[string][]string {
	t.Helper()
	all := map[string][]string{}
	visit(t, file, func(node hclsyntax.Node) {
		if block, ok := node.(*hclsyntax.Block); ok && block.Type == "resource" {
			for name := range block.Body.Attributes {
				all[block.Labels[0]] = append(all[block.Labels[0]], name)
			}
		}
	})
	return all
}

// visit walks over a configuration.
func visit(t *testing.T, file string, see func(hclsyntax.Node)) {
	t.Helper()
	parsed, diags := hclsyntax.ParseConfig([]byte(content(t, file)), file, hcl.InitialPos)
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	_ = hclsyntax.VisitAll(parsed.Body.(*hclsyntax.Body), func(node hclsyntax.Node) hcl.Diagnostics { //nolint:forcetypeassert // as it says
		see(node)
		return nil
	})
}
