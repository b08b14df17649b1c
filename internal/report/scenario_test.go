package report

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
)

// scenario reads testdata/NAME.txt, a quarter's projects one a line, and
// merges them with what they were the quarter before. The lines before the
// first project set the quarter and what the office decided.
func scenario(t *testing.T, name string) *portfolio.Portfolio {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", name+".txt"))
	require.NoError(t, err)
	s := &scene{t: t, plan: plan.Builtin(), saved: map[string]time.Time{}, now: filed{}, last: filed{}}
	for _, line := range strings.Split(strings.TrimSpace(string(text)), "\n") {
		switch {
		case strings.HasPrefix(line, "#"):
		case strings.Contains(line, "|"):
			s.project(strings.Split(line, "|"))
		default:
			s.directive(strings.Fields(line))
		}
	}
	return s.merge()
}

// scene is a scenario being read.
type scene struct {
	t                 *testing.T
	plan              *plan.Plan
	quarter, previous plan.Quarter
	saved             map[string]time.Time
	office            filing.Office
	zero              []string
	now, last         filed
}

// filed are a quarter's submissions by unit.
type filed map[string]*filing.Submission

// add files a project; a fault keeps its row from counting.
func (f filed) add(p filing.Project, fault string) {
	sub := f[p.Unit]
	if sub == nil {
		sub = &filing.Submission{Path: p.Unit + ".xlsx", SHA256: strings.Repeat("0", 64), Unit: p.Unit}
		f[p.Unit] = sub
	}
	p.Source = filing.Source{File: sub.Path, Sheet: "项目计划表", Row: len(sub.Rows) + 6}
	sub.Rows = append(sub.Rows, filing.Row{Project: p})
	if fault != "" {
		sub.Findings = append(sub.Findings, filing.Finding{
			File: sub.Path, Sheet: p.Source.Sheet, Row: p.Source.Row, Rule: fault, Severity: plan.Error, Unit: p.Unit, Project: p.Title(),
		})
	}
}

func (s *scene) directive(words []string) {
	switch words[0] {
	case "quarter":
		s.quarter = s.quarterOf(words[1])
	case "previous":
		s.previous = s.quarterOf(words[1])
	case "late": // 部门 天数
		due := time.Date(s.quarter.Year, time.Month(3*s.quarter.N), s.plan.Info.ReportDay, 9, 0, 0, 0, time.UTC)
		s.saved[words[1]] = due.AddDate(0, 0, s.number(words[2]))
	case "zero": // 部门, * for all that must report
		s.zero = append(s.zero, words[1])
	case "approved": // 变更类型 原编号 新编号 变更前 变更后 依据
		s.office.Changes = append(s.office.Changes, filing.Change{
			Kind: words[1], Old: words[2], New: strings.Trim(words[3], "-"), Before: words[4], After: words[5], Basis: words[6],
			Approved: s.quarter.Last(),
		})
	default:
		require.Fail(s.t, "unknown directive", words[0])
	}
}

func (s *scene) quarterOf(text string) plan.Quarter {
	q, err := plan.ParseQuarter(text)
	require.NoError(s.t, err)
	return q
}

func (s *scene) number(text string) int {
	n, err := strconv.Atoi(text)
	require.NoError(s.t, err)
	return n
}

func (s *scene) date(text string) plan.Date {
	d, err := plan.ParseDate(text)
	require.NoError(s.t, err)
	return d
}

func (s *scene) percent(text string) *plan.Percent {
	p, err := plan.ParsePercent(text)
	require.NoError(s.t, err)
	return &p
}

func (s *scene) amount(text string) plan.Amount {
	var a plan.Amount
	require.NoError(s.t, a.UnmarshalText([]byte(text)))
	return a
}

// The columns of a scenario's line.
const (
	colTask = iota
	colName
	colUnit
	colKind
	colStatus // or 待核实, 未报, 退出
	colStart
	colDeadline
	colProgress
	colTotal
	colPaid
	colLast // progress/paid of last quarter, nothing for a project that is new
	colDone
	colProblem
	colAsk
	colNext
	colMore // name=value;…
	columns
)

