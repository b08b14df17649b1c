package intake

import (
	"strings"
	"sync"
	"sync/atomic"
)

// memory remembers what a function of short texts gave: departments write the
// same words over and over. It may be shared between goroutines, and what it
// holds is bounded.
type memory[T any] struct {
	known sync.Map // text → T
	count atomic.Int32
}

const (
	maxRemembered = 4096 // texts of one memory
	maxMemorable  = 96   // bytes of a text
)

// of is find(x, text), from memory where it is there.
func (m *memory[T]) of(x *lexicon, text string, find func(*lexicon, string) T) T {
	if v, ok := m.known.Load(text); ok {
		return v.(T)
	}
	if len(text) > maxMemorable || m.count.Load() >= maxRemembered {
		return find(x, text)
	}
	text = strings.Clone(text) // the cell's text is part of a larger block
	v := find(x, text)
	m.known.Store(text, v)
	m.count.Add(1)
	return v
}

// found is the result of looking something up.
type found[T any] struct {
	it T
	ok bool
}
