package quarter

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"
)

// misused is wrong usage.
func misused(format string, args ...any) error { return Misuse{fmt.Sprintf(format, args...)} }

// OpenError says why an input cannot be opened: not found is wrong usage.
func OpenError(path string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return misused("找不到“%s”。", path)
	}
	return fmt.Errorf("打不开“%s”：%s", path, Reason(err))
}

// Reason is an operating system's error without the path, in Chinese where it
// is a common one.
func Reason(err error) string {
	switch {
	case errors.Is(err, fs.ErrPermission):
		return "没有权限"
	case errors.Is(err, fs.ErrNotExist):
		return "不存在"
	case errors.Is(err, fs.ErrExist):
		return "已经存在"
	case errors.Is(err, syscall.ENOTDIR):
		return "路径里有一段是文件，不是文件夹"
	case errors.Is(err, syscall.EISDIR):
		return "是文件夹，不是文件"
	case diskFull(err):
		return "磁盘满了"
	}
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		return systemSays(path.Err)
	case errors.As(err, &link):
		return systemSays(link.Err)
	}
	return err.Error()
}

// systemSays quotes the system, in whatever language it speaks.
func systemSays(err error) string { return "系统提示“" + err.Error() + "”" }
