package intake_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"jingpin/internal/filing"
	"jingpin/internal/intake"
)

var groupSheets = []sheetCase{
	{
		about: "headings with a remark in another cell",
		grid: grid{rows: [][]any{
			bareHead,
			{"(二)形态改善行动", nil, nil, nil, nil, "管理办"}, {"6、提高小区环境品质", nil, nil, nil, nil, nil, nil, nil, nil, "牵头领导:分管副主任"}, bare(1, "甲项目"),
			{"六", "文化润心行动", "2个项目", nil, nil, nil, 200}, {"15", "优化文化供给", "（2项）"}, bare(2, "乙项目"),
			{"专项行动：", "形态改善行动"}, {"重点任务：", "改善街区景观环境"}, bare(3, "丙项目"),
		}},
		want: []string{"4 形态改善行动 6 甲项目", "7 文化润心行动 15 乙项目", "10 形态改善行动 7 丙项目"},
	},
	{
		about: "headings with a count or a sentence behind them",
		grid: grid{rows: [][]any{
			bareHead, {"二、形态改善行动 共2个项目"}, {"⑥提高小区环境品质"}, bare(1, "甲项目"), {"7、改善街区景观环境—2项"}, bare(2, "乙项目"),
			{"文化润心行动——15、优化文化供给"}, bare(3, "丙项目"), {"6、提高小区环境品质。聚焦居民居住条件改善和居住环境优化。"}, bare(4, "丁项目"),
		}},
		want: []string{"4 形态改善行动 6 甲项目", "6 形态改善行动 7 乙项目", "8 文化润心行动 15 丙项目", "10 形态改善行动 6 丁项目"},
	},
	{
		about: "a title that names the track and the task",
		grid:  grid{rows: [][]any{{"表二 形态改善行动——提高小区环境品质"}, bareHead, bare(1, "甲项目")}},
		want:  []string{"3 形态改善行动 6 甲项目"},
	},
	{
		about: "a project named like a task is no heading",
		grid: grid{rows: [][]any{
			head, row(1, "形态改善行动", "提高小区环境品质", "提高小区环境品质"), {"2", "形态改善行动", "提高小区环境品质", "提高小区环境品质", "做好小区整治"},
		}},
		want:  []string{"2 形态改善行动 6 提高小区环境品质", "3 形态改善行动 6 提高小区环境品质"},
		found: []string{"L13 D3"},
	},
}

// Headings of all kinds tell the track and the task of the rows below them.
func TestGroupsOfRealSheets(t *testing.T) { readSheets(t, groupSheets) }

// A task that belongs to another track than the heading above it says so.
func TestTaskOverrulesHeading(t *testing.T) {
	tasked := append([]any{"序号", "重点任务"}, bareHead[1:]...)
	own := append([]any{1, "优化文化供给"}, bare(1, "甲项目")[1:]...)
	for _, g := range []grid{
		{rows: [][]any{tasked, {"(二)形态改善行动"}, own}},
		{rows: [][]any{bareHead, {"(二)形态改善行动"}, {"15、优化文化供给"}, bare(1, "甲项目")}},
	} {
		sub := read(t, "管理办.xlsx", book(t, g), intake.Options{Quarter: quarter})
		assert.Equal(t, "文化润心行动", sub.Rows[0].Project.Track)
		var read []string
		for _, f := range sub.Findings {
			if f.Rule == filing.CoercionRule && f.Column == "专项行动" {
				read = append(read, f.Value+" → "+f.Expected)
			}
		}
		assert.Equal(t, []string{"形态改善行动 → 文化润心行动"}, read)
	}
}