func (s *scene) project(c []string) {
	require.Len(s.t, c, columns, "%v", c)
	task, known := s.plan.TaskNo(s.number(c[colTask]))
	require.True(s.t, known)
	p := filing.Project{
		Track: s.plan.TrackNo(task.Track).Name, Task: task.Name, TaskNo: task.No, Name: c[colName], Lead: c[colUnit],
		Unit: c[colUnit], Kind: c[colKind], Status: c[colStatus], Start: s.date(c[colStart]), Deadline: s.date(c[colDeadline]),
		Progress: s.percent(c[colProgress]), Total: s.amount(c[colTotal]), Paid: s.amount(c[colPaid]),
		Done: c[colDone], Problem: c[colProblem], Ask: c[colAsk], Next: c[colNext],
	}
	if progress, paid, ok := strings.Cut(c[colLast], "/"); ok && s.previous.N != 0 {
		s.last.add(s.before(p, progress, paid, c[colMore]), "")
	}
	s.more(&p, c[colMore])
	switch p.Status {
	case "未报", "退出":
	case "待核实":
		p.Status = plan.StatusUnderWay
		s.now.add(p, "T01")
	default:
		s.now.add(p, "")
	}
}

// before is the project as it stood last quarter.
func (s *scene) before(p filing.Project, progress, paid, more string) filing.Project {
	p.Progress, p.Paid, p.Done = s.percent(progress), s.amount(paid), "上一季度推进了一部分工作。"
	switch {
	case *p.Progress == plan.Full:
		p.Status = plan.StatusDone
	case *p.Progress == 0:
		p.Status = plan.StatusNotStarted
	default:
		p.Status = plan.StatusUnderWay
	}
	if was, ok := strings.CutPrefix(more, "was="); ok {
		p.Deadline = s.date(was)
	}
	return p
}

func (s *scene) more(p *filing.Project, text string) {
	for _, word := range strings.Split(text, ";") {
		name, value, _ := strings.Cut(word, "=")
		switch name {
		case "", "was":
		case "self":
			p.Self = value
		case "priority":
			p.Priority = value
		case "rate":
			p.Rate = s.percent(value)
		case "light":
			light, ok := plan.ParseLight(value)
			require.True(s.t, ok)
			s.office.Overrides = append(s.office.Overrides, filing.Override{Key: p.Key(), Light: light, Reason: "已约谈"})
		default:
			require.Fail(s.t, "unknown word", word)
		}
	}
}

// merge merges last quarter, then this one.
func (s *scene) merge() *portfolio.Portfolio {
	for _, u := range s.plan.Units {
		all := slices.Contains(s.zero, "*") && u.Reporting == plan.ReportsItself
		if s.now[u.Name] == nil && (all || slices.Contains(s.zero, u.Name)) {
			s.now[u.Name] = &filing.Submission{Path: u.Name + ".xlsx", SHA256: strings.Repeat("1", 64), Unit: u.Name}
		}
	}
	var previous *filing.Library
	if s.previous.N != 0 {
		library := portfolio.Merge(s.input(s.previous, s.last)).Library()
		previous = &library
	}
	in := s.input(s.quarter, s.now)
	in.Previous, in.Office = previous, s.office
	return portfolio.Merge(in)
}

func (s *scene) input(q plan.Quarter, f filed) portfolio.Input {
	in := portfolio.Input{Plan: s.plan, Quarter: q, AsOf: q.Last(), Today: q.Last() + 5}
	for _, u := range s.plan.Units {
		if sub := f[u.Name]; sub != nil {
			sub.Quarter, sub.Saved = q, s.saved[u.Name]
			portfolio.Settle(sub, s.plan, nil, in.Today)
			in.Submissions = append(in.Submissions, sub)
		}
	}
	return in
}
