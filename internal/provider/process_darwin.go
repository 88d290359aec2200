package provider

import (
	"fmt"

	"golang.org/x/sys/unix"
)

// startOf is when a process has started, by which two of the same number are
// told apart.
func startOf(pid int) (start string, known bool) {
	info, err := unix.SysctlKinfoProc("kern.proc.pid", pid)
	if err != nil {
		return "", false
	}
	at := info.Proc.P_starttime
	return fmt.Sprintf("%d.%06d", at.Sec, at.Usec), true
}
