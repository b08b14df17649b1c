package sheet

import (
	"bytes"
	"encoding/binary"
	"unicode/utf16"

	"jingpin/internal/sheet/grid"
)

var le = binary.LittleEndian

const (
	oleMagic      = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"
	oleHeaderLen  = 512
	oleEntryLen   = 128
	oleChainLimit = 4096 // directory sectors that are worth following
)

// classifyOLE tells apart, by the streams at its top level, what Office kept in
// OLE containers: encrypted workbooks, and every format before 2007.
func classifyOLE(data []byte) *Fault {
	names := oleNames(data)
	for _, k := range []struct {
		stream string
		fault  Fault
	}{
		{"EncryptedPackage", Fault{Kind: Encrypted, Reason: "设了打开密码"}},
		{"Workbook", Fault{Kind: NotWorkbook, Reason: oldWorkbook}},
		{"Book", Fault{Kind: NotWorkbook, Reason: oldWorkbook}},
		{"WordDocument", Fault{Kind: NotWorkbook, Reason: "是旧版 .doc(或 .wps)文档", Advice: grid.AdviceFill}},
		{"PowerPoint Document", Fault{Kind: NotWorkbook, Reason: "是旧版 .ppt(或 .dps)演示文稿", Advice: grid.AdviceFill}},
		{"__properties_version1.0", Fault{Kind: NotWorkbook, Reason: "是邮件(.msg)", Advice: grid.AdviceMail}},
	} {
		if names[k.stream] {
			return &k.fault
		}
	}
	if len(names) == 0 {
		return grid.Tear("", "是旧版 Office 文件，而且不完整")
	}
	return grid.Foreign("是旧版 Office 文件，不是工作簿", "")
}

// oleNames returns the names of the streams and storages in the container's
// root, nil if its directory cannot be read.
func oleNames(data []byte) map[string]bool {
	directory := oleDirectory(data)
	if len(directory) < oleEntryLen {
		return nil
	}
	names := make(map[string]bool)
	seen := make(map[uint32]bool)
	queue := []uint32{le.Uint32(directory[76:])} // the root's first child
	for len(queue) > 0 {
		id := queue[0]
		queue = queue[1:]
		if uint64(id) >= uint64(len(directory)/oleEntryLen) || seen[id] {
			continue
		}
		seen[id] = true
		e := directory[int(id)*oleEntryLen:][:oleEntryLen]
		names[oleName(e)] = true
		queue = append(queue, le.Uint32(e[68:]), le.Uint32(e[72:])) // its siblings
	}
	return names
}

func oleName(entry []byte) string {
	n := min(int(le.Uint16(entry[64:])), 64) / 2
	units := make([]uint16, n)
	for i := range units {
		units[i] = le.Uint16(entry[2*i:])
	}
	return string(bytes.TrimRight([]byte(string(utf16.Decode(units))), "\x00"))
}

// oleDirectory returns the container's directory, as far as it can be followed
// through the sector table.
func oleDirectory(data []byte) []byte {
	if len(data) < oleHeaderLen {
		return nil
	}
	shift := le.Uint16(data[30:])
	if shift != 9 && shift != 12 {
		return nil
	}
	size := 1 << shift
	sector := func(id uint32) []byte {
		if start := (uint64(id) + 1) << shift; start+uint64(size) <= uint64(len(data)) {
			return data[start:][:size]
		}
		return nil
	}
	var directory []byte
	for id, n := le.Uint32(data[48:]), 0; n < oleChainLimit; n++ {
		s := sector(id)
		if s == nil {
			break
		}
		directory = append(directory, s...)
		perSector := uint32(size / 4)
		if id/perSector >= 109 { // beyond the table in the header
			break
		}
		table := sector(le.Uint32(data[76+4*(id/perSector):]))
		if table == nil {
			break
		}
		id = le.Uint32(table[4*(id%perSector):])
	}
	return directory
}
