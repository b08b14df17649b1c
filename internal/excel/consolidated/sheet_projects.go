package consolidated

import (
	"fmt"
	"slices"

	"github.com/xuri/excelize/v2"

	"jingpin/internal/excel/book"
	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/plan"
	"jingpin/internal/report"
)

func (b *workbook) projects(l *layout) {
	p := b.newTab(book.Setup{
		Back: true, Name: form.PageProjects, Widths: projectWidths(l), Hidden: l.outOfSight(), Fold: l.foldedColumns(),
		FreezeCols: l.column["name"], FreezeRows: form.ProjectHeaderRow,
		TitleRows: fmt.Sprintf("$%d:$%d", form.ProjectHeaderRow-1, form.ProjectHeaderRow),
	})
	m := l.report.Meta
	how := "可以直接改正各栏，在米色的“核定”“核定亮灯”“核定理由”里核定，保存后重新出报告，改动会逐格登记。"
	if len(l.report.Streets) > 0 {
		how = "编号最前面两位是街道的序号。改数请街道办公室在自己的汇总表里改，改好再合并。"
	}
	p.Heading(m.Quarter.Chinese()+form.PageProjects, m.FormTitle+"  填报季度："+m.Quarter.Chinese()+"  数据截至："+m.AsOf.Chinese()+
		"  金额单位：万元  灰色的行沿用上季度数据。"+how+"其余各栏折叠着，点左上角的“2”展开，点“1”收起。")
	p.projectHeader(l)
	p.StartBody()
	next := 0
	for i := range l.report.Projects {
		if next < len(l.groups) && l.groups[next].first == i {
			p.groupRow(l, l.groups[next])
			next++
		}
		p.Write(book.RowOptions{Least: book.HeightList, Level: 1}, l.projectCells(i)...)
	}
	p.closingRow(l)
	p.projectTools(l)
	b.ownNotes(l, l.given)
	p.Close()
	b.projectNames(l)
}

// outOfSight are the columns that are hidden for good or folded away.
func (l *layout) outOfSight() []int {
	var hidden []int
	for i, c := range l.columns {
		if c.Hidden || !l.isOwn(i) && !isNarrow(c.ID()) {
			hidden = append(hidden, i+1)
		}
	}
	return hidden
}

func projectWidths(l *layout) []float64 {
	ws := make([]float64, len(l.columns))
	for i, c := range l.columns {
		ws[i] = c.Width
	}
	return ws
}

// narrow are the columns of 项目汇总表 that the office sees when it opens the
// workbook, and that print on one sheet of A4: all others are folded away.
var narrow = []string{
	form.ColNumber, plan.KeyName, plan.KeyDeadline, plan.KeyLead, plan.KeyTotal, plan.KeyStatus, plan.KeyProgress, plan.KeyPaid,
	form.ColLight, form.ColRuling, form.ColOverride, form.ColReason,
}

// isNarrow reports a column that is not folded away; the streets' is there only
// where it tells projects apart.
func isNarrow(id string) bool { return id == form.ColStreet || slices.Contains(narrow, id) }

// foldedColumns are the runs of columns that the outline opens.
func (l *layout) foldedColumns() [][2]int {
	var runs [][2]int
	for i, c := range l.columns {
		col := i + 1
		if c.Hidden || l.isOwn(i) || isNarrow(c.ID()) {
			continue
		}
		if n := len(runs); n > 0 && runs[n-1][1] == col-1 {
			runs[n-1][1] = col
		} else {
			runs = append(runs, [2]int{col, col})
		}
	}
	return runs
}

// projectHeader writes the parents and, under them, a title for every column:
// a filter or a pivot table needs each to have one.
func (p *resultSheet) projectHeader(l *layout) {
	parents, titles := make([]book.Cell, len(l.columns)), make([]book.Cell, len(l.columns))
	for i, c := range l.columns {
		shape := book.LookHead
		if c.Office {
			shape = shape.Input()
		}
		parents[i], titles[i] = book.Cell{Look: shape}, book.Text(c.Title, shape)
		if c.Parent != "" && (i == 0 || l.columns[i-1].Parent != c.Parent) {
			parents[i] = book.Text(c.Parent, book.LookHead)
		}
	}
	p.Write(book.RowOptions{Height: 20}, parents...)
	for i := 0; i < len(l.columns); i++ {
		j := i
		for c := l.columns[i]; c.Parent != "" && j+1 < len(l.columns) && l.columns[j+1].Parent == c.Parent; {
			j++
		}
		p.Merge(i+1, j+1)
		i = j
	}
	p.Write(book.RowOptions{Least: 34}, titles...)
}

// groupRow heads the projects of one track.
func (p *resultSheet) groupRow(l *layout, g trackRun) {
	cells := make([]book.Cell, len(l.columns))
	for i := range cells {
		cells[i].Look = book.Look{Fill: book.FillGroup, Bold: true, Middle: true}
	}
	cells[l.column[form.ColRowKey]-1].Value = form.GroupKey(g.no)
	cells[l.column[form.ColNumber]-1].Value = g.title
	p.Write(book.RowOptions{Height: 22}, cells...)
}

