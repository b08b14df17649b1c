package sheet

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"hash/crc32"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// archive is the directory of a zip file held in memory. Its entries are
// inflated one at a time, each at most once.
type archive struct {
	entries []*entry
	byName  map[string]*entry // by lower-case name
	packed  bytes.Reader
	inflate io.ReadCloser // a flate reader, reset for each entry
}

type entry struct {
	name   string // without a leading slash
	method uint16
	crc    uint32
	size   uint64 // unpacked
	packed []byte
	opened bool
}

const (
	directoryEnd    = "PK\x05\x06"
	directoryHeader = "PK\x01\x02"
	localHeader     = "PK\x03\x04"

	directoryEndLen    = 22
	directoryHeaderLen = 46
	localHeaderLen     = 30

	flagEncrypted = 1 << 0

	methodStored  = 0
	methodDeflate = 8
)

var le = binary.LittleEndian

// load reads the directory of data without inflating anything. The sizes it
// states bound what the entries may unpack to.
func (a *archive) load(data []byte, lim Limits) *Fault {
	a.entries = a.entries[:0]
	a.byName = make(map[string]*entry)
	end := findEnd(data)
	if end < 0 {
		return damaged("", "文件不完整，末尾缺失，多半是拷贝或传输时中断")
	}
	count := int(le.Uint16(data[end+10:]))
	if count > lim.Entries {
		return lim.entries()
	}
	size, start := uint64(le.Uint32(data[end+12:])), uint64(le.Uint32(data[end+16:]))
	if start+size > uint64(end) {
		return damaged("", "文件内部目录的位置不对")
	}
	return a.list(data, data[start:start+size], count, lim)
}

// findEnd returns where the record at the end of a zip file starts, behind
// which only a comment may follow; negative if it is not there.
func findEnd(data []byte) int {
	const longestComment = 1<<16 - 1
	from := max(0, len(data)-directoryEndLen-longestComment)
	end := from + bytes.LastIndex(data[from:], []byte(directoryEnd))
	if end < from || len(data)-end < directoryEndLen {
		return -1
	}
	return end
}

// list reads count directory headers, which must fill directory.
func (a *archive) list(data, directory []byte, count int, lim Limits) *Fault {
	budget := uint64(lim.UnpackedBytes)
	for range count {
		e, rest, fault := parseHeader(data, directory)
		if fault != nil {
			return fault
		}
		directory = rest
		if e.size > budget {
			return lim.unpackedBytes(e.name)
		}
		budget -= e.size
		key := strings.ToLower(e.name)
		if a.byName[key] != nil {
			return damaged(e.name, "文件内部有两个同名部件")
		}
		a.byName[key] = e
		a.entries = append(a.entries, e)
	}
	if len(directory) > 0 {
		return damaged("", "文件内部目录的长度不对")
	}
	return nil
}

// parseHeader reads the directory header at the start of directory and finds
// the entry's packed bytes in data.
func parseHeader(data, directory []byte) (e *entry, rest []byte, fault *Fault) {
	broken := damaged("", "文件内部目录不完整")
	if len(directory) < directoryHeaderLen || string(directory[:4]) != directoryHeader {
		return nil, nil, broken
	}
	h := directory[:directoryHeaderLen]
	nameLen, extraLen, commentLen := int(le.Uint16(h[28:])), int(le.Uint16(h[30:])), int(le.Uint16(h[32:]))
	if len(directory) < directoryHeaderLen+nameLen+extraLen+commentLen {
		return nil, nil, broken
	}
	rest = directory[directoryHeaderLen:]
	name, extra := rest[:nameLen], rest[nameLen:nameLen+extraLen]
	rest = rest[nameLen+extraLen+commentLen:]

	e = &entry{name: partName(name), method: le.Uint16(h[10:]), crc: le.Uint32(h[16:])}
	if le.Uint16(h[8:])&flagEncrypted != 0 {
		return nil, nil, &Fault{Kind: Encrypted, Part: e.name, Reason: "压缩包设了密码"}
	}
	if e.method != methodStored && e.method != methodDeflate {
		return nil, nil, damaged(e.name, "用了无法识别的压缩方法(%d)", e.method)
	}
	sizes := [3]uint64{uint64(le.Uint32(h[24:])), uint64(le.Uint32(h[20:])), uint64(le.Uint32(h[42:]))}
	widen(&sizes, extra)
	e.size = sizes[0]
	e.packed, fault = locate(data, e, name, sizes[1], sizes[2])
	return e, rest, fault
}

