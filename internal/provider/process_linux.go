package provider

import (
	"fmt"
	"os"
	"strings"
)

// startOf is when a process has started, by which two of the same number are
// told apart: proc(5), field 22 of stat.
func startOf(pid int) (start string, known bool) {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return "", false
	}
	content := string(stat)
	fields := strings.Fields(content[strings.LastIndexByte(content, ')')+1:]) // a name may have spaces
	if len(fields) < 20 {
		return "", false
	}
	return fields[19], true
}
