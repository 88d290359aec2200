//go:build unix

package guides_test

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"
)

// A job is one of GitHub Actions or of GitLab CI, which each have the other half.
type job struct {
	Env       map[string]string `yaml:"env"`
	Variables map[string]string `yaml:"variables"`
	Steps     []command         `yaml:"steps"`
	Script    []string          `yaml:"script"`
}

type command struct {
	Run string            `yaml:"run"`
	Env map[string]string `yaml:"env"`
}

// expression finds what GitHub puts in, a secret or variable by its name.
var expression = regexp.MustCompile(`\$\{\{ *(?:secrets|vars)\.(\w+) *\}\}`)

// workflow runs what the jobs of a workflow run, one after another in one
// folder, which stands for the checkout and for what one job hands to the next.
func (s *session) workflow(t *testing.T, text string) error {
	t.Helper()
	var all struct {
		Env  map[string]string `yaml:"env"`
		Jobs yaml.Node         `yaml:"jobs"` // in their order
	}
	var root yaml.Node
	if err := errors.Join(yaml.Unmarshal([]byte(text), &root), yaml.Unmarshal([]byte(text), &all)); err != nil {
		return err
	}
	jobs := all.Jobs.Content
	if len(jobs) == 0 && len(root.Content) > 0 { // GitLab has them at the top
		jobs = root.Content[0].Content
	}
	ran := 0
	for i := 1; i < len(jobs); i += 2 {
		if jobs[i].Kind != yaml.MappingNode {
			continue
		}
		var j job
		if err := jobs[i].Decode(&j); err != nil {
			return err
		}
		for _, line := range j.Script {
			j.Steps = append(j.Steps, command{Run: line})
		}
		for _, c := range j.Steps {
			if c.Run == "" {
				continue
			}
			ran++
			out, err := s.run(t, "", "(\nset -eo pipefail\n"+s.exports(all.Env, j.Env, j.Variables, c.Env)+s.expressed(c.Run)+"\n)\n")
			if err != nil {
				return fmt.Errorf("%w of %s:\n%s", err, c.Run, out)
			}
		}
	}
	if ran == 0 {
		return fmt.Errorf("nothing is run here:\n%s", text)
	}
	return nil
}

func (s *session) exports(all ...map[string]string) string {
	var script strings.Builder
	for _, env := range all {
		for name, value := range env {
			fmt.Fprintf(&script, "export %s=\"%s\"\n", name, s.expressed(value))
		}
	}
	return script.String()
}

func (s *session) expressed(text string) string {
	return expression.ReplaceAllStringFunc(text, func(found string) string {
		return s.given[expression.FindStringSubmatch(found)[1]]
	})
}
