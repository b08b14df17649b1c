package mail

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestPaths(t *testing.T) {
	long := strings.Repeat("长", 100_000)
	list, err := pathsOf(t.Context(), strings.NewReader("\ufeffa.xlsx\r\n\n"+long+"\nb.xlsx"))
	require.NoError(t, err)
	assert.Equal(t, []string{"a.xlsx", long, "b.xlsx"}, list)

	_, err = pathsOf(t.Context(), strings.NewReader("a.xlsx\n"+strings.Repeat("x", maxPath)))
	assert.EqualError(t, err, "--files-from 的第2个文件名太长。应当一行写一个文件名。")
}
