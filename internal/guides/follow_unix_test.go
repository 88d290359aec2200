//go:build unix

package guides_test

import (
	"strings"
	"testing"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// What a reader would stumble on is told.
func TestWhatDoesNotWorkIsTold(t *testing.T) {
	t.Parallel()
	s := newSession(t, auth0test.NewTenant(t))
	for name, tc := range map[string]struct {
		step step
		told string // none when empty
	}{
		"a command that fails":           {step{lang: "shell", text: "false\ntrue\n"}, "exit status 1"},
		"a command in a pipe that fails": {step{lang: "shell", text: "false | cat\n"}, "exit status 1"},
		"a command that works":           {step{lang: "shell", text: "true\n"}, ""},
		"what is printed":                {step{lang: "console", text: "$ printf 'one\\ntwo\\nthree\\n'\none\n…\nthree\n"}, ""},
		"what is not printed":            {step{lang: "console", text: "$ echo one\ntwo\n"}, "does not print:\ntwo"},
		"the order of it":                {step{lang: "console", text: "$ printf 'one\\ntwo\\n'\ntwo\n…\none\n"}, "does not print"},
		"the frame of it":                {step{lang: "console", text: "$ printf '│ one\\n│ two\\n'\n│ one two\n"}, ""},
		"an error that is shown":         {step{lang: "console", text: "$ echo Error: no; false\nError: no\n"}, ""},
		"an error that is not":           {step{lang: "console", text: "$ echo Error: no; false\n"}, "exit status 1"},
		"an error that does not come":    {step{lang: "console", text: "$ echo Error: no\nError: no\n"}, "does not fail"},
		"a console without a command":    {step{lang: "console", text: "one\n"}, "begins with a command"},
		"the tenant":                     {step{lang: "shell", text: "[ example.eu.auth0.com = \"$AUTH0_DOMAIN\" ]\n"}, ""},
		"a value of the reader's":        {step{lang: "shell", text: "export AUTH0_CLIENT_ID=…\n[ \"$AUTH0_CLIENT_ID\" != … ]\n"}, ""},
		"a workflow's command":           {step{lang: "yaml", text: "jobs:\n  one:\n    steps: [{run: \"false\"}]\n"}, "exit status 1"},
		"a workflow that runs nothing":   {step{lang: "yaml", text: "jobs:\n  one:\n    steps: []\n"}, "nothing is run"},
		"a file":                         {step{lang: "rego", text: "package a\n", file: "a/b.rego"}, ""},
		"what nothing runs":              {step{lang: "rego", text: "package a\n"}, "nothing runs"},
		"what is no JSON":                {step{lang: "json", text: "{,}\n"}, "no JSON"},
		"what is no configuration":       {step{lang: "terraform", text: "provider \"guardian\" {\n  none = 1\n}\n"}, `argument named "none"`},
	} {
		err := s.follow(t, tc.step)
		if tc.told == "" && err != nil || tc.told != "" && (err == nil || !strings.Contains(err.Error(), tc.told)) {
			t.Errorf("%s: %v, want %q", name, err, tc.told)
		}
	}
}

// What is exported, and the folder that is gone to, stay from step to step.
func TestASessionGoesOn(t *testing.T) {
	t.Parallel()
	s := newSession(t, auth0test.NewTenant(t))
	for _, step := range []step{
		{lang: "shell", text: "export GREETING='one\ntwo'\nmkdir -p here\ncd here\n"},
		{lang: "terraform", text: "# nothing\n", file: "main.tf"},
		{lang: "shell", text: "[ \"$GREETING\" = 'one\ntwo' ]\n[ -e main.tf ]\n[ \"${PWD##*/}\" = here ]\n"},
	} {
		if err := s.follow(t, step); err != nil {
			t.Error(err)
		}
	}
}
