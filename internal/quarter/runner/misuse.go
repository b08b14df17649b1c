package runner

import (
	"errors"
	"fmt"
	"io/fs"

	"jingpin/internal/quarter/system"
)

// Misuse is wrong usage: nothing has been written, and the message says what to
// do instead.
type Misuse struct{ Message string }

func (m Misuse) Error() string { return m.Message }

// Misused is wrong usage.
func Misused(format string, args ...any) error { return Misuse{fmt.Sprintf(format, args...)} }

// OpenError says why an input cannot be opened: not found is wrong usage.
func OpenError(path string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return Misused("找不到“%s”。", path)
	}
	return fmt.Errorf("打不开“%s”：%s", path, system.Reason(err))
}
