package portfolio

import (
	"cmp"
	"slices"
	"strings"

	"jingpin/internal/check"
	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// officeWork is the office's work, and how much of it has been of use.
type officeWork struct {
	plan      *plan.Plan
	work      filing.Office
	passes    *passes
	history   *check.History
	decisions map[filing.CaseID]filing.Decision
	conflicts map[filing.CaseID]bool // that exist
	overrides map[filing.RowID]*filing.Override
	removals  map[filing.RowID]bool // true once a project was taken out for it
	closed    map[string]string     // number → why the office took its project out
	dead      []Stale
}

// canonicalOffice puts the office's work into one order, each piece once, so
// that the portfolio does not depend on how it was collected.
func canonicalOffice(o filing.Office) filing.Office {
	return filing.Office{
		Decisions: uniqueBy(o.Decisions, func(a, b filing.Decision) int {
			return cmp.Or(cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Key, b.Key), cmp.Compare(a.Choice, b.Choice), cmp.Compare(a.Basis, b.Basis))
		}),
		Overrides: uniqueBy(o.Overrides, func(a, b filing.Override) int {
			return cmp.Or(cmp.Compare(a.Key, b.Key), cmp.Compare(a.Light, b.Light), cmp.Compare(a.Reason, b.Reason))
		}),
		Exceptions: uniqueBy(o.Exceptions, func(a, b plan.Exception) int {
			return cmp.Or(cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.Project, b.Project),
				cmp.Compare(a.ApprovedBy, b.ApprovedBy), cmp.Compare(a.Reason, b.Reason), cmp.Compare(a.Expires, b.Expires))
		}),
		Edits: uniqueBy(o.Edits, func(a, b filing.Edit) int {
			return cmp.Or(cmp.Compare(a.Number, b.Number), cmp.Compare(a.Key, b.Key), cmp.Compare(a.Column, b.Column),
				cmp.Compare(a.Seq, b.Seq), cmp.Compare(a.Before, b.Before), cmp.Compare(a.After, b.After), cmp.Compare(a.Unit, b.Unit))
		}),
		Changes: uniqueBy(o.Changes, func(a, b filing.Change) int {
			return cmp.Or(cmp.Compare(a.Approved, b.Approved), filing.CompareChanges(a, b), cmp.Compare(a.Basis, b.Basis), cmp.Compare(a.Dated, b.Dated))
		}),
		Drafts: uniqueBy(o.Drafts, func(a, b filing.Draft) int {
			return cmp.Or(cmp.Compare(a.Section, b.Section), cmp.Compare(a.Generated, b.Generated), cmp.Compare(a.Revised, b.Revised))
		}),
		Removed: uniqueBy(o.Removed, func(a, b filing.Removal) int {
			return cmp.Or(cmp.Compare(a.Key, b.Key), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Reason, b.Reason))
		}),
		Rulings: uniqueBy(o.Rulings, func(a, b filing.Ruling) int {
			return cmp.Or(cmp.Compare(a.Number, b.Number), cmp.Compare(a.Key, b.Key), cmp.Compare(a.Choice, b.Choice), cmp.Compare(a.Mark, b.Mark), cmp.Compare(a.Title, b.Title))
		}),
		Arrivals: firstArrivals(o.Arrivals),
		Sent:     uniqueBy(o.Sent, func(a, b filing.Sent) int { return cmp.Or(cmp.Compare(a.What, b.What), cmp.Compare(a.Day, b.Day)) }),
		Settled:  uniqueBy(o.Settled, func(a, b filing.Given) int { return cmp.Or(cmp.Compare(a.Number, b.Number), cmp.Compare(a.Key, b.Key)) }),
	}
}

// firstArrivals keeps the earliest of each unit, by unit.
func firstArrivals(all []filing.Arrival) []filing.Arrival {
	all = uniqueBy(all, func(a, b filing.Arrival) int { return cmp.Or(cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.Day, b.Day)) })
	return slices.CompactFunc(all, func(a, b filing.Arrival) bool { return a.Unit == b.Unit })
}

func uniqueBy[T comparable](all []T, compare func(a, b T) int) []T {
	all = slices.Clone(all)
	slices.SortStableFunc(all, compare)
	return slices.Compact(all)
}

func newOfficeWork(p *plan.Plan, work filing.Office, x *passes, h *check.History) *officeWork {
	d := &officeWork{
		plan: p, work: work, passes: x, history: h, decisions: map[filing.CaseID]filing.Decision{}, conflicts: map[filing.CaseID]bool{},
		overrides: map[filing.RowID]*filing.Override{}, removals: map[filing.RowID]bool{}, closed: map[string]string{},
	}
	for _, c := range work.Decisions {
		d.decisions[c.Case()] = c
	}
	for i := range work.Overrides {
		d.overrides[work.Overrides[i].Key] = &work.Overrides[i]
	}
	for _, r := range work.Removed {
		d.removals[r.Key] = false
	}
	return d
}

