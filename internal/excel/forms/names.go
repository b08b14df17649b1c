package forms

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"jingpin/internal/excel/book"
	"jingpin/internal/form"
	"jingpin/internal/plan"
)

// What the validations and conditional formats ask of a row, as defined names
// whose references are relative: used in any row of 项目计划表 they speak of
// that row, and they move along with inserted rows. They are short, because
// some programs put a name's formula in its place before they calculate.
const (
	nameMismatch     = "本行任务不符" // the task belongs to another track
	nameUneven       = "本行资金不符" // the sources do not add up to the total
	nameOpenEnded    = "本行长期"   // the deadline is a word such as 长期
	nameStartYear    = "本行启动年"  // an error when none is written
	nameDeadlineYear = "本行时限年"  // an error when none is written
)

// endYears name the year in the columns of days that need not be given; each is
// an error when none is written.
var endYears = map[string]string{plan.KeyFinished: "本行完工年", plan.KeyExpected: "本行预计年", plan.KeyAnswerBy: "本行答复年"}

// defineNames defines what the checks ask of a row.
func (b *formBook) defineNames() {
	c := b.nameCell
	tracks, tasks := b.lists.of(book.ListTaskTracks), b.lists.of(book.ListTasks)
	sources := strings.Join([]string{c("city"), c("district"), c("street"), c("social")}, ",")
	for _, n := range []excelize.DefinedName{
		{Name: nameMismatch, RefersTo: fmt.Sprintf("AND(COUNTIF(%s,%s)>0,COUNTIF(%s,%s)>0,COUNTIFS(%s,%s,%s,%s)=0)",
			tracks, c("track"), tasks, c("task"), tracks, c("track"), tasks, c("task"))},
		{Name: nameUneven, RefersTo: fmt.Sprintf("AND(ISNUMBER(%s),SUM(%s)<>0,ROUND(SUM(%s)-%s,6)<>0)",
			c("total"), sources, sources, c("total"))},
		{Name: nameOpenEnded, RefersTo: b.anyOf(listOpenEnded, c("deadline"))},
		{Name: nameStartYear, RefersTo: yearFormula(c("start"))},
		{Name: nameDeadlineYear, RefersTo: yearFormula(c("deadline"))},
	} {
		b.Do(b.File.SetDefinedName(&n))
	}
	for _, column := range b.plan.Columns {
		if name := endYears[column.Key]; name != "" {
			b.Do(b.File.SetDefinedName(&excelize.DefinedName{Name: name, RefersTo: yearFormula(c(column.Key))}))
		}
	}
}

// nameCell is a column's cell in the row a name is used in: names are relative
// to row 1.
func (b *formBook) nameCell(key string) string { return b.sheetCell(key, 1) }

// sheetCell is a column's cell in a row of 项目计划表.
func (b *formBook) sheetCell(key string, row int) string {
	return form.SheetForm + "!$" + book.Letters(b.column[key]) + plan.Count(row)
}

// rowCell is sheetCell for a formula on 项目计划表 itself.
func (b *formBook) rowCell(key string, row int) string {
	return "$" + book.Letters(b.column[key]) + plan.Count(row)
}

// anyOf reports a cell that equals a word of a list. COUNTIF would do, but for
// texts over 255 characters and the * and ? in them.
func (b *formBook) anyOf(list, cell string) string {
	words := b.lists.of(list)
	if words == "" {
		return "FALSE"
	}
	return fmt.Sprintf("SUMPRODUCT(--(%s=%s))>0", words, cell)
}

// yearFormula is the year a date or a period begins with.
func yearFormula(cell string) string {
	return fmt.Sprintf("IF(ISNUMBER(%s),YEAR(%s),VALUE(LEFT(TRIM(%s),4)))", cell, cell, cell)
}

// within reports a year, by its name, between two years; FALSE without one.
func within(name string, first, last int) string {
	return fmt.Sprintf("IFERROR(AND(%s>=%d,%s<=%d),FALSE)", name, first, name, last)
}

func dateFormula(d plan.Date) string {
	y, m, day := d.Time().Date()
	return fmt.Sprintf("DATE(%d,%d,%d)", y, int(m), day)
}
