// Package mail is what lies in the folders and archives that are to be read: the
// files, each by the name that findings give it, and what is in them. What flows
// in are paths, what flows out are inputs in their order; nothing is written, and
// what cannot be read is for its input to say.
package mail

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"jingpin/internal/intake"
	"jingpin/internal/quarter/system"
	"jingpin/internal/sheet"
	"jingpin/internal/stream"
)

// IsStream reports a stream of checks: by its ending or, as a batch engine
// calls its parts what it likes, by its beginning.
func (in Item) IsStream() bool {
	ext := strings.ToLower(path.Ext(in.Name))
	if in.bundle != nil {
		return ext == StreamEnding
	}
	if ext == StreamEnding || slices.Contains(spreadsheets, ext) {
		return ext == StreamEnding
	}
	data, _, err := readFile(in.Path, len(stream.HeadMark)-1)
	return err == nil && string(data) == stream.HeadMark
}

// Load reads an input. One that cannot be read is for intake to report, so
// that the others go on.
func (in Item) Load() intake.Received {
	if in.Err != nil {
		return intake.Received{Path: in.Name, Err: errors.New("打不开（" + system.Reason(in.Err) + "）")}
	}
	if in.bundle != nil {
		data, fault := in.bundle.read(in.member)
		if fault != nil {
			return intake.Received{Path: in.Name, Err: fault}
		}
		return intake.Received{Path: in.Name, Data: data}
	}
	most := BookLimits().FileBytes
	if in.Mail {
		most = sheet.DefaultLimits.FileBytes
	}
	data, cut, err := readFile(in.Path, most)
	if err != nil {
		return intake.Received{Path: in.Name, Err: errors.New("打不开（" + system.Reason(err) + "）")}
	}
	return intake.Received{Path: in.Name, Data: data, Cut: cut}
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

// ContentOf is what is in a file, or in a file in a .zip, named as if it were a
// folder.
func ContentOf(path string) ([]byte, error) {
	data, err := os.ReadFile(path)
	archive, inside, packed := strings.Cut(filepath.ToSlash(path), ".zip/")
	if err == nil || !packed {
		return data, err
	}
	var m Material
	m.unpack(Item{Path: filepath.FromSlash(archive + ".zip")})
	for _, in := range m.Inputs {
		if in.bundle != nil && in.Name == inside {
			f := in.Load()
			return f.Data, f.Err
		}
	}
	return nil, fs.ErrNotExist
}

// BookLimits are what a workbook of the office's own may hold: as much as a run
// over 60,000 projects writes, and room for as much again.
func BookLimits() sheet.Limits {
	l := sheet.DefaultLimits
	l.FileBytes, l.UnpackedBytes, l.Elements, l.Cells = 3*l.FileBytes, 3*l.UnpackedBytes, 3*l.Elements, 3*l.Cells
	return l
}

// Digest is the SHA-256 of a file's content, as a submission states it.
func Digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
