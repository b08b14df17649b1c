package layout

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/pdf/truetype"
)

// smallFont is a font of its own with a few characters of a built-in one,
// under a name.
func smallFont(name string, text string) []byte {
	source := testFaces().chains[roleTable][0].font()
	var chars []truetype.Char
	for _, r := range slices.Sorted(slices.Values([]rune(text))) {
		if n := len(chars); n == 0 || chars[n-1].Code != uint16(r) {
			glyph := cmp.Or(source.Glyph(r), source.Glyph('中')) // it has a picture of everything
			chars = append(chars, truetype.Char{Code: uint16(r), Glyph: uint16(glyph)})
		}
	}
	return source.Subset(name, chars)
}

// tablesAt is where the entries of a font's table directory begin.
const tablesAt, tableEntry = 12, 16

// patched changes two bytes of a table.
func patched(font []byte, table string, at int, value uint16) []byte {
	font = bytes.Clone(font)
	for entry := tablesAt; string(font[entry:entry+4]) <= table; entry += tableEntry {
		if string(font[entry:entry+4]) == table {
			binary.BigEndian.PutUint16(font[int(binary.BigEndian.Uint32(font[entry+8:]))+at:], value)
		}
	}
	return font
}

const officeText = "中的潍坊一二〓 — 123，。"

func TestOfficeFaces(t *testing.T) {
	fangsong := smallFont("仿宋_GB2312", officeText)
	tests := []struct {
		name  string
		files map[string][]byte
		want  map[role]string // the first family of roles; others are built in
		err   string
	}{
		{"names inside the files decide", map[string][]byte{"a.ttf": fangsong, "b.TTF": smallFont("FZXiaoBiaoSong-B05S", officeText), "c.ttf": smallFont("Arial", officeText)},
			map[role]string{roleBody: "fangsong", roleTitle: "xiaobiaosong", roleHei: "notosansscbold", roleKai: "notoserifscbold"}, ""},
		{"headings", map[string][]byte{"a.ttf": smallFont("SimHei", officeText), "b.ttf": smallFont("楷体", officeText)},
			map[role]string{roleHei: "heiti", roleKai: "kaiti", roleBody: "notoserifsc"}, ""},
		{"a damaged font is named", map[string][]byte{"simfang.ttf": fangsong[:len(fangsong)-200]}, nil, "字体文件simfang.ttf:文件不完整或已损坏，请重新复制"},
		{"of two the whole one is taken", map[string][]byte{"a.ttf": patched(fangsong, "OS/2", 8, 2), "b.ttf": smallFont("仿宋", officeText)}, map[role]string{roleBody: "fangsong"}, ""},
		{"a font that forbids embedding", map[string][]byte{"a.ttf": patched(fangsong, "OS/2", 8, 2)}, nil, "字体文件a.ttf:字体声明不允许嵌入文档，请换一个"},
		{"a collection", map[string][]byte{"a.ttc": collection(smallFont("SimSun", officeText), fangsong)}, map[role]string{roleBody: "fangsong"}, ""},
		{"a damaged collection", map[string][]byte{"a.ttc": collection(fangsong)[:2000]}, nil, "字体文件a.ttc:文件不完整或已损坏，请重新复制"},
		{"an OpenType font", map[string][]byte{"a.otf": append([]byte("OTTO"), fangsong[4:]...)}, nil, "字体文件a.otf:是OpenType(CFF)字体，不能嵌入，请换成TrueType的TTF文件"},
		{"no font at all", map[string][]byte{"a.ttf": []byte("不是字体")}, nil, "字体文件a.ttf:不是字体文件或已损坏"},
		{"no hanzi", map[string][]byte{"a.ttf": smallFont("仿宋", "abc")}, nil, "字体文件a.ttf:没有汉字，不能使用"},
		{"none that is known", map[string][]byte{"a.ttf": smallFont("Arial", officeText), "仿宋.txt": nil}, nil, "字体文件夹里没有认得的公文字体(小标宋、仿宋、黑体、楷体的TTF文件)"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := fstest.MapFS{}
			for name, data := range tt.files {
				dir[name] = &fstest.MapFile{Data: data}
			}
			faces, err := OfficeFaces(dir)
			if tt.err != "" {
				assert.EqualError(t, err, tt.err)
				return
			}
			require.NoError(t, err)
			for as, family := range tt.want {
				assert.Equal(t, family, faces.chains[as][0].family)
			}
		})
	}
}

