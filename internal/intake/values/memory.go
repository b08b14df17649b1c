package values

import (
	"strings"
	"sync"
	"sync/atomic"

	"jingpin/internal/plan"
)

// Memory remembers what a function of short texts gave: departments write the
// same words over and over. It may be shared between goroutines, and what it
// holds is bounded.
type Memory[T any] struct {
	known sync.Map // text → T
	count atomic.Int32
}

const (
	maxRemembered = 4096 // texts of one memory
	maxMemorable  = 96   // bytes of a text
)

// Of is find(text), from memory where it is there.
func (m *Memory[T]) Of(text string, find func(string) T) T {
	if v, ok := m.known.Load(text); ok {
		return v.(T)
	}
	if len(text) > maxMemorable || m.count.Load() >= maxRemembered {
		return find(text)
	}
	text = strings.Clone(text) // the cell's text is part of a larger block
	v := find(text)
	m.known.Store(text, v)
	m.count.Add(1)
	return v
}

// found is the result of looking something up.
type found[T any] struct {
	it T
	ok bool
}

// maxPlans is how many plans' things are kept: one run needs one.
const maxPlans = 8

// PerPlan keeps what is made of a plan once, for all that reads by it.
type PerPlan[T any] struct {
	Make func(*plan.Plan) T
	mu   sync.Mutex
	made map[*plan.Plan]T
}

// Of is what was made of the plan.
func (k *PerPlan[T]) Of(p *plan.Plan) T {
	k.mu.Lock()
	defer k.mu.Unlock()
	if it, ok := k.made[p]; ok {
		return it
	}
	if k.made == nil || len(k.made) >= maxPlans {
		k.made = map[*plan.Plan]T{}
	}
	it := k.Make(p)
	k.made[p] = it
	return it
}
