package web

import (
	"bufio"
	"bytes"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"jingpin/internal/quarter"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestFolderIsRenamedUnderThePage says so, and goes on where it comes back.
func TestFolderIsRenamedUnderThePage(t *testing.T) {
	t.Parallel()
	folder := laid(t, "reported")
	v := visit(t, serveFolder(t, optionsFor(folder)))
	require.NoError(t, os.Rename(folder, folder+"旧"))
	body := v.get(t, "")
	holds(t, body, "这个文件夹现在读不了")
	holds(t, body, "换一个季度")
	v.post(t, "do/report", nil)
	v.eventually(t, "", "再试一次")
	assert.NoDirExists(t, folder, "nothing is made anew where it was")
	require.NoError(t, os.Rename(folder+"旧", folder))
	holds(t, v.get(t, ""), "要我定的")
}

// TestResultsThatCannotBeWritten has a file stand where the results' folder is
// to be, as a folder without rights has it.
func TestResultsThatCannotBeWritten(t *testing.T) {
	t.Parallel()
	folder := laid(t, "new")
	results := filepath.Join(folder, quarter.DirResult)
	require.NoError(t, os.RemoveAll(results))
	require.NoError(t, os.WriteFile(results, []byte("x"), 0o644))
	v := visit(t, serveFolder(t, optionsFor(folder)))
	before := tree(t, filepath.Join(folder, quarter.DirFiled))
	v.post(t, "do/report", nil)
	v.eventually(t, "", "已有的文件没有改动")
	assert.Equal(t, before, tree(t, filepath.Join(folder, quarter.DirFiled)))
}

// TestBookOpenElsewhere has 汇总表 open in another program: nothing can be
// decided, the report is written beside it, and the page says both.
func TestBookOpenElsewhere(t *testing.T) {
	t.Parallel()
	for name, program := range map[string]string{"~$汇总表.xlsx": "Excel或WPS", ".~lock.汇总表.xlsx#": "LibreOffice或WPS"} {
		folder := laid(t, "reported")
		results := filepath.Join(folder, quarter.DirResult)
		require.NoError(t, os.WriteFile(filepath.Join(results, name), nil, 0o644))
		v := visit(t, serveFolder(t, optionsFor(folder)))
		desk := v.get(t, "")
		holds(t, desk, "汇总表正在"+program+"里打开着")
		assert.NotRegexp(t, `<button>标为已发`, desk)
		holds(t, v.get(t, "changes"), "<fieldset disabled")
		code, body := v.post(t, "do/pass", map[string][]string{"rule": {"H04"}, "by": {"主任"}, "why": {"已批"}})
		assert.Equal(t, http.StatusUnprocessableEntity, code)
		holds(t, body, "请先保存关闭")
	}
}

// TestKilledInTheMiddle kills the program while it makes a report, and starts it
// again: all is there, and the report is the one that it would have been.
func TestKilledInTheMiddle(t *testing.T) {
	t.Parallel()
	folder := laid(t, "new")
	start := func() (*exec.Cmd, visitor) {
		c := exec.Command(os.Args[0])
		c.Env = append(os.Environ(), servedFolder+"="+folder)
		out, err := c.StdoutPipe()
		require.NoError(t, err)
		require.NoError(t, c.Start())
		t.Cleanup(func() { _ = c.Process.Kill() })
		address, err := bufio.NewReader(out).ReadString('\n')
		require.NoError(t, err)
		return c, visit(t, strings.TrimSpace(address))
	}
	program, v := start()
	v.post(t, "do/report", nil)
	results := filepath.Join(folder, quarter.DirResult)
	for until := time.Now().Add(longest); time.Now().Before(until); time.Sleep(time.Millisecond) {
		if staged, _ := filepath.Glob(filepath.Join(results, ".jingpin-*")); len(staged) > 0 {
			break // it is writing
		}
	}
	require.NoError(t, program.Process.Kill())
	_ = program.Wait()
	assert.FileExists(t, filepath.Join(folder, quarter.ClaimFile), "it had no time to leave the folder")

	program, v = start()
	assert.NotContains(t, v.get(t, ""), "只能看，不能写", "who is dead has nothing")
	v.post(t, "do/report", nil)
	v.eventually(t, "", "还要办的")
	v.post(t, "do/quit", nil)
	require.NoError(t, program.Wait())
	left, want := tree(t, folder), tree(t, laid(t, "reported"))
	for name, data := range want {
		assert.True(t, bytes.Equal(data, left[name]), name)
	}
	for name := range left {
		assert.Contains(t, want, name, "nothing is left of the first")
	}
}
