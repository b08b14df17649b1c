// Package opc reads and writes the zip archives that office files are, and their
// parts. It knows no spreadsheet: what flows in and out are bytes by name.
//
// Archive believes nothing that it has not verified: of an entry that is read to
// its end the length and the checksum are right.
package opc

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"hash/crc32"
	"io"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Archive is the directory of a zip file held in memory. Its entries are
// inflated one at a time, each at most once.
type Archive struct {
	Entries []*ZipEntry
	byName  map[string]*ZipEntry // by lower-case name
	packed  bytes.Reader
	inflate io.ReadCloser // a flate reader, reset for each entry
}

// ZipEntry is one of them.
type ZipEntry struct {
	Name   string // without a leading slash
	Stored []byte // as the archive has it
	method uint16
	crc    uint32
	Size   uint64 // unpacked, as the directory says
	packed []byte
	broken *Error // why it cannot be read, whoever asks for it
	Opened bool   // its content was asked for
}

const (
	directoryEnd       = "PK\x05\x06"
	directoryEnd64     = "PK\x06\x06"
	directoryLocator64 = "PK\x06\x07"
	directoryHeader    = "PK\x01\x02"
	localHeader        = "PK\x03\x04"

	directoryEndLen    = 22
	directoryHeaderLen = 46
	localHeaderLen     = 30

	flagEncrypted = 1 << 0

	methodStored  = 0
	methodDeflate = 8
)

var le = binary.LittleEndian

// Release drops what was loaded and keeps the buffers for the next archive.
func (a *Archive) Release() {
	if cap(a.Entries) > 1<<16 {
		a.Entries = nil
	}
	clear(a.Entries)
	*a = Archive{Entries: a.Entries[:0], inflate: a.inflate}
}

// Load reads the directory of data without inflating anything. The sizes it
// states bound what the entries may unpack to.
func (a *Archive) Load(data []byte, lim ArchiveLimits) *Error {
	a.Entries = a.Entries[:0]
	a.byName = make(map[string]*ZipEntry)
	end := findEnd(data)
	if end < 0 {
		return &Error{Torn, "", "文件不完整，末尾缺失，多半是拷贝或传输时中断"}
	}
	count, size, start := uint64(le.Uint16(data[end+10:])), uint64(le.Uint32(data[end+12:])), uint64(le.Uint32(data[end+16:]))
	if count == math.MaxUint16 || size == math.MaxUint32 || start == math.MaxUint32 {
		if count, size, start, end = findEnd64(data, end); end < 0 {
			return &Error{Torn, "", "文件内部目录的位置不对"}
		}
	}
	if count > uint64(lim.Entries) {
		return &Error{TooMany, "", "内部部件太多"}
	}
	if start > uint64(end) || size > uint64(end)-start {
		return &Error{Torn, "", "文件内部目录的位置不对"}
	}
	return a.list(data, data[start:start+size], int(count), lim)
}

