package text

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestLineMovesNoCursor(t *testing.T) {
	for s, want := range map[string]string{
		"福康路":               "福康路",
		"30\n20":            "30⏎20",
		"30\r\n20":          "30⏎20",
		"a\tb":              "a b",
		"\x1b[2J清屏\x07":     "\ufffd[2J清屏\ufffd",
		"管理\u202e办.xlsx":    "管理\ufffd办.xlsx",
		"\u0085\u009b31m红字": "\ufffd\ufffd31m红字",
	} {
		assert.Equal(t, want, Line(s))
	}
}

func TestTableLinesUp(t *testing.T) {
	var b strings.Builder
	Table(&b, [][]string{{"部门", "状态"}, {"综合行政执法队", "通过", "x"}, {"a", ""}})
	assert.Equal(t, "部门            状态\n综合行政执法队  通过  x\na\n", b.String())
}