// removes reports a project the office deleted. last is the project's standing
// last quarter, nil for none.
func (d *officeWork) removes(key filing.RowID, last *filing.Standing) bool {
	_, gone := d.removals[key]
	if gone {
		d.removals[key] = true
	}
	if gone && last != nil {
		d.closed[last.Number] = "办公室删除"
	}
	return gone
}

// expire notes a piece of the office's work that no longer applies.
func (d *officeWork) expire(what, why string) { d.dead = append(d.dead, Stale{what, why}) }

// stale is all of the office's work that no longer applies, in a fixed order.
func (d *officeWork) stale() []Stale {
	for _, c := range d.work.Decisions {
		if !d.conflicts[c.Case()] {
			d.expire("核定意见“"+c.Choice+"”（"+titleOf(d.plan, c.Rule)+"）", "这一处重复或冲突已经没有了，或者各方有了变化，要重新核定")
		}
	}
	for _, r := range d.work.Removed {
		if !d.removals[r.Key] {
			d.expire("删除项目"+plan.Quote(r.Name), "没有找到这个项目")
		}
	}
	for _, e := range d.work.Exceptions {
		if why := d.unused(e); why != "" {
			d.expire("核准例外 "+e.Rule+" "+e.Unit+e.Project, why)
		}
	}
	for _, c := range d.work.Changes {
		if why := d.unsettled(c); why != "" {
			d.expire("项目变更 "+c.Kind+" "+c.Old, why)
		}
	}
	slices.SortFunc(d.dead, func(a, b Stale) int { return cmp.Or(cmp.Compare(a.What, b.What), cmp.Compare(a.Why, b.Why)) })
	return slices.Compact(d.dead)
}

// unsettled says why an approved change settles nothing, "" when it does.
func (d *officeWork) unsettled(c filing.Change) string {
	if !c.Settled() {
		return ""
	}
	for _, number := range c.OldNumbers() {
		if number != "" && !d.history.Knows(number) {
			return "编号登记里没有这个编号"
		}
	}
	column := check.TermColumns[c.Kind]
	if column == "" || c.After == "" || new(filing.Project).Set(d.plan, column, c.After) == nil {
		return ""
	}
	read := "变更后“" + c.After + "”"
	switch column {
	case plan.KeyDeadline:
		return read + "读不出是哪一天，时限没有调整"
	case plan.KeyStart:
		return read + "读不出是哪一天，启动时间没有调整"
	}
	return read + "不是项目类别，类别没有调整"
}

// unused says why an exception lets nothing pass, "" when it does.
func (d *officeWork) unused(e plan.Exception) string {
	rule, ok := d.plan.Rule(e.Rule)
	switch {
	case d.passes.applied[e]:
		return ""
	case !ok:
		return "没有这条规则"
	case !rule.Open:
		return "这条规则不能例外"
	case !slices.Contains(d.passes.byRule[e.Rule], e):
		return "已经过了有效期"
	}
	return "没有遇到这样的问题"
}

// offer puts a conflict before the office and returns the choice it has made,
// "" while it has not. counts says what counts after a choice.
func (m *merger) offer(c Conflict, counts func(choice string) string) string {
	at := filing.CaseID{Rule: c.Rule, Key: c.Key}
	m.office.conflicts[at] = true
	if d, ok := m.office.decisions[at]; ok && d.Choice != "" {
		if slices.Contains(c.Choices, d.Choice) {
			c.Choice = d.Choice
		} else {
			m.office.expire("核定意见“"+d.Choice+"”（"+c.Title+"）", "可选的只有"+strings.Join(c.Choices, "、"))
		}
	}
	c.Counts = counts(c.Choice)
	m.pf.Conflicts = append(m.pf.Conflicts, c)
	return c.Choice
}

// decided makes a finding a record once the office has decided about it.
func decided(f *filing.Finding, choice string) {
	if choice != "" {
		f.Severity, f.PassedBy = plan.Note, "办公室核定："+choice
	}
}

// sideName is how the sides of a conflict are told apart: 甲, 乙, 丙 ….
func sideName(i int) string {
	names := []rune("甲乙丙丁戊己庚辛壬癸")
	if i < len(names) {
		return string(names[i])
	}
	return "第" + plan.Count(i+1) + "方"
}

// adopt is the choice of one side.
func adopt(i int) string { return "采用" + sideName(i) }

// adopted is the side a choice adopts, the first by default.
func adopted(choice string, sides int) int {
	for i := range sides {
		if choice == adopt(i) {
			return i
		}
	}
	return 0
}
