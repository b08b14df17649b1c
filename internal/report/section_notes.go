package report

import (
	"slices"

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

// unverifiedText tells in one sentence what is still 待核实.
func (b *builder) unverifiedText() string {
	t := b.Overall
	switch {
	case t.Projects == 0:
		return ""
	case t.Unverified == 0 && (len(b.open()) > 0 || b.ToDecide() > 0 || len(b.standIns()) > 0):
		return ""
	case t.Unverified == 0 && b.keptDone() > 0:
		return b.keptDoneSentence()
	case t.Unverified == 0 && b.toCorrect():
		return ""
	case t.Unverified == 0:
		return "各项目数据均已核实。"
	}
	open := slices.DeleteFunc(slices.Clone(b.entries), func(e *ProjectRow) bool { return e.light() != plan.Unverified })
	units := shares(namesOf(open, func(e *ProjectRow) string { return e.InUnit }))
	missing := countOf(open, func(e *ProjectRow) bool { return e.State == portfolio.Missing })
	placeless := countOf(open, func(e *ProjectRow) bool { return e.InTrack == UnknownTrack })
	return sentence(slices.Concat(
		[]string{"数据待核实项目" + pieces(t.Unverified), inUnits(names(units)), whyUnverified(t.Unverified, missing)},
		b.carriedWords(tally(open)), // of these alone: what is carried may be finished, too
		[]string{when(placeless > 0, "其中"+pieces(placeless)+"专项行动也待核实，未列入第四部分"), "不参与亮灯研判"},
	)...)
}

func names(ss []share) []string { return namesOf(ss, func(s share) string { return s.name }) }

// standIns are the projects that count with another unit's row than their lead's.
func (b *builder) standIns() []string {
	return namesOf(b.entries, func(e *ProjectRow) string { return when(e.StandsIn, titled(e.Project.Title())) })
}

// standInText names them.
func (b *builder) standInText() string {
	names := b.standIns()
	return when(len(names) > 0, "牵头部门没有填报、暂按其他部门填报的数据计入的项目"+pieces(len(names))+"（"+some(names, namesInText, "")+"）。")
}

// The rules of conflicts: two units of a column's amounts, two leads, two names
// of one project, two figures of one cell.
const (
	ruleUnit    = "M04"
	ruleLeads   = "X02"
	ruleNear    = "X03"
	ruleFigures = "X09"
)

// open are the conflicts that the office has still to decide and on which
// figures depend.
func (b *builder) open() []portfolio.Conflict { return b.openOf(ruleLeads, ruleNear, ruleFigures) }

func (b *builder) openOf(rules ...string) []portfolio.Conflict {
	var open []portfolio.Conflict
	for _, c := range b.pf.Conflicts {
		if c.Choice == "" && slices.Contains(rules, c.Rule) {
			open = append(open, c)
		}
	}
	return open
}

// contestedSentence tells the projects that several units claim to lead, which
// is no fact until the office decides.
func (b *builder) contestedSentence() string {
	all := countOf(b.entries, func(e *ProjectRow) bool { return len(e.Contested) > 0 })
	counted := countOf(b.entries, func(e *ProjectRow) bool { return len(e.Contested) > 0 && e.State == portfolio.Reported })
	open := all - counted
	how := "暂按" + b.lastEnd() + "牵头部门统计"
	switch {
	case all == 0:
		return ""
	case counted == 0:
		how = "本季度数据暂未计入"
	case open > 0:
		how = pieces(counted) + how + "、" + pieces(open) + "暂未计入"
	}
	return sentence("另有"+pieces(all)+"项目牵头部门不一致", atStake(stakes(b.openOf(ruleLeads))), how, "待核定")
}

// doubledSentence tells the pairs of projects that may be one.
func (b *builder) doubledSentence() string {
	pairs := b.openOf(ruleNear)
	return when(len(pairs) > 0, sentence("疑似重复"+plan.Count(len(pairs))+"组", atStake(stakes(pairs)), "核定前均计入，待核定"))
}

// stakes is the planned investment that some decisions are about.
func stakes(cs []portfolio.Conflict) (sum plan.Money) {
	for _, c := range cs {
		sum += c.Stake
	}
	return sum
}

func atStake(m plan.Money) string { return when(m != 0, "涉及"+m.Text()) }

// openFiguresText tells the cells for which there are two figures; page one
// tells of the projects that are in dispute.
func (b *builder) openFiguresText() string {
	n := len(b.openOf(ruleFigures))
	return when(n > 0, "同一项目有两种数据、待领导小组办公室核定的"+items(n)+"。")
}

func inUnits(units []string) string {
	if len(units) == 1 {
		return "涉及" + units[0]
	}
	return "涉及" + pieces(len(units)) + "部门（" + some(units, 2*namesInText, "") + "）"
}

// whyUnverified parts those with an error from those not sent.
func whyUnverified(all, missing int) string {
	switch faulty := all - missing; {
	case missing == 0:
		return ""
	case faulty == 0:
		return "均为本季度未报"
	default:
		return "其中填报有误待改正" + pieces(faulty) + "、本季度未报" + pieces(missing)
	}
}

// carriedWords say how many of the unverified stand with last quarter's figures.
func (b *builder) carriedWords(t Tally) []string {
	money := "（总投资" + t.CarriedTotal.Text() + "，累计完成投资" + t.CarriedPaid.Text() + "）"
	switch {
	case t.Carried == 0:
		return []string{"没有此前的数据可沿用，暂只列名称"}
	case t.Carried == t.Projects:
		return []string{"暂列" + b.lastData() + money}
	}
	return []string{
		pieces(t.Carried) + "暂列" + b.lastData() + money,
		pieces(t.Projects-t.Carried) + "没有此前的数据可沿用、暂只列名称",
	}
}
