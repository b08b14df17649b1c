package output

import (
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"
)

// Lock is the file that an office program has laid beside a document it has
// open, "" for none: on Linux that alone tells it, and WPS and LibreOffice lay
// theirs on every system. Word leaves the first two characters of a long name
// out of its.
func Lock(path string) string {
	if _, err := os.Lstat(path); err != nil {
		return "" // a lock is left of what is no more
	}
	dir, name := filepath.Split(path)
	short := name
	if utf8.RuneCountInString(strings.TrimSuffix(name, filepath.Ext(name))) > 6 {
		short = string([]rune(name)[2:])
	}
	for _, lock := range []string{"~$" + name, "~$" + short, ".~lock." + name + "#"} {
		if _, err := os.Lstat(filepath.Join(dir, lock)); err == nil {
			return lock
		}
	}
	return ""
}
