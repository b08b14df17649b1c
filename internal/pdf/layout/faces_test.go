package layout

import (
	"runtime"
	"testing"

	"github.com/stretchr/testify/assert"
	"golang.org/x/text/encoding/simplifiedchinese"
)

func TestBuiltInFacesUnpackNothing(t *testing.T) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	faces := BuiltInFaces()
	runtime.ReadMemStats(&after)
	assert.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(64<<10))
	runtime.KeepAlive(faces)
}

func TestUnsupported(t *testing.T) {
	tests := []struct {
		text string
		want string
	}{
		{"潍坊新村街道", ""},
		{"生僻字㙍䶮龘、℃㎡①½é", ""},
		{"𠮷家😀😀", "𠮷😀"},
		{"零宽\u200d\ufeff\ufe0f\u00ad与控制\x00\x07", ""},
		{"行\r\n行\t格\u2028段", ""},
		{"私用\ue000", "\ue000"},
		{"空白\u2800", "\u2800"},
	}
	for _, tt := range tests {
		assert.Equal(t, tt.want, string(testFaces().Unsupported(tt.text)), "%q", tt.text)
	}
}

// Every face of a chain must draw what every Chinese computer can type, or a
// heading would change its look in the middle.
func TestFacesCoverChinese(t *testing.T) {
	for as := range roleCount {
		first := testFaces().chains[as][0]
		for r := rune(0x4E00); r <= 0x9FA5; r++ {
			if !first.draws(r) {
				t.Fatalf("role %d lacks %c", as, r)
			}
		}
		for high := byte(0xA1); high <= 0xA3; high++ {
			for low := byte(0xA1); low <= 0xFE; low++ {
				r := decodeGB(high, low)
				face, drawn := testFaces().choose(as, r)
				assert.Equal(t, r, drawn, "role %d lacks %c", as, r)
				assert.NotNil(t, face)
			}
		}
	}
}

// decodeGB is a character of GB 2312, or a space where it has none.
func decodeGB(high, low byte) rune {
	text, err := simplifiedchinese.GBK.NewDecoder().Bytes([]byte{high, low})
	for _, r := range string(text) {
		if err == nil && r != '\uFFFD' {
			return r
		}
	}
	return ' '
}

func TestInkLeavesWhiteAtMarks(t *testing.T) {
	song := testFaces().chains[roleBody][0]
	for _, r := range "，。、；：）》”！？" {
		_, trail := song.blanks(r, 10)
		assert.Greater(t, trail, 3.0, "%c", r)
	}
	for _, r := range "（《“" {
		lead, _ := song.blanks(r, 10)
		assert.Greater(t, lead, 3.0, "%c", r)
	}
}
