// Package guides_test reads what is written for users as they do: it follows
// every guide from top to bottom on an emulated tenant, and every link.
package guides_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// root is the repository, seen from this package.
const root = "../.."

// A step is what a reader does: a block of code, or what a comment beside it
// has a test do that a reader does elsewhere.
type step struct {
	line       int
	lang, text string
	file       string // the file that a block is
	with       string // the versions of the CLI that can do it, where not all can
	notRun     string // why no test does it
}

// marked finds code between fences, and the comments that say something of the
// block below them. They do not render.
var marked = regexp.MustCompile("(?ms)^ *```([a-z]*)\n(.*?)^ *```$" + `|^ *<!-- (file|with|not run|run): (.*?) -->`)

// hidden is the language of what a comment has a test do.
const hidden = "hidden"

// steps are those of a document, in their order.
func steps(t *testing.T, document string) []step {
	t.Helper()
	text := content(t, document)
	all := stepsOf(text)
	if fences := strings.Count(text, "```"); fences != 2*len(blocks(all)) {
		t.Errorf("%s: there are %d fences around %d blocks", document, fences, len(blocks(all)))
	}
	return all
}

func stepsOf(text string) (all []step) {
	var next step
	for _, at := range marked.FindAllStringSubmatchIndex(text, -1) {
		next.line = 1 + strings.Count(text[:at[0]], "\n")
		group := func(i int) string { return text[max(at[2*i], 0):max(at[2*i+1], 0)] }
		switch value := group(4); group(3) {
		case "file":
			next.file = value
		case "with":
			next.with = value
		case "not run":
			next.notRun = value
		case "run":
			next.lang, next.text = hidden, value+"\n"
		default:
			next.lang, next.text = group(1), outdented(group(2))
		}
		if next.lang != "" || group(3) == "" {
			all, next = append(all, next), step{}
		}
	}
	return all
}

// blocks are the steps that a reader sees.
func blocks(all []step) (seen []step) {
	for _, s := range all {
		if s.lang != hidden {
			seen = append(seen, s)
		}
	}
	return seen
}

// outdented takes away what the first line is indented by, as in a list.
func outdented(text string) string {
	by := text[:len(text)-len(strings.TrimLeft(text, " "))]
	return strings.TrimPrefix(strings.ReplaceAll("\n"+text, "\n"+by, "\n"), "\n")
}

// content is a file's, from the repository's root.
func content(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, file)) //nolint:gosec // a file of ours
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// found are the files that a pattern finds, from the repository's root.
func found(t *testing.T, pattern string) (files []string) {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(root, pattern))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no %s: %v", pattern, err)
	}
	for _, path := range paths {
		file, err := filepath.Rel(root, path)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, filepath.ToSlash(file))
	}
	return files
}

func TestStepsOfADocument(t *testing.T) {
	t.Parallel()
	const text = "| `<!-- file: b.tf -->` |\n<!-- file: a.tf -->\n```terraform\n# a\n```\n" +
		"- one:\n\n  ```shell\n  b\n    c\n  ```\n<!-- run: d\ne -->\n" +
		"<!-- with: Terraform 1.14 -->\n<!-- not run: f -->\n\n```json\n```\n"
	want := []step{
		{line: 3, lang: "terraform", text: "# a\n", file: "a.tf"},
		{line: 8, lang: "shell", text: "b\n  c\n"},
		{line: 12, lang: hidden, text: "d\ne\n"},
		{line: 17, lang: "json", with: "Terraform 1.14", notRun: "f"},
	}
	if diff := cmp.Diff(want, stepsOf(text), cmp.AllowUnexported(step{})); diff != "" {
		t.Error(diff)
	}
}
