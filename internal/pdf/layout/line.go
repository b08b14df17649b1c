package layout

// A fragment is a stretch of a line that is drawn at one go.
type fragment struct {
	x     float64 // from the line's start, points
	width float64
	text  string
	run   int // index of its run
	face  *face
}

// A line is one line of text, set.
type line struct {
	fragments []fragment
	width     float64 // with the indent, without spaces and blanks at the end
	spacing   float64 // added after every character, points
}

// A measure is the room that lines are set in.
type measure struct {
	width   float64 // of a line, points
	indent  float64 // of the first line
	em      float64 // the font size
	justify bool    // lines but the last reach both edges
}

// wrap breaks glyphs into lines. Every glyph is in exactly one line, in order;
// there is at least one line.
func wrap(glyphs []glyph, m measure) []line {
	var lines []line
	for start := 0; start < len(glyphs) || len(lines) == 0; {
		end := lineEnd(glyphs, start, m)
		last := end.after == len(glyphs) || glyphs[end.after-1].kind == kindBreak
		if !last && m.justify && m.width > wide*m.em && leavesOne(glyphs[end.after:]) {
			end = earlierEnd(glyphs, start, end, m)
		}
		lines = append(lines, setLine(glyphs[start:end.after], end, m, last))
		start, m.indent = end.after, 0
	}
	return lines
}

// wide is how many ems a measure has whose lines may give a character away.
const wide = 12

// leavesOne tells whether a single character, with its marks, is left for a
// paragraph's last line.
func leavesOne(rest []glyph) bool {
	words := 0
	for _, g := range rest {
		if g.kind == kindBreak || words > 1 {
			break
		}
		if g.kind != kindClose && g.kind != kindSpace {
			words++
		}
	}
	return words == 1
}

// earlierEnd ends a line a character or a few before end; the marks of what
// is left keep their white.
func earlierEnd(glyphs []glyph, start int, end ending, m measure) ending {
	const most = 3 // ems given away
	for n := 1.0; n <= most; n++ {
		earlier := lineEnd(glyphs, start, measure{width: m.width - n*m.em, indent: m.indent, em: m.em})
		if earlier.after < end.after && earlier.width <= m.width-m.indent {
			return ending{after: earlier.after, width: earlier.width}
		}
	}
	return end
}

// wrapEven breaks the paragraphs of a narrow text; none ends with a very short
// line where lines that are a little shorter avoid it.
func wrapEven(glyphs []glyph, m measure) []line {
	var lines []line
	for start := 0; start < len(glyphs) || len(lines) == 0; {
		end := start
		for end < len(glyphs) && glyphs[end].kind != kindBreak {
			end++
		}
		end = min(end+1, len(glyphs))
		lines = append(lines, relieved(glyphs[start:end], m)...)
		start, m.indent = end, 0
	}
	return lines
}

// relieved breaks one paragraph, and again in up to steps narrower measures
// while its last line is shorter than two characters.
func relieved(glyphs []glyph, m measure) []line {
	const steps = 3
	lines := wrap(glyphs, m)
	for range steps {
		if len(lines) == 1 || lines[len(lines)-1].width >= 2.1*m.em {
			break
		}
		m.width -= m.em
		again := wrap(glyphs, m)
		if len(again) > len(lines) {
			break
		}
		lines = again
	}
	return lines
}

// An ending is where a line ends and what makes it fit.
type ending struct {
	after   int     // index of the next line's first glyph
	width   float64 // up to the last character that is no space, neighbouring marks tightened
	over    float64 // how far the blank of the last mark hangs over the edge
	squeeze float64 // share of the white of the line's marks that is taken away
}

// maxSqueeze is the greatest share of their white that a line's marks give up
// to let one more mark in.
const maxSqueeze = 0.5

