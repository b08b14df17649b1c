package excel

import (
	"fmt"

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
	p := b.newTab(setup{
		back: true, name: form.PageProjects, widths: projectWidths(l), hidden: l.hiddenColumns(), fold: l.planColumns(),
		freezeCols: l.column["name"], freezeRows: form.ProjectHeaderRow, tab: inkTitle,
		titleRows: fmt.Sprintf("$%d:$%d", form.ProjectHeaderRow-1, form.ProjectHeaderRow),
		titleCols: "$" + letters(l.column[form.ColNumber]) + ":$" + letters(l.column["name"]),
		paper:     paperA3, across: 3,
	})
	m := l.report.Meta
	p.heading(m.Quarter.Chinese()+form.PageProjects, m.FormTitle+"  填报季度："+m.Quarter.Chinese()+"  数据截至："+m.AsOf.Chinese()+
		"  金额单位：万元  灰色的行沿用上季度数据。可以直接改正各栏，在米色的“核定亮灯”“核定理由”里核定，保存后重新出报告，改动会逐格登记。")
	p.projectHeader(l)
	p.startBody()
	next := 0
	for i := range l.report.Projects {
		if next < len(l.groups) && l.groups[next].first == i {
			p.groupRow(l, l.groups[next])
			next++
		}
		p.write(rowOptions{least: heightList, level: 1}, l.projectCells(i)...)
	}
	p.closingRow(l)
	p.projectTools(l)
	p.close()
	b.projectNames(l)
}

func (l *layout) hiddenColumns() []int {
	var hidden []int
	for i, c := range l.columns {
		if c.hidden {
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

// planColumns are the runs of columns behind the name that belong to the plan
// rather than the quarter; they fold away.
func (l *layout) planColumns() [][2]int {
	var runs [][2]int
	for i, c := range l.columns {
		col := i + 1
		if col <= l.column["name"] || !c.form.Has(plan.TraitPlan) || c.form.Has(plan.TraitQuarter) {
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
	parents, titles := make([]cell, len(l.columns)), make([]cell, len(l.columns))
	for i, c := range l.columns {
		shape := lookHead
		if c.office {
			shape = shape.input()
		}
		parents[i], titles[i] = cell{look: shape}, textCell(c.title, shape)
		if c.parent != "" && (i == 0 || l.columns[i-1].parent != c.parent) {
			parents[i] = textCell(c.parent, lookHead)
		}
	}
	p.write(rowOptions{height: 20}, parents...)
	for i := 0; i < len(l.columns); i++ {
		j := i
		for c := l.columns[i]; c.parent != "" && j+1 < len(l.columns) && l.columns[j+1].parent == c.parent; {
			j++
		}
		p.merge(i+1, j+1)
		i = j
	}
	p.write(rowOptions{least: 34}, titles...)
}

// groupRow heads the projects of one track.
func (p *tab) groupRow(l *layout, g group) {
	cells := make([]cell, len(l.columns))
	for i := range cells {
		cells[i].look = look{fill: fillGroup, bold: true, middle: true}
	}
	cells[l.column[form.ColRowKey]-1].value = form.GroupKey(g.no)
	cells[l.column[form.ColNumber]-1].value = g.title
	p.write(rowOptions{height: 22}, cells...)
}

// closingRow ends the table; rows inserted above it are inside every total.
func (p *tab) closingRow(l *layout) {
	cells := make([]cell, len(l.columns))
	shape := look{ink: inkMuted, italic: true, middle: true}
	cells[l.column[form.ColRowKey]-1] = cell{value: form.GroupKey(len(l.plan.Tracks) + 1), look: shape}
	cells[l.column[form.ColNumber]-1] = cell{value: "补充项目：在本行上方插入一整行填写，项目编号留空；删除项目：删除整行。", look: shape}
	p.write(rowOptions{height: 20}, cells...)
}

// projectCells are the cells of one project, until those of the next.
func (l *layout) projectCells(i int) []cell {
	pr := &l.report.Projects[i]
	if l.cells == nil {
		l.cells = make([]cell, len(l.columns))
	}
	cells := l.cells
	for j, c := range l.columns {
		if c.form.Key != "" {
			cells[j] = formCell(c.form, pr, i)
		} else {
			cells[j] = l.derivedCell(c.title, pr, i)
		}
		if pr.Carried && !c.office {
			cells[j] = cells[j].restyle(look.muted)
		}
		if c.office {
			cells[j] = cells[j].restyle(look.input)
		}
	}
	for _, title := range []string{form.ColLight, form.ColFinal} {
		c := &cells[l.column[title]-1]
		if word, ok := c.value.(string); ok {
			c.look = c.look.lit(word)
		}
	}
	return cells
}

// formCell is what the project has in one of the form's columns.
func formCell(c plan.Column, pr *report.ProjectRow, i int) cell {
	p := &pr.Project
	if a := p.Amount(c.Key); a != nil {
		return amountCell(*a)
	}
	switch c.Key {
	case "no":
		return countCell(i + 1).as(lookCenter)
	case "start":
		return dateCell(p.Start)
	case "finished":
		return dateCell(p.Finished)
	case "deadline":
		if p.OpenEnded {
			return centered(filing.LongTerm)
		}
		return dateCell(p.Deadline)
	case "progress":
		return pointsOrBlank(p.Progress)
	case "rate":
		return pointsOrBlank(p.Rate)
	case "status":
		return centered(pr.StatusOut)
	}
	if c.Type == plan.TypeChoice || c.Type == plan.TypeUnit {
		return centered(p.Value(c.Key))
	}
	return words(p.Value(c.Key))
}
