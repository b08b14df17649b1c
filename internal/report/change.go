package report

import (
	"cmp"
	"slices"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// approvedNow are the changes of this quarter's ledger approved since last
// quarter's data date; one without a date was entered for this quarter.
func (b *builder) approvedNow() []filing.Change {
	then := b.pf.Quarter.First() - 1
	if last := b.pf.Previous; last != nil {
		then = cmp.Or(last.AsOf, last.Quarter.Last())
	}
	return slices.DeleteFunc(slices.Clone(b.pf.Approved), func(c filing.Change) bool {
		return c.Earlier() || c.Approved != 0 && c.Approved <= then
	})
}

// adjustedProjects is how many projects approved changes adjust. What is new, or
// made of others, is told as such.
func (b *builder) adjustedProjects() int {
	made, seen := map[string]bool{}, map[string]bool{}
	for _, e := range b.entries {
		if e.kind() == kindMade {
			for _, number := range e.From {
				made[number] = true
			}
		}
	}
	for _, c := range b.approvedNow() {
		if c.Kind == filing.ChangeNew {
			continue
		}
		for _, number := range c.OldNumbers() {
			if !made[number] {
				seen[cmp.Or(number, c.New)] = true
			}
		}
	}
	return len(seen)
}

// changeList words changes, one an item.
func (b *builder) changeList(cs []filing.Change, words func(filing.Change) string) []string {
	parts := namesOf(cs[:min(len(cs), b.room.changes)], words)
	if rest := len(cs) - b.room.changes; rest > 0 {
		parts = append(parts, "其余"+items(rest)+"见汇总表“项目变更”")
	}
	return parts
}

// claimWords words one change that nobody has approved: that a project has a new
// lead is only what was filled in.
func (b *builder) claimWords(c filing.Change) string {
	if b.isSuspected(c) {
		verbs := map[string]string{filing.ChangeName: "更名为", filing.ChangeMerge: "并入", filing.ChangeSplit: "拆分为"}
		return cmp.Or(b.titles(c.Old), c.Old) + "疑似" + verbs[c.Kind] + c.After
	}
	if c.Kind == filing.ChangeNew {
		return c.After + "此前已批准" + c.Before + "，又报来，没有计入"
	}
	if c.Kind == filing.ChangeTransfer {
		return cmp.Or(b.titles(c.Old), c.Old) + "的" + b.transferred(c) + fromTo(c.Before, c.After, "填成")
	}
	return b.changeWords(c)
}

// isSuspected reports a change that only looks like one: the old project and
// what it may have become both stand in the library.
func (b *builder) isSuspected(c filing.Change) bool {
	switch c.Kind {
	case filing.ChangeMerge, filing.ChangeSplit:
		return true
	}
	return c.Kind == filing.ChangeName && plan.Key(b.names[c.Old]) == plan.Key(c.Before)
}

// stakeOf is the planned investment of the projects that a change is about.
func (b *builder) stakeOf(c filing.Change) plan.Money {
	stake := plan.Money(0)
	for _, number := range c.OldNumbers() {
		if e := b.byNumber[number]; e != nil {
			stake += e.Project.Total.Value()
		}
	}
	return stake
}

// transferred is what a transfer is of: a project goes to another lead, or
// under another task.
func (b *builder) transferred(c filing.Change) string {
	if _, ok := b.plan.Task(c.After); ok {
		return b.plan.Title(plan.KeyTask)
	}
	return b.plan.Title(plan.KeyLead)
}

// changeWords says one change of the plan with its project and its basis.
func (b *builder) changeWords(c filing.Change) string {
	name := cmp.Or(b.titles(c.Old), b.titles(c.New), c.Old, c.New)
	return b.changeItself(c, name) + bracketed(c.Basis)
}

func (b *builder) changeItself(c filing.Change, name string) string {
	switch c.Kind {
	case filing.ChangeNew:
		return "新增" + cmp.Or(b.titles(c.New), name)
	case filing.ChangeName:
		return cmp.Or(c.Before, name) + fromTo("", c.After, "更名为")
	case filing.ChangeTransfer:
		if _, ok := b.plan.Task(c.After); ok {
			return name + b.transferred(c) + fromTo(c.Before, c.After, "调整为")
		}
		return name + fromTo(c.Before, c.After, "移交")
	case filing.ChangeSplit:
		return name + "拆分为" + cmp.Or(b.titles(c.New), c.After, c.New)
	case filing.ChangeMerge:
		return name + "并入" + cmp.Or(b.titles(c.New), c.After, c.New)
	}
	if a, ok := adjustments[c.Kind]; ok {
		return name + a.of + fromTo(a.say(c.Before), a.say(c.After), "调整为")
	}
	return name + c.Kind
}

// An adjustment is a change of one value of a project.
type adjustment struct {
	of     string              // the value
	say    func(string) string // how it is said
	lights string              // what the lights go by as it was until it is approved, "" where they do not go by it
}

var adjustments = map[string]adjustment{
	filing.ChangeDeadline: {"完成时限", dayWord, "时限"},
	filing.ChangeStart:    {"启动时间", dayWord, "启动时间"},
	filing.ChangeCategory: {"项目类别", inline, "类别"},
	filing.ChangeMoney:    {"总投资", wanWord, ""},
}

// settledTerms names what was moved without approval, so that lights go by what
// it was before.
func settledTerms(open []filing.Change) []string {
	var terms []string
	for _, kind := range filing.ChangeKinds() {
		if slices.ContainsFunc(open, func(c filing.Change) bool { return c.Kind == kind }) && adjustments[kind].lights != "" {
			terms = append(terms, adjustments[kind].lights)
		}
	}
	return terms
}

// claimNow says what counts of a change that nobody has approved.
func (b *builder) claimNow(c filing.Change) string {
	if b.isSuspected(c) {
		return "新旧项目都计，旧的沿用" + b.lastData()
	}
	switch c.Kind {
	case filing.ChangeNew:
		return "仍按批准的" + c.Before + "处理"
	case filing.ChangeMoney:
		return "按填报的" + wanWord(c.After) + "统计"
	case filing.ChangeTransfer:
		return "列在" + c.After + "名下"
	case filing.ChangeName:
		return "按填报的名称列出"
	case filing.ChangePause, filing.ChangeCancel:
		return "按填报的" + c.After + "列出，不研判亮灯，资金照计"
	}
	if a, ok := adjustments[c.Kind]; ok {
		return "亮灯按原批准的" + a.lights + "研判"
	}
	return ""
}

// titles are the names of the projects whose numbers a text lists.
func (b *builder) titles(numbers string) string {
	return list(namesOf(filing.Numbers(numbers), func(n string) string { return cmp.Or(b.names[n], n) }))
}
