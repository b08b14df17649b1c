package truetype

// Flags of a part of a composite glyph.
const (
	partWords    = 1 << 0 // two-byte arguments
	partScale    = 1 << 3 // one scale
	partContinue = 1 << 5 // another part follows
	partScaleXY  = 1 << 6 // a scale for each axis
	partMatrix   = 1 << 7 // a two by two matrix
)

// Validate reads a foreign font to its end, so that gofpdf, which trusts what
// it reads, cannot fail on it later. The error is a sentence for the office.
func (t *Font) Validate() error {
	if rights := t.data.u16(t.tables["OS/2"].at + 8); rights == 2 || rights&0x300 != 0 {
		return errForbidden
	}
	if t.glyphOf['中'] == 0 || t.glyphOf['的'] == 0 {
		return errNoHanzi
	}
	glyf := t.tables[outlineTable]
	for glyph := range t.glyphs {
		s := t.outline(glyph)
		if s.size < 0 || s.size > 0 && (s.size < leastOutline || s.at+s.size > glyf.size) {
			return errCut
		}
	}
	nesting := make([]int8, t.glyphs)
	for glyph := range t.glyphs {
		if t.nest(glyph, nesting) < 0 {
			return errCut
		}
	}
	return nil
}

// deepest is how deep composite glyphs may nest; real fonts need 2, and gofpdf
// walks every path.
const deepest = 3

// Marks of glyphs whose nesting is not known yet.
const (
	unknown int8 = 0
	walking int8 = -1
)

// nest returns one more than the depth to which a glyph is made of others, and
// notes it; it is negative if a part lies outside the font, is cut, contains
// itself or lies too deep.
func (t *Font) nest(glyph int, nesting []int8) int8 {
	if nesting[glyph] != unknown {
		return nesting[glyph]
	}
	nesting[glyph] = walking
	depth := int8(1)
	for _, part := range t.parts(glyph) {
		if part >= t.glyphs {
			return walking
		}
		inner := t.nest(part, nesting)
		if inner < 0 || inner > deepest {
			return walking
		}
		depth = max(depth, inner+1)
	}
	nesting[glyph] = depth
	return depth
}

// parts lists what a composite glyph is made of; a cut list ends with a glyph
// that does not exist.
func (t *Font) parts(glyph int) []int {
	var parts []int
	t.eachOutline([]int{glyph}, func(_ int, outline bytesBE) {
		whole := eachPart(outline, func(at int) { parts = append(parts, outline.u16(at)) })
		if !whole {
			parts = append(parts, t.glyphs)
		}
	})
	return parts
}

// eachPart calls with the place of every glyph that a composite one is made of,
// none for others, and tells whether the list is whole.
func eachPart(outline bytesBE, take func(at int)) bool {
	if len(outline) == 0 || outline.i16(0) >= 0 {
		return true
	}
	at := leastOutline
	for flags := partContinue; flags&partContinue != 0; {
		if at+4 > len(outline) {
			return false
		}
		flags = outline.u16(at)
		take(at + 2)
		at += 4 + argumentSize(flags)
	}
	return at <= len(outline)
}

// argumentSize is the number of bytes that follow a part's flags and index.
func argumentSize(flags int) int {
	size := 2
	if flags&partWords != 0 {
		size = 4
	}
	switch {
	case flags&partScale != 0:
		size += 2
	case flags&partScaleXY != 0:
		size += 4
	case flags&partMatrix != 0:
		size += 8
	}
	return size
}
