package output

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"time"
)

// temporary marks files that are being written by a process; one that stays
// behind after a power cut is never mistaken for an input, which has another
// ending.
func temporary(process int) string { return fmt.Sprintf(".jingpin-%d-*.tmp", process) }

var temporaryName = regexp.MustCompile(`^\.jingpin-(?:([0-9]+)-)?[0-9]+\.tmp$`)

// longGone is after what time a temporary file is nobody's, whoever it says is
// writing it: a process of another machine, or of a number given out again.
const longGone = 24 * time.Hour

// sweep removes, once for a folder, what programs that were killed left there.
// A file that a running program is writing stays.
func (b *Batch) sweep(dir string) {
	b.lock.Lock()
	defer b.lock.Unlock()
	if b.swept[dir] {
		return
	}
	if b.swept == nil {
		b.swept = map[string]bool{}
	}
	b.swept[dir] = true
	entries, err := os.ReadDir(dir)
	if err != nil {
		return // what cannot be listed is left as it is
	}
	for _, e := range entries {
		match := temporaryName.FindStringSubmatch(e.Name())
		if match == nil {
			continue
		}
		process, _ := strconv.Atoi(match[1])
		info, err := e.Info()
		if err == nil && (!running(process) || time.Since(info.ModTime()) > longGone) {
			_ = os.Remove(filepath.Join(dir, e.Name())) // or by the next
		}
	}
}
