package quarter

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"jingpin/internal/filename"
	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/output"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
	"jingpin/internal/quarter/system"
	"jingpin/internal/report"
	"jingpin/internal/report/letters"
)

// UnitLine is one unit's line of the status.
type UnitLine struct {
	Unit     string   `json:"unit"`
	State    string   `json:"state"`
	Round    int      `json:"round,omitempty"`
	Files    []string `json:"files"`
	Saved    string   `json:"saved,omitempty"`
	Rows     int      `json:"rows"`
	LeftOut  int      `json:"left_out"`
	Errors   int      `json:"errors"`
	Warnings int      `json:"warnings"`
	faults   []filing.Finding
	led      []string // titles of the projects it led last quarter
	returned int      // files with something to see to
	received []string // documents and scans that came from it
}

// The states of a unit's report.
const (
	StateMissing   = "未报送"
	StateDocuments = "收到文档，没有表格"
	StateFaulty    = "有错误待改"
	StatePassed    = "通过"
	StateZero      = "零报告"
	StateFree      = "不需报送"
	StateStray     = "要问清是谁报的"
)

// nobody is whose the files of no known unit are.
const nobody = "填报单位不明"

// Status is how a quarter's reports stand.
type Status struct {
	Quarter plan.Quarter
	AsOf    plan.Date
	Units   []UnitLine
	Faulty  bool // something must be corrected

	unverified int
	desk       string // the list 待办, counted
	job        *job
}

// Status reads a quarter's folder, or a file of reports, with what the office
// did in the folder's 汇总表.
func (d *Desk) Status(ctx context.Context, dir string) (*Status, error) {
	j := d.job(ctx)
	return attend(j, func() (*Status, error) { return j.status(dir) })
}

func (j *job) status(dir string) (*Status, error) {
	paths, _, err := quarterFolder([]string{dir}, "")
	if err != nil {
		return nil, err
	}
	c, pf, err := j.portfolio(paths, filepath.Join(dir, DirResult, ResultBook))
	if err != nil {
		return nil, err
	}
	return j.statusOf(pf, j.build(c, pf, j.sealed(filepath.Join(dir, DirResult)))), nil
}

// statusOf is how the reports of a portfolio stand.
func (j *job) statusOf(pf *portfolio.Portfolio, rep *report.Report) *Status {
	s := &Status{Quarter: pf.Quarter, AsOf: pf.AsOf, Units: linesOf(pf), Faulty: filing.CountSeverity(pf.Findings, plan.Error) > 0, job: j, desk: rep.ErrandLine()}
	for _, e := range pf.Entries {
		if e.State != portfolio.Reported {
			s.unverified++
		}
	}
	return s
}

// linesOf says how each unit of the roster stands, and last what came from
// none of them.
func linesOf(pf *portfolio.Portfolio) []UnitLine {
	found := map[*filing.Submission][]filing.Finding{} // as returns tell it
	for i, s := range withFindings(pf.Submissions, pf.Findings) {
		found[pf.Submissions[i]] = form.Returned(s.Findings)
	}
	var units []UnitLine
	for _, u := range pf.Units {
		d := lineOf(u, found)
		d.State = stateOf(u, d)
		d.led = ledBefore(pf.Previous, d.Unit)
		units = append(units, d)
	}
	if d := lineOf(pf.Strays, found); len(d.Files) > 0 {
		d.Unit, d.State, d.Round = nobody, StateStray, 0
		units = append(units, d)
	}
	return units
}

// lineOf is a unit's line but for its state. Rows that the office added are no
// file that anyone sent, nor is what speaks for the office.
func lineOf(u portfolio.UnitState, found map[*filing.Submission][]filing.Finding) UnitLine {
	d := UnitLine{Unit: u.Unit.Name, Round: u.Round, Files: []string{}, Rows: u.Rows.Read, LeftOut: u.Rows.Read - u.Rows.Counted}
	for _, a := range u.Attachments {
		d.received = append(d.received, a.Path)
	}
	for _, s := range u.Submissions {
		if s.ByOffice || misplaced(s) != "" {
			continue
		}
		d.Files = append(d.Files, s.Path)
		d.Saved = cmp.Or(d.Saved, s.SavedWord())
		if len(found[s]) > 0 {
			d.returned++
		}
		for _, f := range found[s] {
			switch f.Severity {
			case plan.Error:
				d.Errors++
				d.faults = append(d.faults, f)
			case plan.Warning:
				d.Warnings++
			}
		}
	}
	return d
}

// ledBefore are the projects a unit led last quarter and has still to tell of.
func ledBefore(previous *filing.Library, unit string) []string {
	if previous == nil {
		return nil
	}
	var titles []string
	for _, s := range previous.Standings {
		if s.Project.Lead == unit && !form.Finished(s) {
			titles = append(titles, s.Project.Title())
		}
	}
	return titles
}

func stateOf(u portfolio.UnitState, d UnitLine) string {
	switch {
	case d.Errors > 0:
		return StateFaulty
	case u.Zero:
		return StateZero
	case u.Sent:
		return StatePassed
	case u.OnlyDocuments():
		return StateDocuments
	case u.Owes:
		return StateMissing
	}
	return StateFree
}

