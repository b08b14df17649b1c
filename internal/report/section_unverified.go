package report

import (
	"slices"

	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
)

// unverifiedText tells in one sentence what is still 待核实.
func (b *builder) unverifiedText() string {
	t := b.Overall
	switch {
	case t.Projects == 0:
		return ""
	case t.Unverified == 0 && len(b.open()) > 0:
		return ""
	case t.Unverified == 0 && b.keptDone() > 0:
		return b.keptDoneSentence()
	case t.Unverified == 0:
		return "各项目数据均已核实。"
	}
	var units []string
	carried, placeless := 0, 0
	for i := range b.pf.Entries {
		if e := &b.pf.Entries[i]; light(e) == plan.Unverified {
			units = append(units, b.unitName(i))
			if e.Carried {
				carried++
			}
			if b.trackNo(i) == 0 {
				placeless++
			}
		}
	}
	cs := []string{"数据待核实项目" + pieces(t.Unverified), inUnits(names(shares(units))), b.whyUnverified()}
	cs = append(cs, b.carriedWords(carried)...)
	if placeless > 0 {
		cs = append(cs, "其中"+pieces(placeless)+"专项行动也待核实，未列入第四部分")
	}
	return sentence(append(cs, "不参与亮灯研判")...)
}

func names(ss []share) []string {
	ns := make([]string, len(ss))
	for i, s := range ss {
		ns[i] = s.name
	}
	return ns
}

// standInText names the projects that count with a partner's row.
func (b *builder) standInText() string {
	var names []string
	for i := range b.pf.Entries {
		if e := &b.pf.Entries[i]; e.StandsIn {
			names = append(names, titled(e.Project.Title()))
		}
	}
	if len(names) == 0 {
		return ""
	}
	return "牵头部门没有填报、暂按配合部门填报的数据计入的项目" + pieces(len(names)) + "（" + some(names, namesInText, "") + "）。"
}

// The rules of conflicts: two leads, two names of one project, two figures of
// one cell.
const (
	ruleLeads   = "X02"
	ruleNear    = "X03"
	ruleFigures = "X09"
)

// openRules are those on whose conflicts figures depend, the gravest first.
var openRules = []string{ruleLeads, ruleNear, ruleFigures}

// open are the conflicts that the office has still to decide and on which
// figures depend.
func (b *builder) open() []portfolio.Conflict { return b.openOf(openRules...) }

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
	counted, open := 0, 0
	for i := range b.pf.Entries {
		if e := &b.pf.Entries[i]; len(e.Contested) > 0 && e.State == portfolio.Reported {
			counted++
		} else if len(e.Contested) > 0 {
			open++
		}
	}
	stake := plan.Money(0)
	for _, c := range b.openOf(ruleLeads) {
		stake += c.Stake
	}
	how := "暂按" + b.lastEnd() + "牵头部门统计"
	switch {
	case counted+open == 0:
		return ""
	case counted == 0:
		how = "本季度数据暂未计入"
	case open > 0:
		how = pieces(counted) + how + "、" + pieces(open) + "暂未计入"
	}
	return sentence("另有"+pieces(counted+open)+"项目牵头部门不一致", atStake(stake), how, "待核定")
}

// doubledSentence tells the pairs of projects that may be one.
func (b *builder) doubledSentence() string {
	pairs := b.openOf(ruleNear)
	if len(pairs) == 0 {
		return ""
	}
	stake := plan.Money(0)
	for _, c := range pairs {
		stake += c.Stake
	}
	return sentence("疑似重复"+plan.Count(len(pairs))+"组", atStake(stake), "核定前均计入，待核定")
}

// atStake is the planned investment that a decision is about.
func atStake(m plan.Money) string {
	if m == 0 {
		return ""
	}
	return "涉及" + m.Text()
}

// openFiguresText tells the cells for which there are two figures; page one
// tells of the projects that are in dispute.
func (b *builder) openFiguresText() string {
	n := len(b.openOf(ruleFigures))
	if n == 0 {
		return ""
	}
	return "同一项目有两种数据、待领导小组办公室核定的" + items(n) + "。"
}

func inUnits(units []string) string {
	if len(units) == 1 {
		return "涉及" + units[0]
	}
	return "涉及" + pieces(len(units)) + "部门（" + some(units, 2*namesInText, "") + "）"
}

// whyUnverified parts those with an error from those not sent.
func (b *builder) whyUnverified() string {
	missing := b.countState(portfolio.Missing)
	switch faulty := b.Overall.Unverified - missing; {
	case missing == 0:
		return ""
	case faulty == 0:
		return "均为本季度未报"
	default:
		return "其中填报有误待改正" + pieces(faulty) + "、本季度未报" + pieces(missing)
	}
}

// carriedWords say how many stand with last quarter's figures.
func (b *builder) carriedWords(carried int) []string {
	t := b.Overall
	money := "（总投资" + t.CarriedTotal.Text() + "，累计完成投资" + t.CarriedPaid.Text() + "）"
	switch {
	case carried == 0:
		return []string{"没有此前的数据可沿用，暂只列名称"}
	case carried == t.Unverified:
		return []string{"暂列" + b.lastData() + money}
	}
	return []string{
		pieces(carried) + "暂列" + b.lastData() + money,
		pieces(t.Unverified-carried) + "没有此前的数据可沿用、暂只列名称",
	}
}
