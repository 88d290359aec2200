//go:build unix

package guides_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"
)

// A workflow is what GitHub Actions and others run.
type workflow struct {
	Env  map[string]string `yaml:"env"`
	Jobs yaml.Node         `yaml:"jobs"` // in their order
}

type job struct {
	Env   map[string]string `yaml:"env"`
	Steps []struct {
		Run string            `yaml:"run"`
		Env map[string]string `yaml:"env"`
	} `yaml:"steps"`
}

// expression finds what the service puts in: a secret or variable by its name.
var expression = regexp.MustCompile(`\$\{\{ *(?:secrets|vars)\.(\w+) *\}\}`)

// workflow runs what the jobs of a workflow run, one after another in one
// folder, which stands for the checkout and for what one job hands to the next.
func (s *session) workflow(t *testing.T, text string) error {
	t.Helper()
	var w workflow
	if err := yaml.Unmarshal([]byte(text), &w); err != nil {
		return err
	}
	ran := 0
	for i := 1; i < len(w.Jobs.Content); i += 2 {
		var j job
		if err := w.Jobs.Content[i].Decode(&j); err != nil {
			return err
		}
		for _, step := range j.Steps {
			if step.Run == "" {
				continue
			}
			ran++
			var script strings.Builder
			for _, env := range []map[string]string{w.Env, j.Env, step.Env} {
				for name, value := range env {
					fmt.Fprintf(&script, "export %s='%s'\n", name, s.expressed(value))
				}
			}
			// Only of this step.
			out, err := s.run(t, "", "(\nset -eo pipefail\n"+script.String()+s.expressed(step.Run)+"\n)\n")
			if err != nil {
				return fmt.Errorf("%w of %s:\n%s", err, step.Run, out)
			}
		}
	}
	if ran == 0 {
		return fmt.Errorf("nothing is run here:\n%s", text)
	}
	return nil
}

func (s *session) expressed(text string) string {
	return expression.ReplaceAllStringFunc(text, func(found string) string {
		return s.given[expression.FindStringSubmatch(found)[1]]
	})
}
