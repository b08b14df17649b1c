package consolidated

import (
	"jingpin/internal/excel/book"
	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/plan"
)

// findingsList writes every finding, leading to the project it is about.
func (b *workbook) findingsList(l *layout) {
	b.list(list{
		sheet: form.PageFindings, title: l.report.Meta.Quarter.Chinese() + "问题清单", freeze: 3,
		note: "必须改：改正以前不计入；请核实：已计入，请部门确认；已答复：部门写明了情况，内容不变就不再问；已记录：备查。点“项目”转到《项目汇总表》的行。与部门核实后，可在米色的“办公室改正”里直接填正确的内容，保存后重新出报告即照改，改好的行就计入。读取时自动转换的内容另见《读取转换记录》。",
		rows: len(l.findings), empty: "没有发现问题。",
		row: func(i int) []book.Cell { return l.findingCells(i, l.findings[i], l.about[i]) },
	})
}

func (l *layout) findingCells(i int, f filing.Finding, row int) []book.Cell {
	level := book.Centered(f.Level())
	switch f.Severity {
	case plan.Error:
		level = level.As(level.Look.Lit(plan.Red.String()))
	case plan.Warning:
		level = level.As(level.Look.Lit(plan.Yellow.String()))
	}
	project := book.Cell{Look: book.LookCenter}
	if row > 0 {
		label := l.report.Projects[l.index[row]].Number
		if !plain(label) {
			label = "转到"
		}
		project = book.Link(label, book.CellRef{Sheet: form.PageProjects, Col: l.column["name"], Row: row}, book.LookCenter)
	}
	return []book.Cell{
		serial(i), level, book.Centered(f.Rule), book.Words(f.Unit), project, book.Words(f.Project), book.Words(f.Column), book.Words(f.Value),
		book.Words(f.Expected), book.Words(f.Message), book.Words(f.Hint), book.Words(whereText(f.File, f.Sheet, f.Cell)), book.Words(passedBy(f.PassedBy)), book.Words(f.Answer),
		correctionCell(f), book.Words(string(f.Key)),
	}
}

// ruleRepeated is the rule of a row that repeats its project: what is put right
// there could not be told from the first row.
const ruleRepeated = "P03"

// correctionCell is where the office may put right what a unit's row has wrong.
func correctionCell(f filing.Finding) book.Cell {
	c := book.Cell{Look: book.LookCell}
	if f.Severity == plan.Error && !f.Across && f.Key != "" && f.Column != "" && f.Rule != ruleRepeated {
		c = c.Restyle(book.Look.Input)
	}
	return c
}

func passedBy(by string) string {
	if by == "" {
		return ""
	}
	return by + "核准"
}

// whereText is a position in words: file, sheet, cell.
func whereText(file, sheet, ref string) string {
	s := file
	if sheet != "" {
		s += " " + sheet
	}
	if ref != "" {
		s += "!" + ref
	}
	return s
}
