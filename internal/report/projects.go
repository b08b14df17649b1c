package report

import (
	"cmp"
	"fmt"
	"iter"
	"regexp"
	"slices"
	"strings"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
)

// How long the prefix of a file's digest in a 行标识 is.
const rowKeyDigits = 12

// projects makes 项目汇总表 and remembers its rows by their numbers, what each
// number is called, now or last quarter, and which go on in other projects.
func (b *builder) projects() {
	b.names, b.byNumber, b.goesOn = map[string]string{}, map[string]*ProjectRow{}, map[string]bool{}
	for s := range b.then() {
		b.names[s.Number] = s.Project.Title()
	}
	digest := map[string]string{}
	for _, s := range b.pf.Submissions {
		digest[s.Path] = s.SHA256[:min(rowKeyDigits, len(s.SHA256))]
	}
	b.Projects = make([]ProjectRow, len(b.pf.Entries))
	for i := range b.pf.Entries {
		e := &b.Projects[i]
		e.Entry = &b.pf.Entries[i]
		p := &e.Project
		e.Key, e.StatusOut, e.Why = p.Key(), StatusWord(p), e.why()
		e.SourceRef, e.RowKey = e.trace(digest)
		e.InTrack, e.InTask, e.InUnit = b.trackOf(p), b.taskOf(p), b.unitOf(p)
		b.entries = append(b.entries, e)
		b.names[e.Number] = p.Title()
		if e.Number != "" {
			b.byNumber[e.Number] = e
		}
		for _, number := range e.From {
			b.goesOn[number] = true
		}
	}
}

// then are the projects of last quarter's library, each with its row now, nil for
// one that is no longer in the library.
func (b *builder) then() iter.Seq2[*filing.Standing, *ProjectRow] {
	return func(yield func(*filing.Standing, *ProjectRow) bool) {
		if b.pf.Previous == nil {
			return
		}
		for i := range b.pf.Previous.Standings {
			s := &b.pf.Previous.Standings[i]
			if !yield(s, b.byNumber[s.Number]) {
				return
			}
		}
	}
}

// ruleCodes are what the office calls rules by; leaders read their words.
var ruleCodes = regexp.MustCompile(`（[A-Z]\d{2}）`)

// why says why a project is 待核实 or 未报 without the file, the row and the
// rules' codes.
func (e *ProjectRow) why() string {
	_, fault, inFile := strings.Cut(e.Because, "：")
	if e.State != portfolio.Unverified || !inFile {
		return e.Because
	}
	return "填报有误：" + ruleCodes.ReplaceAllString(fault, "")
}

// shorten leaves of last quarter how far each project was, not what was written
// about it: the report keeps no more.
func (b *builder) shorten() {
	for i := range b.Projects {
		row := &b.Projects[i]
		if row.Last == nil {
			continue
		}
		e, last, p := *row.Entry, *row.Last, &row.Last.Project
		last.Sent, last.Late = nil, nil
		last.Project = filing.Project{
			Task: p.Task, TaskNo: p.TaskNo, Name: p.Name, Sub: p.Sub, Lead: p.Lead, Deadline: p.Deadline, Total: p.Total, Paid: p.Paid,
			Status: p.Status, Progress: p.Progress, Rate: p.Rate, Source: p.Source,
		}
		e.Last, row.Entry = &last, &e
	}
}

// trace says where a project's figures were read, in words and as the key of the row
// in the submissions, or in the library of the quarter they are carried from.
func (e *ProjectRow) trace(digest map[string]string) (ref, key string) {
	s := e.Project.Source
	if !e.Carried || e.Last == nil {
		return s.Words(), fmt.Sprintf("%s!%s!%d", digest[s.File], s.Sheet, s.Row)
	}
	_, from := e.Last.LastKnown()
	return s.Words() + when(s.Words() != "", "（"+from.Chinese()+"）"), from.String() + "!" + e.Number
}

// PartnerLines are what a project's partners report of it, a line each.
func (p *ProjectRow) PartnerLines() []string {
	return namesOf(p.Partners, func(partner portfolio.PartnerProgress) string {
		progress := ""
		if partner.Progress != nil {
			progress = "累计进度" + partner.Progress.String() + "%。"
		}
		return partner.Unit + "：" + progress + partner.Done
	})
}

// StatusWord is how outputs say a project's status.
func StatusWord(p *filing.Project) string {
	switch {
	case p.Status == plan.StatusPrep:
		return "前期准备"
	case p.Status == plan.StatusUnderWay && (p.Kind == plan.KindService || p.Kind == plan.KindMechanism):
		return "推进中"
	}
	return p.Status
}

// coverage lists the projects that do what the plan names.
func (b *builder) coverage() {
	for _, c := range b.pf.Coverage {
		b.Commitments = append(b.Commitments, CommitmentRow{c.Commitment.Task, c.Commitment.Name, orEmpty(c.Numbers)})
	}
}