// closingRow ends the table; rows inserted above it are inside every total.
func (p *resultSheet) closingRow(l *layout) {
	cells := make([]book.Cell, len(l.columns))
	shape := book.Look{Ink: book.InkMuted, Italic: true, Middle: true}
	cells[l.column[form.ColRowKey]-1] = book.Cell{Value: form.GroupKey(len(l.plan.Tracks) + 1), Look: shape}
	cells[l.column[form.ColNumber]-1] = book.Cell{Value: "补充项目：在本行上方插入一整行填写，项目编号留空；删除项目：删除整行。", Look: shape}
	p.Write(book.RowOptions{Height: 20}, cells...)
}

// projectCells are the cells of one project, until those of the next.
func (l *layout) projectCells(i int) []book.Cell {
	pr := &l.report.Projects[i]
	if l.cells == nil {
		l.cells = make([]book.Cell, len(l.columns))
	}
	cells := l.cells
	shown := pr.Shown(l.plan)
	for j, c := range l.columns {
		switch {
		case l.isOwn(j):
			cells[j] = l.ownCell(j, pr)
		case c.Form.Key != "":
			cells[j] = formCell(c.Form, pr, shown, i)
		default:
			cells[j] = l.derivedCell(c.Title, pr, i)
		}
		if pr.Carried && !c.Office && (pr.Sent == nil || !heard(c.Form)) {
			cells[j] = cells[j].Restyle(book.Look.Muted)
		}
		if c.Office {
			cells[j] = cells[j].Restyle(book.Look.Input)
		}
		if typed, bad := pr.AsTyped[c.Form.Key]; bad {
			cells[j] = badCell(cells[j], c.Form, typed)
		}
	}
	for _, title := range []string{form.ColLight, form.ColFinal} {
		c := &cells[l.column[title]-1]
		if word, ok := c.Value.(string); ok {
			c.Look = c.Look.Lit(word)
		}
	}
	if l.fills != nil {
		for j := range cells {
			if color, ok := l.fills[cellPlace{i, j}]; ok {
				cells[j].Look.Fill = color
			}
		}
	}
	return cells
}

// heard reports a column in which a row shows what its unit sent although an
// error keeps it from counting: amounts stay what they count.
func heard(c plan.Column) bool { return c.Key != "" && c.Type != plan.TypeMoney }

// typedCells are the cells that show what was typed and could not be read.
func (l *layout) typedCells(pr *report.ProjectRow) map[string]string {
	typed := map[string]string{}
	for _, c := range l.plan.Columns {
		if text, bad := pr.AsTyped[c.Key]; bad && heard(c) {
			typed[c.Key] = text
		}
	}
	if len(typed) == 0 {
		return nil
	}
	return typed
}

// badCell marks a cell of a column that has an error, and shows what was typed
// where nothing is summed over it.
func badCell(cell book.Cell, c plan.Column, typed string) book.Cell {
	if heard(c) {
		cell.Value = book.Text(typed, cell.Look).Value
	}
	return cell.Restyle(func(l book.Look) book.Look { l.Ink, l.Fill, l.Format = book.InkRed, book.FillRed, ""; return l })
}

// formCell is what the project has in one of the form's columns.
func formCell(c plan.Column, pr *report.ProjectRow, p *filing.Project, i int) book.Cell {
	switch {
	case c.Key == plan.KeyNo:
		return serial(i)
	case c.Key == plan.KeyStatus && p != &pr.Project:
		return book.Centered(report.StatusWord(p))
	case c.Key == plan.KeyStatus:
		return book.Centered(pr.StatusOut)
	case c.Key == plan.KeyDeadline && p.OpenEnded:
		return book.Centered(filing.LongTerm)
	}
	switch field := p.Field(c.Key).(type) {
	case *plan.Amount:
		return book.Amount(*field)
	case *plan.Date:
		return book.Date(*field)
	case **plan.Percent:
		return book.PointsOrBlank(*field)
	}
	if c.Type == plan.TypeChoice || c.Type == plan.TypeUnit {
		return book.Centered(p.Value(c.Key))
	}
	return book.Words(p.Value(c.Key))
}

// The names formulas use for columns of 项目汇总表.
const (
	nameTrack = "汇总_计入行动"
	nameTask  = "汇总_计入任务"
	nameLead  = "汇总_计入部门"
	nameState = "汇总_本季数据"
	nameFinal = "汇总_计入亮灯"
	nameTotal = "汇总_总投资"
	namePaid  = "汇总_累计完成投资"

	nameStreet = "汇总_所属街道" // where there are several
)

// projectNames names the columns that totals are taken over.
func (b *workbook) projectNames(l *layout) {
	type name struct{ name, column string }
	names := []name{
		{nameTrack, form.ColInTrack}, {nameTask, form.ColInTask}, {nameLead, form.ColInUnit}, {nameState, form.ColState},
		{nameFinal, form.ColFinal}, {nameTotal, "total"}, {namePaid, "paid"},
	}
	if len(l.report.Streets) > 0 {
		names = append(names, name{nameStreet, form.ColStreet})
	}
	for _, n := range names {
		b.Do(b.File.SetDefinedName(&excelize.DefinedName{
			Name: n.name, RefersTo: book.QuoteSheet(form.PageProjects) + "!" + book.Fixed(l.column[n.column], l.first(), l.end),
		}))
	}
}

// projectTools adds the filter, the drop-downs and the colours.
func (p *resultSheet) projectTools(l *layout) {
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
	p.chooseEach(l.column[form.ColRuling], first, last, func(row int) string {
		if i, ok := l.index[row]; ok && l.report.Projects[i].SentMark != "" {
			return l.choices.list(listRulings)
		}
		return ""
	})
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
