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
	const choice = 9
	b.list(list{
		sheet: form.PageConflicts, title: "重复与冲突核定", freeze: 4, tab: book.InkUnverified,
		note: "在米色的“核定意见”里选一项，保存后重新出报告即照办；没有核定以前，按“目前计入”处理。",
		rows: len(r.Conflicts), empty: "没有需要核定的重复和冲突。",
		row: func(i int) []book.Cell { return conflictCells(i, r.Conflicts[i]) },
		tune: func(p *tab, from, first, last int) {
			for i := first; i <= last; {
				offered := choiceName(r.Conflicts[from+i-first].Choices)
				run := i
				for run < last && choiceName(r.Conflicts[from+run+1-first].Choices) == offered {
					run++
				}
				p.Choose(choice, i, run, l.choices.list(offered))
				i = run + 1
			}
		},
	})
}

func conflictCells(i int, c report.Conflict) []book.Cell {
	side := make([]string, 3)
	for j := range c.Sides {
		to := min(j, len(side)-1)
		side[to] = strings.TrimPrefix(side[to]+"\n"+sideText(c, j, to == j), "\n")
	}
	return []book.Cell{
		book.Count(i + 1).As(book.LookCenter), book.Centered(c.Rule), book.Words(c.RuleTitle), book.Words(c.Title), book.Words(side[0]), book.Words(side[1]), book.Words(side[2]),
		book.Words(c.Counts), book.Centered(c.Choice).Restyle(book.Look.Input), book.Words(c.Key),
	}
}

// sideText is a conflict's j-th side in lines: who, the values, where. A side
// that shares its cell with others is told in one line.
func sideText(c report.Conflict, j int, alone bool) string {
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
		lines = append(lines, rowText(s.Source))
	}
	return strings.Join(lines, separator)
}
