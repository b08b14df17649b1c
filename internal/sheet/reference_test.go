package sheet

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestRangeContains(t *testing.T) {
	r := Range{Top: 2, Left: 2, Bottom: 3, Right: 4}
	assert.True(t, r.Contains(2, 2))
	assert.True(t, r.Contains(3, 4))
	for _, outside := range [][2]int{{1, 2}, {4, 2}, {2, 1}, {2, 5}} {
		assert.False(t, r.Contains(outside[0], outside[1]), outside)
	}
}
