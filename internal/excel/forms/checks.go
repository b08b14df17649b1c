package forms

import (
	"fmt"
	"strings"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"jingpin/internal/excel/book"
	"jingpin/internal/form"
	"jingpin/internal/plan"
)

// The years that a date may name without being doubted.
const (
	anyYearFirst = 2000
	anyYearLast  = 2099
)

// The limits of a validation's texts, in UTF-16 units.
const (
	maxPromptTitle = 32
	maxPrompt      = 255
)

// addChecks adds drop-downs, validations and input messages, column by column.
func (b *formBook) addChecks() {
	for _, s := range b.slots {
		if s.Last || s.Type == plan.TypeComputed || s.Has(plan.TraitLocked) {
			continue
		}
		b.Do(b.File.AddDataValidation(form.SheetForm, b.guard(s.Column, form.FirstRow, b.lastRow())))
	}
	tick := excelize.NewDataValidation(true)
	tick.Sqref = book.At(form.RowAttachment, b.column["name"])
	b.Do(tick.SetDropList([]string{form.ZeroTick}))
	tick.SetInput("零报告", "本季度没有牵头项目的，在这里选“"+form.ZeroTick+"”，下面不用填；有项目的留空。")
	tick.SetError(excelize.DataValidationErrorStyleStop, "零报告", "只能选“"+form.ZeroTick+"”或留空。")
	b.Do(b.File.AddDataValidation(form.SheetForm, tick))
}

// Guards are the validations and input messages of a form whose columns stand
// where column says by their key, down to its last ready row.
func Guards(p *plan.Plan, column map[string]int, first, last int) []*excelize.DataValidation {
	b := &formBook{plan: p, column: column, lists: newOptionLists(p)}
	var all []*excelize.DataValidation
	for _, c := range p.Columns {
		if column[c.Key] != 0 && c.Type != plan.TypeComputed && !c.Has(plan.TraitLocked) {
			all = append(all, b.guard(c, first, last))
		}
	}
	return all
}

// guard is a column's validation and input message, from one row to another.
func (b *formBook) guard(c plan.Column, first, last int) *excelize.DataValidation {
	dv := b.check(c, first)
	dv.Sqref = book.At(first, b.column[c.Key]) + ":" + book.At(last, b.column[c.Key])
	dv.SetInput(clip(c.Header, maxPromptTitle), clip(c.Input, maxPrompt))
	return dv
}

// columnRange is a column's ready rows on its own sheet.
func (b *formBook) columnRange(key string) string {
	return book.At(form.FirstRow, b.column[key]) + ":" + book.At(b.lastRow(), b.column[key])
}

// check is what a column lets in. What the rules would read all the same, such
// as a deadline outside the plan that was approved, only warns. Its formula is
// that of the first row.
func (b *formBook) check(c plan.Column, first int) *excelize.DataValidation {
	dv := excelize.NewDataValidation(true)
	cell := book.At(first, b.column[c.Key])
	span := b.plan.Info.First().Chinese() + "到" + b.plan.Info.Last().Chinese()
	switch {
	case c.List == book.ListTasks:
		dv.SetSqrefDropList(book.Escaped(b.taskSource(first)))
		dv.SetError(excelize.DataValidationErrorStyleStop, "请从下拉框里选", "先选专项行动，再从下拉框里选它下面的重点任务。")
	case c.Type == plan.TypeUnits:
		dv.SetSqrefDropList(b.lists.of(c.List))
	case c.List != "":
		dv.SetSqrefDropList(b.lists.of(c.List))
		dv.SetError(excelize.DataValidationErrorStyleStop, "请从下拉框里选", "“"+c.Header+"”只能从下拉框里选。")
	case c.Key == "deadline":
		custom(dv, "OR("+nameOpenEnded+","+within(nameDeadlineYear, b.plan.Info.FirstYear, b.plan.Info.LastYear)+")")
		dv.SetError(excelize.DataValidationErrorStyleWarning, "请核对时间",
			"写成2023-12-31或2023年12月，一定要写年份，在"+span+"之间。确实要这样填的，请点“是”。")
	case c.Type == plan.TypeStart:
		custom(dv, within(nameStartYear, anyYearFirst, anyYearLast))
		dv.SetError(excelize.DataValidationErrorStyleWarning, "请核对时间", "写成2023-03-01或2023年3月，一定要写年份。确实要这样填的，请点“是”。")
	case c.Type == plan.TypeDeadline:
		custom(dv, within(endYears[c.Key], anyYearFirst, anyYearLast))
		dv.SetError(excelize.DataValidationErrorStyleWarning, "请核对时间", "写成2023-03-31或2023年3月，一定要写年份。确实要这样填的，请点“是”。")
	case c.Type == plan.TypeMoney:
		custom(dv, fmt.Sprintf(`OR(AND(ISNUMBER(%s),%s>=0),%s="%s")`, cell, cell, cell, plan.PendingWord))
		dv.SetError(excelize.DataValidationErrorStyleStop, "请填数字", "只填数字，单位万元，不写“万”“元”。不花钱的填0，还没定的填“"+plan.PendingWord+"”。")
	case c.Type == plan.TypePercent:
		custom(dv, fmt.Sprintf("AND(ISNUMBER(%s),%s<=100,OR(%s=0,%s>=1))", cell, cell, cell, cell))
		dv.SetError(excelize.DataValidationErrorStyleStop, "请填0到100的数", "填0到100的数，不要写%。完成一半填50。")
	}
	return dv
}

