package consolidated

import (
	"strings"

	"jingpin/internal/excel/book"
	"jingpin/internal/form"
	"jingpin/internal/report"
)

// conflicts sets what was reported twice or differently side by side, for the
// office to decide.
func (b *workbook) conflicts(l *layout) {
	r := l.report
	choice := form.PageNamed(form.PageConflicts).Place(form.ColChoice)
	b.list(list{
		sheet: form.PageConflicts, title: "重复与冲突核定", freeze: 4,
		note: "在米色的“核定意见”里选一项，保存后重新出报告即照办；没有核定以前，按“目前计入”处理。",
		rows: len(r.Conflicts), empty: "没有需要核定的重复和冲突。",
		row: func(i int) []book.Cell { return l.conflictCells(i, r.Conflicts[i]) },
		tune: func(p *resultSheet, from, first, last int) {
			p.chooseEach(choice, first, last, func(row int) string {
				return l.choices.list(choiceName(r.Conflicts[from+row-first].Choices))
			})
		},
	})
}

func (l *layout) conflictCells(i int, c report.ConflictRow) []book.Cell {
	side := make([]string, 3)
	for j := range c.Sides {
		to := min(j, len(side)-1)
		side[to] = strings.TrimPrefix(side[to]+"\n"+sideText(c, j, to == j), "\n")
	}
	return []book.Cell{
		serial(i), book.Centered(c.Rule), book.Words(c.RuleTitle), book.Words(c.Title), book.Words(side[0]), book.Words(side[1]), book.Words(side[2]),
		book.Words(c.Counts), book.Centered(c.Choice).Restyle(book.Look.Input), book.Words(l.basisOf(c)).Restyle(book.Look.Input), book.Words(c.Key),
	}
}

// basisOf is who decided a conflict, and when.
func (l *layout) basisOf(c report.ConflictRow) string {
	for _, d := range l.report.Office.Decisions {
		if d.Rule == c.Rule && d.Key == c.Key {
			return d.Basis
		}
	}
	return ""
}

// sideText is a conflict's j-th side in lines: who, the values, where. A side
// that shares its cell with others is told in one line.
func sideText(c report.ConflictRow, j int, alone bool) string {
	s, separator := c.Sides[j], "\n"
	if !alone {
		separator = "；"
	}
	lines := []string{s.Unit}
	if !alone {
		lines[0] = s.Label + "：" + s.Unit
	}
	for _, v := range s.Values {
		lines = append(lines, v.Column+"："+v.Value)
	}
	if s.Source.File != "" {
		lines = append(lines, s.Source.Words())
	}
	return strings.Join(lines, separator)
}
