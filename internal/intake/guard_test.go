package intake

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/plan"
)

// What broke the reading is told in plain words, not in the runtime's.
func TestGuardOfAPanic(t *testing.T) {
	taken := guard(File{Path: "管理办.xlsx"}, plan.Builtin(), time.Minute, func() Taken {
		panic("index out of range")
	})
	require.Len(t, taken.Submission.Findings, 1)
	f := taken.Submission.Findings[0]
	assert.Equal(t, "F04", f.Rule)
	assert.Equal(t, "管理办", taken.Submission.Unit)
	assert.Contains(t, f.Message, "表里有程序读不了的内容")
	assert.NotContains(t, f.Message, "index")
}
