package forms

import (
	"fmt"

	"jingpin/internal/excel/book"
	"jingpin/internal/form"
	"jingpin/internal/plan"
)

// The columns of _计算: what a light is worked out from, step by step.
const (
	sumStartText    = iota + 1 // the start, brought to 2023-3-1, 2023-3 or 2023
	sumPlanned                 // the start as planned, "" when it cannot be read
	sumStart                   // the start that counts
	sumDeadlineText            // the deadline, likewise
	sumApproved                // the last approved one, "" in a form that is not rolled forward
	sumOpenEnded               // whether it is a word such as 长期
	sumTyped                   // the deadline as typed, "" when it cannot be read
	sumDeadline                // the deadline that counts
	sumYearly                  // whether the kind is judged by the year
	sumRated                   // whether it is judged by this year's target
	sumFrom                    // where the time to measure begins
	sumTo                      // and where it ends
	sumElapsed                 // days of it that have passed
	sumDays                    // days of it in all
	sumActual                  // what is done, in points, "" when unknown
	sumConcrete                // whether the progress text says something
	sumKnown                   // whether all that a light needs is there
	sumUnjudged                // whether the status has no light to be judged
	sumLines                   // how many lines the project takes on 季度打印
	sumColumns      = sumLines
)

// sumsSheet writes _计算, a row for each ready row of 项目计划表. One formula in
// place of the steps would repeat them until some programs refuse it.
func (b *formBook) sumsSheet() {
	p := b.NewPage(book.Setup{Name: form.SheetSums})
	p.Skip(form.FirstRow - 1)
	for row := form.FirstRow; row <= b.lastRow(); row++ {
		steps := b.steps(row)
		cells := make([]book.Cell, sumColumns)
		for i := range cells {
			cells[i] = book.Cell{Formula: steps[i+1]}
		}
		p.Write(book.RowOptions{}, cells...)
	}
	p.Close()
}

// steps are the formulas of one row, by column.
func (b *formBook) steps(row int) [sumColumns + 1]string {
	c := func(key string) string { return b.sheetCell(key, row) }
	s := func(col int) string { return book.At(row, col) }
	asOf := dateFormula(b.form.AsOf)
	yearStart, yearEnd := dateFormula(plan.Day(b.form.AsOf.Year(), 1, 1)), dateFormula(plan.Day(b.form.AsOf.Year(), 12, 31))
	return [...]string{
		sumStartText:    periodText(c("start"), false),
		sumPlanned:      periodFormula(c("start"), s(sumStartText), false),
		sumStart:        fmt.Sprintf("IF(ISNUMBER(%s),%s,%s)", s(sumPlanned), s(sumPlanned), b.firstTarget(row)),
		sumDeadlineText: periodText(c("deadline"), true),
		sumApproved:     b.approvedFormula(row),
		sumOpenEnded: fmt.Sprintf(`AND(%s,OR(%s="",%s=%s))`, b.anyOf(listOpenEnded, c("deadline")),
			s(sumApproved), s(sumApproved), dateFormula(b.plan.Info.Last())),
		sumTyped: fmt.Sprintf("IF(%s,%s,%s)", b.anyOf(listOpenEnded, c("deadline")), dateFormula(b.plan.Info.Last()),
			periodFormula(c("deadline"), s(sumDeadlineText), true)),
		sumDeadline: fmt.Sprintf("IF(ISNUMBER(%s),%s,%s)", s(sumApproved), s(sumApproved), s(sumTyped)),
		sumYearly:   fmt.Sprintf(`OR(%s="%s",%s="%s")`, c("kind"), plan.KindService, c("kind"), plan.KindMechanism),
		sumRated:    fmt.Sprintf("AND(%s,ISNUMBER(%s))", s(sumYearly), c("rate")),
		sumFrom:     fmt.Sprintf("IF(%s,MAX(%s,%s),%s)", s(sumRated), s(sumStart), yearStart, s(sumStart)),
		sumTo:       fmt.Sprintf("IF(%s,MIN(%s,%s),%s)", s(sumRated), s(sumDeadline), yearEnd, s(sumDeadline)),
		sumElapsed:  fmt.Sprintf(`IF(%s,MIN(MAX(%s-%s,0),%s),"")`, s(sumKnown), asOf, s(sumFrom), s(sumDays)),
		sumDays:     fmt.Sprintf(`IF(%s,%s-%s,"")`, s(sumKnown), s(sumTo), s(sumFrom)),
		sumActual:   b.actualFormula(c, s(sumRated)),
		sumConcrete: fmt.Sprintf("AND(LEN(TRIM(%s))>=%d,NOT(%s))", c("done"), b.plan.Info.MinProgressLength, b.anyOf(listHollow, c("done"))),
		sumKnown: fmt.Sprintf(`AND(%s<>"",%s<>"",ISNUMBER(%s),OR(TRIM(%s)="",ISNUMBER(%s)))`,
			c("name"), c("status"), s(sumTyped), c("start"), s(sumPlanned)),
		sumUnjudged: fmt.Sprintf(`OR(%s="%s",%s="%s",%s="%s",AND(%s="%s",%s<%s))`, c("status"), plan.StatusPaused,
			c("status"), plan.StatusCancelled, c("status"), plan.StatusDone, c("status"), plan.StatusNotStarted, asOf, s(sumStart)),
		sumLines: b.linesFormula(row),
	}
}

