package truetype

import (
	"bytes"
	"io"
	"testing"

	"github.com/klauspost/compress/zstd"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/templates"
)

// regular is a whole font file.
func regular(t testing.TB) []byte {
	t.Helper()
	packed, err := templates.Font("NotoSansSC_400Regular")
	require.NoError(t, err)
	font, err := Restore(packed)
	require.NoError(t, err)
	return font
}

// counted counts what is read of a packed font.
type counted struct {
	io.ReaderAt
	bytes int
}

func (c *counted) ReadAt(p []byte, at int64) (int, error) {
	c.bytes += len(p)
	return c.ReaderAt.ReadAt(p, at)
}

func fast(data []byte) ([]byte, error) {
	w, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest))
	if err != nil {
		return nil, err
	}
	defer w.Close()
	return w.EncodeAll(data, nil), nil
}

// A packed font is in every way the font it was made from.
func TestPackedFontsDrawTheSame(t *testing.T) {
	file := regular(t)
	whole, err := Parse(file)
	require.NoError(t, err)
	again, err := Pack(file, fast)
	require.NoError(t, err)
	packed, err := Unpack(bytes.NewReader(again))
	require.NoError(t, err)
	var chars []Char
	for _, r := range "(1A万中靐骉龘！，" {
		require.NotZero(t, whole.Glyph(r), string(r))
		assert.Equal(t, whole.Glyph(r), packed.Glyph(r))
		wantLeft, wantRight := whole.Ink(whole.Glyph(r))
		left, right := packed.Ink(packed.Glyph(r))
		assert.Equal(t, [2]int{wantLeft, wantRight}, [2]int{left, right}, string(r))
		chars = append(chars, Char{uint16(r), uint16(whole.Glyph(r))})
	}
	assert.Equal(t, whole.Subset("a", chars), packed.Subset("a", chars))
	restored, err := Restore(bytes.NewReader(again))
	require.NoError(t, err)
	assert.True(t, bytes.Equal(file, restored))
}

// What every report holds is in the first tier, which is read once.
func TestCommonCharactersOpenOneTier(t *testing.T) {
	packed, err := templates.Font("NotoSansSC_400Regular")
	require.NoError(t, err)
	in := &counted{ReaderAt: packed}
	font, err := Unpack(in)
	require.NoError(t, err)
	draw := func(text string) int {
		before := in.bytes
		for _, r := range text {
			font.Subset("a", []Char{{uint16(r), uint16(font.Glyph(r))}})
		}
		return in.bytes - before
	}
	assert.Less(t, in.bytes, 250<<10)
	first := draw("中，（Ａ々℃㎡①a")
	assert.InDelta(t, 800<<10, first, 50<<10)
	assert.Zero(t, draw("国家"))
	assert.InDelta(t, 550<<10, draw("亍"), 50<<10, "the second level")
	assert.Greater(t, draw("㙍"), 3<<20, "the rest")
}

func TestTierOfRune(t *testing.T) {
	for tier, text := range []string{"aé（㎡一啊座ＡＧ￥", "亍齄", "㙍䶮龘丂𬭚"} {
		for _, r := range text {
			assert.Equal(t, byte(tier), tierOfRune(r), string(r))
		}
	}
}

func TestUnpackRefuses(t *testing.T) {
	packed, err := Pack(regular(t), fast)
	require.NoError(t, err)
	for name, data := range map[string][]byte{
		"nothing": nil, "a font": regular(t), "a header": packed[:packedHeader], "half of a section": packed[:packedHeader+1000],
	} {
		_, err := Unpack(bytes.NewReader(data))
		assert.Error(t, err, name)
	}
	cut, err := Unpack(bytes.NewReader(packed[:len(packed)-10]))
	require.NoError(t, err)
	assert.Panics(t, func() { cut.Subset("a", []Char{{'㙍', uint16(cut.Glyph('㙍'))}}) })
}

// A glyph made of others takes these along, under their new numbers.
func TestSubsetFollowsParts(t *testing.T) {
	font, err := Parse(regular(t))
	require.NoError(t, err)
	dieresis, letter := font.Glyph('¨'), font.Glyph('e')
	made := bytesBE(bytes.Join([][]byte{
		bytes.Repeat([]byte{0xFF}, leastOutline),
		{0, partContinue | partWords, byte(dieresis >> 8), byte(dieresis), 0, 1, 0, 2},
		{0, 0, byte(letter >> 8), byte(letter), 1, 2},
	}, nil))
	hanzi := font.outline(font.Glyph('中'))
	glyf := font.tables[outlineTable].at
	copy(font.data[glyf+hanzi.at:], made)
	small, err := Parse(font.Subset("a", []Char{{'中', uint16(font.Glyph('中'))}}))
	require.NoError(t, err)
	assert.Equal(t, 4, small.glyphs)
	parts := small.parts(small.Glyph('中'))
	require.Len(t, parts, 2)
	sizes := []int{font.outline(dieresis).size, font.outline(letter).size}
	assert.Equal(t, sizes, []int{small.outline(parts[0]).size, small.outline(parts[1]).size})
	assert.Equal(t, font.Advance(font.Glyph('中')), small.Advance(small.Glyph('中')))
}
