package main

import (
	"bytes"
	"os"
	"testing"

	"jingpin/internal/quarter/runner"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A fault of the program's own ends in a sentence and a record that says where
// it broke and nothing of what it was working on.
func TestFaultEndsInASentence(t *testing.T) {
	t.Chdir(t.TempDir())
	var complaints bytes.Buffer
	j := &invocation{environment: environment{stdout: &complaints, stderr: &complaints, now: fixedDay}}
	broken := command{name: "report", run: func(*invocation) (int, error) { panic("福康路道路改造") }}
	assert.Equal(t, exitFailed, broken.execute(nil, j))
	assert.Equal(t, "jingpin report：程序自己出了错，这次没有做完，已有的文件没有改动。请把“出错记录.txt”发给维护的人，里面没有表格的内容。\n", complaints.String())
	record, err := os.ReadFile(runner.FaultFile)
	require.NoError(t, err)
	assert.Contains(t, string(record), "TestFaultEndsInASentence")
	assert.NotContains(t, string(record), "福康路")
}
