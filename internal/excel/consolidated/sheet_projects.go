package consolidated

import (
	"fmt"
	"slices"

	"jingpin/internal/excel/book"
	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/plan"
	"jingpin/internal/report"
)

// projectColumn is one column of 项目汇总表: one of the form's, or one of ours.
type projectColumn struct {
	form   plan.Column // zero for a column of ours
	title  string
	parent string
	width  float64
	office bool // the office decides in it
	hidden bool
}

// id is what layout finds the column by.
func (c projectColumn) id() string {
	if c.form.Key != "" {
		return c.form.Key
	}
	return c.title
}

// Parents of our own columns.
const (
	parentDerived = "系统研判"
	parentOffice  = "办公室核定"
	parentTrace   = "核对与来源"
)

// projectColumns are the columns of 项目汇总表 in order.
func projectColumns(p *plan.Plan) []projectColumn {
	cs := []projectColumn{{title: form.ColRowKey, width: 12, hidden: true}}
	for _, c := range form.ProjectColumns(p) {
		if c.Key == "id" {
			cs = append(cs, projectColumn{title: form.ColNumber, width: 10})
			continue
		}
		cs = append(cs, projectColumn{form: c, title: c.Header, parent: c.Parent, width: columnWidth(c)})
	}
	return append(cs,
		projectColumn{title: form.ColState, parent: parentDerived, width: 10},
		projectColumn{title: form.ColDue, parent: parentDerived, width: 10},
		projectColumn{title: form.ColGap, parent: parentDerived, width: 10},
		projectColumn{title: form.ColLight, parent: parentDerived, width: 12},
		projectColumn{title: form.ColOverride, parent: parentOffice, width: 12, office: true},
		projectColumn{title: form.ColReason, parent: parentOffice, width: 24, office: true},
		projectColumn{title: form.ColFinal, parent: parentOffice, width: 12},
		projectColumn{title: form.ColLast, parent: parentTrace, width: 11},
		projectColumn{title: form.ColPartners, parent: parentTrace, width: 28},
		projectColumn{title: form.ColIssues, parent: parentTrace, width: 8},
		projectColumn{title: form.ColSource, parent: parentTrace, width: 34},
		projectColumn{title: form.ColInTrack, width: 14, hidden: true},
		projectColumn{title: form.ColInTask, width: 14, hidden: true},
		projectColumn{title: form.ColInUnit, width: 14, hidden: true},
	)
}

// columnWidth is the form's width of a column, enough for its numbers.
func columnWidth(c plan.Column) float64 {
	switch c.Type {
	case plan.TypeMoney:
		return max(12, float64(c.Width))
	case plan.TypeStart, plan.TypeDeadline:
		return max(12, float64(c.Width))
	}
	return max(5, float64(c.Width))
}

func (b *workbook) projects(l *layout) {
	p := b.newTab(book.Setup{
		Back: true, Name: form.PageProjects, Widths: projectWidths(l), Hidden: l.outOfSight(), Fold: l.foldedColumns(),
		FreezeCols: l.column["name"], FreezeRows: form.ProjectHeaderRow,
		TitleRows: fmt.Sprintf("$%d:$%d", form.ProjectHeaderRow-1, form.ProjectHeaderRow),
	})
	m := l.report.Meta
	p.Heading(m.Quarter.Chinese()+form.PageProjects, m.FormTitle+"  填报季度："+m.Quarter.Chinese()+"  数据截至："+m.AsOf.Chinese()+
		"  金额单位：万元  灰色的行沿用上季度数据。可以直接改正各栏，在米色的“核定亮灯”“核定理由”里核定，保存后重新出报告，改动会逐格登记。其余各栏折叠着，点左上角的“2”展开，点“1”收起。")
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
	p.Close()
	b.projectNames(l)
}

// outOfSight are the columns that are hidden for good or folded away.
func (l *layout) outOfSight() []int {
	var hidden []int
	for i, c := range l.columns {
		if c.hidden || !slices.Contains(narrow, c.id()) {
			hidden = append(hidden, i+1)
		}
	}
	return hidden
}

func projectWidths(l *layout) []float64 {
	ws := make([]float64, len(l.columns))
	for i, c := range l.columns {
		ws[i] = c.width
	}
	return ws
}

// narrow are the columns of 项目汇总表 that the office sees when it opens the
// workbook, and that print on one sheet of A4: all others are folded away.
var narrow = []string{
	form.ColNumber, plan.KeyTask, plan.KeyName, plan.KeyDeadline, plan.KeyLead, plan.KeyTotal, plan.KeyStatus, plan.KeyProgress, plan.KeyPaid,
	form.ColLight, form.ColOverride, form.ColReason,
}

// foldedColumns are the runs of columns that the outline opens.
func (l *layout) foldedColumns() [][2]int {
	var runs [][2]int
	for i, c := range l.columns {
		col := i + 1
		if c.hidden || slices.Contains(narrow, c.id()) {
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
func (p *tab) projectHeader(l *layout) {
	parents, titles := make([]book.Cell, len(l.columns)), make([]book.Cell, len(l.columns))
	for i, c := range l.columns {
		shape := book.LookHead
		if c.office {
			shape = shape.Input()
		}
		parents[i], titles[i] = book.Cell{Look: shape}, book.Text(c.title, shape)
		if c.parent != "" && (i == 0 || l.columns[i-1].parent != c.parent) {
			parents[i] = book.Text(c.parent, book.LookHead)
		}
	}
	p.Write(book.RowOptions{Height: 20}, parents...)
	for i := 0; i < len(l.columns); i++ {
		j := i
		for c := l.columns[i]; c.parent != "" && j+1 < len(l.columns) && l.columns[j+1].parent == c.parent; {
			j++
		}
		p.Merge(i+1, j+1)
		i = j
	}
	p.Write(book.RowOptions{Least: 34}, titles...)
}

// groupRow heads the projects of one track.
func (p *tab) groupRow(l *layout, g group) {
	cells := make([]book.Cell, len(l.columns))
	for i := range cells {
		cells[i].Look = book.Look{Fill: book.FillGroup, Bold: true, Middle: true}
	}
	cells[l.column[form.ColRowKey]-1].Value = form.GroupKey(g.no)
	cells[l.column[form.ColNumber]-1].Value = g.title
	p.Write(book.RowOptions{Height: 22}, cells...)
}

// closingRow ends the table; rows inserted above it are inside every total.
func (p *tab) closingRow(l *layout) {
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
	for j, c := range l.columns {
		if c.form.Key != "" {
			cells[j] = formCell(c.form, pr, i)
		} else {
			cells[j] = l.derivedCell(c.title, pr, i)
		}
		if pr.Carried && !c.office {
			cells[j] = cells[j].Restyle(book.Look.Muted)
		}
		if c.office {
			cells[j] = cells[j].Restyle(book.Look.Input)
		}
	}
	for _, title := range []string{form.ColLight, form.ColFinal} {
		c := &cells[l.column[title]-1]
		if word, ok := c.Value.(string); ok {
			c.Look = c.Look.Lit(word)
		}
	}
	return cells
}

// formCell is what the project has in one of the form's columns.
func formCell(c plan.Column, pr *report.ProjectRow, i int) book.Cell {
	p := &pr.Project
	switch {
	case c.Key == plan.KeyNo:
		return book.Count(i + 1).As(book.LookCenter)
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