// actualFormula is what is done: this year's rate, else the progress, which is
// nothing for a project not begun.
func (b *formBook) actualFormula(c func(string) string, rated string) string {
	return fmt.Sprintf(`IF(%s,%s,IF(ISNUMBER(%s),%s,IF(AND(%s="",%s="%s"),0,"")))`,
		rated, c("rate"), c("progress"), c("progress"), c("progress"), c("status"), plan.StatusNotStarted)
}

// firstTarget is 1 January of the first year with a target, else the plan's
// first day.
func (b *formBook) firstTarget(row int) string {
	formula := dateFormula(b.plan.Info.First())
	years := b.plan.Years()
	for i := len(years) - 1; i >= 0; i-- {
		formula = fmt.Sprintf(`IF(%s<>"",DATE(%d,1,1),%s)`, b.sheetCell(plan.YearKey(years[i]), row), years[i], formula)
	}
	return formula
}

// sum is a step's cell as 项目计划表 refers to it.
func sum(step, row int) string {
	return book.QuoteSheet(form.SheetSums) + "!$" + book.Letters(step) + plan.Count(row)
}

// dueFormula is 应达进度: the arithmetic of plan.Elapsed.
func (b *formBook) dueFormula(row int) string {
	e, d := sum(sumElapsed, row), sum(sumDays, row)
	return fmt.Sprintf(`IF(NOT(%s),"",IF(OR(%s,AND(%s,%s,NOT(%s))),"",IF(%s<=0,IF(%s<MAX(%s,%s),0,100),INT((2000*%s+%s)/(2*%s))/10)))`,
		sum(sumKnown, row), sum(sumUnjudged, row), sum(sumYearly, row), sum(sumOpenEnded, row), sum(sumRated, row),
		d, dateFormula(b.form.AsOf), sum(sumFrom, row), sum(sumTo, row), e, d, d)
}

// lightFormula is 预判亮灯: the precedence of plan.Judge.
func (b *formBook) lightFormula(row int) string {
	asOf, info := dateFormula(b.form.AsOf), b.plan.Info
	status, due, actual := b.rowCell("status", row), b.rowCell(plan.KeyDue, row), sum(sumActual, row)
	behind := fmt.Sprintf("AND(ISNUMBER(%s),ROUND(N(%s)-%s,2)>%s)", due, due, actual, info.SlackPoints)
	far := fmt.Sprintf("AND(%s,ROUND(%s*100,2)<ROUND(N(%s)*%s,2))", behind, actual, due, info.RedRatio)
	idle := fmt.Sprintf(`AND(%s="%s",%s-%s>%d)`, status, plan.StatusNotStarted, asOf, sum(sumStart, row), info.StartGrace)
	own := fmt.Sprintf(`%s="%s"`, b.rowCell("self", row), plan.SelfLate)
	silent := fmt.Sprintf("AND(NOT(ISNUMBER(%s)),NOT(%s))", due, sum(sumConcrete, row))
	return fmt.Sprintf(`IF(NOT(%s),"",IF(%s,IF(%s="%s","%s",%s),IF(NOT(ISNUMBER(%s)),"",IF(OR(%s>%s,%s),"%s",IF(OR(%s,%s,%s,%s),"%s","%s")))))`,
		sum(sumKnown, row), sum(sumUnjudged, row), status, plan.StatusNotStarted, plan.NotDue, status, actual,
		asOf, sum(sumDeadline, row), far, plan.Red, behind, idle, own, silent, plan.Yellow, plan.Green)
}

// The serial numbers of 2000-01-01 and 2100-01-01: a number between them is a
// date, any other is what it says, as 2023 and 20230630.
const (
	firstSerial = 36526
	lastSerial  = 73051
)

