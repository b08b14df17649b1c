package exceltest

import (
	_ "embed"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// officeModule is what scripts import as office.
//
//go:embed office.py
var officeModule []byte

// Running is a LibreOffice that runs as long as the test, for it takes long to
// start.
type Running struct {
	dir  string // its profile, and the module
	pipe string // on which it waits
}

// LibreOffice starts one; the test skips where there is none that scripts can
// work in, and in short runs.
func LibreOffice(t *testing.T) *Running {
	t.Helper()
	soffice := findLibreOffice(t)
	if exec.Command(officePython, "-c", "import uno").Run() != nil {
		t.Skip("python3-uno is not installed")
	}
	o := &Running{dir: t.TempDir()}
	o.pipe = filepath.Base(filepath.Dir(o.dir)) + filepath.Base(o.dir)
	module := filepath.Join(o.dir, "office.py")
	require.NoError(t, os.WriteFile(module, officeModule, 0o600))
	running := exec.Command(soffice, "-env:UserInstallation=file://"+filepath.Join(o.dir, "profile"),
		"--headless", "--norestore", "--nologo", "--accept=pipe,name="+o.pipe+";urp")
	require.NoError(t, running.Start())
	t.Cleanup(func() { // a signal would end what began it alone
		said, err := exec.Command(officePython, module, o.pipe).CombinedOutput()
		assert.NoError(t, err, "%s", said)
		_ = running.Wait()
	})
	return o
}

// officePython is the system's, which has UNO.
const officePython = "/usr/bin/python3"

// Command runs a script, which is given the pipe and then the arguments.
func (o *Running) Command(script string, args ...string) *exec.Cmd {
	c := exec.Command(officePython, append([]string{script, o.pipe}, args...)...)
	c.Env = append(os.Environ(), "PYTHONPATH="+o.dir)
	return c
}
