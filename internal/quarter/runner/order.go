package runner

import "context"

// InOrder does work for each of n items, jobs at a time, and hands the results
// to emit in the order of the items, on the goroutine that called it. At most
// ahead items are begun and not yet emitted, so that one slow item neither
// holds up the others nor lets results pile up. The first error in that order,
// or the end of ctx, stops it; work under way is left to itself.
func InOrder[T any](ctx context.Context, n, jobs, ahead int, work func(int) (T, error), emit func(int, T) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	ahead = min(n, max(jobs, ahead))
	todo := make(chan int, ahead) // has room for all that is begun
	defer close(todo)
	results := make([]chan result[T], n)
	for range min(jobs, n) {
		go func() {
			for i := range todo {
				if ctx.Err() == nil {
					var r result[T]
					r.err = Guard(func() (err error) {
						r.value, err = work(i)
						return err
					})
					results[i] <- r
				}
			}
		}()
	}
	begun := 0
	for i := range n {
		for ; begun < min(n, i+ahead); begun++ {
			results[begun] = make(chan result[T], 1)
			todo <- begun
		}
		select {
		case r := <-results[i]:
			results[i] = nil
			if r.err != nil {
				return r.err
			}
			if err := emit(i, r.value); err != nil {
				return err
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// result is what work gave for one item.
type result[T any] struct {
	value T
	err   error
}
