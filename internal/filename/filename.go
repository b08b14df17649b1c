// Package filename says what files may be called on every system that they travel
// to. In flow names of units and the like, out flow names of files, or why a name
// can be none; it knows no plan and opens nothing.
package filename

import (
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What a name may be made of on every system the files travel to.
const (
	mostBytes = 180         // of a name without its ending: a disk takes 255 with that and with what is added, (新1)
	forbidden = `<>:"/\|?*` // on Windows; / everywhere
	unnamed   = "未命名"
)

// reserved are the names of devices on Windows, whatever their ending.
var reserved = func() map[string]bool {
	names := map[string]bool{"CON": true, "PRN": true, "AUX": true, "NUL": true, "CONIN$": true, "CONOUT$": true}
	for _, digit := range "0123456789¹²³" {
		names["COM"+string(digit)], names["LPT"+string(digit)] = true, true
	}
	return names
}()

// Of is what a file that belongs to something of that name is called, without
// its ending: the same wherever that can be, and nothing that a disk refuses,
// that leads into another folder, or that a folder's listing hides. A name that
// is one already stays; two that differ may become one.
func Of(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == utf8.RuneError, strings.ContainsRune(forbidden, r), unicode.IsControl(r), unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp):
			return '_'
		}
		return r
	}, s)
	if len(s) > mostBytes {
		cut := mostBytes
		for !utf8.RuneStart(s[cut]) {
			cut--
		}
		s = s[:cut]
	}
	s = strings.TrimRight(strings.TrimSpace(s), ". ")
	if strings.HasPrefix(s, ".") || strings.HasPrefix(s, "~$") {
		s = "_" + s[1:]
	}
	if isDevice(s) {
		s = "_" + s
	}
	if s == "" {
		return unnamed
	}
	return s
}

// Unfit says in Chinese why a name can be no file's, "" when it can.
func Unfit(name string) string {
	switch {
	case strings.ContainsAny(name, forbidden):
		return "里有" + forbidden + "这样的符号"
	case strings.ContainsFunc(name, func(r rune) bool { return unicode.IsControl(r) || unicode.In(r, unicode.Zl, unicode.Zp) }):
		return "里有换行或看不见的字符"
	case strings.HasPrefix(name, ".") || strings.HasSuffix(name, ".") || strings.HasPrefix(name, "~$"):
		return "以“.”或“~$”开头，或以“.”结尾"
	case isDevice(name):
		return "是Windows保留的名称"
	case len(name) > mostBytes:
		return "太长"
	}
	return ""
}

// isDevice reports what Windows takes for a device, whatever follows a point.
func isDevice(name string) bool {
	device, _, _ := strings.Cut(name, ".")
	return reserved[strings.ToUpper(strings.TrimSpace(device))]
}

// In is the path of a file of that name, ending and all, in a folder: always a
// file of that folder and of no other.
func In(dir, name string) string {
	if strings.ContainsAny(name, `/\`) || !filepath.IsLocal(name) || name == "." {
		name = Of(name)
	}
	return filepath.Join(dir, name)
}
