package consolidated

import (
	"cmp"

	"jingpin/internal/excel/book"
	"jingpin/internal/form"
	"jingpin/internal/plan"
	"jingpin/internal/report"
)

// edits writes the cells the office corrected and the rows it deleted.
// Deleting a line here takes the correction back.
func (b *workbook) edits(l *layout) {
	o := l.report.Office
	b.list(list{
		sheet: form.PageEdits, title: "办公室修改", freeze: 3,
		note: "办公室在《项目汇总表》里改过的每一格和删去的每一行，以后自动照改。要撤回，删去这里的一整行。",
		rows: len(o.Edits) + len(o.Removed), empty: "办公室没有改过《项目汇总表》。",
		row: func(i int) []book.Cell {
			if i < len(o.Edits) {
				e := o.Edits[i]
				return []book.Cell{
					serial(i), l.numbered(e.Number, book.LookCenter), book.Words(l.nameOf(e.Number)), book.Words(l.plan.Title(e.Column)),
					book.Words(e.Before), book.Words(e.After), book.Words(string(e.Key)),
				}
			}
			rm := o.Removed[i-len(o.Edits)]
			return []book.Cell{
				serial(i), {Look: book.LookCenter}, book.Words(rm.Name), book.Words(form.WholeRow), {Look: book.LookCell}, book.Words(rm.Reason), book.Words(string(rm.Key)),
			}
		},
	})
}

// exceptions writes the findings the office lets pass.
func (b *workbook) exceptions(l *layout) {
	passed := l.report.Office.Exceptions
	b.list(list{
		sheet: form.PageExceptions, title: "核准例外",
		note: "办公室同意放行的问题，在这里登记：规则代号见《问题清单》，部门或项目空着表示全部。到有效期为止；必须改的问题核准以后即可计入。",
		rows: len(passed), spare: spareRows,
		row: func(i int) []book.Cell { return exceptionCells(passed[i]) },
		tune: func(p *resultSheet, _, first, last int) {
			p.Choose(1, first, last, l.choices.list(listRules))
			p.Choose(2, first, last, l.choices.list(listUnits))
		},
	})
}

func exceptionCells(e plan.Exception) []book.Cell {
	cells := []book.Cell{book.Centered(e.Rule), book.Words(e.Unit), book.Words(e.Project), book.Words(e.ApprovedBy), book.Words(e.Reason), book.Date(e.Expires)}
	for i := range cells {
		cells[i] = cells[i].Restyle(book.Look.Input)
	}
	return cells
}

// drafts writes the report's paragraphs for the office to rewrite.
func (b *workbook) drafts(l *layout) {
	type draft struct {
		section string
		report.Paragraph
	}
	var all []draft
	for _, s := range l.report.Sections {
		for _, p := range s.Paragraphs {
			all = append(all, draft{s.Heading, p})
		}
	}
	b.list(list{
		sheet: form.PageDrafts, title: "报告文稿", freeze: 1,
		note: "季度报告的段落，一段一行。要改写的，在米色的“办公室修改稿”里写全文；空着的用自动生成的文字，写“（不印）”的不印。数据变了、改写稿里的数对不上时会提示。",
		rows: len(all), empty: "报告还没有段落。",
		row: func(i int) []book.Cell {
			p := all[i]
			revised := ""
			switch {
			case p.Omitted:
				revised = report.Omitted
			case p.Generated != "":
				revised = p.Text
			}
			return []book.Cell{
				book.Words(cmp.Or(p.Heading, all[i].section)), book.Words(p.Lead + cmp.Or(p.Generated, p.Text)), book.Words(revised).Restyle(book.Look.Input), book.Words(p.ID),
			}
		},
	})
}
