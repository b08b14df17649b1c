package quarterly

import (
	"fmt"
	"strings"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
	"jingpin/internal/report"
)

// quarter is what a test's report is made of.
type quarter struct {
	name      string
	now, last []filing.Project // none last: no quarter before
	faulty    map[string]bool  // names whose row of this quarter has an error
	office    filing.Office
}

// report merges the quarter, and the one before it, as a run does.
func (q quarter) report() *report.Report {
	p, this := plan.Builtin(), plan.Quarter{Year: 2023, N: 2}
	in := q.input(p, this, q.now)
	if q.last != nil {
		library := portfolio.Merge(q.input(p, this.Add(-1), q.last)).Library()
		in.Previous = &library
	}
	for _, s := range in.Submissions {
		for _, r := range s.Rows {
			if q.faulty[r.Project.Name] {
				s.Findings = append(s.Findings, filing.Finding{
					File: s.Path, Sheet: r.Project.Source.Sheet, Row: r.Project.Source.Row, Rule: "T02", Severity: plan.Error, Unit: s.Unit,
				})
			}
		}
		portfolio.Settle(s, p, nil, in.Today)
	}
	in.Office = q.office
	return report.Build(portfolio.Merge(in), report.Options{Date: in.Today})
}

func (q quarter) input(p *plan.Plan, of plan.Quarter, projects []filing.Project) portfolio.Input {
	in := portfolio.Input{Plan: p, Quarter: of, AsOf: of.Last(), Today: of.Last() + 5}
	for _, u := range p.Units {
		s := &filing.Submission{Path: u.Name + ".xlsx", SHA256: strings.Repeat("0", 64), Unit: u.Name, Quarter: of}
		for _, f := range projects {
			if f.Unit == u.Name {
				f.Source = filing.Source{File: s.Path, Sheet: "项目计划表", Row: len(s.Rows) + 6}
				s.Rows = append(s.Rows, filing.Row{Project: f})
			}
		}
		if len(s.Rows) > 0 {
			portfolio.Settle(s, p, nil, in.Today)
			in.Submissions = append(in.Submissions, s)
		}
	}
	return in
}

// invented are n projects of all tasks and units, some of them late, and the
// same a quarter before; text is what departments write, told by its length.
func invented(n int, text func(i, length int) string) (now, last []filing.Project) {
	p := plan.Builtin()
	statuses := []string{plan.StatusUnderWay, plan.StatusUnderWay, plan.StatusPrep, plan.StatusUnderWay, plan.StatusDone, plan.StatusNotStarted, plan.StatusUnderWay, plan.StatusPaused}
	kinds := []string{plan.KindWorks, plan.KindService, plan.KindWorks, plan.KindMechanism}
	for i := range n {
		task, unit := p.Tasks[i%len(p.Tasks)], p.Units[(i*7)%20]
		progress := plan.Percent(i*37%100) * plan.Point
		f := filing.Project{
			Track: p.TrackNo(task.Track).Name, Task: task.Name, TaskNo: task.No, Name: fmt.Sprintf("%s第%d号", text(i, 12), i+1),
			Lead: unit.Name, Unit: unit.Name, Kind: kinds[i%len(kinds)], Status: statuses[i%len(statuses)], Progress: &progress,
			Start: plan.Day(2022, 3, 1) + plan.Date(i*13%500), Deadline: plan.Day(2023, 9, 30) + plan.Date(i*17%800),
			Total: plan.Exactly(plan.Money(1+i*7919%90000) * plan.Wan / 10), Paid: plan.Exactly(plan.Money(i*31%5000) * plan.Wan / 100),
			Done: text(i, 40), Next: text(i+1, 25),
		}
		switch {
		case f.Status == plan.StatusDone:
			*f.Progress = plan.Full
		case f.Status == plan.StatusNotStarted:
			*f.Progress = 0
		case i%3 == 0:
			f.Problem, f.Self = text(i+2, 35), "按计划"
		}
		if i%9 == 0 {
			f.Ask = text(i+3, 30)
		}
		before := f
		earlier := progress / 2
		before.Progress, before.Done, before.Paid = &earlier, text(i+4, 30), plan.Amount{}
		if before.Status == plan.StatusDone && i%16 != 4 {
			before.Status = plan.StatusUnderWay
		}
		now, last = append(now, f), append(last, before)
	}
	return now, last
}

