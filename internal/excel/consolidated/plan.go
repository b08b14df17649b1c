package consolidated

import (
	"slices"
	"strconv"
	"strings"

	"github.com/mattn/go-runewidth"
	"github.com/xuri/excelize/v2"

	"jingpin/internal/excel/book"
	"jingpin/internal/form"
	"jingpin/internal/plan"
	"jingpin/internal/tabular"
)

// WritePlan writes 方案.xlsx: the plan definition for the office to change, one
// sheet a table under its name with the header in row 1, so that a fault names
// the cell as the office sees it, and first a sheet that says what may be
// changed. Reading it back gives the same plan. The same plan gives the same
// parts, though not yet their order within the file. An error is ours.
func WritePlan(p *plan.Plan) ([]byte, error) {
	b := newWorkbook()
	defer b.Close()
	b.planAbout(p)
	lists := &choices{}
	for _, t := range p.Tables() {
		b.planTable(p, t, lists)
	}
	b.choiceSheet(lists)
	b.planProperties(p)
	if b.Err != nil {
		return nil, b.Err
	}
	return b.Saved()
}

// planAbout writes the first sheet.
func (b *workbook) planAbout(p *plan.Plan) {
	pg := b.newTab(book.Setup{Name: form.PageAbout, Widths: []float64{18, 52, 62}, FreezeRows: 2, Down: 1})
	pg.Heading("方案："+p.Info.Name, "填报表格、检查、汇总和报告都按本工作簿执行。放在季度文件夹里、文件名为“方案.xlsx”即可；改后保存，下次运行生效。"+
		"工作表不要删，名称不要改；填错了，程序会指出是哪一格。灰色的栏是程序用的代号，不要改。")
	pg.Write(book.RowOptions{Height: 24}, book.Text("换成自己的，改七步", book.LookHead), book.Text("改什么", book.LookHead), book.Text("怎么改", book.LookHead))
	for i, s := range planSteps {
		name := book.Link(plan.Count(i+1)+". "+s.sheet, book.CellRef{Sheet: s.sheet, Col: 1, Row: 1}, book.LookCell)
		pg.Write(book.RowOptions{Least: book.HeightList}, name, book.Words(s.what), book.Words(s.how))
	}
	pg.Skip(1)
	pg.Write(book.RowOptions{Height: 24}, book.Text("工作表", book.LookHead), book.Text("内容", book.LookHead), book.Text("可以改什么", book.LookHead))
	for _, s := range planSheets {
		pg.Write(book.RowOptions{Least: book.HeightList}, book.Link(s.name, book.CellRef{Sheet: s.name, Col: 1, Row: 1}, book.LookCell), book.Words(s.holds), book.Words(s.open))
	}
	pg.Close()
}

// Widths of a table's columns in characters, and how many rows below it a new
// line may be typed in.
const (
	planNarrow = 8
	planWide   = 46
	planSpare  = 300
)

func (b *workbook) planTable(p *plan.Plan, t tabular.Table, lists *choices) {
	about := planSheetOf(t.Name)
	pg := b.newTab(book.Setup{
		Name: t.Name, Widths: planWidths(t), FreezeRows: 1, FreezeCols: 1, TitleRows: "$1:$1", Paper: planPaper(t),
	})
	var head []book.Cell
	for _, title := range t.Header {
		head = append(head, about.muted(title, book.Text(title, book.LookHead)))
	}
	pg.Write(book.RowOptions{Least: 26}, head...)
	for _, r := range t.Rows {
		for pg.Row < r.Number-1 {
			pg.Skip(1) // a blank row of the office's own
		}
		var cells []book.Cell
		for i, v := range r.Cells {
			title := ""
			if i < len(t.Header) {
				title = t.Header[i]
			}
			cells = append(cells, about.muted(title, planCell(v)))
		}
		pg.Write(book.RowOptions{Least: book.HeightList}, cells...)
	}
	last := pg.Row
	pg.planFilter(t, last)
	for _, d := range about.drops {
		if col := slices.Index(t.Header, d.column) + 1; col > 0 {
			pg.Choose(col, 2, last+planSpare, d.source(p, lists))
		}
	}
	pg.Close()
}

// planCell is a value of the definition. What is a plain number is stored as
// one, to be changed without a complaint about text.
func planCell(v string) book.Cell {
	if n, err := strconv.ParseFloat(v, 64); err == nil && strconv.FormatFloat(n, 'f', -1, 64) == v {
		return book.Cell{Value: n, Look: book.LookCenter}
	}
	return book.Words(v)
}

