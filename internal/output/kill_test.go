package output

import (
	"bytes"
	"flag"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var kills = flag.Int("kills", 50, "how often to kill a program that is saving")

// savesTo names the file that the test program, started again, saves for ever.
const savesTo = "JINGPIN_TEST_SAVES_TO"

func TestMain(m *testing.M) {
	if target := os.Getenv(savesTo); target != "" {
		saveForEver(target)
	}
	os.Exit(m.Run())
}

// saveForEver saves versions that are told apart by every byte.
func saveForEver(target string) {
	for n := 0; ; n++ {
		version := bytes.Repeat([]byte{'a' + byte(n%26)}, versionSize(n%26))
		if _, err := Write(File{target, version}); err != nil {
			panic(err)
		}
		if n == 0 {
			os.Stdout.WriteString("saved once\n")
		}
	}
}

// versionSize differs between versions, so that a mixture of two shows.
func versionSize(letter int) int { return 200_000 + letter*10_000 }

func TestKilledWhileSavingLeavesOldOrNew(t *testing.T) {
	dir := t.TempDir()
	target := filepath.Join(dir, "汇总表.xlsx")
	left := 0
	for range *kills {
		killWhileSaving(t, target)
		got := content(t, target)
		require.NotEmpty(t, got)
		letter := got[0]
		require.Len(t, got, versionSize(int(letter-'a')), "cut short")
		require.Equal(t, len(got), strings.Count(got, string(letter)), "a mixture")
		left += temporaries(t, dir)
		_, err := Write(File{filepath.Join(dir, "汇总表.xlsx"), []byte("next")})
		require.NoError(t, err)
		require.Zero(t, temporaries(t, dir), "the next run clears up")
	}
	assert.NotZero(t, left, "no kill came in the middle of saving: the test shows nothing")
}

// killWhileSaving starts the program, lets it save at least once and kills it
// at some moment after that.
func killWhileSaving(t *testing.T, target string) {
	t.Helper()
	program := exec.Command(os.Args[0])
	program.Env = append(os.Environ(), savesTo+"="+target)
	out, err := program.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, program.Start())
	_, err = out.Read(make([]byte, 1))
	require.NoError(t, err)
	time.Sleep(time.Duration(rand.IntN(int(4 * time.Millisecond))))
	require.NoError(t, program.Process.Kill())
	require.Error(t, program.Wait())
}

// temporaries counts what a killed program left; nothing else may be there.
func temporaries(t *testing.T, dir string) int {
	t.Helper()
	n := 0
	for _, name := range names(t, dir) {
		if name != "汇总表.xlsx" {
			require.Regexp(t, temporaryName, name)
			n++
		}
	}
	return n
}
