package pdf

// How good a line break between two characters is. A line ends at the best
// break that fits, so a lower one is taken only where the line is narrower
// than what should stay together.
const (
	breakNever   = iota // parts a mark from what it belongs to
	breakWord           // inside a word or number
	breakPart           // after a joint of a word, between a number and its unit
	breakFree           // where Chinese text breaks
	breakClasses        // number of classes
)

// units are the characters that are read with the number before them.
var units = runeSet("年月日号个项处户人次条元万亿米吨台套栋幢层期季岁时分秒座所家份张名位件批轮类级倍届天周站片块步点")

func runeSet(text string) map[rune]bool {
	set := make(map[rune]bool)
	for _, r := range text {
		set[r] = true
	}
	return set
}

// breakAfter rates the break between glyphs i and i+1, which both exist.
func breakAfter(glyphs []glyph, i int) int {
	a, b := glyphs[i], glyphs[i+1]
	switch {
	case b.kind == kindSpace, b.kind == kindMark, b.kind == kindClose, b.kind == kindJoin:
		return breakNever
	case a.kind == kindOpen, a.kind == kindPair && a.r == b.r:
		return breakNever
	case a.kind == kindSpace:
		return breakFree
	case a.kind == kindJoin:
		return breakAfterJoin(glyphs, i)
	case isWord(a.kind) && isWord(b.kind):
		return breakWord
	case a.kind == kindDigit && units[b.r], a.r == '第' && b.kind == kindDigit:
		return breakPart
	}
	return breakFree
}

// breakAfterJoin rates the break after an ASCII mark: inside 2,110.5 or
// T/CECS-01 it is a joint, after a word or before Chinese text it is free.
func breakAfterJoin(glyphs []glyph, i int) int {
	if i == 0 || !isWord(glyphs[i+1].kind) {
		return breakFree
	}
	switch before := glyphs[i-1].kind; {
	case before == kindDigit && glyphs[i+1].kind == kindDigit:
		return breakWord
	case isWord(before) || before == kindJoin:
		return breakPart
	}
	return breakFree
}

func isWord(k kind) bool { return k == kindLetter || k == kindDigit }

// tighten is how much of the white between two neighbouring full-width marks
// is taken away: 」「 and 。” share one blank of half an em.
func tighten(a, b glyph) (trail, lead float64) {
	switch {
	case a.kind == kindClose && (b.kind == kindClose || b.kind == kindOpen):
		return a.trail, 0
	case a.kind == kindOpen && b.kind == kindOpen:
		return 0, b.lead
	}
	return 0, 0
}
