package layout

import (
	"bytes"
	"encoding/binary"
	"io"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// smallFont is a font of its own with a few characters of a built-in one,
// under a name.
func smallFont(name string, text string) []byte {
	source := testFaces().chains[roleTable][0].font()
	var glyf, loca, hmtx []byte
	add := func(glyph int) {
		s := source.outline(glyph)
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
		glyf = append(glyf, source.data[s.at:s.at+s.size]...)
		glyf = append(glyf, make([]byte, -len(glyf)&3)...)
		hmtx = append(hmtx, source.data[source.hmtx+4*glyph:source.hmtx+4*glyph+4]...)
	}
	add(0)
	var chars []char
	for _, r := range text {
		chars = append(chars, char{uint16(r), uint16(len(chars) + 1)})
		add(source.glyph(r))
	}
	loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
	tables := map[string][]byte{"glyf": glyf, "loca": loca, "hmtx": hmtx, "cmap": cmapOf(chars), "name": nameTable(4, name)}
	for _, table := range []string{"head", "hhea", "maxp", "post", "OS/2"} {
		s := source.tables[table]
		tables[table] = bytes.Clone(source.data[s.at : s.at+s.size])
	}
	binary.BigEndian.PutUint16(tables["head"][50:], 1)
	binary.BigEndian.PutUint16(tables["hhea"][34:], uint16(len(chars)+1))
	binary.BigEndian.PutUint16(tables["maxp"][4:], uint16(len(chars)+1))
	return assemble(tables)
}

// assemble writes a font file of tables.
func assemble(tables map[string][]byte) []byte {
	names := []string{"OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post"}
	font := bigEndian([]uint16{1, 0, uint16(len(names)), 0, 0, 0})
	body := []byte{}
	for _, name := range names {
		font = append(font, name...)
		font = binary.BigEndian.AppendUint32(font, 0)
		font = binary.BigEndian.AppendUint32(font, uint32(12+16*len(names)+len(body)))
		font = binary.BigEndian.AppendUint32(font, uint32(len(tables[name])))
		body = append(body, tables[name]...)
		body = append(body, make([]byte, -len(body)&3)...)
	}
	return append(font, body...)
}

// patched changes two bytes of a table.
func patched(font []byte, table string, at int, value uint16) []byte {
	font = bytes.Clone(font)
	tables, err := directory(font, 0)
	if err != nil {
		panic(err)
	}
	binary.BigEndian.PutUint16(font[tables[table].at+at:], value)
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
	head := bigEndian([]uint16{0x7474, 0x6366, 1, 0, 0, uint16(len(fonts))})
	var body []byte
	for _, font := range fonts {
		font = bytes.Clone(font)
		at := 12 + 4*len(fonts) + len(body)
		for i := range bytesBE(font).u16(4) { // table offsets count from the file's start
			entry := 12 + 16*i
			binary.BigEndian.PutUint32(font[entry+8:], uint32(bytesBE(font).u32(entry+8)+at))
		}
		head = binary.BigEndian.AppendUint32(head, uint32(at))
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

func TestDecodeName(t *testing.T) {
	gbk, err := simplifiedchinese.GBK.NewEncoder().String("仿宋")
	require.NoError(t, err)
	assert.Equal(t, "仿宋", decodeName(1, 25, []byte(gbk)))
	assert.Equal(t, "仿宋", decodeName(3, 3, []byte(gbk)))
	assert.Equal(t, "仿宋", decodeName(3, 1, bigEndian([]uint16{'仿', '宋'})))
	assert.Equal(t, "Kai", decodeName(1, 0, []byte("Kai")))
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
		font, err := parseTrueType(data)
		if err != nil || font.validate() != nil {
			return
		}
		own := &face{family: "own", font: func() *trueType { return font }}
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
