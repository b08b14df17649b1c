// Package runner is how a piece of work is done, whatever it is about: it can be
// left, it breaks without taking the program along, it does many things at once
// in order, and it keeps within the memory that it needs. What flows in are
// functions and what they work on, what flows out is what they gave.
package runner

import (
	"context"
	"sync"
	"time"

	"jingpin/internal/output"
)

// Work is a piece of work that can be left at any moment before its results are
// put in place, and not after.
type Work struct {
	lock      sync.Mutex
	committed bool // results are being put in place
	left      bool
	batches   []*output.Batch
}

// patience is how long work that is to stop is waited for.
const patience = 500 * time.Millisecond

// Do does the work and returns what it gave. When the context ends before
// results are put in place, the work is left: what it has staged is removed.
// What breaks in it is a Fault.
func Do[T any](ctx context.Context, w *Work, do func() (T, error)) (T, error) {
	done := make(chan result[T], 1)
	go func() {
		var r result[T]
		r.err = Guard(func() (err error) {
			r.value, err = do()
			return err
		})
		done <- r
	}()
	select {
	case r := <-done:
		return r.value, r.err
	case <-ctx.Done():
	}
	if !w.leave() {
		r := <-done
		return r.value, r.err
	}
	select {
	case r := <-done:
		return r.value, r.err
	case <-time.After(patience):
	}
	w.discard()
	var none T
	return none, ctx.Err()
}

// discard removes what work that was left has staged.
func (w *Work) discard() {
	w.lock.Lock()
	defer w.lock.Unlock()
	for _, b := range w.batches {
		b.Discard()
	}
}

// Batch is a new one, which is discarded when the work is left; of work that
// was left already it takes nothing.
func (w *Work) Batch() *output.Batch {
	w.lock.Lock()
	defer w.lock.Unlock()
	b := &output.Batch{}
	w.batches = append(w.batches, b)
	if w.left {
		b.Discard()
	}
	return b
}

// Commit begins to put results in place, unless the work is to stop.
func (w *Work) Commit(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	w.lock.Lock()
	defer w.lock.Unlock()
	if w.left {
		return context.Canceled
	}
	w.committed = true
	return nil
}

// leave leaves the work, unless results are being put in place.
func (w *Work) leave() bool {
	w.lock.Lock()
	defer w.lock.Unlock()
	w.left = !w.committed
	return w.left
}