// Covered is how many of the plan's commitments have a project, and how many
// have none.
func (r *Report) Covered() (covered, open int) {
	for _, c := range r.Commitments {
		if len(c.Projects) > 0 {
			covered++
		}
	}
	return covered, len(r.Commitments) - covered
}

// leaders groups the projects by 分管领导: the roster's in its order, then
// those that only projects name.
func (b *builder) leaders() {
	var names []string
	rows := map[string][]int{} // by leader
	for _, u := range b.pf.Units {
		names = append(names, u.Unit.Leader)
	}
	for i, e := range b.entries {
		leader := b.leaderOf(e)
		names, rows[leader] = append(names, leader), append(rows[leader], i)
	}
	for _, leader := range names {
		l := LeaderRows{Leader: leader, Rows: rows[leader]}
		if delete(rows, leader); len(l.Rows) == 0 {
			continue // has no projects, or was told already
		}
		slices.SortStableFunc(l.Rows, func(x, y int) int { // what a leader has to see first
			p, q := b.entries[x], b.entries[y]
			return cmp.Or(cmp.Compare(urgency(q.light()), urgency(p.light())), first(p.StillLate, q.StillLate))
		})
		var led []*ProjectRow
		for _, row := range l.Rows {
			led, l.Numbers = append(led, b.entries[row]), append(l.Numbers, b.entries[row].Number)
		}
		l.Tally = tally(led)
		b.Leaders = append(b.Leaders, l)
	}
}

// leaderOf is who answers for an entry: as filed, else its unit's.
func (b *builder) leaderOf(e *ProjectRow) string {
	if l := e.Project.Leader; l != "" {
		return l
	}
	if u := b.units[e.InUnit]; u != nil && u.Unit.Leader != "" {
		return u.Unit.Leader
	}
	return "分管领导未明确"
}

// What projects are counted under whose track, task or unit is not known yet.
const (
	UnknownTrack = "专项行动待核实"
	UnknownTask  = "重点任务待核实"
	UnknownUnit  = "牵头部门待核实"
)

// trackOf is the track a project is counted under: its task's, whatever the
// row says.
func (b *builder) trackOf(p *filing.Project) string {
	if t, ok := b.plan.TaskNo(p.TaskNo); ok {
		return b.plan.TrackNo(t.Track).Name
	}
	if slices.Contains(b.plan.TrackNames(), p.Track) {
		return p.Track
	}
	return UnknownTrack
}

// taskOf is the task a project is counted under: a rejected row may name none
// that is known.
func (b *builder) taskOf(p *filing.Project) string {
	if t, ok := b.plan.TaskNo(p.TaskNo); ok {
		return t.Name
	}
	return UnknownTask
}

// unitOf is the unit a project is counted under: its lead, else who sent it.
func (b *builder) unitOf(p *filing.Project) string {
	for _, name := range []string{p.Lead, p.Unit} {
		if b.units[name] != nil {
			return name
		}
	}
	return UnknownUnit
}

// Named is the project that a row is about.
type Named struct {
	Number string `json:"number"`
	Name   string `json:"name"`
	Unit   string `json:"unit"`
}

func (p *ProjectRow) named() Named { return Named{p.Number, p.Project.Title(), p.InUnit} }

func namedThen(s *filing.Standing) Named { return Named{s.Number, s.Project.Title(), s.Project.Lead} }

// Subject is Named with what the row is known by and its track.
type Subject struct {
	Key    filing.RowID `json:"key"` // Project.Key
	Number string       `json:"number"`
	Name   string       `json:"name"`
	Track  string       `json:"track"`
	Unit   string       `json:"unit"`
}

func (p *ProjectRow) subject() Subject {
	return Subject{p.Key, p.Number, p.Project.Title(), p.InTrack, p.InUnit}
}

// light is the bucket's that the project is counted in.
func (p *ProjectRow) light() plan.Light {
	if p.Light == plan.Unlit {
		return plan.Unverified
	}
	return p.Light
}

// hasLast reports a project with figures of an earlier quarter.
func (p *ProjectRow) hasLast() bool { return p.Last.HasFigures() }

// lightBefore is last quarter's light, Unlit without.
func (p *ProjectRow) lightBefore() plan.Light {
	if p.hasLast() {
		return p.Last.Light
	}
	return plan.Unlit
}

// wasDone reports a project that was finished last quarter.
func (p *ProjectRow) wasDone() bool { return p.lightBefore() == plan.Done }

// gain is the progress made since last quarter, in points; 0 for a project
// that has no figures of it.
func (p *ProjectRow) gain() plan.Percent {
	if !p.hasLast() {
		return 0
	}
	return p.Project.KnownProgress() - p.Last.Project.KnownProgress()
}

// deadline is the last approved one; a project without is judged by its own.
func (p *ProjectRow) deadline() plan.Date { return cmp.Or(p.Deadline, p.Project.Deadline) }

// pending reports a project that still has to be finished.
func (p *ProjectRow) pending() bool {
	return p.Project.Status != plan.StatusDone && p.Project.Status != plan.StatusCancelled
}
