package output

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestWritePutsFilesInPlace(t *testing.T) {
	dir := t.TempDir()
	target := filepath.Join(dir, "成果", "汇总表.xlsx")
	for _, want := range []string{"old", "new"} {
		placed, err := Write(File{target, []byte(want)})
		require.NoError(t, err)
		assert.Equal(t, []Placed{{target, target}}, placed)
		got, err := os.ReadFile(target)
		require.NoError(t, err)
		assert.Equal(t, want, string(got))
	}
	info, err := os.Stat(target)
	require.NoError(t, err)
	assert.Equal(t, os.FileMode(0o644), info.Mode().Perm())
	assert.Len(t, names(t, filepath.Dir(target)), 1, "no temporary file stays behind")
}

func TestWriteIsAllOrNothing(t *testing.T) {
	dir := t.TempDir()
	first := filepath.Join(dir, "a.txt")
	_, err := Write(File{first, []byte("old")})
	require.NoError(t, err)

	// The second target's folder is a file, so it cannot be staged.
	_, err = Write(File{first, []byte("new")}, File{filepath.Join(first, "b.txt"), nil})
	require.Error(t, err)
	got, err := os.ReadFile(first)
	require.NoError(t, err)
	assert.Equal(t, "old", string(got))
	assert.Equal(t, []string{"a.txt"}, names(t, dir))

	// Nor can a file stand where a folder is.
	require.NoError(t, os.Mkdir(filepath.Join(dir, "folder"), 0o755))
	_, err = Write(File{first, []byte("new")}, File{filepath.Join(dir, "folder"), nil})
	require.ErrorIs(t, err, errFolder)
	assert.Equal(t, "old", content(t, first))
	assert.Equal(t, []string{"a.txt", "folder"}, names(t, dir))
}

func TestDiscardLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	target := filepath.Join(dir, "a.txt")
	_, err := Write(File{target, []byte("old")})
	require.NoError(t, err)
	var b Batch
	require.NoError(t, b.Add(File{target, []byte("new")}))
	assert.Len(t, names(t, dir), 2, "written in full beside its target")
	b.Discard()
	assert.Equal(t, []string{"a.txt"}, names(t, dir))
	assert.Equal(t, "old", content(t, target))
	placed, err := b.Place()
	require.NoError(t, err)
	assert.Empty(t, placed)
}

// Who did not wait for the end may add to what has been discarded: nothing is
// begun, and what was begun before does not stay.
func TestNothingIsWrittenOnceDiscarded(t *testing.T) {
	dir := t.TempDir()
	var b Batch
	require.NoError(t, b.AddFrom(filepath.Join(dir, "a.txt"), func(w io.Writer) error {
		b.Discard()
		return nil
	}))
	assert.Empty(t, names(t, dir))
	require.NoError(t, b.AddFrom(filepath.Join(dir, "b.txt"), func(io.Writer) error {
		assert.Fail(t, "begun")
		return nil
	}))
	assert.Empty(t, names(t, dir))
}

// A target held open by Excel cannot be replaced on Windows; here its refusal
// is simulated.
func TestHeldTargetGetsTheNewFileBeside(t *testing.T) {
	dir := t.TempDir()
	held, free := filepath.Join(dir, "汇总表.xlsx"), filepath.Join(dir, "数据.json")
	refuse := func(from, to string) error {
		if to == held {
			return &os.LinkError{Op: "rename", Old: from, New: to, Err: fs.ErrPermission}
		}
		return os.Rename(from, to)
	}
	require.NoError(t, os.WriteFile(held, []byte("old"), 0o644))
	for n, want := range []string{"汇总表(新1).xlsx", "汇总表(新2).xlsx"} {
		var b Batch
		text := strconv.Itoa(n)
		require.NoError(t, b.Add(File{held, []byte(text)}))
		require.NoError(t, b.Add(File{free, []byte(text)}))
		placed, err := b.place(refuse)
		require.NoError(t, err)
		beside := filepath.Join(dir, want)
		assert.Equal(t, []Placed{{free, free}, {beside, held}}, placed, "in the order of their paths")
		assert.Equal(t, text, content(t, beside))
		assert.Equal(t, text, content(t, free))
		assert.Equal(t, "old", content(t, held))
	}
}

