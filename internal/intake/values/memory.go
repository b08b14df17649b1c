package values

import (
	"maps"
	"strings"
	"sync"
	"sync/atomic"

	"jingpin/internal/plan"
)

// Memo remembers what a function of short texts gave: departments write the
// same words over and over. It may be shared between goroutines, and what it
// holds is bounded.
type Memo[T any] struct {
	settled atomic.Pointer[map[string]T] // is never written to: to look into it costs no lock
	mu      sync.Mutex
	fresh   map[string]T // what is not settled yet
}

const (
	maxRemembered = 4096 // texts of one memory
	maxMemorable  = 96   // bytes of a text
	minFresh      = 16   // texts that are settled together
)

// Of is find(text), from memory where it is there.
func (m *Memo[T]) Of(text string, find func(string) T) T {
	settled := 0
	if known := m.settled.Load(); known != nil {
		if v, ok := (*known)[text]; ok {
			return v
		}
		settled = len(*known)
	}
	if len(text) > maxMemorable || settled >= maxRemembered {
		return find(text)
	}
	m.mu.Lock()
	v, ok := m.fresh[text]
	m.mu.Unlock()
	if ok {
		return v
	}
	text = strings.Clone(text) // the cell's text is part of a larger block
	v = find(text)
	m.keep(text, v)
	return v
}

// keep adds what was found, and settles what is fresh as soon as that is worth
// its copying.
func (m *Memo[T]) keep(text string, v T) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.fresh == nil {
		m.fresh = map[string]T{}
	}
	m.fresh[text] = v
	known := m.settled.Load()
	settled := 0
	if known != nil {
		settled = len(*known)
	}
	if len(m.fresh) < max(minFresh, settled/2) {
		return
	}
	all := make(map[string]T, settled+len(m.fresh))
	if known != nil {
		maps.Copy(all, *known)
	}
	maps.Copy(all, m.fresh)
	m.settled.Store(&all)
	m.fresh = nil
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
