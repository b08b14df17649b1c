package consolidated

import (
	"slices"
	"strings"

	"jingpin/internal/excel/book"
	"jingpin/internal/filing"
	"jingpin/internal/form"
)

// spareRows is how many blank rows wait under a list the office adds to.
const spareRows = 20

// approvedChange is the 状态 of a change with a basis.
const approvedChange = "已批准"

// changes writes the ledger of approved changes, earlier quarters' first, then
// what the office has only noted, and what was found in the data without
// approval.
func (b *workbook) changes(l *layout) {
	r := l.report
	all := slices.Concat(r.Approved, r.Noted, r.Unapproved)
	b.list(list{
		sheet: form.PageChanges, title: "项目变更", freeze: 3,
		note: "经领导小组同意的变更在这里登记，写明批准依据和日期；数据里发现、尚未批准的标“待批”，补上批准依据和日期即为批准。以前季度批准的一并列出，继续有效，不用再登记。亮灯按最近一次批准的时限计算。",
		rows: len(all), spare: spareRows,
		row:  func(i int) []book.Cell { return l.changeCells(i, all[i], i < len(r.Approved)) },
		tune: func(p *resultSheet, _, first, last int) { p.Choose(3, first, last, l.choices.list(listChanges)) },
	})
}

func (l *layout) changeCells(i int, c filing.Change, approved bool) []book.Cell {
	typed := func(c book.Cell) book.Cell { return c.Restyle(book.Look.Input) }
	if c.Earlier() {
		typed = func(c book.Cell) book.Cell { return c }
	}
	mark := ""
	if !slices.Contains(l.report.Office.Changes, c) {
		mark = form.ChangeMark(c)
	}
	day := book.Date(c.Approved)
	if c.Dated != "" {
		day = book.Words(c.Dated)
	}
	return []book.Cell{
		serial(i), changeState(c, approved), typed(book.Centered(c.Kind)), typed(book.Centered(c.Old)), typed(book.Centered(c.New)),
		book.Words(l.namesOf(c)), typed(book.Words(c.Before)), typed(book.Words(c.After)), typed(book.Words(c.Basis)), typed(day), book.Words(mark),
	}
}

// changeState says whether and in which quarter a change was approved.
func changeState(c filing.Change, approved bool) book.Cell {
	switch {
	case !approved:
		return book.Centered(form.PendingChange).Restyle(func(l book.Look) book.Look { l.Ink, l.Fill = book.InkYellow, book.FillYellow; return l })
	case c.Earlier():
		return book.Centered(c.Quarter.Chinese() + "批准")
	}
	return book.Centered(approvedChange)
}

// namesOf are the titles of the projects that a change is about, of those it
// becomes where the former are there no more.
func (l *layout) namesOf(c filing.Change) string {
	for _, numbers := range [][]string{c.OldNumbers(), filing.Numbers(c.New)} {
		var names []string
		for _, n := range numbers {
			if name := l.nameOf(n); name != "" {
				names = append(names, name)
			}
		}
		if len(names) > 0 {
			return strings.Join(names, "、")
		}
	}
	return ""
}

// nameOf is the title of the first of the projects that is there.
func (l *layout) nameOf(numbers ...string) string {
	for _, n := range numbers {
		if row, ok := l.byNumber[n]; ok {
			return l.report.Projects[l.index[row]].Project.Title()
		}
	}
	return ""
}
