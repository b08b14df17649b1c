package web

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// memory is what the program remembers of one person on one machine: which
// folders were open lately, and where its page is. Nothing of it is of a
// quarter's work. With no folder to keep it in, it remembers nothing.
type memory struct{ dir string }

const (
	latelyFile  = "最近的文件夹.txt"
	runningFile = "正在运行.txt"
	mostLately  = 12
)

// lately are the folders that were open, the last first.
func (m memory) lately() []string {
	if m.dir == "" {
		return nil
	}
	data, err := os.ReadFile(filepath.Join(m.dir, latelyFile))
	if err != nil {
		return nil
	}
	paths := strings.Split(strings.TrimSpace(string(data)), "\n")
	return slices.DeleteFunc(paths, func(path string) bool { return !filepath.IsAbs(path) })
}

// opened remembers a folder. What cannot be remembered is no loss of work.
func (m memory) opened(folder string) {
	path, err := filepath.Abs(folder)
	if err != nil || strings.ContainsAny(path, "\r\n") {
		return
	}
	paths := append([]string{path}, slices.DeleteFunc(m.lately(), func(other string) bool { return other == path })...)
	m.keep(latelyFile, strings.Join(paths[:min(len(paths), mostLately)], "\n")+"\n")
}

// runs remembers where the page is and which folder it shows; "" that it is no
// more.
func (m memory) runs(address, folder string) {
	if address != "" {
		address += "\n" + folder + "\n"
	}
	m.keep(runningFile, address)
}

// where is where the page is said to be, and which folder it shows.
func (m memory) where() (address, folder string) {
	if m.dir == "" {
		return "", ""
	}
	data, err := os.ReadFile(filepath.Join(m.dir, runningFile))
	if err != nil {
		return "", ""
	}
	address, rest, _ := strings.Cut(string(data), "\n")
	folder, _, _ = strings.Cut(rest, "\n")
	return address, folder
}

// keep writes a file that nobody else may read: the address holds the token.
func (m memory) keep(name, text string) {
	if m.dir == "" {
		return
	}
	path := filepath.Join(m.dir, name)
	if text == "" {
		_ = os.Remove(path)
		return
	}
	if os.MkdirAll(m.dir, 0o700) != nil {
		return
	}
	tmp, err := os.CreateTemp(m.dir, ".new-*")
	if err != nil {
		return
	}
	_, err = tmp.WriteString(text)
	if tmp.Close() != nil || err != nil || os.Rename(tmp.Name(), path) != nil {
		_ = os.Remove(tmp.Name())
	}
}
