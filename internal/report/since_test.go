package report

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
)

func TestSinceTellsWhatIsOtherwise(t *testing.T) {
	row := func(number, name string, light plan.Light) ProjectRow {
		return ProjectRow{Entry: &portfolio.Entry{Number: number, Light: light, Project: filing.Project{Name: name}}}
	}
	before := &Report{
		Inputs:   []InputFile{{Path: "管理办.xlsx", SHA256: "1"}, {Path: "服务办.xlsx", SHA256: "2"}, {Path: "2023Q1/汇总表.xlsx"}},
		Overall:  Tally{Projects: 2, Red: 1, Green: 1, Total: 100_00},
		Projects: []ProjectRow{row("01-001", "路", plan.Red), row("01-002", "桥", plan.Green)},
		Balance:  Filing{Errors: 3},
	}
	assert.Empty(t, before.Since(before))
	now := &Report{
		Inputs:   []InputFile{{Path: "管理办.xlsx", SHA256: "9"}, {Path: "平安办.xlsx", SHA256: "3"}},
		Overall:  Tally{Projects: 2, Yellow: 1, Stopped: 1, Total: 300_00},
		Projects: []ProjectRow{row("01-001", "路", plan.Yellow), row("01-003", "园", plan.Paused)},
		Errands:  []Errand{{Group: ToDecide}},
	}
	assert.Equal(t, []string{
		"新收到1份：平安办.xlsx。", "内容有变的文件1份：管理办.xlsx。", "不在了的文件1份：服务办.xlsx。", "必须改的从3处变为0处。", "要我定的从0项变为1项。",
		"推进顺利从1个变为0个。", "进度偏慢从0个变为1个。", "进度滞后从1个变为0个。", "暂缓或取消从0个变为1个。",
		"总投资从" + plan.Money(100_00).Short() + "万元变为" + plan.Money(300_00).Short() + "万元。",
		"新列入的项目1个：01-003 园。", "不再列入的项目1个：01-002 桥。", "01-001 路由进度滞后变为进度偏慢。",
	}, now.Since(before))
}

// TestEveryProjectIsInABucket holds the filter of the page to the tables.
func TestEveryProjectIsInABucket(t *testing.T) {
	for light := plan.Unlit; light <= plan.Unverified; light++ {
		p := ProjectRow{Entry: &portfolio.Entry{Light: light}}
		assert.NotEmpty(t, p.Bucket(), light)
	}
	assert.Equal(t, "暂缓或取消", ProjectRow{Entry: &portfolio.Entry{Light: plan.Cancelled}}.Bucket())
	assert.Equal(t, "数据待核实", ProjectRow{Entry: &portfolio.Entry{}}.Bucket())
}

// Inputs without a digest of their own, such as last quarter's workbook, are no
// department's file that has come, changed or gone.
func TestFilesSinceAreTheDepartments(t *testing.T) {
	before := &Report{Inputs: []InputFile{{Path: "旧汇总表.xlsx"}, {Path: "管理办.xlsx", SHA256: "1"}, {Path: "服务办.xlsx", SHA256: "1"}, {Path: "妇联.xlsx", SHA256: "1"}}}
	now := &Report{Inputs: []InputFile{{Path: "汇总表.xlsx"}, {Path: "党建办.xlsx", SHA256: "1"}, {Path: "管理办.xlsx", SHA256: "2"}, {Path: "妇联.xlsx", SHA256: "1"}}}
	assert.Equal(t, []SealChange{
		{Kind: "新到文件", Name: "党建办.xlsx"}, {Kind: "文件已换", Name: "管理办.xlsx"}, {Kind: "文件已移走", Name: "服务办.xlsx"},
	}, now.filesSince(before))
}
