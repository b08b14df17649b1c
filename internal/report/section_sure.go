package report

import (
	"slices"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
)

// sureText says how sure the figures are: who has not sent, and what the
// office has still to decide.
func (b *builder) sureText() string {
	decide := b.ToDecide()
	return b.unsentSentence() + b.keptDoneSentence() + b.standInSentence() + b.contestedSentence() + b.doubledSentence() + b.suspectedSentence() +
		b.openStopsSentence() + b.openTotalsSentence() + when(decide > 0, "待领导小组办公室核定的事项"+items(decide)+"。")
}

// unsent are the units that owe a report and have not sent it.
func (b *builder) unsent() []string {
	return namesOf(b.pf.Units, func(u portfolio.UnitState) string { return when(u.Owes && !u.Sent, u.Unit.Name) })
}

func (b *builder) unsentSentence() string {
	names := b.unsent()
	if len(names) == 0 {
		return ""
	}
	carried := slices.ContainsFunc(b.entries, func(e *ProjectRow) bool { return e.Carried && slices.Contains(names, e.InUnit) })
	who := some(names, b.front.units, "个部门") + "尚未报送"
	if len(names) > 1 && !slices.ContainsFunc(b.pf.Units, func(u portfolio.UnitState) bool { return u.Owes && u.Sent }) {
		who = noneSent(len(names))
	}
	return sentence(who, when(carried, "相关项目暂列"+b.lastData()))
}

// keptDone is how many projects are finished by an earlier quarter's report.
func (b *builder) keptDone() int {
	return countOf(b.entries, func(e *ProjectRow) bool { return e.State != portfolio.Reported && e.light() == plan.Done })
}

func (b *builder) keptDoneSentence() string {
	n := b.keptDone()
	return when(n > 0, pieces(n)+"此前已完成的项目本季度没有报送或填报有误，仍列为已完成。")
}

// standInSentence tells of projects whose lead has not said itself how they stand.
func (b *builder) standInSentence() string {
	n := len(b.standIns())
	return when(n > 0, pieces(n)+"项目牵头部门没有填报，暂按其他部门填报的数据计入。")
}

// toCorrect reports that departments still have something to correct, though it
// keeps no project from counting: of two rows of one project the first counts.
func (b *builder) toCorrect() bool {
	return slices.ContainsFunc(b.pf.Findings, func(f filing.Finding) bool { return f.Severity == plan.Error && f.PassedBy == "" })
}

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

// openStopsSentence tells of late projects that their departments alone have
// stopped: they are no longer late for it.
func (b *builder) openStopsSentence() string {
	kinds := namesOf(b.Unapproved, func(c filing.Change) string {
		e := b.byNumber[c.Old]
		stops := c.Kind == filing.ChangePause || c.Kind == filing.ChangeCancel
		if !stops || e == nil || e.Last == nil {
			return ""
		}
		return when(e.Known.Late() || e.Last.Light.Late() || b.standingThen(e.Last).stillLate, c.Kind)
	})
	return when(len(kinds) > 0, "此前滞后、部门填报"+list(names(shares(kinds)))+"的项目"+pieces(len(kinds))+"，尚未批准。")
}

// openTotalsSentence tells of planned investment that departments alone have
// lowered: the rate is higher for it.
func (b *builder) openTotalsSentence() string {
	var open []filing.Change
	var before, after plan.Money
	known := true
	for _, c := range b.Unapproved {
		was, err := plan.ParseWan(c.Before)
		now, errNow := plan.ParseWan(c.After)
		if isKnown := err == nil && errNow == nil; c.Kind != filing.ChangeMoney || isKnown && now >= was {
			continue
		} else if !isKnown {
			known = false
		}
		open, before, after = append(open, c), before+was, after+now
	}
	text := "部门" + when(known, "调低总投资") + when(!known, "把总投资调低或改为待定") + "的项目" + pieces(len(open))
	switch {
	case len(open) == 0:
		return ""
	case len(open) == 1:
		text += bracketed(fromTo(wanWord(open[0].Before), wanWord(open[0].After), "改为"))
	case known:
		text += bracketed("共" + fromTo(before.Text(), after.Text(), "改为"))
	}
	return sentence(text, "尚未批准", "暂按填报的统计")
}

// suspectedSentence tells of projects that may count twice, under an old name
// and a new one.
func (b *builder) suspectedSentence() string {
	var kinds []string
	stake := plan.Money(0)
	for _, c := range b.Unapproved {
		if b.isSuspected(c) {
			kinds = append(kinds, c.Kind)
			stake += b.stakeOf(c)
		}
	}
	return when(len(kinds) > 0, sentence("疑似"+list(names(shares(kinds)))+plan.Count(len(kinds))+"组", atStake(stake), "批准前新旧项目均计入"))
}
