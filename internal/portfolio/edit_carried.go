package portfolio

import "jingpin/internal/filing"

// correctCarried replays the corrections of figures that are last quarter's,
// and notes those that concern no project at all.
func (m *merger) correctCarried() {
	if len(m.uncorrected) == 0 {
		return
	}
	byID := map[filing.RowID]*member{}
	for _, e := range m.library {
		byID[e.key] = e
		if e.Number != "" {
			byID[filing.Numbered(e.Number)] = e
		}
	}
	type figure struct {
		member *member
		column string
	}
	edits := map[figure][]filing.Edit{}
	var order []figure
	for _, edit := range m.uncorrected {
		e := byID[edit.Key]
		if m.history.Standing(edit.Number) != nil {
			e = byID[filing.Numbered(edit.Number)]
		}
		if e == nil {
			m.office.expire(m.nameEdit(edit), "没有找到这个项目")
			continue
		}
		at := figure{e, edit.Column}
		if edits[at] == nil {
			order = append(order, at)
		}
		edits[at] = append(edits[at], edit)
	}
	for _, at := range order {
		m.replayCarried(at.member, at.column, edits[at])
	}
}

// replayCarried puts the office's value in the place of last quarter's.
func (m *merger) replayCarried(e *member, column string, edits []filing.Edit) {
	edits = m.readable(&row{project: &e.Project}, edits)
	shown := []string{e.Project.Value(column)}
	if e.Sent != nil {
		shown = append(shown, e.Sent.Value(column), e.AsTyped[column])
	}
	if len(edits) == 0 {
		return
	}
	value, known := follow(edits, shown...)
	if e.State == Reported || !known {
		m.office.expire(m.nameEdit(edits[0]), "部门又报了，这个项目的数据待核实，改的不是现在列出的数")
		return
	}
	if _, bad := e.AsTyped[column]; bad && e.Project.Amount(column) == nil {
		e.AsTyped[column] = value
		m.office.expire(m.nameEdit(edits[len(edits)-1]), "改了以后这一行还有错误，没有计入")
		return
	}
	_ = e.Project.Set(m.plan, column, value) // of readable edits, or as it was
	if e.Sent != nil {
		_ = e.Sent.Set(m.plan, column, value)
	}
}
