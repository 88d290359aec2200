package guides_test

import (
	"fmt"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"
)

var (
	link    = regexp.MustCompile(`\]\(([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)`)
	heading = regexp.MustCompile(`(?m)^#{1,6} +(.+?)(?: +#+)?$`)
	anchor  = regexp.MustCompile(`<a (?:id|name)="([^"]+)">`)
	code    = regexp.MustCompile("(?ms)^ *```.*?^ *```$")
	inline  = regexp.MustCompile("`[^`\n]*`")
	linked  = regexp.MustCompile(`\[([^\]]*)\]\([^)]*\)`)
)

// Every link leads somewhere: in this repository to a file that is there, and
// to a heading that it has. Others are only looked at.
func TestLinksLeadSomewhere(t *testing.T) {
	t.Parallel()
	documents := found(t, "*.md")
	for _, pattern := range []string{"docs/*.md", "docs/*/*.md"} {
		documents = append(documents, found(t, pattern)...)
	}
	for _, document := range documents {
		text := inline.ReplaceAllString(code.ReplaceAllString(content(t, document), ""), "``")
		for _, found := range link.FindAllStringSubmatch(text, -1) {
			if why := leadsNowhere(t, document, found[1]); why != "" {
				t.Errorf("%s: the link to %q %s", document, found[1], why)
			}
		}
	}
}

// here is where this repository's files are seen, which registries link to.
const here = "https://github.com/guardian-mfa/terraform-provider-guardian/"

func leadsNowhere(t *testing.T, document, target string) string {
	t.Helper()
	file := path.Dir(document)
	if rest, ours := strings.CutPrefix(target, here); ours {
		kind, rest, _ := strings.Cut(rest, "/main/")
		if kind != "tree" && kind != "blob" {
			return "" // no file, such as the page to report a vulnerability
		}
		target, file = rest, ""
	}
	to, err := url.Parse(target)
	switch {
	case err != nil || target == "":
		return "is none"
	case to.Scheme != "" && (to.Scheme != "https" || to.Host == ""):
		return "is not to https://"
	case to.Scheme != "":
		return ""
	case strings.HasPrefix(to.Path, "/"):
		return "is not relative"
	}
	file = path.Join(file, to.Path)
	if to.Path == "" && file != "" {
		file = document
	}
	if _, err := os.Stat(filepath.Join(root, file)); err != nil {
		return "leads to no file"
	}
	if to.Fragment != "" && !anchors(content(t, file))[to.Fragment] {
		return "leads to no heading"
	}
	return ""
}

// anchors are what a document's headings are found by on GitHub and in the
// registries, the second of a name with a number, and the anchors in it.
func anchors(text string) map[string]bool {
	text = code.ReplaceAllString(text, "")
	all := map[string]bool{}
	for _, found := range anchor.FindAllStringSubmatch(text, -1) {
		all[found[1]] = true
	}
	for _, found := range heading.FindAllStringSubmatch(text, -1) {
		slug := slugOf(found[1])
		numbered := slug
		for n := 1; all[numbered]; n++ {
			numbered = fmt.Sprintf("%s-%d", slug, n)
		}
		all[numbered] = true
	}
	return all
}

func slugOf(heading string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case r == '-' || r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r):
			return unicode.ToLower(r)
		}
		return -1
	}, linked.ReplaceAllString(heading, "$1"))
}

func TestLinksThatLeadNowhereAreTold(t *testing.T) {
	t.Parallel()
	for target, want := range map[string]string{
		"":                                      "is none",
		"http://example.com":                    "is not to https://",
		"https://":                              "is not to https://",
		"https://example.com/a#b":               "",
		"/docs/index.md":                        "is not relative",
		"nowhere.md":                            "leads to no file",
		"guides/adopt-a-tenant.md":              "",
		"guides/adopt-a-tenant.md#nothing":      "leads to no heading",
		"guides/adopt-a-tenant.md#finishing-it": "",
		"#authentication":                       "",
		"#no-authentication":                    "leads to no heading",
		here + "tree/main/examples/email-mfa":   "",
		here + "tree/main/examples/none":        "leads to no file",
		here + "blob/main/README.md#no-heading": "leads to no heading",
	} {
		if got := leadsNowhere(t, "docs/index.md", target); got != want {
			t.Errorf("%q: %q, want %q", target, got, want)
		}
	}
	if got := anchors("# One\n## Two\n## Two\n### Two\n```\n# Code\n```\n"); len(got) != 4 || !got["two-2"] {
		t.Errorf("%v", got)
	}
	for heading, want := range map[string]string{
		"What is taken over, and what is not": "what-is-taken-over-and-what-is-not",
		"Compared with `auth0_guardian`":      "compared-with-auth0_guardian",
		"[Unreleased](https://example.com)":   "unreleased",
		"`TF_LOG=trace` & co.":                "tf_logtrace--co",
	} {
		if got := slugOf(heading); got != want {
			t.Errorf("%q: %q, want %q", heading, got, want)
		}
	}
}
