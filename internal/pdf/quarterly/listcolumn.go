package quarterly

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"jingpin/internal/pdf/layout"
	"jingpin/internal/plan"
	"jingpin/internal/report"
)

// A listColumn is a column of the lists of projects.
type listColumn struct {
	heads []string
	align layout.Align
	cell  func(*report.ProjectRow) layout.Cell
}

var (
	columnNumber   = textColumn(layout.Left, func(p *report.ProjectRow) string { return p.Number }, "编号")
	columnName     = textColumn(layout.Left, func(p *report.ProjectRow) string { return p.Project.Title() }, "项目名称")
	columnUnit     = textColumn(layout.Left, func(p *report.ProjectRow) string { return p.InUnit }, "牵头部门")
	columnDeadline = textColumn(layout.Center, func(p *report.ProjectRow) string { return cmp.Or(p.Deadline, p.Project.Deadline).String() }, "完成时限")
	columnTotal    = textColumn(layout.Right, func(p *report.ProjectRow) string { return amount(p.Project.Total) }, "资金(万元)", "总投资")
	columnPaid     = textColumn(layout.Right, func(p *report.ProjectRow) string { return amount(p.Project.Paid) }, "资金(万元)", "累计完成")
	columnStatus   = textColumn(layout.Center, func(p *report.ProjectRow) string { return p.StatusOut }, "状态")
	columnProgress = textColumn(layout.Right, progress, "累计\n进度(%)")
	columnDue      = textColumn(layout.Right, due, "应达\n进度(%)")
	columnDone     = textColumn(layout.Left, done, "本季度进展情况")
)

// headProgress stands over last quarter's and this quarter's progress.
const headProgress = "累计进度(%)"

func textColumn(align layout.Align, text func(*report.ProjectRow) string, heads ...string) listColumn {
	return listColumn{heads, align, func(p *report.ProjectRow) layout.Cell { return layout.Cell{Text: text(p)} }}
}

// linked leads to the project in the list of all projects.
func (c listColumn) linked() listColumn {
	cell := c.cell
	c.cell = func(p *report.ProjectRow) layout.Cell {
		out := cell(p)
		out.Link = projectAnchor(p.Number)
		return out
	}
	return c
}

// columnLight is a project's light, or why it has none.
func (w *blockWriter) columnLight() listColumn {
	return listColumn{[]string{"亮灯"}, layout.Left, func(p *report.ProjectRow) layout.Cell {
		if cell := lightCell(p.Light); reported(p) {
			if p.Override != nil {
				cell.Text += "（核定）"
			}
			return cell
		}
		return layout.Cell{Text: string(p.State) + w.carriedFrom(p)}
	}}
}

// columnsOfProgress are last quarter's progress beside this one's, if there
// was a last quarter.
func (w *blockWriter) columnsOfProgress() []listColumn {
	if w.LastOverall == nil {
		return []listColumn{columnProgress}
	}
	last := textColumn(layout.Right, lastProgress, headProgress, w.lastQuarter())
	return []listColumn{last, textColumn(layout.Right, progress, headProgress, "本季度")}
}

// columnPlan holds what stands in the way, what is asked and what comes next, which is
// no 下季度 once the plan is over, each as it is or made brief.
func (w *blockWriter) columnPlan(as func(string) string) listColumn {
	return textColumn(layout.Left, func(p *report.ProjectRow) string { return w.problems(p, as) }, "问题、协调事项和"+w.nextHead())
}

func uncut(text string) string { return text }

// brief is a text as it is, a long one cut, which the first annex has whole.
func brief(text string) string {
	if utf8.RuneCountInString(text) <= longText {
		return text
	}
	return report.Brief(text)
}

func (w *blockWriter) nextHead() string {
	if w.Meta.PlanOver {
		return "后续安排"
	}
	return "下季度计划"
}

func headsOf(columns []listColumn) []layout.Column {
	out := make([]layout.Column, len(columns))
	for i, c := range columns {
		out[i] = layout.Column{Heads: c.heads, Align: c.align}
	}
	return out
}

