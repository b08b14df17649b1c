package system

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
)

// Places are where one begins to look for a folder: the person's own, and the
// drives.
func Places() []string {
	var list []string
	add := func(path string) {
		if info, err := os.Stat(path); err == nil && info.IsDir() {
			list = append(list, path)
		}
	}
	if home, err := os.UserHomeDir(); err == nil {
		for _, name := range []string{"Desktop", "桌面", "Documents", "文档", ""} {
			add(filepath.Join(home, name))
		}
	}
	if runtime.GOOS == "windows" {
		for drive := 'A'; drive <= 'Z'; drive++ {
			add(string(drive) + `:\`)
		}
		return list
	}
	for _, path := range []string{"/media", "/mnt", "/"} {
		add(path)
	}
	return list
}

// IsFile reports a file that is there and no folder.
func IsFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && !info.IsDir()
}

// Memory is the folder where the program remembers of a person what is none of a
// quarter's work, "" where the system has none.
func Memory() string { return ownIn(os.UserConfigDir()) }

// Cache is the folder of what the program can do without, "" where the system
// has none.
func Cache() string { return ownIn(os.UserCacheDir()) }

// ownIn is the program's own folder in another, which need not be there yet.
func ownIn(dir string, err error) string {
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "jingpin")
}

// Build tells the running program from any other that is called the same.
func Build() string {
	path, err := os.Executable()
	if err != nil {
		return ""
	}
	info, err := os.Stat(path)
	if err != nil {
		return path
	}
	return fmt.Sprintf("%s %d %d", path, info.Size(), info.ModTime().UnixNano())
}