// WriteJSON writes the units' lines as JSON.
func (s *Status) WriteJSON(w io.Writer) error { return writeJSON(w, s.Units) }

// Table is a line for every unit of whom a report is asked, below its titles.
func (s *Status) Table() [][]string {
	rows := [][]string{{"部门", "状态", "第几次", "项目行", "未计入", "必须改", "请核实", "文件", "保存时间"}}
	for _, d := range s.Units {
		if d.State == StateFree {
			continue
		}
		round := ""
		if len(d.Files) > 0 && d.State != StateStray {
			round = plan.Count(max(d.Round, 1))
		}
		rows = append(rows, []string{
			d.Unit, d.State, round, plan.Count(d.Rows), plan.Count(d.LeftOut), plan.Count(d.Errors), plan.Count(d.Warnings),
			strings.Join(d.Files, "、"), d.Saved,
		})
	}
	return rows
}

// NextSteps is what the office does now, in sentences.
func (s *Status) NextSteps() []string {
	missing := withState(s.Units, StateMissing)
	lines := []string{"下一步："}
	if len(missing) > 0 {
		lines = append(lines, fmt.Sprintf("  · 提醒报送：%d个部门还没有报送（%s）。", len(missing), joinNames(missing)))
	}
	if documents := withState(s.Units, StateDocuments); len(documents) > 0 {
		lines = append(lines, fmt.Sprintf("  · 请%d个部门把文档里的内容填进表格再报（%s）。", len(documents), joinNames(documents)))
	}
	if n, asked := s.returns(); n > 0 {
		lines = append(lines, fmt.Sprintf("  · 退回%d份：%s。", n, asked))
	}
	if stray := strays(s.Units); len(stray) > 0 {
		lines = append(lines, fmt.Sprintf("  · 问清%d份表是哪个部门报的，在表头写上填报单位再报（%s）。", len(stray), joinNames(stray)))
	}
	lines = append(lines, "  · "+s.desk)
	switch {
	case s.unverified > 0:
		return append(lines, fmt.Sprintf("  · 现在就可出初稿（%d个项目待核实）：jingpin report。", s.unverified))
	case len(lines) > 2:
		return append(lines, "  · 现在就可出初稿：jingpin report。")
	}
	return append(lines, "  · 各部门都已报齐，可以出报告：jingpin report。")
}

// returns are how many files go back to known units, and what is asked of whom.
func (s *Status) returns() (n int, asked string) {
	var doubtful []string
	for _, d := range s.Units {
		if d.State == StateStray {
			continue
		}
		n += d.returned
		if d.returned > 0 && d.Errors == 0 {
			doubtful = append(doubtful, d.Unit)
		}
	}
	var parts []string
	if faulty := withState(s.Units, StateFaulty); len(faulty) > 0 {
		parts = append(parts, fmt.Sprintf("请%d个部门改正后再报（%s）", len(faulty), joinNames(faulty)))
	}
	if len(doubtful) > 0 {
		parts = append(parts, fmt.Sprintf("请%d个部门核实（%s）", len(doubtful), joinNames(doubtful)))
	}
	return n, strings.Join(parts, "，")
}

// strays are the files of no known unit.
func strays(units []UnitLine) []string {
	var files []string
	for _, d := range units {
		if d.State == StateStray {
			files = append(files, d.Files...)
		}
	}
	return files
}

func withState(units []UnitLine, state string) []string {
	var names []string
	for _, d := range units {
		if d.State == state {
			names = append(names, d.Unit)
		}
	}
	return names
}

// Letter is a message to a unit, to be pasted where it is sent from.
type Letter struct {
	Unit string // "" for the one to all units
	Name string // of its file, without the ending
	Text string
}

// Letters are the messages that remind of reports and corrections, the one to
// all units last.
func (s *Status) Letters() []Letter {
	c := letters.Collection{Office: s.job.plan.Info.Office, Quarter: s.Quarter, Due: s.job.plan.Info.Due(s.Quarter), Date: s.job.Date}
	stand := letters.Stand{Missing: withState(s.Units, StateMissing), Documents: withState(s.Units, StateDocuments), Unknown: strays(s.Units)}
	var all []Letter
	for _, d := range s.Units {
		switch d.State {
		case StateFaulty:
			stand.Faulty = append(stand.Faulty, letters.Faulty{Unit: d.Unit, Errors: d.Errors})
			faults := slices.Clone(d.faults)
			filing.SortFindings(faults)
			all = append(all, Letter{d.Unit, d.Unit + "-请改正", c.AskToCorrect(d.Unit, faults)})
		case StateMissing, StateDocuments:
			all = append(all, Letter{d.Unit, d.Unit + "-请报送", c.Remind(letters.Owing{Unit: d.Unit, Projects: d.led, Received: d.received})})
		}
	}
	return append(all, Letter{Name: "提醒报送-发全体", Text: c.TellAll(stand)})
}

// Chase writes the letters into a folder, and returns how many there are.
func (s *Status) Chase(dir string) (int, error) {
	var files []output.File
	used := names{}
	for _, l := range s.Letters() {
		files = append(files, output.File{Path: filename.In(dir, used.of(l.Name)+system.LetterEnding), Data: system.Letter(l.Text)})
	}
	return len(files), s.job.write(files...)
}
