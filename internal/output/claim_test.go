package output

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestClaim(t *testing.T) {
	dir := t.TempDir()
	first, holder, err := Take(dir, true)
	require.NoError(t, err)
	require.Nil(t, holder)
	assert.True(t, first.Holds(dir))
	assert.False(t, first.Holds(t.TempDir()))

	second, holder, err := Take(dir, false)
	require.NoError(t, err)
	assert.Nil(t, second)
	require.NotNil(t, holder)
	assert.True(t, holder.Page && holder.Myself() && !holder.Busy)
	assert.Contains(t, holder.String(), "起）")
	assert.False(t, second.Held(), "a claim that is none")
	first.Beat(true)
	_, holder, _ = Take(dir, false)
	assert.True(t, holder.Busy)

	assert.False(t, Silent(dir), "it was heard of just now")
	long := time.Now().Add(-2 * silence)
	require.NoError(t, os.Chtimes(filepath.Join(dir, ClaimFile), long, long))
	assert.True(t, Silent(dir))
	third, err := Seize(dir, true)
	require.NoError(t, err)
	assert.True(t, third.Held())
	assert.False(t, first.Held(), "it was taken over")
	first.Beat(false)
	first.Release()
	assert.True(t, third.Held(), "who has lost a folder leaves it alone")
	third.Release()
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	assert.Empty(t, entries, "nothing is left")
}

// TestClaimOfADeadProgramIsNone finds what a killed program left, of this
// machine and of another.
func TestClaimOfADeadProgramIsNone(t *testing.T) {
	dead := exec.Command("go", "version")
	require.NoError(t, dead.Run())
	for _, c := range []struct {
		machine string
		taken   bool
	}{{"", true}, {"另一台", false}} {
		dir := t.TempDir()
		who, machine := myself()
		if c.machine != "" {
			machine = c.machine
		}
		text, err := json.Marshal(Holder{Who: who, Machine: machine, Process: dead.Process.Pid, Key: "k"})
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(filepath.Join(dir, ClaimFile), text, 0o644))
		claim, holder, err := Take(dir, true)
		require.NoError(t, err)
		assert.Equal(t, c.taken, claim != nil)
		assert.Equal(t, !c.taken, holder != nil)
	}
}

func TestFolderThatNobodyCanTake(t *testing.T) {
	_, holder, err := Take(filepath.Join(t.TempDir(), "gone"), true)
	assert.Error(t, err)
	assert.Nil(t, holder)
}
