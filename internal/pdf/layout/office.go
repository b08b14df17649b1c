package layout

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// An officeFont says by what names the font of a role is known; the first
// words are the better ones. Names are compared in lower case and without
// spaces, hyphens and underlines.
type officeFont struct {
	role   role
	used   string // what for, as people say it
	family string // in the PDF
	words  []string
}

// A candidate is a font of the folder that may fit: a file, or one face of a
// collection.
type candidate struct {
	file string
	face int
}

var officeFonts = []officeFont{
	{roleTitle, "标题", "xiaobiaosong", []string{"小标宋", "xiaobiaosong", "fzxbs"}},
	{roleBody, "正文", "fangsong", []string{"仿宋gb2312", "fangsonggb2312", "仿宋", "fangsong", "fzfs"}},
	{roleHei, "一级标题", "heiti", []string{"黑体", "simhei", "heiti", "fzht"}},
	{roleKai, "二级标题", "kaiti", []string{"楷体gb2312", "kaitigb2312", "楷体", "kaiti", "文楷", "wenkai", "fzkt"}},
}

// OfficeFaces are the built-in fonts with the office's own in front of them:
// 小标宋 for the title, 仿宋 for the text, 黑体 and 楷体 for headings, each
// where the folder has it, and each for whatever no other font has. Fonts are recognised by the names inside the files,
// read and checked to the end. The error is a Chinese sentence that names the
// file; all fonts are whole when there is none.
func OfficeFaces(dir fs.FS) (*Faces, error) {
	candidates, err := officeCandidates(dir)
	if err != nil {
		return nil, err
	}
	faces := BuiltInFaces()
	for i, wanted := range officeFonts {
		font, file, err := faces.firstUsable(dir, candidates[i])
		if err != nil {
			return nil, err
		}
		if font != nil {
			faces.origins = append(faces.origins, wanted.used+"用"+file)
			own := &face{family: wanted.family, font: func() *trueType { return font }}
			faces.add(wanted.role, own)
		}
	}
	return faces, nil
}

// Origins says which of the office's fonts is used for what, and why others were
// passed over; nothing for the built-in ones.
func (f *Faces) Origins() []string { return f.origins }

// add puts a face before all others of its role, and behind all of the others.
func (f *Faces) add(to role, own *face) {
	for as, chain := range f.chains {
		if role(as) == to {
			f.chains[as] = slices.Concat([]*face{own}, chain)
		} else {
			f.chains[as] = slices.Concat(chain, []*face{own})
		}
	}
}

// officeCandidates lists, for each of officeFonts, the files whose names fit,
// better names first, then by file name.
func officeCandidates(dir fs.FS) ([][]candidate, error) {
	entries, err := fs.ReadDir(dir, ".")
	if err != nil {
		return nil, errors.New("字体文件夹" + unreadable(err))
	}
	found := make([][][]candidate, len(officeFonts)) // font, word, files
	for i := range found {
		found[i] = make([][]candidate, len(officeFonts[i].words))
	}
	some := false
	for _, e := range entries {
		if e.IsDir() || !isFontFile(e.Name()) {
			continue
		}
		names, err := fontNames(dir, e.Name())
		if err != nil {
			return nil, fontError(e.Name(), err)
		}
		for face, of := range names {
			for i, wanted := range officeFonts {
				if w := firstWord(wanted.words, of); w >= 0 {
					found[i][w] = append(found[i][w], candidate{e.Name(), face})
					some = true
				}
			}
		}
	}
	if !some {
		return nil, errors.New("字体文件夹里没有认得的公文字体(小标宋、仿宋、黑体、楷体的TTF文件)")
	}
	candidates := make([][]candidate, len(officeFonts))
	for i, words := range found {
		for _, files := range words {
			candidates[i] = append(candidates[i], files...)
		}
	}
	return candidates, nil
}

// firstUsable reads the first font that is whole, and says which it is; the ones
// before it are noted with their faults. Where none is whole, the first one's
// fault is the error; where there are no files, there is no font.
func (f *Faces) firstUsable(dir fs.FS, candidates []candidate) (font *trueType, file string, err error) {
	var faults []error
	for _, c := range candidates {
		data, err := fs.ReadFile(dir, c.file)
		if err != nil {
			return nil, "", fontError(c.file, err)
		}
		if data, err = faceOf(data, c.face); err == nil {
			font, err = parseTrueType(data)
		}
		if err == nil {
			err = font.validate()
		}
		if err == nil {
			for _, fault := range faults {
				f.origins = append(f.origins, "没有用"+strings.TrimPrefix(fault.Error(), "字体文件"))
			}
			return font, c.file, nil
		}
		faults = append(faults, fontError(c.file, err))
	}
	if len(faults) > 0 {
		return nil, "", faults[0]
	}
	return nil, "", nil
}

// faceOf is one face of a collection as a font of its own; any other font is
// its only face.
func faceOf(data bytesBE, face int) ([]byte, error) {
	if data.u32(0) != collectionTag {
		return data, nil
	}
	at := data.u32(12 + 4*face)
	tables, err := directory(data, at)
	if err != nil {
		return nil, err
	}
	const header, entry = 12, 16
	font := make([]byte, header+entry*len(tables), len(data))
	copy(font, data[at:at+header])
	binary.BigEndian.PutUint16(font[4:], uint16(len(tables)))
	for i, name := range slices.Sorted(maps.Keys(tables)) {
		s := tables[name]
		for len(font)%4 != 0 {
			font = append(font, 0)
		}
		copy(font[header+entry*i:], name)
		binary.BigEndian.PutUint32(font[header+entry*i+8:], uint32(len(font)))
		binary.BigEndian.PutUint32(font[header+entry*i+12:], uint32(s.size))
		font = append(font, data[s.at:s.at+s.size]...)
	}
	return font, nil
}

// unreadable says why a file or folder could not be read.
func unreadable(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "不存在，请检查路径"
	case errors.Is(err, fs.ErrPermission):
		return "没有读取权限"
	}
	return "读不出来，请检查路径和文件是否完好"
}

func fontError(file string, err error) error {
	if system := (*fs.PathError)(nil); errors.As(err, &system) {
		return errors.New("字体文件" + file + unreadable(err))
	}
	return fmt.Errorf("字体文件%s:%v", file, err)
}

func isFontFile(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".ttf", ".ttc", ".otf":
		return true
	}
	return false
}

// firstWord is the first of the words that one of the names contains, or -1.
func firstWord(words, names []string) int {
	for i, w := range words {
		for _, n := range names {
			if strings.Contains(n, w) {
				return i
			}
		}
	}
	return -1
}

// facesMost is how many faces of a collection are looked at.
const facesMost = 64

// fontNames reads a font file's own names without reading the whole file, those
// of each face.
func fontNames(dir fs.FS, name string) ([][]string, error) {
	file, err := dir.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	in, ok := file.(io.ReaderAt)
	if !ok {
		data, err := io.ReadAll(file)
		if err != nil {
			return nil, err
		}
		in = bytes.NewReader(data)
	}
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

// decodeNames returns family, full and PostScript names, folded for comparison.
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
			names = append(names, foldName(decodeName(table.u16(entry), table.u16(entry+2), table[at:end])))
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

func foldName(name string) string {
	return strings.NewReplacer(" ", "", "-", "", "_", "").Replace(strings.ToLower(name))
}
