package internal_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// releaseNotes runs .ci/release-notes for a tag in a repository with a changelog.
func releaseNotes(t *testing.T, changelog, tag string) (string, error) {
	t.Helper()
	script, err := os.ReadFile("../.ci/release-notes")
	if err != nil {
		t.Fatal(err)
	}
	root := t.TempDir()
	if err := os.Mkdir(filepath.Join(root, ".ci"), 0o700); err != nil {
		t.Fatal(err)
	}
	copied := filepath.Join(root, ".ci", "release-notes")
	for file, content := range map[string]string{copied: string(script), filepath.Join(root, "CHANGELOG.md"): changelog} {
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	out, err := exec.CommandContext(t.Context(), "bash", copied, tag).CombinedOutput() //nolint:gosec // arguments of ours
	return string(out), err
}

// A release has what the changelog says of it for its notes, and there is none without.
func TestAReleaseNeedsItsSectionOfTheChangelog(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("releases are made on Linux, and the script needs bash")
	}
	const changelog = `## 1.10.0 (Unreleased)

* not yet

## 1.2.0-rc.1 (December 3, 2026)

* tried

## 1.1.0 (December 2, 2026)

FEATURES:

* **New Resource:** ` + "`guardian_one`" + `

ENHANCEMENTS:

* more

## 1.0.1 (December 1, 2026)

## 1.0.0 (November 30, 2026)

* first
`
	for tag, want := range map[string]string{
		"v1.1.0":      "FEATURES:\n\n* **New Resource:** `guardian_one`\n\nENHANCEMENTS:\n\n* more\n",
		"v1.2.0-rc.1": "* tried\n",
		"v1.0.0":      "* first\n",
	} {
		got, err := releaseNotes(t, changelog, tag)
		if err != nil {
			t.Errorf("%s: %v\n%s", tag, err, got)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", tag, diff)
		}
	}
	for tag, want := range map[string]string{
		"v1.10.0":     "unreleased",
		"v1.0.1":      "nothing to say of 1.0.1",
		"v1.2.0":      "no section",
		"v1.1":        "not a tag such as",
		"1.1.0":       "not a tag such as",
		"v01.1.0":     "not a tag such as",
		"v1.2.0-RC.1": "not a tag such as",
		"v1.1.0; id":  "not a tag such as",
	} {
		if got, err := releaseNotes(t, changelog, tag); err == nil || !strings.Contains(got, want) {
			t.Errorf("%s: %v, %q, want %q", tag, err, got, want)
		}
	}
}
