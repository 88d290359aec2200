package provider_test

import (
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/cli"
)

// emptyNine has as many resources as the eight factors and the policies.
const emptyNine = `
resource "guardian_nothing" "this" {
  for_each = toset(["a", "b", "c", "d", "e", "f", "g", "h", "i"])
}
`

// BenchmarkRatio plans the eight factors and the policies without a change, over
// TLS, in turns with as many resources of an empty provider, so that whatever
// else the machine does slows both. The median of the pairs counts.
func BenchmarkRatio(b *testing.B) {
	empty := emptyProvider(b)
	tn := emulatedTLS(b)
	ours := tn.workspace(b, allToggles+policiesOn)
	ca := filepath.Join(ours.Dir, "ca.pem")
	writeFile(b, ca, tn.CACertificate())
	ours.Env = append(ours.Env, "SSL_CERT_FILE="+ca)
	floor, err := cli.NewWorkspace(binary, empty, b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	write(b, floor, emptyNine)
	run(b, ours, "apply", "-auto-approve")
	run(b, floor, "apply", "-auto-approve")
	for _, args := range [][]string{{"plan"}, {"plan", "-refresh=false"}} {
		b.Run(strings.Join(args, ""), func(b *testing.B) {
			var wall, cpu []float64
			for b.Loop() {
				floorWall, floorCPU := took(b, floor, args...)
				ourWall, ourCPU := took(b, ours, args...)
				wall = append(wall, ourWall.Seconds()/floorWall.Seconds())
				cpu = append(cpu, ourCPU.Seconds()/floorCPU.Seconds())
			}
			b.ReportMetric(median(wall), "wall-ratio")
			b.ReportMetric(median(cpu), "cpu-ratio")
			b.ReportMetric(0, "ns/op") // it is that of both
		})
	}
}

// took is the wall time and the processor time of a command.
func took(b *testing.B, w *cli.Workspace, args ...string) (wall, cpu time.Duration) {
	b.Helper()
	began, before := time.Now(), processorTime(b)
	run(b, w, args...)
	return time.Since(began), processorTime(b) - before
}

// processorTime is what all commands so far have taken, and their providers.
func processorTime(b *testing.B) time.Duration {
	b.Helper()
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_CHILDREN, &usage); err != nil {
		b.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

func median(of []float64) float64 {
	slices.Sort(of)
	return (of[(len(of)-1)/2] + of[len(of)/2]) / 2
}
