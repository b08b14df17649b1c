package intake_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/intake"
)

// What a unit promises is read as dates and shares are; what cannot be read is
// left out and never keeps the row from counting.
func TestPromisesAreRead(t *testing.T) {
	head := slices.Concat(head, []any{"预计完成时间", "需协调事项", "答复时限", "下季度末目标进度(%)"})
	for _, c := range []struct {
		expected, answerBy, target any
		want                       []string // as read
		doubted                    int
	}{
		{"2024年3月", "2023年7月15日", 75, []string{"2024-03-31", "2023-07-15", "75"}, 0},
		{"2024年一季度", "无", "约80%", []string{"2024-03-31", "", "80"}, 0},
		{"尽快", "月底前", "120", []string{"", "", ""}, 3},
		{nil, nil, nil, []string{"", "", ""}, 0},
	} {
		sub := read(t, "管理办.xlsx", book(t, grid{rows: [][]any{head,
			row(1, "形态改善行动", "提高小区环境品质", "甲项目", c.expected, "请协调管线迁改", c.answerBy, c.target)}}), intake.Options{Quarter: quarter})
		require.Len(t, sub.Rows, 1, c)
		p := &sub.Rows[0].Project
		assert.Equal(t, c.want, []string{p.Value("expected"), p.Value("answer_by"), p.Value("next_target")}, c)
		assert.Equal(t, "2023-12-31", p.Value("deadline"))
		doubted := 0
		for _, f := range sub.Findings {
			assert.NotEqual(t, "T02", f.Rule)
			if f.Rule == "C03" && f.Expected == "" && f.Severity != "info" {
				doubted++
			}
		}
		assert.Equal(t, c.doubted, doubted, c)
	}
}

// Without a deadline beside it, 预计完成时间 is what offices call the deadline.
func TestExpectedMayBeTheDeadline(t *testing.T) {
	alone := slices.Clone(head)
	alone[6] = "预计完成时间"
	sub := read(t, "管理办.xlsx", book(t, grid{rows: [][]any{alone, row(1, "形态改善行动", "提高小区环境品质", "甲项目")}}), intake.Options{Quarter: quarter})
	require.Len(t, sub.Rows, 1)
	assert.Equal(t, "2023-12-31", sub.Rows[0].Project.Value("deadline"))
	assert.Empty(t, sub.Rows[0].Project.Value("expected"))
}
