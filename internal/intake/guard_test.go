package intake

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/check"
	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// What broke the reading is told in plain words, not in the runtime's.
func TestGuardOfAPanic(t *testing.T) {
	taken := guard(Received{Path: "管理办.xlsx"}, plan.Builtin(), time.Minute, func() Taken {
		panic("index out of range")
	})
	check.Judge(taken.Submissions[0], plan.Builtin(), check.Options{})
	require.Len(t, taken.Submissions[0].Findings, 1)
	f := taken.Submissions[0].Findings[0]
	assert.Equal(t, "F04", f.Rule)
	assert.Equal(t, "管理办", taken.Submissions[0].Unit)
	assert.Contains(t, f.Message, "表里有程序读不了的内容")
	assert.NotContains(t, f.Message, "index")
}

func TestGuardOfTime(t *testing.T) {
	stuck := make(chan struct{})
	defer close(stuck)
	taken := guard(Received{Path: "管理办.xlsx"}, plan.Builtin(), time.Millisecond, func() Taken {
		<-stuck
		return Taken{}
	})
	check.Judge(taken.Submissions[0], plan.Builtin(), check.Options{})
	require.Len(t, taken.Submissions[0].Findings, 1)
	assert.Equal(t, "F04", taken.Submissions[0].Findings[0].Rule)
	assert.Equal(t, "管理办", taken.Submissions[0].Unit)

	read := &filing.Submission{Path: "管理办.xlsx"}
	taken = guard(Received{Path: "管理办.xlsx"}, plan.Builtin(), time.Minute, func() Taken { return Taken{Submissions: []*filing.Submission{read}} })
	assert.Same(t, read, taken.Submissions[0])
}
