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

func BenchmarkSortFindings(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 2))
	fs := make([]Finding, 100_000)
	for i := range fs {
		fs[i] = Finding{File: strconv.Itoa(random.IntN(1000)), Row: random.IntN(60), Col: random.IntN(30)}
	}
	for b.Loop() {
		SortFindings(slices.Clone(fs))
	}
}
