package provider_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/cli"
)

// benchmarked are the configurations of the benchmarks. The first three are the
// floors: Terraform without a provider, and with one that has nothing in it, for
// one resource and for as many as there are factors.
var benchmarked = []struct{ name, config string }{
	{"none", `resource "terraform_data" "this" {}`},
	{"empty", `resource "guardian_nothing" "this" {}`},
	{"empty-eight", `
resource "guardian_nothing" "this" {
  for_each = toset(["a", "b", "c", "d", "e", "f", "g", "h"])
}
`},
	{"one-toggle", emailOn},
	{"all-toggles", allToggles},
	{"everything", ""}, // examples/complete, on the Unified Phone Experience
}

// BenchmarkTerraform times whole commands: a plan without changes, the apply of
// a saved plan that creates, and a destroy. CONTRIBUTING.md says how to read it.
func BenchmarkTerraform(b *testing.B) {
	empty := emptyProvider(b)
	for _, c := range benchmarked {
		for _, latency := range []time.Duration{0, 100 * time.Millisecond, 300 * time.Millisecond} {
			if latency > 0 && (c.name == "none" || strings.HasPrefix(c.name, "empty")) {
				continue // they ask nobody
			}
			for _, command := range []string{"plan", "apply", "destroy", "schema"} {
				if command == "schema" && latency > 0 {
					continue // it asks nobody either
				}
				b.Run(fmt.Sprintf("%s/%s/latency=%dms", command, c.name, latency.Milliseconds()), func(b *testing.B) {
					tn := emulated(b)
					w := tn.workspace(b, c.config)
					dir := builds
					if c.name == "everything" {
						w = tn.everything(b, true)
					}
					if c.name == "none" {
						writeFile(b, filepath.Join(w.Dir, "main.tf"), []byte(c.config))
					}
					if strings.HasPrefix(c.name, "empty") {
						var err error
						if w, err = cli.NewWorkspace(binary, empty, w.Dir); err != nil {
							b.Fatal(err)
						}
						dir = empty
					}
					measure(b, tn, w, command, latency, filepath.Join(dir, "terraform-provider-guardian"))
				})
			}
		}
	}
}

// emptyProvider builds the provider with nothing in it, and returns its folder.
func emptyProvider(b *testing.B) string {
	b.Helper()
	dir := b.TempDir()
	if err := cli.Build(b.Context(), root, "./internal/provider/testdata/empty", dir); err != nil {
		b.Fatal(err)
	}
	return dir
}

// measure times a command, whose preparation it leaves out.
func measure(b *testing.B, tn tenant, w *cli.Workspace, command string, latency time.Duration, provider string) {
	b.Helper()
	requests, peak, cpu := 0, int64(0), time.Duration(0)
	for b.Loop() {
		b.StopTimer()
		tn.Latency(0)
		args := []string{command, "-no-color"}
		switch command {
		case "apply":
			run(b, w, "destroy", "-auto-approve")
			run(b, w, "plan", "-out=tfplan")
			args = append(args, "tfplan")
		case "destroy":
			args = append(args, "-auto-approve")
			run(b, w, "apply", "-auto-approve")
		case "schema":
			args = []string{"providers", "schema", "-json"}
		default:
			run(b, w, "apply", "-auto-approve")
		}
		tn.Latency(latency)
		tn.ResetRequests()
		watched := watch(provider)
		b.StartTimer()
		_, used := took(b, w, args...)
		b.StopTimer()
		cpu += used
		peak = max(peak, watched())
		requests += len(tn.Requests())
		b.StartTimer()
	}
	b.ReportMetric(float64(requests)/float64(b.N), "requests/op")
	b.ReportMetric(b.Elapsed().Seconds()/float64(b.N), "s/op")
	b.ReportMetric(cpu.Seconds()/float64(b.N), "cpu-s/op")
	b.ReportMetric(float64(peak)/1024, "peak-MiB")
	b.ReportMetric(0, "ns/op") // s/op says the same
}

// BenchmarkBinary gives the size of the binary as it is released.
func BenchmarkBinary(b *testing.B) {
	if err := build(); err != nil {
		b.Fatal(err)
	}
	info, err := os.Stat(filepath.Join(builds, "terraform-provider-guardian"))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(info.Size())/(1<<20), "MiB")
	b.ReportMetric(0, "ns/op") // nothing is timed
}

// watch follows the processes of a program; what it returns ends that and gives
// the most memory that one of them had resident, in KiB.
func watch(program string) func() int64 {
	var peak atomic.Int64
	done, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		for {
			select {
			case <-done:
				return
			case <-time.After(10 * time.Millisecond):
				peak.Store(max(peak.Load(), resident(program)))
			}
		}
	}()
	return func() int64 { close(done); <-ended; return peak.Load() }
}

// resident is the most memory that a process of the program has had, in KiB.
func resident(program string) (most int64) {
	links, _ := filepath.Glob("/proc/[0-9]*/exe")
	for _, link := range links {
		if exe, err := os.Readlink(link); err != nil || exe != program {
			continue
		}
		status, _ := os.ReadFile(filepath.Join(filepath.Dir(link), "status"))
		_, after, _ := strings.Cut(string(status), "VmHWM:")
		if fields := strings.Fields(after); len(fields) > 0 {
			kib, _ := strconv.ParseInt(fields[0], 10, 64)
			most = max(most, kib)
		}
	}
	return most
}
