package runner

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestInOrder(t *testing.T) {
	for _, c := range []struct {
		name           string
		n, jobs, ahead int
	}{
		{"nothing", 0, 2, 4},
		{"one at a time", 20, 1, 1},
		{"more workers than items", 3, 8, 8},
		{"waiting for the slow one", 50, 4, 16},
		{"all at once", 50, 4, 50},
		{"never less ahead than workers", 20, 4, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			var working, most, begun, emitted atomic.Int32
			var got []int
			err := InOrder(t.Context(), c.n, c.jobs, c.ahead, func(i int) (int, error) {
				assert.LessOrEqual(t, int(begun.Add(1)-emitted.Load()), max(c.jobs, c.ahead)+1)
				for now, seen := working.Add(1), most.Load(); now > seen && !most.CompareAndSwap(seen, now); seen = most.Load() {
				}
				time.Sleep(time.Duration(rand.IntN(300)) * time.Microsecond)
				working.Add(-1)
				return i * i, nil
			}, func(i, v int) error {
				emitted.Add(1)
				assert.Equal(t, i*i, v)
				got = append(got, i)
				return nil
			})
			require.NoError(t, err)
			assert.LessOrEqual(t, int(most.Load()), c.jobs)
			require.Len(t, got, c.n)
			for i, v := range got {
				assert.Equal(t, i, v)
			}
		})
	}
}

func TestInOrderStopsAtTheFirstError(t *testing.T) {
	early, late := errors.New("early"), errors.New("late")
	emitted := 0
	err := InOrder(t.Context(), 100, 4, 8, func(i int) (int, error) {
		switch i {
		case 5:
			time.Sleep(5 * time.Millisecond) // the later one fails before it
			return 0, early
		case 6:
			return 0, late
		}
		return i, nil
	}, func(int, int) error {
		emitted++
		return nil
	})
	require.ErrorIs(t, err, early)
	assert.Equal(t, 5, emitted)

	err = InOrder(t.Context(), 100, 4, 8, func(i int) (int, error) { return i, nil }, func(i, _ int) error {
		if i == 3 {
			return late
		}
		return nil
	})
	require.ErrorIs(t, err, late)
}

func TestInOrderStopsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	release := make(chan struct{})
	defer close(release)
	err := InOrder(ctx, 100, 2, 8, func(i int) (int, error) {
		if i == 10 {
			cancel()
			<-release // hangs until the test is over
		}
		return i, nil
	}, func(int, int) error { return nil })
	require.ErrorIs(t, err, context.Canceled)
}
