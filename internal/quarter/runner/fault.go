package runner

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
)

// Crash is a fault of the program's own. Its message is for who runs it; Record
// is for who mends it, and holds nothing of what the workbooks say.
type Crash struct{ Record string }

func (f Crash) Error() string {
	return "程序自己出了错，这次没有做完，已有的文件没有改动"
}

// FaultFile is where a fault is recorded.
const FaultFile = "出错记录.txt"

// Save writes the record into the folder where the program was started or, where
// it may not, that for temporary files, below a line that says what ran. It
// returns what to do with it.
func (f Crash) Save(ran string) string {
	record := fmt.Sprintf("%s\n%s/%s %s\n\n%s\n", ran, runtime.GOOS, runtime.GOARCH, runtime.Version(), f.Record)
	for _, dir := range []string{".", os.TempDir()} {
		path := filepath.Join(dir, FaultFile)
		if os.WriteFile(path, []byte(record), 0o644) == nil {
			return fmt.Sprintf("请把“%s”发给维护的人，里面没有表格的内容。", path)
		}
	}
	return "请告诉维护的人。"
}

// faultOf is a fault that a panic shows.
func faultOf(broken any) Crash {
	what := fmt.Sprintf("%T", broken) // what it says may be from a workbook
	if err, ok := broken.(runtime.Error); ok {
		what = err.Error()
	}
	return Crash{what + "\n\n" + string(debug.Stack())}
}

// Guarded is work that another goroutine does: what breaks in it is a Fault.
func Guarded(do func() error) func() error { return func() error { return Guard(do) } }

// Guard does something and returns its error; what breaks in it is a Fault.
func Guard(do func() error) (err error) {
	defer func() {
		if broken := recover(); broken != nil {
			err = faultOf(broken)
		}
	}()
	return do()
}
