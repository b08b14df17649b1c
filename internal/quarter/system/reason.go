// Package system is what the work has to do with the operating system: its
// errors in Chinese, text files as its editor shows them, how the program was
// started, and what it shows on the desktop. It knows nothing of quarters.
package system

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
)

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