// planFilter makes the rows a table with filters, where its titles allow one.
func (p *resultSheet) planFilter(t tabular.Table, last int) {
	titles := slices.Sorted(slices.Values(t.Header))
	if p.Err != nil || last < 2 || titles[0] == "" || len(slices.Compact(titles)) < len(t.Header) {
		return
	}
	stripes := false
	p.Do(p.Stream.AddTable(&excelize.Table{
		Range: book.At(1, 1) + ":" + book.At(last, len(t.Header)), Name: "表_" + t.Name, ShowRowStripes: &stripes,
	}))
}

// planWidths fit the widest cell of each column, up to a width at which text
// wraps.
func planWidths(t tabular.Table) []float64 {
	widths := make([]float64, len(t.Header))
	for i, title := range t.Header {
		w := runewidth.StringWidth(title) + 4 // room for the filter's arrow
		for _, r := range t.Rows {
			if i < len(r.Cells) {
				w = max(w, runewidth.StringWidth(r.Cells[i])+2)
			}
		}
		widths[i] = float64(min(max(w, planNarrow), planWide))
	}
	return widths
}

// planPaper is the paper on which a table can still be read.
func planPaper(t tabular.Table) int {
	const widest = 180 // characters on A4
	sum := 0.0
	for _, w := range planWidths(t) {
		sum += w
	}
	if sum > widest {
		return book.PaperA3
	}
	return book.PaperA4
}

func (b *workbook) planProperties(p *plan.Plan) {
	if b.Err != nil {
		return
	}
	issued := "2023-01-01T00:00:00Z"
	if d, err := plan.ParseDate(p.Info.Issued); err == nil {
		issued = d.String() + "T00:00:00Z"
	}
	b.Do(b.File.SetDocProps(&excelize.DocProperties{
		Title: "方案", Subject: p.Info.Name, Creator: p.Info.Office, LastModifiedBy: p.Info.Office,
		Created: issued, Modified: issued, Language: "zh-CN",
	}))
}

// planSheet says what a table is to the office.
type planSheet struct {
	name, holds, open string
	codes             []string // columns that are the program's own
	drops             []planDrop
}

func planSheetOf(name string) planSheet {
	i := slices.IndexFunc(planSheets, func(s planSheet) bool { return s.name == name })
	if i < 0 {
		return planSheet{name: name}
	}
	return planSheets[i]
}

// muted greys a cell of a column that is the program's own.
func (s planSheet) muted(title string, c book.Cell) book.Cell {
	if slices.Contains(s.codes, title) {
		return c.Restyle(book.Look.Muted)
	}
	return c
}

// planDrop is a drop-down in a column of a table: the values of another
// table's column as it stands, or a list of words.
type planDrop struct {
	column         string
	table, tableOf string   // the other table and its column
	words          []string // or these, and what the column holds already
}

// source is the range a drop-down draws from.
func (d planDrop) source(p *plan.Plan, lists *choices) string {
	for _, t := range p.Tables() {
		if t.Name == d.table && d.words == nil {
			col := slices.Index(t.Header, d.tableOf) + 1
			return book.QuoteSheet(t.Name) + "!" + book.Fixed(max(col, 1), 2, len(t.Rows)+1+planSpare)
		}
	}
	name := d.table + d.column
	lists.add(name, d.words)
	for _, t := range p.Tables() {
		if t.Name != d.table {
			continue
		}
		col := slices.Index(t.Header, d.column)
		for _, r := range t.Rows {
			if col >= 0 && col < len(r.Cells) && strings.TrimSpace(r.Cells[col]) != "" {
				lists.add(name, []string{r.Cells[col]})
			}
		}
	}
	return lists.list(name)
}

// yesNo are the words of a switch.
var yesNo = []string{"是", "否"}

// planStep is one thing to change that another street begins with.
type planStep struct{ sheet, what, how string }

// planSteps make the definition another street's.
var planSteps = []planStep{
	{
		"基本信息", "街道、计划名称、简称、文号、印发日期、领导小组、办公室、表名、报告名；起始年、截止年、报送日",
		"只改“值”一栏。报告、表格的标题和落款都从这里来。其余各项是界限，可以先不动。",
	},
	{"专项行动", "换成自己计划里的各大行动（或者板块、条线）", "一行一个，序号从1起。没有别的叫法，别名就空着。"},
	{"重点任务", "换成自己计划里的任务", "一行一项，专项行动从下拉框里选。序号是项目编号的前两位，发了表就不要再改。"},
	{"计划明确事项", "换成计划里点到名的事项", "没有就把各行删空，表头留着。匹配词写项目名称里会有的词。"},
	{"部门", "换成自己的部门名单", "一行一个，顺序就是各张表里的顺序。分管领导写职务，不写姓名；由别人汇总的，报送方式写“由××汇总”。"},
	{"栏目", "“样例”一栏里的专项行动、重点任务、牵头部门、配合部门，和写到年份的说明", "样例要是上面几张表里有的，填报表里会印出来。其余各栏先不动。"},
	{"领导小组", "换成自己领导小组的职务和分工", "写职务，不写人名。“核准例外”里有别人留下的，删空。改完保存，运行 jingpin template；哪一格不对，会指出来。"},
}

