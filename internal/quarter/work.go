package quarter

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"sync"
	"time"

	"jingpin/internal/output"
)

// Fault is a fault of the program's own. Its message is for who runs it; Record
// is for who mends it, and holds nothing of what the workbooks say.
type Fault struct{ Record string }

func (f Fault) Error() string {
	return "程序自己出了错，这次没有做完，已有的文件没有改动"
}

// FaultFile is where a fault is recorded.
const FaultFile = "出错记录.txt"

// Save writes the record into the folder where the program was started or, where
// it may not, that for temporary files, below a line that says what ran. It
// returns what to do with it.
func (f Fault) Save(ran string) string {
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
func faultOf(broken any) Fault {
	what := fmt.Sprintf("%T", broken) // what it says may be from a workbook
	if err, ok := broken.(runtime.Error); ok {
		what = err.Error()
	}
	return Fault{what + "\n\n" + string(debug.Stack())}
}

// work is a piece of work that can be left at any moment before its results are
// put in place, and not after.
type work struct {
	lock      sync.Mutex
	committed bool // results are being put in place
	left      bool
	batches   []*output.Batch
}

// patience is how long work that is to stop is waited for.
const patience = 500 * time.Millisecond

// attend does a job's work and returns what it gave. When the context ends
// before results are put in place, the work is left: what it has staged is
// removed. What breaks in it is a Fault.
func attend[T any](j *job, do func() (T, error)) (T, error) {
	done := make(chan result[T], 1)
	go func() {
		var r result[T]
		r.err = Guard(func() (err error) {
			r.value, err = do()
			return err
		})
		done <- r
	}()
	select {
	case r := <-done:
		return r.value, r.err
	case <-j.ctx.Done():
	}
	if !j.leave() {
		r := <-done
		return r.value, r.err
	}
	select {
	case r := <-done:
		return r.value, r.err
	case <-time.After(patience):
	}
	j.discard()
	var none T
	return none, j.ctx.Err()
}

// discard removes what work that was left has staged.
func (j *job) discard() {
	j.work.lock.Lock()
	defer j.work.lock.Unlock()
	for _, b := range j.work.batches {
		b.Discard()
	}
}

// batch is a new one, which is discarded when the work is left; of work that
// was left already it takes nothing.
func (j *job) batch() *output.Batch {
	j.work.lock.Lock()
	defer j.work.lock.Unlock()
	b := &output.Batch{}
	j.work.batches = append(j.work.batches, b)
	if j.work.left {
		b.Discard()
	}
	return b
}

// commit begins to put results in place, unless the work is to stop.
func (j *job) commit() error {
	if err := j.ctx.Err(); err != nil {
		return err
	}
	j.work.lock.Lock()
	defer j.work.lock.Unlock()
	if j.work.left {
		return context.Canceled
	}
	j.work.committed = true
	return nil
}

// leave leaves the work, unless results are being put in place.
func (j *job) leave() bool {
	j.work.lock.Lock()
	defer j.work.lock.Unlock()
	j.work.left = !j.work.committed
	return j.work.left
}

// guarded is work that another goroutine does: what breaks in it is a Fault.
func guarded(do func() error) func() error { return func() error { return Guard(do) } }

// Guard does something and returns its error; what breaks in it is a Fault.
func Guard(do func() error) (err error) {
	defer func() {
		if broken := recover(); broken != nil {
			err = faultOf(broken)
		}
	}()
	return do()
}
