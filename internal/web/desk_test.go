package web

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"jingpin/internal/quarter"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestMemoryIsGivenBackOnce gives back what looking at a folder took, and does
// nothing more before it is looked at again.
func TestMemoryIsGivenBackOnce(t *testing.T) {
	folder := laid(t, "new")
	d := newDesk(folder, optionsFor(folder), &hub{})
	given := func() uint32 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		d.tidy()
		runtime.ReadMemStats(&after)
		return after.NumForcedGC - before.NumForcedGC
	}
	look := func() {
		_, _, err := d.overview(t.Context())
		require.NoError(t, err)
	}
	assert.Zero(t, given(), "nothing was looked at")
	look()
	assert.EqualValues(t, 1, given())
	look()
	assert.Zero(t, given(), "what is known is shown again")
	require.NoError(t, os.WriteFile(filepath.Join(folder, quarter.DirFiled, "新.xlsx"), []byte("x"), 0o644))
	look()
	assert.EqualValues(t, 1, given())
}

// TestOthersAreShownWhetherThePageIsAtWork begins a piece of work and ends it.
func TestOthersAreShownWhetherThePageIsAtWork(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	d := newDesk(folder, optionsFor(folder), &hub{})
	defer d.leave()
	shown := func() string {
		claim, err := os.ReadFile(filepath.Join(folder, quarter.ClaimFile))
		require.NoError(t, err)
		return string(claim)
	}
	d.occupy()
	assert.Contains(t, shown(), `"busy":false`)
	let := make(chan struct{})
	require.NoError(t, d.begin("等", nil, func(context.Context, *quarter.Desk) ([]string, error) {
		<-let
		return nil, nil
	}))
	assert.Contains(t, shown(), `"busy":true`)
	close(let)
	assert.Eventually(t, func() bool { return strings.Contains(shown(), `"busy":false`) }, longest, tenth)
}