// projectRow is a project's row, grey where its figures are not this quarter's.
func projectRow(columns []listColumn, p *report.ProjectRow) layout.Row {
	row := layout.Row{Cells: make([]layout.Cell, len(columns))}
	for i, c := range columns {
		row.Cells[i] = c.cell(p)
	}
	if !reported(p) {
		row.Look = layout.Shaded
	}
	return row
}

// reported tells whether a project's figures are this quarter's.
func reported(p *report.ProjectRow) bool { return p.State == "已报" }

// carriedFrom says whose figures a row has that are not this quarter's.
func (w *blockWriter) carriedFrom(p *report.ProjectRow) string {
	switch {
	case !p.Carried || p.Last == nil:
		return ""
	case p.Last.Quarter == w.Meta.Previous:
		return "\n沿用" + w.lastQuarter()
	}
	return "\n沿用" + p.Last.Quarter.Chinese()
}

// amount is money in 万元 as people see it.
func amount(a plan.Amount) string {
	if a.Kind == plan.Known {
		return a.Money.Short()
	}
	return a.String()
}

func progress(p *report.ProjectRow) string {
	if p.Project.Progress == nil {
		return ""
	}
	return p.Project.Progress.String()
}

func lastProgress(p *report.ProjectRow) string {
	if p.Last == nil || p.Last.Project.Progress == nil {
		return ""
	}
	return p.Last.Project.Progress.String()
}

// due is where a project should be; one that is judged by its year's target
// has what it reached of that below.
func due(p *report.ProjectRow) string {
	switch {
	case !p.Verdict.Timed:
		return ""
	case byYear(*p):
		return p.Verdict.Due.Tenths() + "\n本年" + p.Verdict.Actual.String()
	}
	return p.Verdict.Due.Tenths()
}

// byYear tells a project whose light goes by another measure than its progress.
func byYear(p report.ProjectRow) bool {
	return p.Verdict.Timed && (p.Project.Progress == nil || p.Verdict.Actual != *p.Project.Progress)
}

// listNote explains what columns cannot say for themselves.
func (w *blockWriter) listNote() []layout.Block {
	if !slices.ContainsFunc(w.Projects, byYear) {
		return nil
	}
	text := "注：应达进度下的“本年”是本年目标完成率，服务类、机制类项目以它与应达进度相比。"
	return []layout.Block{layout.Paragraph{Small: true, Runs: []layout.Run{{Text: text, Style: layout.Faint}}}}
}

// done is what a project's departments report, or why nothing counts.
func done(p *report.ProjectRow) string {
	lines := appendLine(nil, "", p.Why)
	if p.StandsIn {
		lines = append(lines, "（牵头部门没有填报，暂按"+p.Project.Unit+"填报的数据）")
	}
	lines = appendLine(lines, carriedLabel(p, "进展："), p.Project.Done)
	return strings.Join(append(lines, p.PartnerLines()...), "\n")
}

// problems are what stands in a project's way, what is asked for it and what
// comes next.
func (w *blockWriter) problems(p *report.ProjectRow, as func(string) string) string {
	problem, ask, plan := "问题：", "协调：", "下季度："
	if w.Meta.PlanOver {
		plan = "后续："
	}
	if p.Carried {
		problem, ask, plan = carriedLabel(p, problem), carriedLabel(p, ask), carriedLabel(p, "计划：")
	}
	lines := appendLine(nil, problem, as(p.Project.Problem))
	lines = appendLine(lines, ask, as(p.Project.Ask))
	lines = appendLine(lines, plan, as(p.Project.Next))
	return strings.Join(lines, "\n")
}

// carriedLabel stands before a text that is carried from an earlier report, so
// that nobody takes it for this quarter's; other texts need none.
func carriedLabel(p *report.ProjectRow, what string) string {
	if p.Carried {
		return "上次报的" + what
	}
	return ""
}

func appendLine(lines []string, label, text string) []string {
	if text == "" {
		return lines
	}
	return append(lines, label+text)
}
