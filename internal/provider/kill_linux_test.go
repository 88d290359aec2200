package provider_test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
	"github.com/guardian-mfa/terraform-provider-guardian/internal/cli"
)

// A killing ends processes without a warning, as a lost machine does.
type killing func(t *testing.T, terraform *exec.Cmd)

// killProviders leaves Terraform alone with plugins that are gone.
func killProviders(t *testing.T, terraform *exec.Cmd) {
	t.Helper()
	stats, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil {
		t.Fatal(err)
	}
	for _, stat := range stats {
		content, err := os.ReadFile(stat) //nolint:gosec // the system's
		if err != nil {
			continue // it has ended
		}
		_, rest, _ := strings.Cut(string(content), ") ") // pid (name) state ppid …
		fields := strings.Fields(rest)
		pid, _ := strconv.Atoi(filepath.Base(filepath.Dir(stat)))
		if len(fields) > 1 && fields[1] == strconv.Itoa(terraform.Process.Pid) {
			_ = syscall.Kill(pid, syscall.SIGKILL)
		}
	}
}

// killTerraform ends Terraform first, and then what it has started.
func killTerraform(t *testing.T, terraform *exec.Cmd) {
	t.Helper()
	_ = syscall.Kill(terraform.Process.Pid, syscall.SIGKILL)
	_ = syscall.Kill(-terraform.Process.Pid, syscall.SIGKILL)
}

// An apply that dies, before or after the tenant has carried a request out: MFA
// is never off on the way from on to on, and the next apply completes what is
// missing. TestAnApplyThatDiesIsCompletedByTheNext has every request of every type.
func TestAKilledApplyIsCompletedByTheNext(t *testing.T) {
	t.Parallel()
	for killed, kill := range map[string]killing{"provider": killProviders, "terraform": killTerraform} {
		for _, apply := range []string{"first", "update"} {
			for at, after := range map[int]bool{1: true, 2: false} { // the settings are written, the next document is not
				t.Run(fmt.Sprintf("%s/%s/%d/%t", killed, apply, at, after), func(t *testing.T) {
					t.Parallel()
					tn := emulated(t)
					tn.SetFactor("email", true)
					tn.SetPolicies("all-applications")
					w := tn.workspace(t, emailOn+policiesOn)
					if apply == "update" {
						run(t, w, "apply", "-auto-approve")
					}
					write(t, w, emailSettings+policiesBoth)
					run(t, w, "plan", "-out=tfplan", "-refresh=false")
					tn.ResetRequests()
					tn.Fail(auth0test.Fault{Skip: at, Hang: true, After: after})
					killAt(t, tn, w.Command(t.Context(), "apply", "tfplan"), at, kill)
					if err := tn.check("email", "true"); err != nil {
						t.Errorf("after the kill: %v", err)
					}
					run(t, w, "apply", "-auto-approve")
					if err := tn.check(
						"email", "true",
						"email settings", "8 digits, 600 s",
						"policies", "all-applications,confidence-score",
					); err != nil {
						t.Error(err)
					}
					run(t, w, "plan", "-detailed-exitcode")
					tn.neverOff(t)
				})
			}
		}
	}
}

// The same for all types at once, at every ninth request.
func TestAKilledApplyOfEverythingIsCompletedByTheNext(t *testing.T) {
	t.Parallel()
	kills := []killing{killProviders, killTerraform}
	protected := func(t *testing.T) (tenant, *cli.Workspace) {
		t.Helper()
		tn := emulated(t)
		w := tn.everything(t, true)
		for _, factor := range factorNames {
			tn.SetFactor(factor, true)
		}
		tn.SetPolicies("all-applications")
		run(t, w, "plan", "-out=tfplan")
		tn.ResetRequests()
		return tn, w
	}
	tn, w := protected(t)
	run(t, w, "apply", "tfplan")
	for n := range len(tn.Requests()) / 9 {
		at, after := 9*n+4, n/2%2 == 0
		t.Run(fmt.Sprintf("%d/%t", at, after), func(t *testing.T) {
			t.Parallel()
			tn, w := protected(t)
			tn.Fail(auth0test.Fault{Skip: at, Hang: true, After: after})
			killAt(t, tn, w.Command(t.Context(), "apply", "tfplan"), at, kills[n%2])
			for _, factor := range append(factorNames, "policies") {
				if v, err := tn.look(factor); err != nil || v != "true" && v != "all-applications" {
					t.Errorf("after the kill: %s is %s, %v", factor, v, err)
				}
			}
			tn.complete(t, w)
			if err := tn.check(complete...); err != nil {
				t.Error(err)
			}
			run(t, w, "plan", "-detailed-exitcode")
			if tn.switchedOff() {
				t.Error("MFA was switched off on the way")
			}
		})
	}
}

