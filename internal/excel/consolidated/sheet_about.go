package consolidated

import (
	"fmt"

	"jingpin/internal/excel/book"
	"jingpin/internal/form"
	"jingpin/internal/plan"
)

// purpose says what a sheet holds and how many lines.
type purpose struct {
	sheet, holds string
	lines        int // -1 where a count says nothing
}

func purposes(l *layout) []purpose {
	r := l.report
	edits := len(r.Office.Edits) + len(r.Office.Removed)
	return []purpose{
		{form.PageOverall, "各专项行动的项目、亮灯和投资，与上季度对比，图", -1},
		{form.PageTasks, "各项重点任务的同一组数；计划明确事项有没有项目", len(r.Tasks)},
		{form.PageUnits, "每个部门的报送、牵头项目和亮灯", len(r.Units)},
		{form.PageProjects, "附件2全部项目和研判结果，按重点任务和编号排列；办公室在这里改正和核定", len(r.Projects)},
		{form.PageLate, "进度偏慢和滞后的项目，最落后的在前", len(r.Late)},
		{form.PageAsks, "提请领导小组协调的事项", len(r.Asks)},
		{form.PageCompare, "与上季度相比：新增、完成、推进、停滞、回退、未报", len(r.Compare)},
		{form.PageChanges, "经批准的项目变更，办公室在这里登记；数据里发现、还没有批准的列在其中，标待批", len(r.Approved) + len(r.Noted) + len(r.Unapproved)},
		{form.PageConflicts, "同一项目几处报送不一致的，并排列出，由办公室核定", len(r.Conflicts)},
		{form.PageFilings, "谁报了、第几次、是否按时；读出的每一行去了哪里", len(r.Filings)},
		{form.PageFindings, "检查发现的全部问题", len(l.findings)},
		{form.PageLeftOut, "读出但没有计入的行，照原样列出", len(r.LeftOut)},
		{form.PageNumbers, "发过的全部项目编号", len(r.Numbers)},
		{form.PageCoercions, "读取时自动转换的内容：原来怎么填、读作什么", len(r.Coercions)},
		{form.PageEdits, "办公室在《项目汇总表》里改过的格，下次自动照改；删去一行即撤回", edits},
		{form.PageExceptions, "办公室同意放行的问题", len(r.Office.Exceptions)},
		{form.PageDrafts, "季度报告的段落，办公室可以改写", -1},
	}
}

// about writes the first sheet: what this workbook is and how to use it.
func (b *workbook) about(l *layout) {
	r := l.report
	p := b.newTab(book.Setup{Name: form.PageAbout, Widths: []float64{24, 84, 12}, FreezeRows: 2, Down: 1})
	p.Heading(r.Meta.Street+"打造精品城区"+r.Meta.Quarter.Chinese()+"汇总表", r.Meta.Plan)
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
	for _, s := range purposes(l) {
		lines := book.Cell{Look: book.LookCenter}
		if s.lines >= 0 {
			lines = book.Count(s.lines).As(book.LookCenter)
		}
		p.Write(book.RowOptions{Least: book.HeightList}, book.Link(s.sheet, book.Place{Sheet: s.sheet, Col: 1, Row: 1}, book.LookCell), book.Words(s.holds), lines)
	}
	if len(r.Stale) > 0 {
		p.stale(r.Stale)
	}
	p.Close()
}

// fact is one line of a name and what is to be said under it.
func (p *tab) fact(name, value string) {
	p.wide(book.RowOptions{Least: book.HeightList}, book.Text(name, book.Look{Border: true, Middle: true, Bold: true, Fill: book.FillGroup}), book.Words(value))
}

// stale lists the office's work that no longer applies.
func (p *tab) stale(lines []string) {
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