// TestLockedTargetGetsTheNewFileBeside lays the lock files of office programs
// beside a target.
func TestLockedTargetGetsTheNewFileBeside(t *testing.T) {
	for _, c := range []struct{ name, lock, beside string }{
		{"汇总表.xlsx", ".~lock.汇总表.xlsx#", "汇总表(新1).xlsx"}, {"汇总表.xlsx", "~$汇总表.xlsx", "汇总表(新1).xlsx"},
		{"季度报告（送审稿）.docx", "~$报告（送审稿）.docx", "季度报告（送审稿）(新1).docx"}, {"汇总表.xlsx", "~$总表.xlsx", "汇总表.xlsx"},
	} {
		t.Run(c.lock, func(t *testing.T) {
			dir := t.TempDir()
			target, beside := filepath.Join(dir, c.name), filepath.Join(dir, c.beside)
			require.NoError(t, os.WriteFile(target, []byte("old"), 0o644))
			require.NoError(t, os.WriteFile(filepath.Join(dir, c.lock), nil, 0o644))
			for range 2 {
				var b Batch
				require.NoError(t, b.Add(File{target, []byte("new")}))
				placed, err := b.Place()
				require.NoError(t, err)
				assert.Equal(t, []Placed{{beside, target}}, placed)
				assert.Equal(t, "new", content(t, beside))
			}
			assert.Len(t, names(t, dir), map[bool]int{true: 2, false: 3}[target == beside], "the same is not written once more")
			require.NoError(t, os.Remove(filepath.Join(dir, c.lock)))
			placed, err := Write(File{target, []byte("new")})
			require.NoError(t, err)
			assert.Equal(t, []Placed{{target, target}}, placed, "once it is closed")
		})
	}
}

func TestPlaceTellsWhatStands(t *testing.T) {
	dir := t.TempDir()
	first, second := filepath.Join(dir, "a.txt"), filepath.Join(dir, "b.txt")
	broken := errors.New("the disk is gone")
	var b Batch
	require.NoError(t, b.Add(File{first, []byte("new")}))
	require.NoError(t, b.Add(File{second, []byte("new")}))
	placed, err := b.place(func(from, to string) error {
		if to == second {
			return broken
		}
		return os.Rename(from, to)
	})
	require.ErrorIs(t, err, broken)
	assert.Equal(t, []Placed{{first, first}}, placed)
	b.Discard()
	assert.Equal(t, []string{"a.txt"}, names(t, dir), "no temporary file stays behind")
}

func TestArchiveIntoNoFolder(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "汇总表.xlsx")
	_, err := Write(File{path, []byte("first")})
	require.NoError(t, err)

	var b Batch
	defer b.Discard()
	assert.Error(t, b.Archive(path, filepath.Join(path, "存档")), "a file is no folder: it ends")
}

func TestArchiveNumbersCopies(t *testing.T) {
	dir := t.TempDir()
	path, keep := filepath.Join(dir, "汇总表.xlsx"), filepath.Join(dir, "存档")
	for n, want := range [][]string{{}, {"汇总表-01.xlsx"}, {"汇总表-01.xlsx", "汇总表-02.xlsx"}} {
		var b Batch
		require.NoError(t, b.Archive(path, keep))
		require.NoError(t, b.Add(File{path, []byte(strconv.Itoa(n))}))
		_, err := b.Place()
		require.NoError(t, err)
		if n > 0 {
			assert.Equal(t, want, names(t, keep))
			assert.Equal(t, strconv.Itoa(n-1), content(t, filepath.Join(keep, want[n-1])), "what stood there before")
		}
	}
}

func content(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	return string(data)
}

func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	var list []string
	for _, e := range entries {
		list = append(list, e.Name())
	}
	return list
}