// findEnd64 reads the record that stands before the one at end where an archive
// is huge, or its writer cautious, and returns where it starts; negative if it is
// not there.
func findEnd64(data []byte, end int) (count, size, start uint64, at int) {
	const locatorLen, recordLen = 20, 56
	if end < locatorLen || string(data[end-locatorLen:][:4]) != directoryLocator64 {
		return 0, 0, 0, -1
	}
	offset := le.Uint64(data[end-locatorLen+8:])
	if offset > uint64(end-locatorLen) || uint64(end-locatorLen)-offset < recordLen || string(data[offset:][:4]) != directoryEnd64 {
		return 0, 0, 0, -1
	}
	record := data[offset:]
	return le.Uint64(record[32:]), le.Uint64(record[40:]), le.Uint64(record[48:]), int(offset)
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
func (a *Archive) list(data, directory []byte, count int, lim ArchiveLimits) *Error {
	budget := uint64(lim.Unpacked)
	for range count {
		e, rest, fault := parseHeader(data, directory)
		if fault != nil {
			return fault
		}
		directory = rest
		if e.Size > budget {
			return &Error{TooLarge, e.Name, "解压后太大"}
		}
		budget -= e.Size
		key := strings.ToLower(e.Name)
		if first := a.byName[key]; first != nil {
			e.broken = damaged(e.Name, "文件内部有两个同名部件")
			first.broken = damaged(first.Name, "文件内部有两个同名部件")
		} else {
			a.byName[key] = e
		}
		a.Entries = append(a.Entries, e)
	}
	if len(directory) > 0 {
		return &Error{Torn, "", "文件内部目录的长度不对"}
	}
	return nil
}

// parseHeader reads the directory header at the start of directory and finds
// the entry's packed bytes in data. What is wrong with the entry alone is said
// when it is read: nobody may need it.
func parseHeader(data, directory []byte) (e *ZipEntry, rest []byte, fault *Error) {
	broken := &Error{Torn, "", "文件内部目录不完整"}
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

	e = &ZipEntry{Name: partName(name), Stored: name, method: le.Uint16(h[10:]), crc: le.Uint32(h[16:])}
	sizes := [3]uint64{uint64(le.Uint32(h[24:])), uint64(le.Uint32(h[20:])), uint64(le.Uint32(h[42:]))}
	widen(&sizes, extra)
	e.Size = sizes[0]
	switch {
	case le.Uint16(h[8:])&flagEncrypted != 0:
		e.broken = &Error{Encrypted, e.Name, "压缩包设了密码"}
	case e.method != methodStored && e.method != methodDeflate:
		e.broken = damaged(e.Name, "用了无法识别的压缩方法(%d)", e.method)
	default:
		e.packed, e.broken = locate(data, e, name, sizes[1], sizes[2])
	}
	return e, rest, nil
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
func locate(data []byte, e *ZipEntry, name []byte, size, offset uint64) ([]byte, *Error) {
	total := uint64(len(data))
	if offset > total || total-offset < localHeaderLen {
		return nil, &Error{Torn, e.Name, "部件不在文件中，文件不完整"}
	}
	local := data[offset:]
	nameLen, extraLen := int(le.Uint16(local[26:])), uint64(le.Uint16(local[28:]))
	if string(local[:4]) != localHeader || nameLen != len(name) || !bytes.HasPrefix(local[localHeaderLen:], name) {
		return nil, &Error{Torn, e.Name, "部件与文件内部目录对不上"}
	}
	start := localHeaderLen + uint64(nameLen) + extraLen
	if start > uint64(len(local)) || uint64(len(local))-start < size {
		return nil, &Error{Torn, e.Name, "部件不在文件中，文件不完整"}
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

// Find returns the entry of a part, whose name has no leading slash and whose
// case does not matter; nil if there is none.
func (a *Archive) Find(name string) *ZipEntry {
	if e := a.byName[name]; e != nil {
		return e
	}
	return a.byName[strings.ToLower(name)]
}

// Open returns e's content. The reader is valid until the next Open.
func (a *Archive) Open(e *ZipEntry) *Content {
	e.Opened = true
	a.packed.Reset(e.packed)
	c := &Content{entry: e, src: &a.packed}
	if e.method == methodDeflate && (e.Size > 0 || len(e.packed) > 0) { // nothing at all is written in either way
		if a.inflate == nil {
			a.inflate = flate.NewReader(&a.packed)
		} else {
			_ = a.inflate.(flate.Resetter).Reset(&a.packed, nil) // fails only with a dictionary
		}
		c.src = a.inflate
	}
	return c
}

// Content reads an entry and verifies its length and checksum: io.EOF comes
// only after both were found right. Any other error is a *Error.
type Content struct {
	entry *ZipEntry
	src   io.Reader
	read  uint64
	crc   uint32
}

func (c *Content) Read(p []byte) (int, error) {
	if c.entry.broken != nil {
		return 0, c.entry.broken
	}
	n, err := c.src.Read(p)
	c.read += uint64(n)
	c.crc = crc32.Update(c.crc, crc32.IEEETable, p[:n])
	switch {
	case err != nil && err != io.EOF:
		return n, &Error{Torn, c.entry.Name, "部件解压出错"}
	case c.read > c.entry.Size, err == io.EOF && c.read < c.entry.Size:
		return n, &Error{Torn, c.entry.Name, "部件的长度与目录不符"}
	case err == io.EOF && c.crc != c.entry.crc:
		return n, &Error{Torn, c.entry.Name, "部件的校验和不符，内容已改变"}
	}
	return n, err
}

// Drain reads an entry that nobody needs, to verify it.
func (a *Archive) Drain(e *ZipEntry, buf []byte) *Error {
	c := a.Open(e)
	for {
		switch _, err := c.Read(buf); err := err.(type) {
		case nil:
		case *Error:
			return err
		default:
			return nil
		}
	}
}
