package truetype

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// A packed font begins with packedMark and the sizes of its sections, each 4
// bytes. The sections, each compressed with zstd, are the font's file without its
// outlines, the tier of each glyph, one byte each, and the outlines tier by tier
// in the order of the glyphs.
const (
	packedMark = "JPF1"
	tiers      = 3

	sectionRest  = 0
	sectionTiers = 1
	sectionFirst = 2 // of the outlines
	sections     = sectionFirst + tiers
	packedHeader = len(packedMark) + 4*sections
)

var errPacked = errors.New("not a packed font")

// A packedFont are the outlines of a packed font.
type packedFont struct {
	tierOf []byte               // of each glyph
	at     []uint32             // where in its tier its outline begins
	tiers  [tiers]func() []byte // unpack them; the first stays unpacked
}

// Unpack reads a font that Pack has packed, of its outlines only those it is
// asked for later: so the reader must stay as it is.
func Unpack(in io.ReaderAt) (*Font, error) {
	packed, err := openSections(in)
	if err != nil {
		return nil, err
	}
	rest, err := packed[sectionRest]()
	if err != nil {
		return nil, err
	}
	t := &Font{data: rest, tables: tableSpans(rest, 0)}
	glyf := t.tables[outlineTable]
	for name, s := range t.tables {
		if s.at > glyf.at { // it has moved up
			t.tables[name] = span{at: s.at - glyf.size, size: s.size}
		}
	}
	if err := t.parse(); err != nil {
		return nil, err
	}
	p := &packedFont{at: make([]uint32, t.glyphs)}
	if p.tierOf, err = packed[sectionTiers](); err != nil {
		return nil, err
	}
	if len(p.tierOf) != t.glyphs {
		return nil, errPacked
	}
	var ends [tiers]uint32
	for glyph, tier := range p.tierOf {
		if tier >= tiers {
			return nil, errPacked
		}
		p.at[glyph] = ends[tier]
		ends[tier] += uint32(t.outline(glyph).size)
	}
	for i := range p.tiers {
		p.tiers[i] = func() []byte {
			data, err := packed[sectionFirst+i]()
			if err != nil || len(data) != int(ends[i]) {
				panic(fmt.Sprintf("tier %d of a packed font is not whole: %v", i, err))
			}
			return data
		}
	}
	p.tiers[0] = sync.OnceValue(p.tiers[0])
	t.packed = p
	return t, nil
}

// openSections finds a packed font's sections, and unpacks none.
func openSections(in io.ReaderAt) (packed [sections]func() ([]byte, error), err error) {
	header := bytesBE(readUpTo(in, 0, packedHeader))
	if !bytes.HasPrefix(header, []byte(packedMark)) {
		return packed, errPacked
	}
	at := packedHeader
	for i := range packed {
		from, size := at, header.u32(len(packedMark)+4*i)
		packed[i] = func() ([]byte, error) { return decompress(readUpTo(in, from, size)) }
		at += size
	}
	return packed, nil
}

func decompress(section []byte) ([]byte, error) {
	d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true))
	if err != nil {
		return nil, err
	}
	defer d.Close()
	return d.DecodeAll(section, nil)
}

// eachTier calls with the outlines of some glyphs, tier by tier, so that each
// tier is unpacked once; they are only good for the call.
func (t *Font) eachTier(glyphs []int, take func(glyph int, outline bytesBE)) {
	for tier, unpack := range t.packed.tiers {
		var data []byte
		for _, glyph := range glyphs {
			if int(t.packed.tierOf[glyph]) != tier {
				continue
			}
			if data == nil {
				data = unpack()
			}
			at := int(t.packed.at[glyph])
			take(glyph, data[at:at+t.outline(glyph).size])
		}
	}
}

// Restore gives back the file that a font was packed from.
func Restore(in io.ReaderAt) ([]byte, error) {
	t, err := Unpack(in)
	if err != nil {
		return nil, err
	}
	all := make([]int, t.glyphs)
	for glyph := range all {
		all[glyph] = glyph
	}
	glyf := t.tables[outlineTable]
	outlines := make([]byte, glyf.size)
	t.eachTier(all, func(glyph int, outline bytesBE) { copy(outlines[t.outline(glyph).at:], outline) })
	return bytes.Join([][]byte{t.data[:glyf.at], outlines, t.data[glyf.at:]}, nil), nil
}

// appendSizes is the header of a packed font with sections of these sizes.
func appendSizes(out []byte, packed [sections][]byte) []byte {
	out = append(out, packedMark...)
	for _, section := range packed {
		out = binary.BigEndian.AppendUint32(out, uint32(len(section)))
	}
	return out
}
