package excel

import (
	"fmt"

	"jingpin/internal/form"
	"jingpin/internal/plan"
)

// The columns of _计算: what a light is worked out from, step by step.
const (
	sumStartText    = iota + 1 // the start, brought to 2023-3-1, 2023-3 or 2023
	sumPlanned                 // the start as planned, "" when it cannot be read
	sumStart                   // the start that counts
	sumDeadlineText            // the deadline, likewise
	sumOpenEnded               // whether it is a word such as 长期
	sumDeadline                // the deadline, "" when it cannot be read
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
	sumColumns      = sumUnjudged
)

// sumsSheet writes _计算, a row for each ready row of 项目计划表. One formula in
// place of the steps would repeat them until some programs refuse it.
func (b *formBook) sumsSheet() {
	p := b.newPage(setup{name: form.SheetSums})
	p.skip(form.FirstRow - 1)
	for row := form.FirstRow; row <= form.LastRow; row++ {
		steps := b.steps(row)
		cells := make([]cell, sumColumns)
		for i := range cells {
			cells[i] = cell{formula: steps[i+1]}
		}
		p.write(rowOptions{}, cells...)
	}
	p.close()
}

// steps are the formulas of one row, by column.
func (b *formBook) steps(row int) [sumColumns + 1]string {
	c := func(key string) string { return b.sheetCell(key, row) }
	s := func(col int) string { return at(row, col) }
	asOf := dateFormula(b.form.AsOf)
	yearStart, yearEnd := dateFormula(plan.Day(b.form.AsOf.Year(), 1, 1)), dateFormula(plan.Day(b.form.AsOf.Year(), 12, 31))
	return [...]string{
		sumStartText:    periodText(c("start"), false),
		sumPlanned:      periodFormula(c("start"), s(sumStartText), false),
		sumStart:        fmt.Sprintf("IF(ISNUMBER(%s),%s,%s)", s(sumPlanned), s(sumPlanned), b.firstTarget(row)),
		sumDeadlineText: periodText(c("deadline"), true),
		sumOpenEnded:    b.anyOf(listOpenEnded, c("deadline")),
		sumDeadline: fmt.Sprintf("IF(%s,%s,%s)", s(sumOpenEnded), dateFormula(b.plan.Info.Last()),
			periodFormula(c("deadline"), s(sumDeadlineText), true)),
		sumYearly:   fmt.Sprintf(`OR(%s="%s",%s="%s")`, c("kind"), plan.KindService, c("kind"), plan.KindMechanism),
		sumRated:    fmt.Sprintf("AND(%s,ISNUMBER(%s))", s(sumYearly), c("rate")),
		sumFrom:     fmt.Sprintf("IF(%s,MAX(%s,%s),%s)", s(sumRated), s(sumStart), yearStart, s(sumStart)),
		sumTo:       fmt.Sprintf("IF(%s,MIN(%s,%s),%s)", s(sumRated), s(sumDeadline), yearEnd, s(sumDeadline)),
		sumElapsed:  fmt.Sprintf(`IF(%s,MIN(MAX(%s-%s,0),%s),"")`, s(sumKnown), asOf, s(sumFrom), s(sumDays)),
		sumDays:     fmt.Sprintf(`IF(%s,%s-%s,"")`, s(sumKnown), s(sumTo), s(sumFrom)),
		sumActual:   b.actualFormula(c, s(sumRated)),
		sumConcrete: fmt.Sprintf("AND(LEN(TRIM(%s))>=%d,NOT(%s))", c("done"), b.plan.Info.MinProgressLength, b.anyOf(listHollow, c("done"))),
		sumKnown:    fmt.Sprintf(`AND(%s<>"",%s<>"",ISNUMBER(%s))`, c("name"), c("status"), s(sumDeadline)),
		sumUnjudged: fmt.Sprintf(`OR(%s="%s",%s="%s",%s="%s",AND(%s="%s",%s<%s))`, c("status"), plan.StatusPaused,
			c("status"), plan.StatusCancelled, c("status"), plan.StatusDone, c("status"), plan.StatusNotStarted, asOf, s(sumStart)),
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
	return quoteSheet(form.SheetSums) + "!$" + letters(step) + plan.Count(row)
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
	status, due, actual := b.rowCell("status", row), b.rowCell(form.KeyDue, row), sum(sumActual, row)
	behind := fmt.Sprintf("AND(ISNUMBER(%s),ROUND(N(%s)-%s,2)>%s)", due, due, actual, info.SlackPoints)
	far := fmt.Sprintf("AND(%s,ROUND(%s*100,2)<ROUND(N(%s)*%s,2))", behind, actual, due, info.RedRatio)
	idle := fmt.Sprintf(`AND(%s="%s",%s-%s>%d)`, status, plan.StatusNotStarted, asOf, sum(sumStart, row), info.StartGrace)
	own := fmt.Sprintf(`%s="%s"`, b.rowCell("self", row), plan.SelfLate)
	silent := fmt.Sprintf("AND(NOT(ISNUMBER(%s)),NOT(%s))", due, sum(sumConcrete, row))
	return fmt.Sprintf(`IF(NOT(%s),"",IF(%s,IF(%s="%s","%s",%s),IF(NOT(ISNUMBER(%s)),"",IF(OR(%s>%s,%s),"%s",IF(OR(%s,%s,%s,%s),"%s","%s")))))`,
		sum(sumKnown, row), sum(sumUnjudged, row), status, plan.StatusNotStarted, plan.NotDue, status, actual,
		asOf, sum(sumDeadline, row), far, plan.Red, behind, idle, own, silent, plan.Yellow, plan.Green)
}

// periodText is a cell's text with its date or period brought to the form
// 2023-6-30, 2023-6 or 2023.
func periodText(cell string, end bool) string {
	text := cell + `&""`
	for _, r := range periodWords(end) {
		text = fmt.Sprintf(`SUBSTITUTE(%s,"%s","%s")`, text, r[0], r[1])
	}
	// 2023年6月 has become 2023-6-, 2023年6月30日 2023-6-30.
	return fmt.Sprintf(`SUBSTITUTE(TRIM(SUBSTITUTE(%s,"-"," "))," ","-")`, text)
}

// periodFormula reads a cell, whose periodText is the cell text, as the last
// or first day of its period; "" when it cannot.
func periodFormula(cell, text string, end bool) string {
	year, month := "VALUE(LEFT("+text+",4))", fmt.Sprintf(`VALUE(MID(%s&"-",6,FIND("-",%s&"-",6)-6))`, text, text)
	day := fmt.Sprintf(`VALUE(MID(%s,FIND("-",%s,6)+1,2))`, text, text)
	ofMonth, ofYear := fmt.Sprintf("DATE(%s,%s,1)", year, month), fmt.Sprintf("DATE(VALUE(%s),1,1)", text)
	if end {
		ofMonth, ofYear = fmt.Sprintf("DATE(%s,%s+1,0)", year, month), fmt.Sprintf("DATE(VALUE(%s),12,31)", text)
	}
	digits := fmt.Sprintf("DATE(%s,VALUE(MID(%s,5,2)),VALUE(MID(%s,7,2)))", year, text, text)
	dashes := fmt.Sprintf(`LEN(%s)-LEN(SUBSTITUTE(%s,"-",""))`, text, text)
	read := fmt.Sprintf(`IF(%s=0,IF(LEN(%s)=8,%s,IF(LEN(%s)=4,%s,"")),IF(%s=1,%s,DATE(%s,%s,%s)))`,
		dashes, text, digits, text, ofYear, dashes, ofMonth, year, month, day)
	return fmt.Sprintf(`IF(%s="","",IF(ISNUMBER(%s),INT(%s),IFERROR(%s,"")))`, cell, cell, cell, read)
}

// periodWords are what a period's words become, in the order to replace them.
func periodWords(end bool) [][2]string {
	months, halves := [4]string{"1月", "4月", "7月", "10月"}, [2]string{"1月", "7月"}
	if end {
		months, halves = [4]string{"3月", "6月", "9月", "12月"}, [2]string{"6月", "12月"}
	}
	words := [][2]string{{" ", ""}, {"第", ""}, {"上半年", halves[0]}, {"下半年", halves[1]}}
	for i, digit := range []string{"一", "二", "三", "四"} {
		n := plan.Count(i + 1)
		words = append(words, [2]string{digit + "季度", months[i]}, [2]string{n + "季度", months[i]}, [2]string{"Q" + n, "年" + months[i]})
	}
	for _, cut := range []string{"日", "底", "末", "前"} {
		words = append(words, [2]string{cut, ""})
	}
	for _, split := range []string{"年", "月", "/", "."} {
		words = append(words, [2]string{split, "-"})
	}
	return words
}
