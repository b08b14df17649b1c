package consolidated

import (
	"fmt"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"jingpin/internal/excel/book"
	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
	"jingpin/internal/report"
	"jingpin/internal/stream"
)

// campaign is a portfolio of n projects of every light and state, in odd
// amounts, with something on every sheet.
func campaign(t testing.TB, n int) (*portfolio.Portfolio, form.Stored) {
	t.Helper()
	p := plan.Builtin()
	q := plan.Quarter{Year: 2023, N: 2}
	pf := &portfolio.Portfolio{Plan: p, Quarter: q, AsOf: q.Last(), Previous: &filing.Library{Quarter: q.Add(-1), AsOf: q.Add(-1).Last()}}
	per := max(1, n/len(p.Tasks))
	for i := range n {
		task := p.Tasks[min(i/per, len(p.Tasks)-1)]
		pf.Entries = append(pf.Entries, entry(p, task, i, i-min(i/per, len(p.Tasks)-1)*per+1))
	}
	for i := range pf.Entries {
		if last := pf.Entries[i].Last; last != nil {
			pf.Previous.Standings = append(pf.Previous.Standings, *last)
		}
	}
	stored := form.Stored{Head: stream.Head{Plan: p.Digest(), Quarter: q, AsOf: q.Last()}, Previous: pf.Previous}
	byUnit := map[string]*filing.Submission{}
	for i, e := range pf.Entries {
		s := byUnit[e.Project.Lead]
		if s == nil {
			s = &filing.Submission{
				Path: e.Project.Lead + ".xlsx", SHA256: fmt.Sprintf("%064x", 7919*(len(byUnit)+1)), Unit: e.Project.Lead, Quarter: q,
				Sheets: []filing.PlanSheet{{Name: form.SheetForm, HeaderRow: 5, Columns: columnLetters(p)}},
			}
			byUnit[s.Unit] = s
			stored.Submissions = append(stored.Submissions, s)
		}
		row := 6 + len(s.Rows)
		pf.Entries[i].Project.Source = filing.Source{File: s.Path, Sheet: form.SheetForm, Row: row}
		s.Rows = append(s.Rows, filing.Row{Project: pf.Entries[i].Project})
	}
	pf.Submissions = stored.Submissions
	for _, u := range p.Units {
		state := portfolio.UnitState{Unit: u, Owes: u.Reporting == plan.ReportsItself}
		if s := byUnit[u.Name]; s != nil {
			n := len(s.Rows)
			state.Sent, state.Submissions, state.Round = true, []*filing.Submission{s}, 1
			state.Rows = portfolio.Balance{Read: n, Counted: n, ReadTotal: 1234567, CountedTotal: 1234567}
		}
		pf.Units = append(pf.Units, state)
	}
	ledgers(pf)
	stored.Office = pf.Office
	return pf, stored
}

// columnLetters are the form's columns in order.
func columnLetters(p *plan.Plan) map[string]string {
	at := map[string]string{}
	for i, c := range p.Columns {
		at[c.Title()] = book.Letters(i + 1)
	}
	return at
}

// entry is the i-th project: its light, its state and its blanks go round at
// different paces.
func entry(p *plan.Plan, task plan.Task, i, serial int) portfolio.Entry {
	statuses := []string{plan.StatusUnderWay, plan.StatusPrep, plan.StatusDone, plan.StatusUnderWay, plan.StatusNotStarted, plan.StatusPaused, plan.StatusUnderWay, plan.StatusCancelled}
	kinds := []string{plan.KindWorks, plan.KindService, plan.KindMechanism}
	unit := p.Units[(i*7)%len(p.Units)]
	progress := plan.Percent(i*731%10000) + 1
	project := filing.Project{
		Track: p.TrackNo(task.Track).Name, Task: task.Name, TaskNo: task.No, Name: fmt.Sprintf("%s项目%d", task.Name, i+1),
		Content: "改造沿街休憩点8处,更新座椅和照明。", Kind: kinds[i%3], Priority: "重点", Targets: map[int]string{2022: "完成方案", 2023: "改造完成2处"},
		Start: plan.Day(2022, 3, 1+i%20), Deadline: plan.Day(2023+i%3, 12, 31), OpenEnded: i%11 == 5, Unit: unit.Name, Lead: unit.Name,
		Partners: []string{"营商办", "平安办"}, Leader: unit.Leader, Person: "部门负责人", Total: plan.Exactly(plan.Money(100_000_000 + i*1_234_567)),
		District: plan.Exactly(plan.Money(50_000_000)), Street: plan.Exactly(plan.Money(50_000_000 + i*1_234_567)), Funding: "已落实",
		Paid: plan.Exactly(plan.Money(i * 777_777)), Status: statuses[i%len(statuses)], Progress: &progress, Self: "按计划",
		Done: "完成方案比选和居民意见征询,施工单位已进场,主体完成过半;下一步抓紧收尾,确保按期完工。", Next: "完成验收并交付使用。",
	}
	if i%9 == 4 {
		project.Total = plan.Amount{Kind: plan.Pending}
	}
	if i%4 == 1 {
		project.Problem = "部分居民对加装电梯位置有异议,征询延后。"
	}
	if i%10 == 3 {
		project.Ask = "请协调供电部门6月底前完成外线接入。"
	}
	e := portfolio.Entry{
		Project: project, Number: fmt.Sprintf("%02d-%03d", task.No, serial), State: portfolio.Reported, Deadline: project.Deadline, New: i%13 == 0,
	}
	judge(p, &e, i)
	return e
}

