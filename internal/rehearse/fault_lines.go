package rehearse

import (
	"slices"

	"jingpin/internal/form"
	"jingpin/internal/plan"
)

// takesLines fits a layout into which lines that are no projects can be put:
// nothing in it reaches over several rows or counts them.
func takesLines(l *sheetLayout) bool {
	return isSimple(l) && l.group == repeated && !l.formulas && l.again == 0 && !l.gap
}

// below puts a blank line below a project and returns its sheet and row.
func (pg *sheetPage) below(i int) (*grid, int) {
	at := pg.at[i]
	k := slices.IndexFunc(pg.book.sheets, func(g *grid) bool { return g.name == at.sheet })
	g := pg.book.sheets[k]
	g.rows = slices.Insert(g.rows, at.row, nil)
	for n := range g.merges {
		if g.merges[n].top > at.row {
			g.merges[n].top++
			g.merges[n].bottom++
		}
	}
	for _, places := range [][]laidRow{pg.at, pg.totals} {
		for n := range places {
			if places[n].sheet == at.sheet && places[n].row > at.row {
				places[n].row++
			}
		}
	}
	return g, at.row + 1
}

// sound is the first row of a submission that nothing else is to be said about,
// with money to be spent; ok is false where there is none.
func (s *submission) sound(p *plan.Plan) (i int, ok bool) {
	for i := range s.in.rows {
		if m := (&mishap{p, s, i}); m.fit() && hasFunds(m) {
			return i, true
		}
	}
	return 0, false
}

// takeApart lists two parts below a project, and what each costs.
func takeApart(p *plan.Plan, s *submission) {
	i, ok := s.sound(p)
	if !ok {
		return
	}
	s.edits = append(s.edits, func(pg *sheetPage) {
		pr := s.in.rows[i].project
		half := pr.Total.Value() / 2
		for n, part := range []struct {
			name string
			cost plan.Money
		}{{"西段", pr.Total.Value() - half}, {"其中：东段", half}} {
			g, row := pg.below(i)
			g.put(row, pg.columns["no"], text(plan.Count(i+1)+"."+plan.Count(2-n)))
			g.put(row, pg.columns["name"], text(part.name))
			g.put(row, pg.columns["total"], s.layout.spell.amount(plan.Exactly(part.cost)))
		}
	})
	s.findAt("L11", i, "name", 0)
}

// goOnBelow goes on with a project's text in the line below it.
func goOnBelow(p *plan.Plan, s *submission) {
	i, ok := s.sound(p)
	if !ok {
		return
	}
	s.edits = append(s.edits, func(pg *sheetPage) {
		g, row := pg.below(i)
		g.put(row, pg.columns["done"], text("另有两处完成放样，下月进场。"))
	})
	s.findAt("L12", i, "done", 1)
}

// addRemark writes below the last project what is none.
func addRemark(_ *plan.Plan, s *submission) {
	last := len(s.in.rows) - 1
	s.edits = append(s.edits, func(pg *sheetPage) {
		g, row := pg.below(last)
		g.put(row, pg.columns["name"], text("以上项目均由本部门牵头"))
	})
	s.findAt("L15", last, "name", 1)
}

// findAt asks for a finding in a project's column, or so many rows below it.
func (s *submission) findAt(rule string, i int, key string, below int) {
	s.found = append(s.found, func(pg *sheetPage) ExpectedFinding {
		at := pg.at[i]
		return ExpectedFinding{rule, at.sheet, ref(at.row+below, pg.columns[key]), at.row + below}
	})
}

// keepDraft leaves an older copy of the sheet in the workbook, hidden.
func keepDraft(_ *plan.Plan, s *submission) {
	const name = "旧稿"
	s.edits = append(s.edits, func(pg *sheetPage) {
		draft := *pg.book.sheets[0]
		draft.name, draft.hidden, draft.header = name, true, cellRange{}
		pg.book.sheets = append(pg.book.sheets, &draft)
	})
	s.found = append(s.found, func(*sheetPage) ExpectedFinding { return ExpectedFinding{Rule: "L14", Sheet: name} })
}

// tickNothing ticks below the projects that there are none.
func tickNothing(_ *plan.Plan, s *submission) {
	line := form.ZeroReport + form.ZeroTick
	s.layout.foot = append([]string{line}, s.layout.foot...)
	s.found = append(s.found, func(pg *sheetPage) ExpectedFinding {
		g, col := pg.book.sheets[0], s.layout.left+1
		row := 1
		for g.at(row, col) != text(line) {
			row++
		}
		return ExpectedFinding{"L16", g.name, ref(row, col), row}
	})
}

// nameAlone leaves nothing of a project but its name.
func nameAlone(m *mishap) {
	for _, key := range m.sub.layout.keys(m.plan) {
		if key != "no" && key != "name" {
			m.typeIn(key, gridCell{})
		}
	}
}
