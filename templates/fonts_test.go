package templates_test

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/pdf/truetype"
	"jingpin/templates"
)

// The licence asks that the fonts stay as they came: the packed files must
// restore to the bytes whose sums the README gives.
func TestFontsAreUnmodified(t *testing.T) {
	readme, err := os.ReadFile("fonts/README.md")
	require.NoError(t, err)
	rows := regexp.MustCompile(`(?m)^\| (\w+)\.ttf \|.* ([0-9a-f]{64}) \|$`).FindAllStringSubmatch(string(readme), -1)
	require.Len(t, rows, 4)
	for _, row := range rows {
		packed, err := templates.Font(row[1])
		require.NoError(t, err)
		font, err := truetype.Restore(packed)
		require.NoError(t, err, row[1])
		sum := sha256.Sum256(font)
		assert.Equal(t, row[2], hex.EncodeToString(sum[:]), row[1])
	}
}