// periodText is a cell's text with its date or period brought to the form
// 2023-6-30, 2023-6 or 2023. What is neither keeps something in it that is no
// number, or stands where none may.
func periodText(cell string, end bool) string {
	text := cell + `&""`
	for _, r := range periodWords(end) {
		text = fmt.Sprintf(`SUBSTITUTE(%s,"%s","%s")`, text, r[0], r[1])
	}
	// 2023年6月 has become 2023-6-, 2023年6月30日 2023-6-30.
	return fmt.Sprintf(`SUBSTITUTE(TRIM(SUBSTITUTE(%s,"-"," "))," ","-")`, text)
}

// periodFormula reads a cell, whose periodText is the cell text, as the last
// or first day of its period; "" when it cannot. A date counts only if it is
// one: 2022-2024 is no month, and 2023-2-30 no day.
func periodFormula(cell, text string, end bool) string {
	year, month := "VALUE(LEFT("+text+",4))", fmt.Sprintf(`VALUE(MID(%s,6,FIND("-",%s&"-",6)-6))`, text, text)
	ofMonth, ofYear := fmt.Sprintf("DATE(%s,%s,1)", year, month), fmt.Sprintf("DATE(%s,1,1)", year)
	if end {
		ofMonth, ofYear = fmt.Sprintf("DATE(%s,%s+1,0)", year, month), fmt.Sprintf("DATE(%s,12,31)", year)
	}
	day := realDay(year, month, fmt.Sprintf(`VALUE(MID(%s,FIND("-",%s,6)+1,9))`, text, text))
	digits := realDay(year, fmt.Sprintf("VALUE(MID(%s,5,2))", text), fmt.Sprintf("VALUE(MID(%s,7,2))", text))
	plain := fmt.Sprintf(`IF(LEN(%s)=8,%s,IF(LEN(%s)=4,%s,""))`, text, digits, text, ofYear)
	dashes := fmt.Sprintf(`LEN(%s)-LEN(SUBSTITUTE(%s,"-",""))`, text, text)
	dashed := fmt.Sprintf(`IF(MID(%s,5,1)<>"-","",CHOOSE(%s,IF(MONTH(%s)=%s,%s,""),%s))`, text, dashes, ofMonth, month, ofMonth, day)
	read := fmt.Sprintf(`IF(OR(%s<%d,%s>%d),"",IF(%s=0,%s,%s))`, year, anyYearFirst, year, anyYearLast, dashes, plain, dashed)
	// The number 2023.1 may have been 2023.10.
	return fmt.Sprintf(`IF(%s="","",IF(ISNUMBER(%s),IF(AND(%s>=%d,%s<=%d),INT(%s),IF(RIGHT(%s,2)=".1","",IFERROR(%s,""))),IFERROR(%s,"")))`,
		cell, cell, cell, firstSerial, cell, lastSerial, cell, cell, read, read)
}

// realDay is a day, "" for one that the month does not have.
func realDay(year, month, day string) string {
	date := fmt.Sprintf("DATE(%s,%s,%s)", year, month, day)
	return fmt.Sprintf(`IF(MONTH(%s)=%s,%s,"")`, date, month, date)
}

// periodWords are what a period's words become, in the order to replace them.
func periodWords(end bool) [][2]string {
	months, halves := [4]string{"年1月", "年4月", "年7月", "年10月"}, [2]string{"年1月", "年7月"}
	if end {
		months, halves = [4]string{"年3月", "年6月", "年9月", "年12月"}, [2]string{"年6月", "年12月"}
	}
	words := [][2]string{{" ", ""}, {"第", ""}}
	for i, digit := range []rune("０１２３４５６７８９") {
		words = append(words, [2]string{string(digit), plan.Count(i)})
	}
	// 2023年3月-12月 is a span, and neither 12 March nor December.
	words = append(words, [][2]string{{"年-", "~"}, {"月-", "~"}, {"上半年", halves[0]}, {"下半年", halves[1]}}...)
	for i, digit := range []string{"一", "二", "三", "四"} {
		n := plan.Count(i + 1)
		words = append(words, [2]string{digit + "季度", months[i]}, [2]string{n + "季度", months[i]}, [2]string{"Q" + n, months[i]})
	}
	for _, cut := range []string{"日", "号", "底", "末", "之前", "以前", "前", "完成"} {
		words = append(words, [2]string{cut, ""})
	}
	for _, split := range []string{"年", "月", "/", "."} {
		words = append(words, [2]string{split, "-"})
	}
	return words
}
