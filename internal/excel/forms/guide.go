package forms

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"jingpin/internal/excel/book"
	"jingpin/internal/form"
	"jingpin/internal/plan"
)

// The columns of 填报说明: 栏目, 要求, 怎么填, 样例.
var guideWidths = []float64{23, 7, 66, 36}

// guideSheet writes 填报说明: how to fill in, and each column's rule with one
// worked example, on one page.
func (b *formBook) guideSheet() {
	p := b.NewPage(book.Setup{Name: form.SheetGuide, Widths: guideWidths, Tab: book.InkGreen})
	p.Write(book.RowOptions{Height: book.HeightTitle}, book.Text("填报说明", lookFormTitle))
	p.Merge(1, len(guideWidths))
	about := fmt.Sprintf("《%s》（%s）附件2　%s　%s　%s%s", b.plan.Info.Name, b.plan.Info.DocumentNo, b.form.Unit.Name,
		b.form.Quarter.Chinese(), form.CaptionAsOf, b.form.AsOf.Chinese())
	b.guideLine(p, about, lookQuiet)
	for i, step := range b.guideSteps() {
		b.guideLine(p, plan.Count(i+1)+"．"+step, book.Look{Wrap: true, Middle: true})
	}
	p.Write(book.RowOptions{Height: 22}, book.Text("栏目", book.LookHead), book.Text("要求", book.LookHead), book.Text("怎么填", book.LookHead), book.Text("样例（一个项目）", book.LookHead))
	for i, c := range b.plan.Columns {
		if c.Year == 0 || i == 0 || b.plan.Columns[i-1].Year == 0 {
			p.Write(book.RowOptions{Least: book.HeightList}, b.guideRow(c)...)
		}
	}
	b.Do(b.File.ProtectSheet(p.Name, &guarded))
	p.Printing()
	b.onePage(p.Name)
	p.Flush()
}

// guideLine writes a line across the page.
func (b *formBook) guideLine(p *book.Page, line string, l book.Look) {
	width := 0.0
	for _, w := range guideWidths {
		width += w
	}
	p.Write(book.RowOptions{Height: float64(book.LinesIn(line, width))*book.HeightLine + book.HeightPad}, book.Text(line, l))
	p.Merge(1, len(guideWidths))
}

// guideSteps are how to fill in, in the order a clerk does it.
func (b *formBook) guideSteps() []string {
	steps := []string{
		"只填“" + form.SheetForm + "”里的白色格子。灰色格子不用填，已经锁住。一行填一个项目，不要合并单元格，不要改表头。",
		"有下拉框的栏目从下拉框里选。先选专项行动，重点任务的下拉框里就只剩它下面的任务。",
		"格子变红，是填得不对，必须改；变黄，是必填的还没填，或者与上季度的计划不一样，请核对。最右边的“预判亮灯”边填边算，亮黄灯、红灯的要写明原因。",
	}
	if b.rolled() {
		steps = append(steps,
			"上季度报过的项目已经列好，项目和计划不用重填。只填本季度的状态、进度、进展、投资、问题和下季度计划；左边灰色的是上季度填的，供对照。已完成的项目不用再填。新增项目接着往下填。",
			"完成时限、牵头部门、总投资确需调整的，直接改，格子会变黄；调整要先报领导小组办公室批准，否则亮灯仍按原计划算。",
			"其余计划栏目折叠起来了。要看、要改的，选中两边的列，点右键“取消隐藏”。",
		)
	} else {
		steps = append(steps, "项目编号由领导小组办公室统一编，第一次填报留空。")
	}
	return append(steps,
		"本季度没有牵头项目的，在表格上方“零报告”右边选“"+form.ZeroTick+"”，不用填项目，照样报送。",
		"填好后保存，文件名不要改，用原来的.xlsx格式报领导小组办公室。要签字盖章的，打印“"+form.SheetPrint+"”（A4横向，自动生成，不用填；长的文字接着印到下一行）。“"+form.SheetForm+"”整张打印用A3横向。",
		form.NothingSecret,
	)
}

// requiredWords are how much a column is missed, in a clerk's words.
var requiredWords = map[plan.Required]string{plan.Must: "必填", plan.Should: "应填", plan.Optional: "选填"}

func (b *formBook) guideRow(c plan.Column) []book.Cell {
	title, required, example := c.Header, requiredWords[c.Required], c.Example
	if c.Parent != "" {
		title = c.Title()
	}
	switch {
	case c.Year != 0:
		title = fmt.Sprintf("%s（%d年至%d年）", c.Parent, b.plan.Info.FirstYear, b.plan.Info.LastYear)
		example = "每年：" + c.Example
	case c.Type == plan.TypeComputed || c.Has(plan.TraitLocked):
		required = "不填"
	}
	emphasis := book.LookCenter
	emphasis.Bold = c.Required == plan.Must
	return []book.Cell{book.Text(title, book.LookCell), book.Text(required, emphasis), book.Text(c.Input, book.LookCell), book.Text(example, book.LookCell)}
}

// onePage prints a sheet on one upright page.
func (b *formBook) onePage(sheet string) {
	upright, one := "portrait", 1
	b.Do(b.File.SetPageLayout(sheet, &excelize.PageLayoutOptions{Orientation: &upright, FitToWidth: &one, FitToHeight: &one}))
}
