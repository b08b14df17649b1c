package filing

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
)

// Findings come into order as a stable sort brings them, wherever they stood.
func TestSortFindings(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for size := range 40 {
		fs := make([]Finding, size)
		for i := range fs {
			fs[i] = Finding{File: strconv.Itoa(random.IntN(3)), Row: random.IntN(3), Col: random.IntN(3), Value: strconv.Itoa(i)}
		}
		want := slices.Clone(fs)
		slices.SortStableFunc(want, func(a, b Finding) int { return compareFindings(&a, &b) })
		SortFindings(fs)
		assert.Equal(t, want, fs)
	}
}