// sentences cuts a length out of running text, which begins elsewhere each time.
func sentences(i, length int) string {
	const words = "完成方案设计和居民征询，签约率97.5%，施工许可办理中；已安装智能装置136台，覆盖潍坊四村、八村等6个小区，" +
		"下一步与物业公司签订维保协议并纳入“一网统管”平台；雨季影响（6月中下旬）路面铺设滞后，管线搬迁涉及单位多，进度慢于计划。"
	runes := []rune(strings.Repeat(words, 2+length/50))
	from := i * 11 % 90
	return strings.Trim(string(runes[from:from+length]), "，。；、”）")
}

// The sample quarters: an empty one, one of a single project, one of sixty, one
// of sixty with texts that other programs lose characters of, and one of five
// hundred with very long texts.
var samples = []string{"empty", "one", "sixty", "odd", "many"}

// sample is the report of one of the sample quarters.
func sample(name string) *report.Report { return sampleQuarter(name).report() }

func sampleQuarter(name string) quarter {
	text, n := sentences, 60
	switch name {
	case "empty":
		return quarter{}
	case "one":
		now, _ := invented(1, sentences)
		return quarter{now: now}
	case "odd":
		text = oddities
	case "many":
		n, text = 500, func(i, length int) string { return sentences(i, length*(1+i%9)) }
	}
	now, last := invented(n, text)
	return quarter{now: now, last: last, faulty: map[string]bool{now[5].Name: true}}
}

// pressing are quarters of all sizes that have much to say: the sample ones, and
// such with a request for every project, all of them late or not, in short words
// or very long ones.
func pressing() []quarter {
	var all []quarter
	for _, name := range samples {
		q := sampleQuarter(name)
		q.name = name
		all = append(all, q)
	}
	for _, n := range []int{1, 20, 60, 80, 500, 1440} {
		for _, late := range []bool{false, true} {
			for _, times := range []int{1, 9} {
				if n > 1000 && !late {
					continue // has less to say, in as many rows
				}
				q := asking(n, late, func(i, length int) string { return sentences(i, length*times) })
				q.name = fmt.Sprintf("%d projects, late %t, words times %d", n, late, times)
				all = append(all, q)
			}
		}
	}
	return all
}

// asking are n projects that all have problems and ask for something, one in eleven
// with a faulty row; with late, all are late, for the second time.
func asking(n int, late bool, text func(i, length int) string) quarter {
	now, last := invented(n, text)
	faulty := map[string]bool{}
	behind, target := 3*plan.Point, 50*plan.Point
	for i := range now {
		faulty[now[i].Name] = i%11 == 5
		now[i].Ask, now[i].AnswerBy, now[i].Problem = text(i+3, 30), plan.Day(2023, 8, 31), text(i+2, 35)
		for _, p := range []*filing.Project{&now[i], &last[i]} {
			if late {
				p.Status, p.Progress, p.Kind = plan.StatusUnderWay, &behind, plan.KindWorks
				p.Start, p.Deadline = plan.Day(2022, 3, 1), plan.Day(2023, 9, 30)
				p.Expected, p.NextTarget = plan.Day(2024, 3, 31), &target
			}
		}
	}
	return quarter{now: now, last: last, faulty: faulty}
}

// oddities are texts of rare characters, runs of punctuation, Latin, numbers.
func oddities(i, length int) string {
	odd := []string{
		"𠮷家㙍䶮龘靐齉😀", "！！？？……——（《“‘嵌套’”》）；：「『』」【〖〗】完", "T/CECS 1136-2022、a.b.c@example.invalid；2,110.5万元",
		"·é ñ Привет ½ ㎡ ℃ № ①⑩㈠☑→≤≥±×÷‰￥€～〇", "(half-width),;:!?[]{}<>|\\^~`'\"#$&*+=_-/",
		strings.Repeat("UnbreakableLatinWord", 3), strings.Repeat("1234567890", 5), "行一\n行二\r\n\n行四\t制表", "=HYPERLINK(\"http://example.invalid/\",\"点击\")",
	}
	return odd[(i+length)%len(odd)] + sentences(i, length)
}
