package consolidated

import (
	"jingpin/internal/excel/book"
	"jingpin/internal/form"
)

// shownRows are the projects as 项目汇总表 shows them.
func (l *layout) shownRows() []form.Shown {
	rows := make([]form.Shown, len(l.report.Projects))
	for i := range l.report.Projects {
		pr := &l.report.Projects[i]
		rows[i] = form.Shown{RowKey: l.keys[i], Number: pr.Number, Project: &pr.Project}
		if o := l.override(pr); o != nil {
			rows[i].Override = o.Key
		}
	}
	return rows
}

// data writes the hidden sheet that lets the workbook be read back.
func (b *workbook) data(cells []string) {
	p := b.newTab(book.Setup{Name: form.PageData, Widths: []float64{60}})
	p.Write(book.RowOptions{Height: book.HeightList}, book.Text(form.DataMark, book.Look{Ink: book.InkMuted}))
	for _, text := range cells {
		p.Write(book.RowOptions{Height: book.HeightList}, book.Cell{Value: text})
	}
	p.Close()
}
