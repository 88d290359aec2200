package provider_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// The guide "Troubleshooting" goes by the words of the provider's errors: what it
// quotes, in a heading or in a table, is what the code says.
func TestTroubleshootingQuotesWhatTheProviderSays(t *testing.T) {
	t.Parallel()
	guide, said := content(t, "templates/guides/troubleshooting.md.tmpl"), append(texts(t, "internal/provider"), texts(t, "internal/auth0")...)
	summaries := found(regexp.MustCompile("(?m)^### `(.*)`$"), guide)
	if len(summaries) == 0 {
		t.Error("the guide has no summary as a heading")
	}
	for _, summary := range summaries {
		if !slices.Contains(said, strings.TrimSuffix(summary, "…")) {
			t.Errorf("no summary is %q", summary)
		}
	}
	for _, row := range tableRows(guide) {
		if row.heads[0] != "the detail says" {
			t.Errorf("a table begins with %q, and its rows cannot be looked up", row.heads[0])
			continue
		}
		for _, part := range strings.Split(strings.Trim(row.cells[0], "`"), "…") {
			if !slices.ContainsFunc(said, func(text string) bool { return strings.Contains(text, strings.TrimSpace(part)) }) {
				t.Errorf("nothing says %q", part)
			}
		}
	}
}

// texts are all that the code of a folder has in quotation marks, put together
// where it is in several lines.
func texts(t *testing.T, folder string) (all []string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(root, folder, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(parsed, func(node ast.Node) bool {
			if expr, ok := node.(ast.Expr); ok {
				if text := quotedIn(expr); text != "" {
					all = append(all, text)
				}
			}
			return true
		})
	}
	return all
}

// quotedIn is what an expression says, as far as it is written there.
func quotedIn(expr ast.Expr) string {
	switch e := expr.(type) {
	case *ast.BasicLit:
		text, _ := strconv.Unquote(e.Value) // a number is none
		return text
	case *ast.BinaryExpr:
		if e.Op == token.ADD {
			return quotedIn(e.X) + quotedIn(e.Y)
		}
	}
	return ""
}
