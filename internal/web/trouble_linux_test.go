package web

import (
	"bufio"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"jingpin/internal/quarter"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestFolderWithoutRights has the program run by somebody who may look and not
// write, and by one who may not even look: the page says so, and nothing is lost.
func TestFolderWithoutRights(t *testing.T) {
	t.Parallel()
	folder := laid(t, "reported")
	filed, results := filepath.Join(folder, quarter.DirFiled), filepath.Join(folder, quarter.DirResult)
	for _, dir := range []string{folder, filed, results, filepath.Join(folder, quarter.DirReturn), filepath.Dir(folder)} {
		may(t, dir, 0o555)
	}
	v := stranger(t, folder)
	before := tree(t, folder)
	desk := v.get(t, "")
	holds(t, desk, "待办")
	assert.NotContains(t, desk, "只能看，不能写", "nobody else has the folder")
	what := desk[strings.Index(desk, `name="what" value="`)+len(`name="what" value="`):]
	code, body := v.post(t, "do/sent", url.Values{"what": {what[:strings.Index(what, `"`)]}})
	assert.NotEqual(t, http.StatusOK, code)
	holds(t, body, "没有权限")
	code, body = v.post(t, "do/ground", url.Values{"as_of": {"2023-06-25"}})
	assert.NotEqual(t, http.StatusOK, code)
	holds(t, body, "没有权限")
	v.post(t, "do/forms", v.formsAsked(t, "next", func(string) bool { return true }))
	v.eventually(t, "", "建不了文件夹")
	v.post(t, "do/report", url.Values{"leader": {quarter.AllLeaders}})
	v.eventually(t, "", "没有权限")
	assert.Equal(t, before, tree(t, folder))

	unread := filepath.Join(filed, "管理办.xlsx")
	may(t, unread, 0)
	v.eventually(t, "unit/2", "没有权限")
	may(t, unread, 0o644)
	may(t, filed, 0)
	v.eventually(t, "", "没有权限")
	may(t, filed, 0o555)
	v.eventually(t, "", "要我定的")
	assert.Equal(t, before, tree(t, folder))
}

// may gives a file or folder rights, and takes them back at the end.
func may(t *testing.T, path string, rights os.FileMode) {
	t.Helper()
	require.NoError(t, os.Chmod(path, rights))
	t.Cleanup(func() { _ = os.Chmod(path, 0o755) })
}

// stranger visits a page that a user without rights of his own has started:
// nobody, where the test is run by who may do all.
func stranger(t *testing.T, folder string) visitor {
	t.Helper()
	self, err := os.Open(os.Args[0])
	require.NoError(t, err)
	defer self.Close()
	path := filepath.Join(t.TempDir(), "program")
	may(t, filepath.Dir(filepath.Dir(path)), 0o755) // of all folders of the test's own
	to, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY, 0o755)
	require.NoError(t, err)
	_, err = io.Copy(to, self)
	require.NoError(t, err)
	require.NoError(t, to.Close())
	c := exec.Command(path)
	c.Env, c.Dir = append(os.Environ(), servedFolder+"="+folder), filepath.Dir(path)
	if os.Geteuid() == 0 {
		c.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	}
	out, err := c.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, c.Start())
	t.Cleanup(func() { _ = c.Process.Kill(); _ = c.Wait() })
	address, err := bufio.NewReader(out).ReadString('\n')
	require.NoError(t, err)
	return arrive(t, strings.TrimSpace(address))
}

// TestFullDisk makes a report where there is no room for it, and again where
// there is.
func TestFullDisk(t *testing.T) {
	disk := t.TempDir()
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=64m"); err != nil {
		t.Skip("may mount no small disk here")
	}
	t.Cleanup(func() { require.NoError(t, syscall.Unmount(disk, syscall.MNT_DETACH)) })
	require.NoError(t, os.CopyFS(disk, os.DirFS(filepath.Dir(laid(t, "reported")))))
	folder := filepath.Join(disk, "2023Q2")
	require.NoError(t, os.Remove(filepath.Join(folder, quarter.DirFiled, "管理办.xlsx")))
	var room syscall.Statfs_t
	require.NoError(t, syscall.Statfs(disk, &room))
	filler := filepath.Join(disk, "占地方.bin")
	require.NoError(t, os.WriteFile(filler, make([]byte, int64(room.Bavail)*room.Bsize-100<<10), 0o644))

	v := visit(t, serveFolder(t, optionsFor(folder)))
	before := tree(t, folder)
	v.post(t, "do/report", nil)
	holds(t, v.eventually(t, "", "磁盘满了"), "已有的文件没有改动")
	assert.Equal(t, before, tree(t, folder))
	require.NoError(t, os.Remove(filler))
	v.post(t, "do/report", nil)
	v.eventually(t, "", "还要办的")
	assert.FileExists(t, filepath.Join(folder, quarter.DirResult, "存档", "汇总表-01.xlsx"))
}
