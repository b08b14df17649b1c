package layout

import (
	"iter"
	"unicode"
)

// A kind is what a character may do at the ends of a line.
type kind uint8

const (
	kindHan    kind = iota // breaks on either side
	kindOpen               // never at a line's end
	kindClose              // never at a line's start
	kindPair               // — and …: two of them never part
	kindLetter             // parts of words
	kindDigit
	kindJoin  // ASCII marks: never at a line's start, inside words and numbers no break after
	kindSpace // breaks after
	kindBreak // ends the line
	kindMark  // combining: stays with what it combines with
)

// A glyph is one character as it will be drawn.
type glyph struct {
	r     rune
	kind  kind
	run   int // index of its run
	face  *face
	adv   float64 // points
	lead  float64 // blank before the drawing that may be taken away, points
	trail float64 // blank after it
}

// visible yields the characters of a text that are drawn: tabs as spaces, line
// ends as \n, everything that has no picture left out.
func visible(text string) iter.Seq[rune] {
	return func(yield func(rune) bool) {
		last := rune(0)
		for _, r := range text {
			drawn := r
			switch {
			case r == '\n' && last == '\r', isInvisible(r):
				drawn = 0
			case r == '\r', r == '\u2028', r == '\u2029':
				drawn = '\n'
			case r == '\t':
				drawn = ' '
			}
			last = r
			if drawn != 0 && !yield(drawn) {
				return
			}
		}
	}
}

// isInvisible tells joiners, variation selectors, direction marks and controls.
func isInvisible(r rune) bool {
	switch {
	case r == '\n' || r == '\r' || r == '\t' || r == '\u2028' || r == '\u2029':
		return false
	case r < 0x7F && r >= ' ', r >= 0x4E00 && r <= 0x9FFF:
		return false
	case r == '\u034F' || r == '\u115F' || r == '\u1160':
		return true
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Variation_Selector)
}

// shape finds face and width of every character of some runs at a font size.
func (f *Faces) shape(runs []Run, size float64, roleOf func(Style) role) []glyph {
	var glyphs []glyph
	for i, run := range runs {
		as := roleOf(run.Style)
		for r := range visible(run.Text) {
			if r == '\n' {
				glyphs = append(glyphs, glyph{r: r, kind: kindBreak, run: i})
				continue
			}
			c, r := f.choose(as, r)
			g := glyph{r: r, kind: kindOf(r), run: i, face: c, adv: float64(c.advance(r)) * size / 1000}
			if g.kind == kindOpen || g.kind == kindClose {
				g.lead, g.trail = c.blanks(r, size)
			}
			glyphs = append(glyphs, g)
		}
	}
	return glyphs
}

// shapeAs shapes a text for one role.
func (f *Faces) shapeAs(as role, text string, size float64) []glyph {
	return f.shape([]Run{{Text: text}}, size, func(Style) role { return as })
}

// blanks is the white that full-width punctuation carries before and after its
// drawing and can spare: up to half an em on either side.
func (c *face) blanks(r rune, size float64) (lead, trail float64) {
	adv := c.advance(r)
	if adv < 900 {
		return 0, 0
	}
	const margin = 40 // thousandths left between the drawing and what follows
	left, right := c.ink(r)
	spare := func(blank int) float64 { return float64(min(500, max(0, blank-margin))) * size / 1000 }
	return spare(left), spare(adv - right)
}

// kindOf classifies a character.
func kindOf(r rune) kind {
	if r >= 0x4E00 && r <= 0x9FFF {
		return kindHan
	}
	if k, ok := markKinds[r]; ok {
		return k
	}
	switch {
	case r == '\u00A0':
		return kindLetter // holds words together
	case unicode.IsSpace(r):
		return kindSpace
	case unicode.IsDigit(r):
		return kindDigit
	case unicode.Is(unicode.M, r):
		return kindMark
	case r == '々' || r == 'ー' || r == 'ゝ' || r == 'ゞ':
		return kindClose
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Bopomofo):
		return kindHan
	case unicode.IsLetter(r) || r < 0x7F:
		return kindLetter
	}
	return kindHan
}

// markKinds are the punctuation marks with their behaviour.
var markKinds = kindsOf([]marksOfKind{
	{kindOpen, "（「『【《〈〔［｛“‘〖￥¥＄$([{<"},
	{kindClose, "，。、；：！？）」』】》〉〕］｝”’〗．·％‰℃℉°㎡㎥～﹏／"},
	{kindPair, "—…"},
	{kindJoin, ",.:;!?)]}%/-+=>~|_&*'"},
	{kindSpace, " \u3000"},
})

type marksOfKind struct {
	kind  kind
	marks string
}

func kindsOf(lists []marksOfKind) map[rune]kind {
	kinds := make(map[rune]kind)
	for _, list := range lists {
		for _, r := range list.marks {
			kinds[r] = list.kind
		}
	}
	return kinds
}
