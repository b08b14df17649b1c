package object

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestToUnicodeKeepsBlocksShort(t *testing.T) {
	private := map[rune]rune{}
	for i := range rune(250) {
		private[0xE000+i] = 0x20000 + i
	}
	m := toUnicode(private)
	assert.Contains(t, m, "2 beginbfrange\n<0000> <DFFF> <0000>\n<E0FA> <FFFF> <E0FA>\nendbfrange")
	assert.Contains(t, m, "100 beginbfchar\n<E000> <D840DC00>\n")
	assert.Contains(t, m, "50 beginbfchar\n")
}

func TestTakeApartRefusesOthers(t *testing.T) {
	for _, data := range []string{"", "%PDF-1.4", "startxref\n99\n%%EOF", "xref\n0 1\nstartxref\n0\n%%EOF"} {
		_, err := TakeApart([]byte(data))
		assert.ErrorIs(t, err, errForeign, data)
	}
}
