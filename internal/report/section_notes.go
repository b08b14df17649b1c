package report

import (
	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
)

// sectionNotes tells what the figures rest on.
func (b *builder) sectionNotes() Section {
	return Section{"notes", "六、有关说明", worded([]Paragraph{
		{ID: "六-1", Lead: "计划调整。", Text: b.changesText()},
		{ID: "六-2", Lead: "报送情况。", Text: b.filingText()},
		{ID: "六-3", Lead: "数据核实。", Text: b.unverifiedText() + b.standInText() + b.openFiguresText()},
	}...)}
}

// sectionRules tells, behind all else, how the lights are given, what the shares
// are shares of and what the plan names that no project covers.
func (b *builder) sectionRules() Section {
	return Section{RulesSection, "统计口径和任务覆盖", worded([]Paragraph{
		{ID: "六-4", Lead: "亮灯规则。", Text: b.Lights + b.overrideText()},
		{ID: "六-5", Lead: "统计口径。", Text: b.denominatorText() + b.Carried + b.PaidNote},
		{ID: "六-6", Lead: "任务覆盖。", Text: b.coverageText()},
		{ID: "六-7", Lead: "读取情况。", Text: b.balanceText() + b.unreadText()},
	}...)}
}

// RulesSection is the section that stands in the last annex.
const RulesSection = "rules"

func (b *builder) changesText() string {
	approved := b.approvedNow()
	text := "本季度没有经批准的计划调整。"
	if len(approved) > 0 {
		text = "本季度经批准调整计划" + items(len(approved)) + "：" + series(b.changeList(approved, b.changeWords))
	}
	if open := b.Unapproved; len(open) > 0 {
		settled := settledTerms(open)
		text += "部门填报与原计划不一致、尚未批准的变动" + items(len(open)) + when(len(settled) > 0, "，亮灯按原批准的"+list(settled)+"研判") +
			"：" + series(b.changeList(open, b.claimWords))
	}
	return text
}

// filingText says who owes a report, who has sent it and when, and how the
// rows read add up.
func (b *builder) filingText() string {
	owing := countOf(b.pf.Units, func(u portfolio.UnitState) bool { return u.Owes })
	extra := namesOf(b.pf.Units, func(u portfolio.UnitState) string { return when(u.Sent && !u.Owes, u.Unit.Name) })
	zero := namesOf(b.pf.Units, func(u portfolio.UnitState) string { return when(u.Owes && u.Zero, u.Unit.Name) })
	late := namesOf(b.pf.Units, func(u portfolio.UnitState) string {
		return when(u.Owes && reportedLate(u), u.Unit.Name+plan.Count(u.DaysLate)+"天")
	})
	return b.sentText(owing, owing-len(b.unsent())) +
		when(len(zero)+len(late) > 0, sentence("已报送的部门中", someUnits("零报告", zero), someUnits("迟报", late))) +
		when(len(extra) > 0, "另有"+volunteers(extra)+"主动报送。")
}

// volunteers are the units that reported though they owe no report.
func volunteers(names []string) string {
	return list(names[:min(len(names), namesInText)]) + when(len(names) > 1, "等"+pieces(len(names))+"部门")
}

// sentText says how many of the units that owe a report have sent it.
func (b *builder) sentText(owing, sent int) string {
	switch {
	case owing == 0:
		return ""
	case sent == 0 && owing > 1:
		return noneSent(owing) + "。"
	case owing == sent && owing > 1:
		return sentence("应报送部门"+pieces(owing), "均已报送")
	case sent == 0:
		return sentence("应报送部门"+pieces(owing), someUnits("未报送", b.unsent()))
	}
	return sentence("应报送部门"+pieces(owing), "已报送"+pieces(sent), someUnits("未报送", b.unsent()))
}

func noneSent(owing int) string { return "应报送的" + pieces(owing) + "部门均未报送" }

// someUnits says how many units something is true of, and which.
func someUnits(what string, names []string) string {
	return when(len(names) > 0, what+pieces(len(names))+"（"+some(names, 2*namesInText, "")+"）")
}

func (b *builder) balanceText() string {
	r := b.Balance.Rows
	if r.Read == 0 {
		return ""
	}
	rest := said([]share{
		{"待核实", r.Faulty}, {"重复", r.Duplicate}, {"冲突未采用", r.Overruled}, {"旧版", r.Superseded}, {"示例", r.Example},
	}, func(s share) string { return s.name + rows(s.n) })
	return sentence("共读出项目"+rows(r.Read), "计入"+rows(r.Counted), clauses(rest...))
}

// unreadText names the files in which no project could be read.
func (b *builder) unreadText() string {
	files := namesOf(b.pf.Submissions, func(s *filing.Submission) string { return when(unread(s) != nil, s.Path) })
	return when(len(files) > 0, "另有"+plan.Count(len(files))+"份文件没有读出项目（"+some(files, namesInText, "")+"）。")
}

func rows(n int) string { return plan.Count(n) + "行" }

// overrideText says which lights the office set itself.
func (b *builder) overrideText() string {
	parts := namesOf(b.entries, func(e *ProjectRow) string {
		if e.Override == nil || e.light() == plan.Unverified {
			return ""
		}
		return e.Project.Title() + "核定为" + e.Light.String() + bracketed(e.Override.Reason)
	})
	if len(parts) == 0 {
		return ""
	}
	n := len(parts)
	if n > namesInText {
		parts = append(parts[:namesInText], "其余"+pieces(n-namesInText)+"见汇总表“项目汇总表”")
	}
	return "本季度由领导小组办公室核定亮灯的项目" + pieces(n) + "：" + series(parts)
}

// denominatorText says what the shares are shares of.
func (b *builder) denominatorText() string {
	t, m := b.Overall, b.moves()
	return when(t.Lit() > 0, sentence("进度偏慢和滞后项目的占比以纳入研判的"+pieces(t.Lit())+"项目为分母", "不含已完成、未到计划启动时间、暂缓、取消和数据待核实的项目")) +
		when(t.Priced > 0, "投资完成率按总投资已定的"+pieces(t.Priced)+"项目计算。") +
		when(t.Projects > 0 && m.GoOn > 0, sentence(b.since()+"完成投资按前后两期都有数据的"+pieces(m.GoOn)+"项目相减计算",
			when(m.Merged > 0, "合并、拆分前的投资算在合并、拆分后的项目上"), when(m.First > 0, "首次报送项目此前的投资不算在内")))
}

// coverageText says which tasks and named commitments have no project.
func (b *builder) coverageText() string {
	tasks := namesOf(b.Tasks, func(t TaskRow) string { return when(t.No > 0 && t.Tally.Projects == 0, titled(t.Name)) })
	open := namesOf(b.Commitments, func(c CommitmentRow) string { return when(len(c.Projects) == 0, titled(c.Name)) })
	return covered(items(len(b.plan.Tasks))+"重点任务", len(b.plan.Tasks), tasks) +
		covered("计划列明的"+items(len(b.Commitments))+"具体事项", len(b.Commitments), open)
}

// covered says how many of some tasks have a project.
func covered(subject string, total int, open []string) string {
	switch {
	case total == 0:
		return ""
	case len(open) == 0:
		return subject + "均有项目对应。"
	case len(open) == total:
		return subject + "均尚无项目对应。"
	}
	return sentence(subject+"中", "已有项目对应的"+items(total-len(open)), "尚无项目对应的"+items(len(open))+"（"+some(open, namesInText, "")+"）")
}
