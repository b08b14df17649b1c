package truetype

import (
	"bytes"
	"io"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// Face is one face of a collection as a font of its own; any other font is
// its only face.
func Face(file []byte, face int) ([]byte, error) {
	data := bytesBE(file)
	if data.u32(0) != collectionTag {
		return data, nil
	}
	at := data.u32(12 + 4*face)
	tables, err := directory(data, at)
	if err != nil {
		return nil, err
	}
	parts := make(map[string][]byte, len(tables))
	for name, s := range tables {
		parts[name] = data[s.at : s.at+s.size]
	}
	return assemble(parts), nil
}

// facesMost is how many faces of a collection are looked at.
const facesMost = 64

// Names reads a font file's own names without reading the whole file, those of
// each face: family, full and PostScript names. The error is a Chinese sentence.
func Names(in io.ReaderAt) ([][]string, error) {
	start := bytesBE(readUpTo(in, 0, 12+4*facesMost))
	offsets := []int{0}
	switch start.u32(0) {
	case collectionTag:
		offsets = nil
		for face := range min(start.u32(8), facesMost) {
			offsets = append(offsets, start.u32(12+4*face))
		}
	case 0x00010000, 0x74727565, 0x4F54544F:
	default:
		return nil, errNoFont
	}
	var names [][]string
	for _, at := range offsets {
		of, err := namesAt(in, at)
		if err != nil {
			return nil, err
		}
		names = append(names, of)
	}
	return names, nil
}

// namesAt reads the names of the face whose directory stands at an offset.
func namesAt(in io.ReaderAt, at int) ([]string, error) {
	const most = 4 << 10 // every real directory ends before
	start := bytesBE(readUpTo(in, at, most))
	for i := range start.u16(4) {
		entry := 12 + 16*i
		if entry+16 <= len(start) && string(start[entry:entry+4]) == "name" {
			return decodeNames(readUpTo(in, start.u32(entry+8), min(start.u32(entry+12), 1<<16)))
		}
	}
	return nil, errCut
}

// readUpTo reads size bytes, or fewer where the file ends before.
func readUpTo(in io.ReaderAt, at, size int) []byte {
	buf := make([]byte, size)
	n, _ := in.ReadAt(buf, int64(at)) // an end that comes too early shows in what is missing
	return buf[:n]
}

func decodeNames(table bytesBE) ([]string, error) {
	if len(table) < 6 {
		return nil, errCut
	}
	var names []string
	for i := range table.u16(2) {
		entry := 6 + 12*i
		at := table.u16(4) + table.u16(entry+10)
		end := at + table.u16(entry+8)
		if end > len(table) {
			return nil, errCut
		}
		switch table.u16(entry + 6) {
		case 1, 4, 6, 16:
			names = append(names, decodeName(table.u16(entry), table.u16(entry+2), table[at:end]))
		}
	}
	return names, nil
}

// decodeName reads a name in the encoding that its platform stands for.
func decodeName(platform, encoding int, raw bytesBE) string {
	const macintosh, windows, prc = 1, 3, 3
	if platform == macintosh || platform == windows && encoding == prc {
		text, err := simplifiedchinese.GBK.NewDecoder().Bytes(bytes.ReplaceAll(raw, []byte{0}, nil))
		if err != nil {
			return ""
		}
		return string(text)
	}
	var units []uint16
	for i := 0; i+1 < len(raw); i += 2 {
		units = append(units, uint16(raw.u16(i)))
	}
	return string(utf16.Decode(units))
}
