package truetype

import (
	"bytes"
	"errors"

	"golang.org/x/text/encoding/simplifiedchinese"
)

var errGaps = errors.New("the outlines do not fill their table one after the other")

// Pack packs a font's file so that Unpack can read it in parts and Restore give
// it back: the outlines of what every report holds first, then those of the
// second level of GB 2312, then the rest. Compress makes zstd frames.
func Pack(font []byte, compress func([]byte) ([]byte, error)) ([]byte, error) {
	t, err := Parse(font)
	if err != nil {
		return nil, err
	}
	glyf := t.tables[outlineTable]
	var plain [sections][]byte
	plain[sectionRest] = bytes.Join([][]byte{font[:glyf.at], font[glyf.at+glyf.size:]}, nil)
	plain[sectionTiers] = t.tiersOfGlyphs()
	end := 0
	for glyph, tier := range plain[sectionTiers] {
		s := t.outline(glyph)
		if s.at != end || s.size < 0 || s.at+s.size > glyf.size {
			return nil, errGaps
		}
		end += s.size
		section := &plain[sectionFirst+int(tier)]
		*section = append(*section, font[glyf.at+s.at:glyf.at+s.at+s.size]...)
	}
	if end != glyf.size {
		return nil, errGaps
	}
	var packed [sections][]byte
	for i := range plain {
		if packed[i], err = compress(plain[i]); err != nil {
			return nil, err
		}
	}
	return append(appendSizes(nil, packed), bytes.Join(packed[:], nil)...), nil
}

// tiersOfGlyphs are the tiers of the most common characters drawn with them.
func (t *Font) tiersOfGlyphs() []byte {
	tierOf := bytes.Repeat([]byte{tiers - 1}, t.glyphs)
	tierOf[0] = 0
	lower := func(r rune, glyph uint16) { tierOf[glyph] = min(tierOf[glyph], tierOfRune(r)) }
	for r, glyph := range t.glyphOf {
		if glyph != 0 {
			lower(rune(r), glyph)
		}
	}
	for r, glyph := range t.high {
		lower(r, glyph)
	}
	return tierOf
}

// tierOfRune is 0 for all that is no hanzi, and for the hanzi of the first level
// of GB 2312; 1 for those of the second.
func tierOfRune(r rune) byte {
	const firstHanzi, lastHanzi, forms = 0x3400, 0xFAFF, 0xFFFF
	if r < firstHanzi || r > lastHanzi && r <= forms {
		return 0
	}
	const secondLevel, beyond = 0xD8, 0xF8 // the first bytes where they begin
	code, err := simplifiedchinese.GBK.NewEncoder().String(string(r))
	switch {
	case err != nil || len(code) != 2 || code[0] < 0xB0 || code[1] < 0xA1 || code[0] >= beyond:
		return tiers - 1
	case code[0] < secondLevel:
		return 0
	}
	return 1
}
