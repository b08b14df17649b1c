package consolidated

import (
	"fmt"

	"jingpin/internal/excel/book"
	"jingpin/internal/form"
	"jingpin/internal/plan"
)

// lines are how many lines the sheets have of which a count says something.
func (l *layout) lines() map[string]int {
	lines := l.listRows()
	lines[form.PageTasks], lines[form.PageUnits], lines[form.PageProjects] = len(l.report.Tasks), len(l.report.Units), len(l.report.Projects)
	lines[form.PageFilings] = len(l.report.Filings)
	return lines
}

// about writes the first sheet: what this workbook is and how to use it.
func (b *workbook) about(l *layout) {
	r := l.report
	p := b.newTab(book.Setup{Name: form.PageAbout, Widths: []float64{24, 84, 12}, FreezeRows: 2, Down: 1})
	p.Heading(l.plan.Info.ReportTitle+r.Meta.Quarter.Chinese()+"汇总表", r.Meta.Plan)
	for _, f := range [][2]string{
		{"计划文号", r.Meta.DocumentNo}, {"填报季度", r.Meta.Quarter.Chinese()}, {"数据截至", r.Meta.AsOf.Chinese()},
		{"出表日期", r.Meta.Date.Chinese()}, {"编制", r.Meta.Office}, {"上季度", r.Meta.Previous.Chinese()},
	} {
		if f[1] != "" {
			p.fact(f[0], f[1])
		}
	}
	p.fact("数据平衡", balanceText(l))
	p.fact("亮灯说明", r.Lights)
	p.fact("怎么用", "白色的栏可以直接改正，米色的栏由办公室核定，其余由程序计算。改完保存，用本工作簿重新出报告，改动逐格登记在《办公室修改》，部门以后再报也不会被覆盖。")
	p.fact("颜色", "已完成、推进顺利、进度偏慢、进度滞后、数据待核实各有底色，同时写明文字；灰色的行沿用上季度数据。")
	p.Skip(1)
	p.Write(book.RowOptions{Height: 24}, book.Text("工作表", book.LookHead), book.Text("内容", book.LookHead), book.Text("行数", book.LookHead))
	lines := l.lines()
	for _, s := range form.Pages() {
		if s.Name == form.PageAbout {
			continue
		}
		count := book.Cell{Look: book.LookCenter}
		if n, counted := lines[s.Name]; counted {
			count = book.Count(n).As(book.LookCenter)
		}
		p.Write(book.RowOptions{Least: book.HeightList}, book.Link(s.Name, book.CellRef{Sheet: s.Name, Col: 1, Row: 1}, book.LookCell), book.Words(s.Holds), count)
	}
	if len(r.Stale) > 0 {
		p.stale(r.Stale)
	}
	p.Close()
}

// fact is one line of a name and what is to be said under it.
func (p *resultSheet) fact(name, value string) {
	p.wide(book.RowOptions{Least: book.HeightList}, book.Text(name, book.Look{Border: true, Middle: true, Bold: true, Fill: book.FillGroup}), book.Words(value))
}

// stale lists the office's work that no longer applies.
func (p *resultSheet) stale(lines []string) {
	p.Skip(1)
	p.Write(book.RowOptions{Height: 24}, book.Text("不再适用的办公室核定和修改", book.Look{Head: true, Size: 12, Ink: book.InkTitle, Middle: true}))
	for _, s := range lines {
		p.wide(book.RowOptions{Least: book.HeightList}, book.Words(s))
	}
}

// balanceText is the equation of 报送情况 in words.
func balanceText(l *layout) string {
	b := l.report.Balance.Rows
	s := fmt.Sprintf("读出%d行=计入%d+待核实%d+重复%d", b.Read, b.Counted, b.Faulty, b.Duplicate)
	for _, part := range []struct {
		n    int
		word string
	}{{b.Overruled, "冲突未采用"}, {b.Superseded, "旧版"}, {b.Example, "示例"}} {
		if part.n > 0 {
			s += "+" + part.word + plan.Count(part.n)
		}
	}
	t := l.report.Overall
	return s + fmt.Sprintf("。项目共%d个=已核实%d+数据待核实%d。", t.Projects, t.Verified(), t.Unverified)
}
