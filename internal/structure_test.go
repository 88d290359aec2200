// Package internal_test holds the structure of all packages below it.
package internal_test

import (
	"go/ast"
	"go/types"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"
)

// load reads the packages below this folder with their types, without tests.
func load(t *testing.T) []*packages.Package {
	t.Helper()
	all, err := packages.Load(&packages.Config{Context: t.Context(), Mode: packages.LoadSyntax}, "./...")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range all {
		for _, err := range p.Errors {
			t.Fatal(err)
		}
	}
	return all
}

// uses are the files of a package, each with those that define what it names.
func uses(p *packages.Package) map[string]map[string]bool {
	files := map[string]map[string]bool{}
	for _, syntax := range p.Syntax {
		from := fileOf(p, syntax)
		files[from] = map[string]bool{}
		ast.Inspect(syntax, func(n ast.Node) bool {
			if name, ok := n.(*ast.Ident); ok {
				if used := p.TypesInfo.Uses[name]; used != nil && used.Pkg() == p.Types && !local(used) {
					files[from][filepath.Base(p.Fset.Position(used.Pos()).Filename)] = true
				}
			}
			return true
		})
		delete(files[from], from)
	}
	return files
}

// local reports whether a name is one of a function's own.
func local(o types.Object) bool {
	return o.Parent() != nil && o.Parent() != o.Pkg().Scope()
}

func fileOf(p *packages.Package, n ast.Node) string {
	return filepath.Base(p.Fset.Position(n.Pos()).Filename)
}

// A file uses only files below it: so there is a way to read a package from the
// bottom to the top.
func TestNoFilesUseEachOtherInACircle(t *testing.T) {
	t.Parallel()
	for _, p := range load(t) {
		files := uses(p)
		// What uses nothing that is left can be read; what is never reached is
		// part of a circle, or above one.
		for read := true; read; {
			read = false
			for file, below := range files {
				if len(below) > 0 {
					continue
				}
				read = true
				delete(files, file)
				for _, others := range files {
					delete(others, file)
				}
			}
		}
		for _, file := range slices.Sorted(maps.Keys(files)) {
			t.Errorf("%s: %s is in a circle, or above one: it uses %s",
				p.PkgPath, file, strings.Join(slices.Sorted(maps.Keys(files[file])), ", "))
		}
	}
}

// An area of the emulated tenant gets what it needs in its constructor, and
// does not know the tenant that it is put into.
func TestNoAreaKnowsTheTenant(t *testing.T) {
	t.Parallel()
	const own = "tenant.go"
	seen := false
	for _, p := range load(t) {
		if p.Name != "auth0test" {
			continue
		}
		tenant := p.Types.Scope().Lookup("Tenant")
		for name, used := range p.TypesInfo.Uses {
			if file := fileOf(p, name); used == tenant && file != own {
				t.Errorf("%s names Tenant", file)
			}
		}
		seen = tenant != nil
	}
	if !seen {
		t.Error("there is no Tenant")
	}
}
