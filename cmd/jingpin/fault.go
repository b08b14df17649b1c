package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"jingpin/internal/quarter"
)

// faultFile is where a fault of the program's own is recorded.
const faultFile = "出错记录.txt"

// recordFault writes down what broke, for who mends it, and says where that is.
// The record holds nothing of what the workbooks say, nor what they are called.
func recordFault(command string, fault quarter.Fault) string {
	record := fmt.Sprintf("jingpin %s\n命令：%s\n系统：%s/%s %s\n\n%s\n",
		versionOf(buildInfo(), tag, commit), command, runtime.GOOS, runtime.GOARCH, runtime.Version(), fault.Record)
	for _, dir := range []string{".", os.TempDir()} {
		path := filepath.Join(dir, faultFile)
		if os.WriteFile(path, []byte(record), 0o644) == nil {
			return fmt.Sprintf("请把“%s”发给维护的人，里面没有表格的内容。", path)
		}
	}
	return "请告诉维护的人。"
}