func judge(p *plan.Plan, e *portfolio.Entry, i int) {
	pr := e.Project
	e.Verdict = p.Judge(plan.Case{
		Kind: pr.Kind, Status: pr.Status, Self: pr.Self, Start: pr.Start, Deadline: pr.Deadline, FirstTarget: 2022,
		OpenEnded: pr.OpenEnded, Progress: *pr.Progress, YearRate: pr.Rate, Concrete: true,
	}, plan.Day(2023, 6, 30))
	e.Light = e.Verdict.Light
	if !e.New {
		before := pr
		was := *pr.Progress * 9 / 10
		before.Progress = &was
		e.Last = &filing.Standing{Number: e.Number, Project: before, Light: e.Light, Quarter: plan.Quarter{Year: 2023, N: 1}, Deadline: e.Deadline}
	}
	switch {
	case i%12 == 6:
		e.State, e.Carried, e.Because, e.Light = portfolio.Unverified, e.Last != nil, "本季度这一行有错误", plan.Unverified
	case i%12 == 9:
		e.State, e.Carried, e.Because, e.Light = portfolio.Missing, e.Last != nil, "部门尚未报送", plan.Unverified
	case i%17 == 3:
		e.Override = &filing.Override{Key: pr.Key(), Light: plan.Yellow, Reason: "现场查看,进度偏慢"}
		e.Light = plan.Yellow
	}
}

// ledgers puts something on the sheets the office works in.
func ledgers(pf *portfolio.Portfolio) {
	first, second := pf.Entries[0].Project, pf.Entries[1%len(pf.Entries)].Project
	pf.Findings = []filing.Finding{
		{File: first.Source.File, Sheet: form.SheetForm, Cell: "N6", Row: 6, Column: "完成时限", Rule: "T03", Severity: plan.Error, Unit: first.Unit,
			Project: first.Name, Value: "2026年6月", Expected: "2025年12月31日或更早", Message: "完成时限不在计划期内。", Hint: "改到计划期内。", Key: first.Key()},
		{File: second.Source.File, Sheet: form.SheetForm, Cell: "R7", Row: 7, Column: "总投资(总经费)", Rule: "M04", Severity: plan.Warning, Unit: second.Unit,
			Project: second.Name, Value: "1500000", Expected: "150", Message: "可能是元填成了万元。", Hint: "核对单位。", Key: second.Key()},
		{File: second.Source.File, Sheet: form.SheetForm, Cell: "X7", Row: 7, Column: "累计进度(%)", Rule: filing.CoercionRule, Severity: plan.Note,
			Unit: second.Unit, Value: "约60%", Expected: "60", Message: "约60%读作60", Key: second.Key()},
	}
	pf.Approved = []filing.Change{{Kind: filing.ChangeDeadline, Old: "01-001", Before: "2023-12-31", After: "2024-06-30", Basis: "领导小组会议纪要第2期", Approved: plan.Day(2023, 5, 9)}}
	pf.Unapproved = []filing.Change{{Kind: filing.ChangeMoney, Old: "01-002", Before: "150", After: "180"}}
	pf.Conflicts = []portfolio.Conflict{{
		Rule: "X02", Key: "X02|1|街区党建", Title: "街区党建阵地", Choices: []string{"采用甲", "采用乙", "都不计"}, Counts: "按名单顺序,现计入甲",
		Sides: []portfolio.Side{
			{Label: "甲", Unit: "党建办", Source: filing.Source{File: "党建办.xlsx", Sheet: form.SheetForm, Row: 8}, Values: []filing.Typed{{Column: "总投资(总经费)", Value: "24"}}},
			{Label: "乙", Unit: "营商办", Source: filing.Source{File: "营商办.xlsx", Sheet: form.SheetForm, Row: 9}, Values: []filing.Typed{{Column: "总投资(总经费)", Value: "30"}}},
		},
	}}
	pf.LeftOut = []portfolio.LeftOut{{Unit: first.Unit, Number: "01-001", Row: filing.Row{
		Project: first, Cause: filing.Faulty, Rules: []string{"T03"}, Typed: []filing.Typed{{Column: "完成时限", Cell: "N6", Value: "2026年6月"}},
	}}}
	pf.Numbers = []filing.Registered{{Number: "01-001", Key: first.Key(), Name: first.Name, Unit: first.Unit, Quarter: pf.Quarter}}
	pf.Office = filing.Office{
		Edits:      []filing.Edit{{Number: "01-002", Key: second.Key(), Column: "progress", Before: "60", After: "65"}},
		Exceptions: []plan.Exception{{Rule: "T03", Unit: first.Unit, Project: first.Name, ApprovedBy: "常务副组长", Reason: "经批准跨期", Expires: plan.Day(2023, 12, 31)}},
		Changes:    pf.Approved,
	}
}

// consolidate is the consolidated workbook of a portfolio, and its report.
func consolidate(t testing.TB, pf *portfolio.Portfolio, stored form.Stored) ([]byte, *report.Report) {
	t.Helper()
	r := report.Build(pf, report.Options{Date: plan.Day(2023, 7, 5)})
	data, err := Write(r, pf.Plan, stored)
	require.NoError(t, err)
	return data, r
}

// written is the consolidated workbook of a campaign of n projects, made once
// for all tests: none may change it.
func written(t testing.TB, n int) ([]byte, *report.Report) {
	t.Helper()
	made.Lock()
	defer made.Unlock()
	w, ok := made.by[n]
	if !ok {
		pf, stored := campaign(t, n)
		w.data, w.report = consolidate(t, pf, stored)
		made.by[n] = w
	}
	return w.data, w.report
}

var made = struct {
	sync.Mutex
	by map[int]madeBook
}{by: map[int]madeBook{}}

type madeBook struct {
	data   []byte
	report *report.Report
}
