package report

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
)

func TestErrands(t *testing.T) {
	pf := scenario(t, "normal")
	pf.Submissions = append(pf.Submissions, &filing.Submission{
		Path: "平安办.xlsx", Unit: "平安办", Findings: []filing.Finding{{Rule: "F03", Severity: plan.Error}},
	})
	pf.Stale = []portfolio.Stale{{What: "核定亮灯“推进顺利”", Why: "没有找到这个项目"}}
	sides := []portfolio.Side{
		{Label: "甲", Unit: "管理办", Values: []filing.Typed{{Column: "累计进度(%)", Value: "60"}}}, {Label: "乙", Unit: "服务办"},
	}
	pf.Conflicts = []portfolio.Conflict{
		{Rule: "X01", Sides: sides}, {Rule: "X02", Key: "k", Sides: sides, Choices: []string{"采用甲", "采用乙", "都不计"}, Stake: 90 * plan.Wan},
		{Rule: "X03", Choice: "不是同一个"}, {Rule: "X09"}, {Rule: "X01", Sides: sides, Hearsay: true},
	}
	pf.Office.Drafts = []filing.Draft{{Section: "一-1", Revised: "共有项目999个。"}}
	r := Build(pf, Options{})
	var got []string
	for _, e := range r.Errands {
		if e.Group != ToKnow {
			got = append(got, string(e.Group)+" "+e.What)
		}
	}
	assert.Equal(t, []string{
		"要我定的 “平安办.xlsx”整份没有读进来：文件已损坏", "要我定的 没有采用：核定亮灯“推进顺利”", "要我定的 牵头部门不一致",
		"要我定的 牵头部门没有报，别的部门报了", "要我定的 更正与补报不同", "要我定的 修改稿里的数和数据对不上：999个",
	}, got[:6])
	assert.Contains(t, got, "要我发的 信访办：还没有报送")
	assert.Equal(t, 6, r.ToDecide())
	lead := r.Errands[2]
	assert.Equal(t, []string{"管理办", "服务办"}, lead.Units)
	assert.Equal(t, []Choice{
		{"管理办", "采用甲", "累计进度(%)60"}, {"服务办", "采用乙", ""}, {"都不计", "都不计", ""}, {Label: "以后再定"},
	}, lead.Choices)
	require.Equal(t, ToKnow, r.Errands[len(r.Errands)-1].Group)
	assert.Contains(t, r.Sections[0].Paragraphs[len(r.Sections[0].Paragraphs)-1].Text, "待领导小组办公室核定的事项5项。",
		"the wrong figures of a draft are known only afterwards")

	pf = scenario(t, "normal")
	number, title := pf.Entries[0].Number, pf.Entries[0].Project.Title()
	for _, c := range []struct {
		change    filing.Change
		what, now string
	}{
		{filing.Change{Kind: filing.ChangeTransfer, Before: "管理办", After: "服务办"}, "的牵头部门由管理办填成服务办", "列在服务办名下"},
		{filing.Change{Kind: filing.ChangeTransfer, Before: "优化文化供给", After: "凝聚人心共识"}, "的重点任务由优化文化供给填成凝聚人心共识", "列在凝聚人心共识名下"},
		{filing.Change{Kind: filing.ChangeMoney, Before: "200", After: "80"}, "总投资由200万元调整为80万元", "按填报的80万元统计"},
		{filing.Change{Kind: filing.ChangeDeadline, Before: "2023-06-30", After: "2023-12-31"}, "完成时限由2023年6月30日调整为2023年12月31日", "亮灯按原批准的时限研判"},
		{filing.Change{Kind: filing.ChangeStart, Before: "2022-01-01", After: "2023-06-01"}, "启动时间由2022年1月1日调整为2023年6月1日", "亮灯按原批准的启动时间研判"},
		{filing.Change{Kind: filing.ChangeCategory, Before: "工程类", After: "服务类"}, "项目类别由工程类调整为服务类", "亮灯按原批准的类别研判"},
		{filing.Change{Kind: filing.ChangePause, Before: "在建", After: "暂缓"}, "暂缓", "按填报的暂缓列出，不研判亮灯，资金照计"},
	} {
		c.change.Old = number
		pf.Unapproved = []filing.Change{c.change}
		e := Build(pf, Options{}).Errands[0]
		assert.Equal(t, "项目变更待批："+title+c.what, e.What)
		assert.Equal(t, c.now, e.Now)
	}

	crowded := &builder{Report: &Report{Unapproved: []filing.Change{{Kind: filing.ChangeMoney, Old: "06-003", Before: "100", After: "120"}}}}
	assert.Equal(t, "项目变更待批：06-003总投资由100万元调整为120万元", crowded.changeErrands()[0].What, "however little room page one has")
}

// Nothing is sent back to the office itself, nor to a unit of which nothing is asked.
func TestReturnsGoToDepartmentsAlone(t *testing.T) {
	of := func(unit string, s plan.Severity) filing.Finding {
		return filing.Finding{Unit: unit, File: unit + ".xlsx", Rule: "T03", Severity: s}
	}
	b := &builder{Report: &Report{
		Findings: []filing.Finding{of("管理办", plan.Error), of("管理办", plan.Warning), of("管理办", plan.Warning), of("办公室", plan.Error), of("服务办", plan.Note)},
		Filings:  []Filing{{No: 1, Unit: "管理办"}, {No: 2, Unit: "服务办"}, {Unit: "办公室"}},
	}}
	all := b.unitErrands()
	require.Len(t, all, 1)
	assert.Equal(t, Errand{Group: ToSend, What: "管理办：1处请改正、2处请核实", Units: []string{"管理办"}, Do: "发退回表和退回说明"}, all[0])
}