// custom makes a validation of a formula.
func custom(dv *excelize.DataValidation, formula string) {
	dv.Type, dv.Formula1 = "custom", book.Escaped(formula)
}

// taskSource is the tasks of the row's track, or all of them as long as it has
// none: the track can be told from the task.
func (b *formBook) taskSource(row int) string {
	track := "$" + book.Letters(b.column["track"]) + plan.Count(row)
	tracks, tasks := b.lists.of(book.ListTaskTracks), b.lists.of(book.ListTasks)
	first, _, _ := strings.Cut(tasks, ":")
	return fmt.Sprintf("IF(COUNTIF(%s,%s)=0,%s,OFFSET(%s,MATCH(%s,%s,0)-1,0,COUNTIF(%s,%s),1))",
		tracks, track, tasks, first, track, tracks, tracks, track)
}

// addMarks adds the conditional formats that show at once what does not fit.
// The first that applies wins.
func (b *formBook) addMarks() {
	red, amber := b.dxf(book.InkRed, book.FillRed), b.dxf(book.InkYellow, book.FillYellow)
	for _, m := range b.faults() {
		b.mark(m, red)
	}
	for _, m := range b.doubts() {
		b.mark(m, amber)
	}
	for _, t := range book.LightTints() {
		b.mark(shown{[]string{plan.KeyLight}, fmt.Sprintf(`%s="%s"`, b.firstRow(plan.KeyLight), t.Word)}, b.dxf(t.Ink, t.Fill))
	}
	tick := book.At(form.RowAttachment, b.column["name"])
	b.markRange(tick, fmt.Sprintf(`AND(%s<>"",%s>0)`, tick, b.countProjects()), red)
}

// shown is a formula over the first project row, and the columns it colours.
type shown struct {
	columns []string
	formula string
}

// faults are what would be an error.
func (b *formBook) faults() []shown {
	c := b.firstRow
	return []shown{
		{[]string{"task"}, nameMismatch},
		{[]string{"total", "city", "district", "street", "social"}, nameUneven},
		{[]string{"deadline"}, fmt.Sprintf("IFERROR(OR(%s<%d,%s>%d),FALSE)", nameDeadlineYear, b.plan.Info.FirstYear,
			nameDeadlineYear, b.plan.Info.LastYear)},
		{[]string{"progress", "status"}, fmt.Sprintf(`AND(%s="%s",ISNUMBER(%s),%s<100)`, c("status"), plan.StatusDone, c("progress"), c("progress"))},
		{[]string{"progress", "status"}, fmt.Sprintf(`AND(%s="%s",ISNUMBER(%s),%s>0)`, c("status"), plan.StatusNotStarted, c("progress"), c("progress"))},
		{[]string{"problem"}, fmt.Sprintf(`AND(OR(%s="%s",%s="%s"),%s="")`, c(plan.KeyLight), plan.Yellow, c(plan.KeyLight), plan.Red, c("problem"))},
	}
}

// doubts are cells still to fill in, and plan values that were changed.
func (b *formBook) doubts() []shown {
	var must []string
	for _, c := range b.plan.Columns {
		if c.Required == plan.Must && c.Key != "name" {
			must = append(must, c.Key)
		}
	}
	name := b.firstRow("name")
	doubts := []shown{
		{[]string{"name"}, fmt.Sprintf(`AND(%s="",OR(%s<>"",%s<>"",%s<>""))`, name, b.firstRow("task"), b.firstRow("total"), b.firstRow("status"))},
	}
	for _, key := range must {
		missed := fmt.Sprintf(`%s<>"",%s=""`, name, b.firstRow(key))
		if key == "progress" { // these say how much is done
			missed += fmt.Sprintf(`,%s<>"%s",%s<>"%s"`, b.firstRow("status"), plan.StatusNotStarted, b.firstRow("status"), plan.StatusDone)
		}
		doubts = append(doubts, shown{[]string{key}, "AND(" + missed + ")"})
	}
	return append(doubts, b.changes()...)
}

// firstRow is a column's cell in the first project row, for a formula that is
// applied to all of them.
func (b *formBook) firstRow(key string) string { return b.rowCell(key, form.FirstRow) }

func (b *formBook) mark(m shown, dxf int) {
	var ranges []string
	for _, key := range m.columns {
		ranges = append(ranges, b.columnRange(key))
	}
	b.markRange(strings.Join(ranges, " "), m.formula, dxf)
}

func (b *formBook) markRange(ref, formula string, dxf int) {
	b.Do(b.File.SetConditionalFormat(form.SheetForm, ref, []excelize.ConditionalFormatOptions{
		{Type: "formula", Criteria: formula, Format: &dxf, StopIfTrue: true},
	}))
}

// dxf is a conditional format's ink and fill.
func (b *formBook) dxf(ink, fill string) int {
	id, err := b.File.NewConditionalStyle(&excelize.Style{Font: &excelize.Font{Color: ink}, Fill: book.Solid(fill)})
	b.Do(err)
	return id
}

// clip cuts a text to so many UTF-16 units, as a validation's texts are
// limited.
func clip(s string, units int) string {
	all := utf16.Encode([]rune(s))
	if len(all) <= units {
		return s
	}
	return string(utf16.Decode(all[:units-1])) + "…"
}
