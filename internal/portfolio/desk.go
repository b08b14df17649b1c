package portfolio

import (
	"cmp"
	"slices"
	"strings"

	"jingpin/internal/check"
	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// officeWork is how much of the office's work has been of use.
type officeWork struct {
	decisions map[filing.CaseID]filing.Decision
	conflicts map[filing.CaseID]bool // that exist
	overrides map[filing.RowID]*filing.Override
	removals  map[filing.RowID]bool // true once a project was taken out for it
	closed    map[string]string     // number → why the office took its project out
}

func newOfficeWork(work filing.Office) *officeWork {
	d := &officeWork{
		decisions: map[filing.CaseID]filing.Decision{}, conflicts: map[filing.CaseID]bool{},
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

// override is the light the office set for an entry, nil for none. It was set
// under the key the project had then.
func (d *officeWork) override(e *member) *filing.Override {
	if o := d.overrides[e.key]; o != nil {
		return o
	}
	if len(d.overrides) > 0 && e.Last != nil {
		return d.overrides[e.Last.Project.Key()]
	}
	return nil
}

// expire notes a piece of the office's work that no longer applies.
func (m *merger) expire(what, why string) { m.pf.Stale = append(m.pf.Stale, Stale{what, why}) }

// expireUnused notes what of the office's work has been of no use, and puts all
// that no longer applies in order.
func (m *merger) expireUnused() {
	for _, c := range m.pf.Office.Decisions {
		if !m.office.conflicts[c.Case()] {
			m.expire("核定意见“"+c.Choice+"”（"+titleOf(m.plan, c.Rule)+"）", "这一处重复或冲突已经没有了，或者各方有了变化，要重新核定")
		}
	}
	for _, r := range m.pf.Office.Removed {
		if !m.office.removals[r.Key] {
			m.expire("删除项目"+plan.Quote(r.Name), "没有找到这个项目")
		}
	}
	for _, e := range m.pf.Office.Exceptions {
		if why := m.unused(e); why != "" {
			m.expire("核准例外 "+e.Rule+" "+e.Unit+e.Project, why)
		}
	}
	for _, c := range m.pf.Office.Changes {
		if why := m.unsettled(c); why != "" {
			m.expire("项目变更 "+c.Kind+" "+c.Old, why)
		}
	}
	slices.SortFunc(m.pf.Stale, func(a, b Stale) int { return cmp.Or(cmp.Compare(a.What, b.What), cmp.Compare(a.Why, b.Why)) })
	m.pf.Stale = slices.Compact(m.pf.Stale)
}

// unsettled says why an approved change settles nothing, "" when it does.
func (m *merger) unsettled(c filing.Change) string {
	if !c.Settled() {
		return ""
	}
	if m.isAhead(c) {
		return "批准日期（" + c.Approved.Chinese() + "）还没有到，到那时才算批准"
	}
	for _, number := range c.OldNumbers() {
		if number != "" && !m.history.Knows(number) {
			return "编号登记里没有这个编号"
		}
	}
	column := check.TermColumns[c.Kind]
	if column == "" || c.After == "" || new(filing.Project).Set(m.plan, column, c.After) == nil {
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

// isAhead reports a change whose day of approval is still to come.
func (m *merger) isAhead(c filing.Change) bool { return m.until != 0 && c.Approved > m.until }

// unused says why an exception lets nothing pass, "" when it does.
func (m *merger) unused(e plan.Exception) string {
	rule, ok := m.plan.Rule(e.Rule)
	switch {
	case m.passes.applied[e]:
		return ""
	case !ok:
		return "没有这条规则"
	case !rule.Open:
		return "这条规则不能例外"
	case !slices.Contains(m.passes.byRule[e.Rule], e):
		return "已经过了有效期"
	}
	return "没有遇到这样的问题"
}

// between is a conflict of sides of which the office is to adopt one; it has no
// key yet.
func between(rule, title string, sides ...Side) Conflict {
	c := Conflict{Rule: rule, Title: title, Sides: sides}
	for i := range sides {
		sides[i].Label = sideName(i)
		c.Choices = append(c.Choices, adopt(i))
	}
	return c
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
			m.expire("核定意见“"+d.Choice+"”（"+c.Title+"）", "可选的只有"+strings.Join(c.Choices, "、"))
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

// rowSide is a row as a side of a conflict, with the columns to choose by.
func (m *merger) rowSide(r *row, columns ...string) Side {
	return Side{
		Unit: r.file.Unit, Source: r.Project.Source,
		Values: valuesOf(m.plan, r.file.Submission, &r.Project, columns...),
	}
}
