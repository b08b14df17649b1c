package layout

import (
	"slices"
	"sync"
	"unicode"

	"jingpin/internal/pdf/truetype"
	"jingpin/templates"
)

// A role is what a typeface is used for in the report.
type role uint8

const (
	roleBody      role = iota // 正文: the office's 仿宋, else 宋体
	roleTitle                 // 题: 小标宋, else bold 宋体
	roleHei                   // 一级标题: 黑体
	roleKai                   // 二级标题: 楷体, else bold 宋体
	roleStrong                // bold words in the text
	roleTable                 // tables and pictures
	roleTableHead             // heads and bold words of tables
	roleCount
)

// missingMark stands for a character that cannot be drawn.
const missingMark = '〓'

// Faces are the typefaces of a report: for each role a chain of fonts, asked
// one after the other for each character. Faces may be used by several documents
// at once.
type Faces struct {
	chains  [roleCount][]*face
	origins []string
}

// A face is one font of a document.
type face struct {
	family string // its name in the PDF: lower-case ASCII
	font   func() *truetype.Font
}

// The built-in fonts, unpacked when first needed and kept: a report is drawn in
// less time than they take.
var (
	song     = packedFace("notoserifsc", "NotoSerifSC_400Regular")
	songBold = packedFace("notoserifscbold", "NotoSerifSC_700Bold")
	hei      = packedFace("notosanssc", "NotoSansSC_400Regular")
	heiBold  = packedFace("notosansscbold", "NotoSansSC_700Bold")
)

// BuiltInFaces are the fonts that are part of the program: 宋体 for the text,
// 黑体 for headings and tables.
func BuiltInFaces() *Faces {
	f := &Faces{}
	f.chains[roleBody] = []*face{song, hei}
	f.chains[roleTitle] = []*face{songBold, song, hei}
	f.chains[roleHei] = []*face{heiBold, hei, song}
	f.chains[roleKai] = []*face{songBold, song, hei}
	f.chains[roleStrong] = []*face{songBold, song, hei}
	f.chains[roleTable] = []*face{hei, song}
	f.chains[roleTableHead] = []*face{heiBold, hei, song}
	return f
}

// packedFace is an embedded font. It comes with the program, so that its
// being unreadable is a fault of the build.
func packedFace(family, file string) *face {
	return &face{family: family, font: sync.OnceValue(func() *truetype.Font {
		packed, err := templates.Font(file)
		if err != nil {
			panic(err)
		}
		font, err := truetype.Unpack(packed)
		if err != nil {
			panic(err)
		}
		return font
	})}
}

// warm starts unpacking the first font of each role, side by side; whoever
// needs one waits for it.
func (f *Faces) warm(roles ...role) {
	var started []*face
	for _, r := range roles {
		if first := f.chains[r][0]; !slices.Contains(started, first) {
			started = append(started, first)
			go first.font()
		}
	}
}

// choose returns the first face of a role that can draw a character, and the
// character; a character that none can draw becomes 〓.
func (f *Faces) choose(as role, r rune) (*face, rune) {
	chain := f.chains[as]
	for _, c := range chain {
		if c.draws(r) {
			return c, r
		}
	}
	for _, c := range chain {
		if c.draws(missingMark) {
			return c, missingMark
		}
	}
	panic("pdf: built-in fonts lack " + string(missingMark))
}

// Unsupported returns the characters of a text that no font has, each once, in
// order of appearance; the report prints 〓 in their place. Characters that
// are never visible (controls, joiners, variation selectors) are not among them.
func (f *Faces) Unsupported(text string) []rune {
	var missing []rune
	for r := range visible(text) {
		_, drawn := f.choose(roleBody, r)
		if drawn != r && r != '\n' && !slices.Contains(missing, r) {
			missing = append(missing, r)
		}
	}
	return missing
}

// draws tells whether the face has a picture of a character: some fonts map
// characters to blanks.
func (c *face) draws(r rune) bool {
	if r < ' ' {
		return false
	}
	font := c.font()
	glyph := font.Glyph(r)
	return glyph != 0 && (!font.Blank(glyph) || unicode.IsSpace(r))
}

// advance is a character's width in thousandths of the font size.
func (c *face) advance(r rune) int {
	font := c.font()
	return font.Advance(font.Glyph(r))
}

// ink is the extent of a character's drawing in thousandths of the font size.
func (c *face) ink(r rune) (left, right int) {
	font := c.font()
	return font.Ink(font.Glyph(r))
}

// Codes of private use, for characters that gofpdf does not know: it takes none
// above U+FFFF.
const (
	firstPrivate = 0xE000
	lastPrivate  = 0xF8FF
)

// encode gives each of some runes (ascending) a code of 16 bits: its own, or,
// above U+FFFF, one of private use that no other of them has.
func encode(runes []rune) map[rune]rune {
	codes := make(map[rune]rune, len(runes))
	next := rune(firstPrivate)
	for _, r := range runes {
		if codes[r] = r; r <= 0xFFFF {
			continue
		}
		for slices.Contains(runes, next) && next < lastPrivate {
			next++
		}
		codes[r] = next
		next++
	}
	return codes
}