// collection is a TTC of some fonts.
func collection(fonts ...[]byte) []byte {
	head := binary.BigEndian.AppendUint32([]byte("ttcf\x00\x01\x00\x00"), uint32(len(fonts)))
	var body []byte
	for _, font := range fonts {
		font = bytes.Clone(font)
		at := uint32(12 + 4*len(fonts) + len(body))
		for i := range int(binary.BigEndian.Uint16(font[4:])) { // table offsets count from the file's start
			offset := font[tablesAt+tableEntry*i+8:]
			binary.BigEndian.PutUint32(offset, binary.BigEndian.Uint32(offset)+at)
		}
		head = binary.BigEndian.AppendUint32(head, at)
		body = append(body, font...)
	}
	return append(head, body...)
}

func TestOriginsOfFonts(t *testing.T) {
	fangsong := smallFont("仿宋_GB2312", officeText)
	faces, err := OfficeFaces(fstest.MapFS{
		"a.ttf": {Data: patched(fangsong, "OS/2", 8, 2)}, "b.ttc": {Data: collection(fangsong)}, "c.ttf": {Data: smallFont("SimHei", officeText)},
	})
	require.NoError(t, err)
	assert.Equal(t, []string{"没有用a.ttf:字体声明不允许嵌入文档，请换一个", "正文用b.ttc", "一级标题用c.ttf"}, faces.Origins())
	assert.Empty(t, BuiltInFaces().Origins())
}

func TestOfficeFontFallsBackCharacterByCharacter(t *testing.T) {
	faces, err := OfficeFaces(fstest.MapFS{"a.ttf": {Data: smallFont("仿宋", officeText)}})
	require.NoError(t, err)
	own, r := faces.choose(roleBody, '潍')
	assert.Equal(t, "fangsong", own.family)
	assert.Equal(t, '潍', r)
	other, r := faces.choose(roleBody, '龘')
	assert.Equal(t, "notoserifsc", other.family)
	assert.Equal(t, '龘', r)
	assert.Empty(t, faces.Unsupported("潍坊龘"))
}

// What validation lets pass, gofpdf must be able to draw.
func FuzzOfficeFont(f *testing.F) {
	font := smallFont("仿宋", officeText)
	f.Add(font)
	f.Add(patched(font, "glyf", 0, 0xFFFF)) // a composite glyph that is none
	f.Add(patched(font, "maxp", 4, 0xFFFF))
	f.Add(patched(font, "hhea", 34, 0xFFFF))
	f.Add(patched(font, "head", 18, 0))
	f.Add(font[:len(font)/2])
	f.Fuzz(func(t *testing.T, data []byte) {
		font, err := truetype.Parse(data)
		if err != nil || font.Validate() != nil {
			return
		}
		own := &face{family: "own", font: func() *truetype.Font { return font }}
		faces := &Faces{}
		for as := range faces.chains {
			faces.chains[as] = []*face{own}
		}
		if !own.draws(missingMark) {
			return
		}
		doc := Document{Blocks: []Block{Title{Parts: []string{officeText}}, Paragraph{Runs: plain(officeText)}}}
		assert.NoError(t, Draw(io.Discard, doc, faces))
	})
}

func TestMissingFolderIsSaidInChinese(t *testing.T) {
	_, err := OfficeFaces(os.DirFS(filepath.Join(t.TempDir(), "没有")))
	assert.EqualError(t, err, "字体文件夹不存在，请检查路径")
}

// An office's font helps out wherever the others lack a character.
func TestOfficeFontsHelpOut(t *testing.T) {
	const rare = '\uE000'
	faces, err := OfficeFaces(fstest.MapFS{"f.ttf": {Data: smallFont("仿宋_GB2312", officeText+string(rare))}})
	require.NoError(t, err)
	for as := range roleCount {
		_, drawn := faces.choose(as, rare)
		assert.Equal(t, rare, drawn, "role %d", as)
	}
}
