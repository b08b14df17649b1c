package quarter

import (
	"bytes"
	"errors"
	"io"
	"os"

	"jingpin/internal/intake"
	"jingpin/internal/sheet"
)

// load reads an input. One that cannot be read is for intake to report, so
// that the others go on.
func load(in input) intake.File {
	if in.err != nil {
		return intake.File{Path: in.name, Err: errors.New("打不开（" + Reason(in.err) + "）")}
	}
	if in.bundle != nil {
		data, fault := in.bundle.read(in.member)
		if fault != nil {
			return intake.File{Path: in.name, Err: fault}
		}
		return intake.File{Path: in.name, Data: data}
	}
	data, cut, err := readFile(in.path, sheet.DefaultLimits.FileBytes)
	if err != nil {
		return intake.File{Path: in.name, Err: errors.New("打不开（" + Reason(err) + "）")}
	}
	return intake.File{Path: in.name, Data: data, Cut: cut}
}

// readFile reads a file of at most that many bytes whole. Of a larger one it
// reads just enough to show that it is larger, and cut is true.
func readFile(path string, most int) (data []byte, cut bool, err error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, false, err
	}
	if !info.Mode().IsRegular() {
		return nil, false, errors.New("不是普通文件") // a pipe might never end
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, false, err
	}
	defer f.Close()
	var buf bytes.Buffer
	buf.Grow(min(int(info.Size()), most) + bytes.MinRead)
	_, err = buf.ReadFrom(io.LimitReader(f, int64(most)+1))
	return buf.Bytes(), buf.Len() > most, err
}
