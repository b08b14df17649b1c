// Package cfb reads compound files (OLE containers), in which Office kept its
// files before 2007 and still keeps encrypted ones: bytes flow in, streams by
// name flow out. Chains of sectors are bounded by the file, so that no file can
// lead round in circles or grow.
package cfb

import (
	"encoding/binary"
	"errors"
	"strings"
	"unicode/utf16"
)

// Magic is how a compound file begins.
const Magic = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"

// ErrBroken is the error of a compound file that is not whole.
var ErrBroken = errors.New("cfb: broken compound file")

const (
	headerLen  = 512
	entryLen   = 128
	inHeader   = 109  // sectors of the table that the header lists
	miniCutoff = 4096 // bytes below which a stream lies in small sectors
	miniShift  = 6

	lastSector = 0xFFFFFFFA // greater numbers mean something else

	typeStream = 2
	typeRoot   = 5
)

var le = binary.LittleEndian

// Container is an open compound file. It refers to the bytes it was opened from.
type Container struct {
	data  []byte
	shift uint       // of a sector's size
	table []uint32   // the sector that follows each
	root  []dirEntry // streams and storages at the top level, in no order

	mini      []byte // the small sectors
	miniTable []uint32
}

type dirEntry struct {
	name  string
	kind  byte
	start uint32
	size  uint64
}

// Open reads the directory of a compound file.
func Open(data []byte) (*Container, error) {
	if len(data) < headerLen || string(data[:8]) != Magic {
		return nil, ErrBroken
	}
	f := &Container{data: data, shift: uint(le.Uint16(data[30:]))}
	if f.shift != 9 && f.shift != 12 {
		return nil, ErrBroken
	}
	if err := f.readTable(); err != nil {
		return nil, err
	}
	directory, err := f.chain(le.Uint32(data[48:]), f.sectors()<<f.shift)
	if err != nil || len(directory) < entryLen {
		return nil, ErrBroken
	}
	f.readDirectory(directory)
	return f, nil
}

// Has reports whether the top level holds a stream or storage of that name.
func (f *Container) Has(name string) bool {
	_, ok := f.find(name)
	return ok
}

// Len returns how many streams and storages the top level holds.
func (f *Container) Len() int { return len(f.root) }

// Stream returns the bytes of a stream at the top level.
func (f *Container) Stream(name string) ([]byte, error) {
	e, ok := f.find(name)
	if !ok || e.kind != typeStream || e.size > uint64(len(f.data)) {
		return nil, ErrBroken
	}
	var stream []byte
	var err error
	if e.size < miniCutoff {
		stream, err = follow(e.start, int(e.size), f.miniTable, miniShift, f.miniSector)
	} else {
		stream, err = f.chain(e.start, int(e.size))
	}
	if err != nil || uint64(len(stream)) < e.size {
		return nil, ErrBroken
	}
	return stream[:e.size], nil
}

func (f *Container) find(name string) (dirEntry, bool) {
	for _, e := range f.root {
		if strings.EqualFold(e.name, name) {
			return e, true
		}
	}
	return dirEntry{}, false
}

// sectors is how many sectors the file has, the last of which may be cut.
func (f *Container) sectors() int {
	return (len(f.data) - 1) >> f.shift // the header takes the place of one
}

// sector returns a sector: less of it where the file ends, nil beyond that.
func (f *Container) sector(id uint32) []byte {
	start := (uint64(id) + 1) << f.shift
	if start >= uint64(len(f.data)) {
		return nil
	}
	return f.data[start:min(start+1<<f.shift, uint64(len(f.data)))]
}

func (f *Container) miniSector(id uint32) []byte {
	start := uint64(id) << miniShift
	if start >= uint64(len(f.mini)) {
		return nil
	}
	return f.mini[start:min(start+1<<miniShift, uint64(len(f.mini)))]
}

// readTable gathers the table of sectors from where the header and the sectors
// it leads to say it lies.
func (f *Container) readTable() error {
	var parts []uint32
	for i := range inHeader {
		parts = append(parts, le.Uint32(f.data[76+4*i:]))
	}
	next := le.Uint32(f.data[68:])
	for range f.sectors() {
		if next > lastSector {
			break
		}
		s := f.sector(next)
		if len(s) < 1<<f.shift {
			return ErrBroken
		}
		for ; len(s) > 4; s = s[4:] {
			parts = append(parts, le.Uint32(s))
		}
		next = le.Uint32(s)
	}
	count := 0
	for _, id := range parts {
		if id > lastSector {
			continue
		}
		s := f.sector(id)
		if count++; len(s) < 1<<f.shift || count > f.sectors() {
			return ErrBroken
		}
		for ; len(s) > 0; s = s[4:] {
			f.table = append(f.table, le.Uint32(s))
		}
	}
	return nil
}

// chain returns the bytes of a chain of sectors, up to so many.
func (f *Container) chain(start uint32, most int) ([]byte, error) {
	return follow(start, most, f.table, f.shift, f.sector)
}

// follow gathers a chain, no longer than its table, until it ends or has so
// many bytes.
func follow(start uint32, most int, table []uint32, shift uint, sector func(uint32) []byte) ([]byte, error) {
	var out []byte
	for range table {
		if start > lastSector || len(out) >= most {
			return out, nil
		}
		s := sector(start)
		if s == nil || uint64(start) >= uint64(len(table)) {
			return nil, ErrBroken
		}
		out = append(out, s...)
		if len(s) < 1<<shift {
			return out, nil
		}
		start = table[start]
	}
	if start <= lastSector && len(out) < most {
		return nil, ErrBroken
	}
	return out, nil
}

// readDirectory walks the tree of the top level's entries.
func (f *Container) readDirectory(directory []byte) {
	f.readMini(newEntry(directory))
	seen := make(map[uint32]bool)
	queue := []uint32{le.Uint32(directory[76:])} // the root's first child
	for len(queue) > 0 {
		id := queue[0]
		queue = queue[1:]
		if uint64(id) >= uint64(len(directory)/entryLen) || seen[id] {
			continue
		}
		seen[id] = true
		e := directory[int(id)*entryLen:][:entryLen]
		f.root = append(f.root, newEntry(e))
		queue = append(queue, le.Uint32(e[68:]), le.Uint32(e[72:])) // its siblings
	}
}

// readMini reads the small sectors. Where they are not whole, the streams in
// them are broken.
func (f *Container) readMini(root dirEntry) {
	if root.kind != typeRoot || root.size > uint64(len(f.data)) {
		return
	}
	mini, err := f.chain(root.start, int(root.size))
	if err != nil {
		return
	}
	table, err := f.chain(le.Uint32(f.data[60:]), f.sectors()<<f.shift)
	if err != nil {
		return
	}
	f.mini = mini
	for ; len(table) >= 4; table = table[4:] {
		f.miniTable = append(f.miniTable, le.Uint32(table))
	}
}

func newEntry(e []byte) dirEntry {
	units := make([]uint16, 0, 32)
	for i := 0; i+2 < min(int(le.Uint16(e[64:])), 64); i += 2 {
		units = append(units, le.Uint16(e[i:]))
	}
	// Of a size beyond 32 bits, old writers left the upper half undefined.
	return dirEntry{name: string(utf16.Decode(units)), kind: e[66], start: le.Uint32(e[116:]), size: uint64(le.Uint32(e[120:]))}
}