// planSheets are the tables of the definition, for the office.
var planSheets = []planSheet{
	{
		name: "基本信息", holds: "计划名称、文号、起止年份、报送日，亮灯和核对用的各个界限",
		open: "改“值”一栏。“项目”一栏的名称不能改，各项都不能少。",
	},
	{
		name: "专项行动", holds: "各专项行动，和认得的其他写法",
		open: "名称、别名都可以改。改了名称，“重点任务”表里的专项行动要一起改。",
	},
	{
		name: "重点任务", holds: "各项重点任务、所属的专项行动，和认得的其他写法",
		open:  "名称、别名都可以改。序号是项目编号的前两位，定了以后不要改。",
		drops: []planDrop{{column: "专项行动", table: "专项行动", tableOf: "名称"}},
	},
	{
		name: "计划明确事项", holds: "计划正文点到名的事项，和看有没有项目去做的匹配词",
		open:  "可以增、删、改。匹配词有几种写法的用顿号隔开；一种写法里要同时出现的几个词用+连起来。",
		drops: []planDrop{{column: "重点任务", table: "重点任务", tableOf: "序号"}},
	},
	{
		name: "部门", holds: "成员单位、认得的其他名称、报送方式和分管领导(写职务)",
		open: "可以增、删、改。这里的顺序就是各张表里部门的顺序。由别的部门汇总报送的，报送方式写“由××汇总”。",
		drops: []planDrop{
			{column: "报送方式", table: "部门", words: []string{plan.ReportsItself, plan.ReportsIfLead, plan.ReportsNot}},
			{column: "汇总单位", table: "部门", tableOf: "名称"},
		},
	},
	{
		name: "栏目", holds: "项目计划表的每一栏：表头、类型、是否必填、选项、认得的其他表头、填写说明",
		open:  "表头、是否必填、别名、填写说明、样例、列宽可以改。改了以后要发新表格的，把“基本信息”里的模板版本加1。",
		codes: []string{"代号", "属性"},
		drops: []planDrop{
			{column: "类型", table: "栏目", words: []string{plan.TypeText}},
			{column: "必填", table: "栏目", words: []string{string(plan.Must), string(plan.Should), string(plan.Optional)}},
			{column: "选项", table: "栏目", words: []string{"专项行动", "重点任务", "部门"}},
		},
	},
	{
		name: "栏目别名", holds: "部门自己的表里各栏可能的叫法，由词拼成，和什么时候才算",
		open: "可以增、删、改，从上往下依次对照。[甲/乙]可有可无，{甲/乙}选一个，<丙>是上面列出的一组词。栏目写“不读”的，认得但不并入。" +
			"条件可以写：有××、无××（表里有没有这一栏）、多为××（值多半是这一栏的）、多是数、多是字、请核实、让位（有更明确的表头就用那个）、只提示。",
	},
	{
		name: "词表", holds: "状态、类别等选项，和各种写法读作什么",
		open: "可以增加写法。“写法”和“读作”相同的是选项本身，按先后列在下拉框里。“时间用语”“金额用语”“进度用语”“说明用语”“时段”“金额单位”" +
			"是格子里可以出现的小词，“读作”是它的作用，一行写几个的用/隔开；程序原有的一直认得，可以另起一行加新的。",
		drops: []planDrop{{column: "类别", table: "词表", words: []string{"项目状态"}}},
	},
	{
		name: "规则", holds: "每一项检查的级别、是否启用，和给部门看的话",
		open: "级别、启用、标题、提示、怎么改、含义和例子可以改；花括号里的词由程序换成具体内容。" +
			"“可调整”为否的不能降级、停用：缺了它就没有可以计入的数据。",
		codes: []string{"代号", "栏目", "依据栏目", "可调整"},
		drops: []planDrop{
			{column: "级别", table: "规则", words: []string{plan.Error.Word(), plan.Warning.Word(), plan.Note.Word()}},
			{column: "启用", table: "规则", words: yesNo},
		},
	},
	{
		name: "领导小组", holds: "领导小组的职务和分工",
		open: "可以增、删、改。写职务，不写人名。",
	},
	{
		name: "核准例外", holds: "办公室同意放行的问题",
		open: "一行一件。单位、项目空着表示不限；有效期至写成2023-12-31的样子，过期自动失效，空着表示不限。",
		drops: []planDrop{
			{column: "规则", table: "规则", tableOf: "代号"},
			{column: "单位", table: "部门", tableOf: "名称"},
		},
	},
}
