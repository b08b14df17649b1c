package system

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"jingpin/internal/output"

	"github.com/mattn/go-isatty"
)

// OnTerminal reports that a file is a terminal.
func OnTerminal(f *os.File) bool { return isatty.IsTerminal(f.Fd()) || isatty.IsCygwinTerminal(f.Fd()) }

// DoubleClicked reports a start from the desktop, where nobody sees what is
// printed: by a double-click, or by files dropped on the icon.
var DoubleClicked = sync.OnceValue(doubleClicked)

// Folders are the one at hand and the program's own.
func Folders() []string {
	var dirs []string
	if dir, err := os.Getwd(); err == nil {
		dirs = append(dirs, dir)
	}
	if program, err := os.Executable(); err == nil {
		dirs = append(dirs, filepath.Dir(program))
	}
	return dirs
}

// HasIcons reports a desktop whose entries Icon writes.
const HasIcons = runtime.GOOS == "linux"

// Icon writes the entry by which a Linux desktop starts the program's page, into
// the folder of the person's own data, and returns where it stands.
func Icon() (string, error) {
	program, err := os.Executable()
	if err != nil {
		return "", errors.New("不知道程序自己放在哪里")
	}
	data := os.Getenv("XDG_DATA_HOME")
	if data == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			return "", errors.New("找不到自己的文件夹")
		}
		data = filepath.Join(home, ".local", "share")
	}
	target := filepath.Join(data, "applications", "jingpin.desktop")
	text := "[Desktop Entry]\nType=Application\nName=精品\nComment=收表、检查、汇总、出季度报告\nExec=" + quoted(program) + " serve %F\nTerminal=false\nCategories=Office;\n"
	if _, err := output.Write(output.File{Path: target, Data: []byte(text)}); err != nil {
		return "", fmt.Errorf("写不了“%s”：%s。已有的文件没有改动", target, Reason(err))
	}
	return target, nil
}

// quoted is a program as the Exec line of a desktop entry names it: within marks,
// by the rules of a shell, which stand in a text with rules of its own.
func quoted(program string) string {
	marked := strings.NewReplacer(`\`, `\\`, `"`, `\"`, "`", "\\`", "$", `\$`).Replace(program)
	return `"` + strings.NewReplacer(`\`, `\\`, "%", "%%").Replace(marked) + `"`
}
