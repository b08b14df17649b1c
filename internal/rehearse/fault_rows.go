package rehearse

import (
	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// rowFaults are the faults of single rows: every rule from U to C that one row
// can break, errors first.
var rowFaults = []rowFault{
	{rule: "T01", column: "deadline", apply: typing("deadline", gridCell{})},
	{rule: "M01", column: "total", typesMoney: true, apply: typing("total", text("测算后另报"))},
	{rule: "U05", column: "lead", apply: typing("lead", text("区绿化市容局"))},
	{rule: "Q02", column: "status", apply: typing("status", text("差不多了"))},
	{rule: "T02", column: "deadline", apply: typing("deadline", text("年底前"))},
	{rule: "Q03", column: "progress", apply: typing("progress", text("基本过半"))},
	{rule: "S04", column: "task", everyRow: true, apply: typing("task", text("打造一流街区"))},
	{rule: "M03", column: "total", fits: hasFunds, apply: change(func(p *filing.Project) { p.Total.Money += 10 * plan.Wan })},
	{rule: "T03", column: "deadline", apply: func(m *mishap) { m.project().Deadline = plan.Day(m.plan.Info.LastYear+1, 6, 30) }},
	{rule: "S05", column: "task", everyRow: true, apply: takeOtherTask},
	{rule: "Q04", column: "status", apply: change(func(p *filing.Project) { p.Status = plan.StatusDone })},
	{rule: "C01", column: "total", typesMoney: true, apply: breakFormula},
	{rule: "C02", column: "total", typesMoney: true, apply: typing("total", gridCell{formula: "1+2"})},
	{rule: "P03", column: "name", typesMoney: true, fits: belowItsTask, apply: repeatAbove, apart: true},
	{rule: "U04", column: "lead", apply: typing("lead", gridCell{})},
	{rule: "U06", column: "lead", apply: leadTogether},
	{rule: "S01", column: "track", everyRow: true, fits: amidTask, apply: blankBoth, also: want{rule: "S03", key: "task"}},
	{rule: "S02", column: "track", everyRow: true, apply: typing("track", text("精致规划"))},
	{rule: "S03", column: "task", everyRow: true, fits: amidTask, apply: blankTask},
	{rule: "P01", column: "name", apply: typing("name", gridCell{})},
	{rule: "T02", column: "deadline", apply: typing("deadline", gridCell{value: 2023.1})},
	{rule: "T04", column: "start", apply: change(func(p *filing.Project) { p.Start = p.Deadline + 60 })},
	{rule: "M01", column: "total", typesMoney: true, fits: hasFunds, apply: typing("total", gridCell{})},
	{rule: "M02", column: "paid", typesMoney: true, apply: typing("paid", gridCell{value: -5})},
	{rule: "Q01", column: "status", apply: typing("status", gridCell{})},
	{rule: "Q03", column: "progress", apply: typing("progress", gridCell{value: 120})},
	{rule: "Q03", column: "progress", apply: typing("progress", gridCell{})},
	{rule: "Q07", column: "status", apply: stayAtStart},
	{rule: "L13", column: "name", everyRow: true, typesMoney: true, apply: nameAlone},

	{rule: "P02", column: "content", apply: typing("content", gridCell{})},
	{rule: "M06", column: "total", fits: hasFunds, apply: typing("funding", gridCell{})},
	{rule: "Q06", column: "done", apply: typing("done", gridCell{})},
	{rule: "Q12", column: "done", apply: typing("done", text("按计划推进"))},
	{rule: "Q13", column: "next", fits: othersTellNext, apply: typing("next", gridCell{})},
	{rule: "U07", column: "lead", apply: func(m *mishap) { m.project().Lead, m.project().Partners = m.otherUnit(), nil }},
	{rule: "P04", column: "name", apply: leaveExample, apart: true},
	{rule: "P06", column: "priority", apply: typing("priority", text("尽快"))},
	{rule: "T05", apply: change(func(p *filing.Project) { p.Targets = nil })},
	{rule: "T06", at: yearAfter, fits: endsEarly, apply: func(m *mishap) { m.project().Targets[m.project().Deadline.Year()+1] = "扫尾" }},
	{rule: "T08", at: thisYear, fits: hasOtherTarget, apply: func(m *mishap) { m.typeIn(thisYear(m), gridCell{}) }},
	{rule: "M03", column: "total", fits: hasFunds, lenient: true, apply: change(func(p *filing.Project) { p.Total.Money += plan.Wan / 100 })},
	{rule: "M04", column: "total", fits: hasGreatFunds, plainMoney: true, apply: change(typeYuan), apart: true},
	{rule: "M05", column: "paid", fits: fundedService, apply: change(func(p *filing.Project) { p.Paid = share(p, 150) })},
	{rule: "M08", column: "total", fits: hasFunds, apply: change(blankSources)},
	{rule: "Q05", column: "progress", apply: change(func(p *filing.Project) { p.Progress, p.Paid = points(100), share(p, 95) })},
	{rule: "Q08", column: "deadline", apply: runOut},
	{rule: "Q09", column: "start", fits: notNearEnd, apply: neverStart},
	{rule: "Q10", column: "problem", fits: isWorks, apply: fallBehind},
	{rule: "Q11", column: "status", fits: fundedNotNearEnd, apply: payBeforeStart},
	{rule: "Q14", column: "progress", fits: fundedWorks, apply: change(func(p *filing.Project) { p.Progress, p.Paid = points(96), share(p, 10) })},
	{rule: "C04", column: "done", apply: typing("done", text(`=HYPERLINK("http://example.invalid/","点击查看")`))},
	{rule: "C05", column: "note", apply: typing("note", gridCell{value: 20230600000022447})},
	{rule: "C08", column: "note", apply: typing("note", gridCell{value: "原定上半年完成", format: struckStyle})},
	{rule: "C06", column: "done", apply: typing("done", text("已联系反映人(电话13900000000)，停车位划线完成。"))},
}

func isWorks(m *mishap) bool { return m.project().Kind == plan.KindWorks }

func hasFunds(m *mishap) bool { return m.project().Total.Value() > 0 }

// hasGreatFunds fits a row whose total in 元 is ten times what a project may
// cost in 万元.
func hasGreatFunds(m *mishap) bool {
	return m.project().Total.Value()*(plan.Wan/plan.Yuan) >= 10*m.plan.Info.TotalLimit
}

func fundedWorks(m *mishap) bool { return isWorks(m) && hasFunds(m) }

// fundedService fits a row whose spending is not held against its progress.
func fundedService(m *mishap) bool { return !isWorks(m) && hasFunds(m) }

// nearEnd is how many days before the plan's end a project can no longer
// start late and have time left.
const nearEnd = 400

func notNearEnd(m *mishap) bool { return m.asOf() < m.plan.Info.Last()-nearEnd }

func fundedNotNearEnd(m *mishap) bool { return hasFunds(m) && notNearEnd(m) }

func endsEarly(m *mishap) bool { return m.project().Deadline.Year() < m.plan.Info.LastYear }

func thisYear(m *mishap) string { return plan.YearKey(m.asOf().Year()) }

func yearAfter(m *mishap) string { return plan.YearKey(m.project().Deadline.Year() + 1) }

func hasOtherTarget(m *mishap) bool {
	for year, target := range m.project().Targets {
		if year != m.asOf().Year() && target != "" {
			return true
		}
	}
	return false
}

// belowItsTask fits a row under a sound one of the same task.
func belowItsTask(m *mishap) bool {
	above := mishap{m.plan, m.sub, m.i - 1}
	return m.i > 0 && above.fit() && above.project().TaskNo == m.project().TaskNo
}

// amidTask fits a row below two of one task, both typed, so that nobody takes
// the column for one that is filled in once and left blank below.
func amidTask(m *mishap) bool {
	if m.i < 2 {
		return false
	}
	a, b := m.sub.in.rows[m.i-1], m.sub.in.rows[m.i-2]
	return len(a.typed)+len(b.typed) == 0 && a.project.TaskNo == b.project.TaskNo
}

// othersTellNext fits a row of a sheet that fills in 下季度计划.
func othersTellNext(m *mishap) bool {
	told := 0
	for _, r := range m.sub.in.rows {
		if r.project.Next != "" {
			told++
		}
	}
	return told > len(m.sub.in.rows)/2 && told > 3
}
