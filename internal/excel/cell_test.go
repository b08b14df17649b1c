package excel

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestTextThatLooksLikeAFormulaStaysText(t *testing.T) {
	for _, s := range []string{"=1+1", "+86", "-5", "@SUM(A1:A9)", "\t=1+1"} {
		c := words(s)
		assert.Equal(t, formatText, c.look.format, s)
		assert.Equal(t, formatText, c.as(lookCenter).look.format, "%s in another look", s)
	}
	assert.Empty(t, words("1=1").look.format)
}