var imports = regexp.MustCompile(`terraform import (guardian_phone_(?:provider|template))\.NAME "(\w+)"`)

// complete applies until everything is there, and imports on the way what the apply asks for.
func (tn tenant) complete(t *testing.T, w *cli.Workspace) {
	t.Helper()
	out, err := w.Run(t.Context(), "apply", "-auto-approve", "-no-color")
	if err == nil {
		return
	}
	found := imports.FindAllStringSubmatch(out, -1)
	if found == nil {
		t.Fatal(out)
	}
	for _, m := range found {
		address := m[1] + ".this[0]"
		for _, template := range tn.PhoneTemplates() {
			if template.ID == m[2] {
				address = fmt.Sprintf("%s.this[%q]", m[1], template.Type)
			}
		}
		run(t, w, "import", address, m[2])
	}
	run(t, w, "apply", "-auto-approve")
}

// After a destroy that dies at any request, an apply puts everything back, and
// another destroy completes it.
func TestAKilledDestroyCanBeCompletedOrTakenBack(t *testing.T) {
	t.Parallel()
	for killed, kill := range map[string]killing{"provider": killProviders, "terraform": killTerraform} {
		for at, after := range map[int]bool{1: true, 3: false} { // the first is off, the last document is not reset
			t.Run(fmt.Sprintf("%s/%d/%t", killed, at, after), func(t *testing.T) {
				t.Parallel()
				tn := emulated(t)
				w := tn.workspace(t, emailSettings+policiesOn)
				run(t, w, "apply", "-auto-approve")
				run(t, w, "plan", "-destroy", "-out=tfplan", "-refresh=false")
				tn.ResetRequests()
				tn.Fail(auth0test.Fault{Skip: at, Hang: true, After: after})
				killAt(t, tn, w.Command(t.Context(), "apply", "tfplan"), at, kill)
				run(t, w, "apply", "-auto-approve")
				if err := tn.check("email", "true", "email settings", "8 digits, 600 s", "policies", "all-applications"); err != nil {
					t.Errorf("after an apply: %v", err)
				}
				run(t, w, "plan", "-detailed-exitcode")
				run(t, w, "destroy", "-auto-approve")
				if err := tn.check("email", "false", "email settings", "6 digits, 300 s", "policies", ""); err != nil {
					t.Errorf("after a destroy: %v", err)
				}
			})
		}
	}
}

// killAt kills a command once the tenant has been asked for more than a number of requests.
func killAt(t *testing.T, tn tenant, cmd *exec.Cmd, at int, kill killing) {
	t.Helper()
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	sockets, err := os.MkdirTemp("", "killed") //nolint:usetesting // short, as the addresses of sockets have to be
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(sockets) })
	cmd.Env = append(cmd.Env, "TMPDIR="+sockets)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for len(tn.Requests()) <= at && alive(cmd) {
		time.Sleep(5 * time.Millisecond)
	}
	time.Sleep(20 * time.Millisecond) // until the tenant has carried it out
	kill(t, cmd)
	_ = cmd.Wait() // killed, or with one provider less
	forgetTorn(t, filepath.Join(cmd.Dir, "terraform.tfstate"))
	if n := len(tn.Requests()); n <= at {
		t.Fatalf("the apply made only %d requests and was not killed at number %d", n, at)
	}
}

// forgetTorn removes a state that Terraform was writing when it was killed: it
// writes a local state in place. Nothing is known then, and the next apply has
// to converge all the same.
func forgetTorn(t *testing.T, state string) {
	t.Helper()
	content, err := os.ReadFile(state) //nolint:gosec // a file of the test's
	if err != nil || json.Valid(content) {
		return
	}
	for _, file := range []string{state, filepath.Join(filepath.Dir(state), ".terraform.tfstate.lock.info")} {
		if err := os.RemoveAll(file); err != nil {
			t.Fatal(err)
		}
	}
}

// alive says whether a process still runs.
func alive(cmd *exec.Cmd) bool {
	content, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", cmd.Process.Pid))
	_, rest, _ := strings.Cut(string(content), ") ")
	return err == nil && !strings.HasPrefix(rest, "Z")
}
