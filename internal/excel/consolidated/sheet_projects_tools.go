package consolidated

import (
	"github.com/xuri/excelize/v2"

	"jingpin/internal/excel/book"
	"jingpin/internal/form"
	"jingpin/internal/plan"
)

// The names formulas use for columns of 项目汇总表.
const (
	nameTrack = "汇总_计入行动"
	nameTask  = "汇总_计入任务"
	nameLead  = "汇总_计入部门"
	nameState = "汇总_本季数据"
	nameFinal = "汇总_计入亮灯"
	nameTotal = "汇总_总投资"
	namePaid  = "汇总_累计完成投资"
)

// projectNames names the columns that totals are taken over.
func (b *workbook) projectNames(l *layout) {
	for _, n := range []struct{ name, column string }{
		{nameTrack, form.ColInTrack}, {nameTask, form.ColInTask}, {nameLead, form.ColInUnit}, {nameState, form.ColState},
		{nameFinal, form.ColFinal}, {nameTotal, "total"}, {namePaid, "paid"},
	} {
		b.Do(b.File.SetDefinedName(&excelize.DefinedName{
			Name: n.name, RefersTo: book.QuoteSheet(form.PageProjects) + "!" + book.Fixed(l.column[n.column], l.first(), l.end),
		}))
	}
}

// projectTools adds the filter, the drop-downs and the colours.
func (p *tab) projectTools(l *layout) {
	if p.Err != nil {
		return
	}
	last := l.end - 1
	first := l.first()
	p.Do(p.File.AutoFilter(p.Name, book.At(form.ProjectHeaderRow, 1)+":"+book.At(max(last, first), len(l.columns)), nil))
	for _, c := range l.columns {
		if list := l.choicesOf(c.Form); list != "" {
			p.Choose(l.column[c.ID()], first, last, list)
		}
	}
	p.Choose(l.column[form.ColOverride], first, last, l.choices.list(listLights))
	for _, title := range []string{form.ColLight, form.ColOverride, form.ColFinal} {
		p.Tint(l.column[title], first, last)
	}
}

// choicesOf is the range with a column's choices, "" for free input.
func (l *layout) choicesOf(c plan.Column) string {
	if c.Type != plan.TypeChoice && c.Type != plan.TypeUnit {
		return ""
	}
	return l.choices.list(c.List)
}