// lineEnd finds where the line that begins at start ends.
func lineEnd(glyphs []glyph, start int, m measure) ending {
	var fits [breakClasses]ending
	var pushed ending // the end after one mark more, if the others can make room
	pen, spare := 0.0, 0.0
	end := ending{}
	for i := start; i < len(glyphs) && glyphs[i].kind != kindBreak; i++ {
		g := glyphs[i]
		if i > start {
			trail, lead := tighten(glyphs[i-1], g)
			pen -= trail + lead
			spare -= trail + lead
		}
		pen += g.adv
		if g.kind != kindSpace {
			end.width = pen
		}
		end.after = i + 1
		over := end.width - (m.width - m.indent)
		if over > spare*maxSqueeze+g.trail {
			break
		}
		class := breakFree
		if i+1 < len(glyphs) && glyphs[i+1].kind != kindBreak {
			class = breakAfter(glyphs, i)
		}
		switch {
		case over <= 0:
			fits[class] = end
		case over <= g.trail:
			fits[class] = ending{after: end.after, width: end.width, over: over}
		case class == breakFree:
			pushed = ending{after: end.after, width: end.width, over: g.trail, squeeze: (over - g.trail) / spare}
		}
		spare += g.lead + g.trail
	}
	end = chooseEnd(fits, pushed, m)
	end.after = max(end.after, min(start+1, len(glyphs))) // one character is always taken
	if end.after < len(glyphs) && glyphs[end.after].kind == kindBreak {
		end.after++
	}
	return end
}

// chooseEnd takes the best break that fits; it squeezes the line's marks only
// where the line would otherwise be visibly short.
func chooseEnd(fits [breakClasses]ending, pushed ending, m measure) ending {
	free := fits[breakFree]
	short := m.width-m.indent-free.width > m.em/2
	if pushed.after > 0 && (free.after == 0 || short) {
		return pushed
	}
	for class := breakFree; class >= breakNever; class-- {
		if fits[class].after > 0 {
			return fits[class]
		}
	}
	return ending{}
}

// setLine places the glyphs of a line; the last line of a paragraph is not
// stretched.
func setLine(glyphs []glyph, end ending, m measure, last bool) line {
	s := setter{pen: m.indent, line: line{width: m.indent + end.width - end.over}}
	switch {
	case end.squeeze > 0:
		s.line.width = m.width
	case m.justify && !last:
		s.line.stretch(gapsOf(glyphs), m)
	}
	for i, g := range glyphs {
		if g.kind == kindBreak {
			break
		}
		var before, after float64 // white taken away at either side of the glyph
		if i > 0 {
			_, before = tighten(glyphs[i-1], g)
		}
		if i+1 < len(glyphs) {
			after, _ = tighten(g, glyphs[i+1])
		}
		before += (g.lead - before) * end.squeeze
		after += (g.trail - after) * end.squeeze
		s.put(g, before, after)
	}
	s.finish()
	return s.line
}

// loosest is the greatest space added between characters to fill a line, in
// ems; a line that needs more stays short.
const loosest = 0.2

// stretch fills the measure by spacing the characters, where that is not ugly.
func (l *line) stretch(gaps int, m measure) {
	if gaps < 1 {
		return
	}
	if spacing := (m.width - l.width) / float64(gaps); spacing > 0 && spacing <= loosest*m.em {
		l.spacing, l.width = spacing, m.width
	}
}

// A setter places glyphs one after the other and gathers them in fragments.
type setter struct {
	line  line
	pen   float64
	moved bool // the next glyph does not stand where the last one ends
	open  fragment
	text  []rune
}

// put places a glyph with some of its white taken away on either side.
func (s *setter) put(g glyph, before, after float64) {
	s.pen -= before
	if len(s.text) == 0 || s.moved || before > 0 || s.open.face != g.face || s.open.run != g.run {
		s.finish()
		s.open = fragment{x: s.pen, run: g.run, face: g.face}
	}
	s.text = append(s.text, g.r)
	s.pen += g.adv + s.line.spacing
	s.open.width = s.pen - s.open.x
	s.pen -= after
	s.moved = after > 0
}

// finish ends the fragment at hand.
func (s *setter) finish() {
	if len(s.text) > 0 {
		s.open.text = string(s.text)
		s.line.fragments = append(s.line.fragments, s.open)
		s.text = s.text[:0]
	}
}

// gapsOf counts the places between a line's characters where space is added.
func gapsOf(glyphs []glyph) int {
	n := len(glyphs)
	for n > 0 && (glyphs[n-1].kind == kindSpace || glyphs[n-1].kind == kindBreak) {
		n--
	}
	return n - 1
}

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
