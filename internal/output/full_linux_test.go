package output

import (
	"bytes"
	"os/signal"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const small = 1 << 20 // bytes that fit

// smallDisk is a folder where a megabyte fits and little more: a disk of its
// own where the test may mount one, else files of limited size.
func smallDisk(t *testing.T) (dir string, full error) {
	t.Helper()
	dir = t.TempDir()
	if syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=2m") == nil {
		t.Cleanup(func() { require.NoError(t, syscall.Unmount(dir, 0)) })
		return dir, syscall.ENOSPC
	}
	var before syscall.Rlimit
	require.NoError(t, syscall.Getrlimit(syscall.RLIMIT_FSIZE, &before))
	signal.Ignore(syscall.SIGXFSZ)
	require.NoError(t, syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 2 * small, Max: before.Max}))
	t.Cleanup(func() {
		require.NoError(t, syscall.Setrlimit(syscall.RLIMIT_FSIZE, &before))
		signal.Reset(syscall.SIGXFSZ)
	})
	return dir, syscall.EFBIG
}

func TestFullDiskLeavesTheOldFiles(t *testing.T) {
	dir, full := smallDisk(t)
	book, data := filepath.Join(dir, "汇总表.xlsx"), filepath.Join(dir, "数据.json")
	old := string(bytes.Repeat([]byte("o"), small/2))
	_, err := Write(File{book, []byte(old)}, File{data, []byte("old")})
	require.NoError(t, err)

	_, err = Write(File{data, []byte("new")}, File{book, bytes.Repeat([]byte("n"), 3*small)})
	require.ErrorIs(t, err, full)
	assert.True(t, old == content(t, book))
	assert.Equal(t, "old", content(t, data))
	assert.Equal(t, []string{"数据.json", "汇总表.xlsx"}, names(t, dir), "no temporary file stays behind")

	_, err = Write(File{book, []byte("new")})
	require.NoError(t, err, "there is room again")
	assert.Equal(t, "new", content(t, book))
}
