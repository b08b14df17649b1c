package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"jingpin/internal/quarter"
	"jingpin/internal/sheet"
	"jingpin/internal/sheet/verified"
	"jingpin/internal/slowtest"
	"jingpin/internal/stream"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// fileList writes some workbooks in folders of their own, all of one name, and
// lists them as a program on Windows would.
func fileList(t *testing.T, files, projects int) string {
	t.Helper()
	root := t.TempDir()
	var list strings.Builder
	for i := range files {
		path := filepath.Join(root, fmt.Sprintf("第 %d 批", i), "管理办.xlsx")
		require.NoError(t, os.Mkdir(filepath.Dir(path), 0o755))
		book := append(planSheet(projects), part{"docProps/custom.txt", fmt.Sprint(i)}) // no two the same
		require.NoError(t, os.WriteFile(path, pack(t, book), 0o644))
		list.WriteString(path + "\r\n")
	}
	return "\ufeff" + list.String()
}

// heapWatch is where a stream goes; it looks at the memory in use now and then.
type heapWatch struct {
	t     *testing.T
	lines int
	heap  []uint64
}

func (w *heapWatch) Write(p []byte) (int, error) {
	require.Equal(w.t, 1, bytes.Count(p, []byte("\n")), "a line as soon as it is known")
	if w.lines++; w.lines%60 == 0 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		w.heap = append(w.heap, m.HeapAlloc)
	}
	return len(p), nil
}

// A stream holds the files being read and no others.
func TestStreamHoldsFewFiles(t *testing.T) {
	slowtest.Long(t)
	const files = 240
	list := fileList(t, files, 40)
	w := &heapWatch{t: t}
	var complaints bytes.Buffer
	code := run(t.Context(), []string{"check", "--files-from", "-", "--format", "ndjson", "--quarter", "2023Q2", "--jobs", "2"},
		environment{stdin: strings.NewReader(list), stdout: w, stderr: &complaints, now: fixedDay})
	require.LessOrEqual(t, code, exitErrors, complaints.String())
	require.Equal(t, files+1, w.lines)
	first, last := w.heap[0], w.heap[len(w.heap)-1]
	assert.Less(t, last, first+files*8<<10, "eight KB a file at most: its name and checksum; a file read takes a hundred")
}

// Whatever finishes first, and however many work at once, the output is the
// same.
func TestJobsChangeNothing(t *testing.T) {
	units := 12
	if testing.Short() {
		units = 6
	}
	dir := rehearsed(t, units, 4, "0.8")
	for _, format := range []string{"text", "json", "ndjson"} {
		want, code := runQuietly(t, "check", dir, "--quarter", "2023Q2", "--format", format, "--jobs", "1")
		require.Equal(t, exitErrors, code)
		for _, jobs := range []string{"2", "7", "64"} {
			got, _ := runQuietly(t, "check", dir, "--quarter", "2023Q2", "--format", format, "--jobs", jobs)
			require.True(t, bytes.Equal(want, got), "%s with %s jobs", format, jobs)
		}
	}
}

// Checks done in shards, each with its own list, merge to what one merge of all
// the files gives; files of one name are told apart.
func TestShardsMergeToTheSame(t *testing.T) {
	dir := rehearsed(t, 12, 4, "0.5")
	paths, err := filepath.Glob(filepath.Join(dir, quarter.DirFiled, "*"))
	require.NoError(t, err)
	work := t.TempDir()
	var shards []string
	for i := range 3 {
		var list strings.Builder
		for k := i; k < len(paths); k += 3 {
			list.WriteString(paths[k] + "\n")
		}
		shards = append(shards, shard(t, work, fmt.Sprintf("检查 %d.ndjson", i), list.String()))
	}
	// A batch engine calls its parts what it likes.
	part := filepath.Join(work, "part-00002")
	require.NoError(t, os.Rename(shards[2], part))
	shards[2] = part

	whole, sharded := filepath.Join(work, "甲.xlsx"), filepath.Join(work, "乙.xlsx")
	_, code := runQuietly(t, "merge", filepath.Join(dir, quarter.DirFiled), "--quarter", "2023Q2", "-o", whole)
	require.Equal(t, exitDone, code)
	args := append([]string{"merge", "--plan", filepath.Join(dir, quarter.PlanFile), "--quarter", "2023Q2", "-o", sharded}, shards...)
	_, code = runQuietly(t, args...)
	require.Equal(t, exitDone, code)
	assert.Equal(t, sheetCells(t, whole, "项目汇总表"), sheetCells(t, sharded, "项目汇总表"))

	one := shard(t, work, "一.ndjson", fileList(t, 1, 2))
	other := shard(t, work, "二.ndjson", fileList(t, 1, 3))
	_, code = runQuietly(t, "merge", one, other, "--quarter", "2023Q2", "-o", sharded)
	require.LessOrEqual(t, code, exitErrors)
	assert.Contains(t, sheetCells(t, sharded, "报送情况"), "二/管理办.xlsx")
}

// shard checks a list of files into a stream.
func shard(t *testing.T, dir, name, list string) string {
	t.Helper()
	var out, complaints bytes.Buffer
	code := run(t.Context(), []string{"check", "--files-from", "-", "--format", "ndjson", "--quarter", "2023Q2"},
		environment{stdin: strings.NewReader(list), stdout: &out, stderr: &complaints, now: fixedDay})
	require.LessOrEqual(t, code, exitErrors, complaints.String())
	path := filepath.Join(dir, name)
	require.NoError(t, os.WriteFile(path, out.Bytes(), 0o644))
	return path
}

// sheetCells shows a sheet of a workbook, one cell a line.
func sheetCells(t *testing.T, path, name string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	wb, err := verified.Open(data, sheet.DefaultLimits)
	require.NoError(t, err)
	var out strings.Builder
	for _, s := range wb.Sheets {
		if s.Name != name {
			continue
		}
		for _, row := range s.Rows {
			for _, c := range row.Cells {
				fmt.Fprintf(&out, "%s=%s\n", c.Ref(), c.Text)
			}
		}
	}
	require.NotEmpty(t, out.String(), name)
	return out.String()
}

// The README's way to run the checks side by side works as it stands there.
func TestShardsUnderParallel(t *testing.T) {
	if _, err := exec.LookPath("parallel"); err != nil {
		t.Skip("GNU parallel is not installed")
	}
	dir := rehearsed(t, 25, 3, "0.5")
	require.NoError(t, os.WriteFile(filepath.Join(dir, quarter.DirFiled, "~$正在编辑.xlsx"), []byte("lock"), 0o644))
	readme, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	require.NoError(t, err)
	_, after, found := strings.Cut(string(readme), "```sh shards\n")
	require.True(t, found)
	script, _, _ := strings.Cut(after, "```")
	command := exec.Command("bash", "-e", "-c", strings.ReplaceAll(script, "-N 500", "-N 10"))
	command.Dir = dir
	out, err := command.CombinedOutput()
	require.NoError(t, err, string(out))
	assert.FileExists(t, filepath.Join(dir, quarter.DirResult, quarter.ResultBook))

	streams, err := filepath.Glob(filepath.Join(dir, "*"+quarter.StreamEnding))
	require.NoError(t, err)
	assert.Greater(t, len(streams), 1)
	checked := 0
	for _, path := range streams {
		data, err := os.ReadFile(path)
		require.NoError(t, err)
		_, subs, err := stream.Read(bytes.NewReader(data))
		require.NoError(t, err)
		checked += len(subs)
	}
	assert.Equal(t, 25, checked)
}
