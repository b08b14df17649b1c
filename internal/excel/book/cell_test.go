package book

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestTextThatLooksLikeAFormulaStaysText(t *testing.T) {
	for _, s := range []string{"=1+1", "+86", "-5", "@SUM(A1:A9)", "\t=1+1"} {
		c := Words(s)
		assert.Equal(t, FormatText, c.Look.Format, s)
		assert.Equal(t, FormatText, c.As(LookCenter).Look.Format, "%s in another look", s)
	}
	assert.Empty(t, Words("1=1").Look.Format)
}
