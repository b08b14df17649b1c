package templates_test

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"os"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/templates"
)

// The licence asks that the fonts stay as they came: the packed files must
// unpack to the bytes whose sums the README gives.
func TestFontsAreUnmodified(t *testing.T) {
	readme, err := os.ReadFile("fonts/README.md")
	require.NoError(t, err)
	packed, err := fs.Glob(templates.Fonts, "fonts/*.zst")
	require.NoError(t, err)
	require.Len(t, packed, 4)
	decoder, err := zstd.NewReader(nil)
	require.NoError(t, err)
	defer decoder.Close()
	for _, name := range packed {
		data, err := templates.Fonts.ReadFile(name)
		require.NoError(t, err)
		font, err := decoder.DecodeAll(data, nil)
		require.NoError(t, err, name)
		sum := sha256.Sum256(font)
		assert.Equal(t, hex.EncodeToString(sum[:]), listedSum(string(readme), name), name)
	}
}

func TestFontLicencesAreEmbedded(t *testing.T) {
	for _, name := range []string{"fonts/OFL-NotoSansSC.txt", "fonts/OFL-NotoSerifSC.txt"} {
		text, err := templates.Fonts.ReadFile(name)
		require.NoError(t, err)
		assert.Contains(t, string(text), "SIL OPEN FONT LICENSE", name)
	}
}

// listedSum returns the last field of the README's row for a packed font.
func listedSum(readme, packed string) string {
	name := strings.TrimSuffix(strings.TrimPrefix(packed, "fonts/"), ".zst")
	for line := range strings.Lines(readme) {
		fields := strings.Fields(line)
		if len(fields) > 2 && fields[1] == name {
			return fields[len(fields)-2]
		}
	}
	return ""
}