// widen replaces the sizes that did not fit 32 bits by those of the zip64
// extra field.
func widen(sizes *[3]uint64, extra []byte) {
	for len(extra) >= 4 {
		id, n := le.Uint16(extra), int(le.Uint16(extra[2:]))
		if len(extra) < 4+n {
			return
		}
		field := extra[4 : 4+n]
		extra = extra[4+n:]
		if id != 1 {
			continue
		}
		for i := range sizes {
			if sizes[i] == 1<<32-1 && len(field) >= 8 {
				sizes[i] = le.Uint64(field)
				field = field[8:]
			}
		}
		return
	}
}

// locate returns the packed bytes behind the local header at offset, which
// must be of the same entry.
func locate(data []byte, e *entry, name []byte, size, offset uint64) ([]byte, *Fault) {
	total := uint64(len(data))
	if offset > total || total-offset < localHeaderLen {
		return nil, damaged(e.name, "部件不在文件中，文件不完整")
	}
	local := data[offset:]
	nameLen, extraLen := int(le.Uint16(local[26:])), uint64(le.Uint16(local[28:]))
	if string(local[:4]) != localHeader || nameLen != len(name) || !bytes.HasPrefix(local[localHeaderLen:], name) {
		return nil, damaged(e.name, "部件与文件内部目录对不上")
	}
	start := localHeaderLen + uint64(nameLen) + extraLen
	if start > uint64(len(local)) || uint64(len(local))-start < size {
		return nil, damaged(e.name, "部件不在文件中，文件不完整")
	}
	return local[start : start+size], nil
}

// partName returns an entry's name in a form fit to be shown.
func partName(stored []byte) string {
	name := strings.Map(func(r rune) rune {
		switch {
		case r == '\\':
			return '/'
		case unicode.IsControl(r):
			return utf8.RuneError
		}
		return r
	}, string(stored))
	return strings.TrimPrefix(name, "/")
}

// find returns the entry of a part, whose name has no leading slash and whose
// case does not matter; nil if there is none.
func (a *archive) find(name string) *entry {
	if e := a.byName[name]; e != nil {
		return e
	}
	return a.byName[strings.ToLower(name)]
}

// open returns e's content. The reader is valid until the next open.
func (a *archive) open(e *entry) *content {
	e.opened = true
	a.packed.Reset(e.packed)
	c := &content{entry: e, src: &a.packed}
	if e.method == methodDeflate {
		if a.inflate == nil {
			a.inflate = flate.NewReader(&a.packed)
		} else {
			_ = a.inflate.(flate.Resetter).Reset(&a.packed, nil) // fails only with a dictionary
		}
		c.src = a.inflate
	}
	return c
}

// content reads an entry and verifies its length and checksum: io.EOF comes
// only after both were found right. Any other error is a *Fault.
type content struct {
	entry *entry
	src   io.Reader
	read  uint64
	crc   uint32
}

func (c *content) Read(p []byte) (int, error) {
	n, err := c.src.Read(p)
	c.read += uint64(n)
	c.crc = crc32.Update(c.crc, crc32.IEEETable, p[:n])
	switch {
	case err != nil && err != io.EOF:
		return n, damaged(c.entry.name, "部件解压出错")
	case c.read > c.entry.size, err == io.EOF && c.read < c.entry.size:
		return n, damaged(c.entry.name, "部件的长度与目录不符")
	case err == io.EOF && c.crc != c.entry.crc:
		return n, damaged(c.entry.name, "部件的校验和不符，内容已改变")
	}
	return n, err
}

// drain reads an entry that nobody needs, to verify it.
func (a *archive) drain(e *entry, buf []byte) *Fault {
	c := a.open(e)
	for {
		switch _, err := c.Read(buf); err := err.(type) {
		case nil:
		case *Fault:
			return err
		default:
			return nil
		}
	}
}
