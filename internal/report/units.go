package report

import (
	"cmp"
	"slices"
	"strings"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
)

// unknownSender is whose the files of no unit of the roster are.
const unknownSender = "填报单位不明"

// tallyUnits makes the units' rows and ranks those that lead projects: the
// most red first, then the most yellow, then in roster order.
func (b *builder) tallyUnits() {
	parts := parted(b.entries, func(e *ProjectRow) string { return e.InUnit })
	for _, u := range b.pf.Units {
		b.Units = append(b.Units, UnitRow{
			No: u.Unit.No, Unit: u.Unit.Name, Leader: u.Unit.Leader, Sent: sentWord(u), Round: u.Round, Tally: tally(parts[u.Unit.Name]),
		})
	}
	if rest := parts[UnknownUnit]; len(rest) > 0 {
		b.Units = append(b.Units, UnitRow{Unit: UnknownUnit, Tally: tally(rest)})
	}
	b.UnitRanking = slices.Clone(b.Units)
	slices.SortStableFunc(b.UnitRanking, func(x, y UnitRow) int {
		return cmp.Or(cmp.Compare(y.Tally.Red, x.Tally.Red), cmp.Compare(y.Tally.Yellow, x.Tally.Yellow))
	})
}

// sentWord says whether a unit has reported.
func sentWord(u portfolio.UnitState) string {
	switch {
	case u.Zero:
		return "零报告"
	case u.Sent:
		return "已报送"
	case u.OnlyDocuments():
		return "收到文档，没有表格"
	case u.Owes:
		return "未报送"
	}
	return notOwing(u.Unit)
}

// notOwing says why a unit need not report itself.
func notOwing(u plan.Unit) string {
	if u.Collector != "" {
		return "由" + u.Collector + "汇总"
	}
	return "不需报送"
}

// A file saved longer than this after the reporting day has been saved again
// since: it does not say when it was sent.
const plausibleDays = 92

// reportedLate reports a unit whose report is known to have come late.
func reportedLate(u portfolio.UnitState) bool {
	return u.Sent && u.DaysLate > 0 && u.DaysLate <= plausibleDays
}

// timeliness says when a unit's report came, as far as its file tells.
func timeliness(u portfolio.UnitState) string {
	switch {
	case unreadable(u):
		return "读不出来"
	case reportedLate(u):
		return "迟报" + plan.Count(u.DaysLate) + "天"
	case u.Sent && u.DaysLate > 0:
		return "已报"
	case u.Sent:
		return "按时"
	case u.Owes:
		return "未报"
	}
	return notOwing(u.Unit)
}

// unreadable reports a unit none of whose files can be read: it has sent
// nothing yet that could be in time.
func unreadable(u portfolio.UnitState) bool {
	return len(u.Submissions) > 0 && !slices.ContainsFunc(u.Submissions, func(s *filing.Submission) bool {
		return len(s.Rows) > 0 || !slices.ContainsFunc(s.Findings, func(f filing.Finding) bool {
			return f.Severity == plan.Error && strings.HasPrefix(f.Rule, "F")
		})
	})
}

// filings makes 报送情况. Files of no unit stand in a last line, so that the
// total balances.
func (b *builder) filings() {
	found := countFindings(b.pf.Findings, func(*filing.Finding) bool { return true })
	for _, u := range b.pf.Units {
		b.Filings = append(b.Filings, filingOf(u, found))
	}
	if f := filingOf(b.pf.Strays, found); len(f.Files)+len(f.Attachments) > 0 {
		f.Unit, f.State, f.Saved = b.strayName(), "", ""
		b.Filings = append(b.Filings, f)
	}
	b.totalFiling()
}

// strayName says whose the files of no unit are: rows that the office added
// are its own.
func (b *builder) strayName() string {
	strays := b.pf.Strays
	byOffice := countOf(strays.Submissions, func(s *filing.Submission) bool { return s.ByOffice })
	switch unknown := len(strays.Submissions) - byOffice + len(strays.Attachments); {
	case byOffice == 0:
		return unknownSender
	case unknown > 0:
		return unknownSender + "、" + b.plan.Info.Office
	}
	return b.plan.Info.Office
}

// filingOf is a unit's line.
func filingOf(u portfolio.UnitState, found map[level]int) Filing {
	f := Filing{
		No: u.Unit.No, Unit: u.Unit.Name, Reporting: u.Unit.Reporting, State: timeliness(u), Round: u.Round,
		Errors: found[level{u.Unit.Name, plan.Error}], Warnings: found[level{u.Unit.Name, plan.Warning}],
		Rows:        u.Rows,
		Files:       orEmpty(namesOf(u.Submissions, func(s *filing.Submission) string { return s.Path })),
		Attachments: orEmpty(namesOf(u.Attachments, func(a filing.Attachment) string { return a.Path })),
	}
	for _, s := range u.Submissions {
		f.Notes += len(s.Coercions())
	}
	if len(u.Submissions) > 0 {
		f.Saved = u.Submissions[0].SavedWord()
	}
	return f
}

// level is a level of a unit's findings.
type level struct {
	unit     string
	severity plan.Severity
}

// countFindings counts such findings by their units' levels.
func countFindings(fs []filing.Finding, such func(*filing.Finding) bool) map[level]int {
	counts := map[level]int{}
	for i := range fs {
		if f := &fs[i]; such(f) {
			counts[level{f.Unit, f.Severity}]++
		}
	}
	return counts
}

func (b *builder) totalFiling() {
	b.Balance = Filing{Unit: "合计", Files: []string{}, Attachments: []string{}, Rows: b.pf.Balance()}
	for _, f := range b.Filings {
		b.Balance.Errors += f.Errors
		b.Balance.Warnings += f.Warnings
		b.Balance.Notes += f.Notes
	}
}

// StreetRow is how one street stands in a report on several.
type StreetRow struct {
	No     int        `json:"no"`
	Street string     `json:"street"`
	Owe    int        `json:"owe"`  // units that owe a report
	Sent   int        `json:"sent"` // of these, those that have sent one
	Tally  Tally      `json:"tally"`
	Tracks []TrackRow `json:"tracks"` // as Report.Tracks, those without projects left out
}

// streets makes the streets' rows; there are none in an office's own report.
func (b *builder) streets() {
	parts := parted(b.entries, func(e *ProjectRow) string { return e.Project.Office })
	for i, street := range b.plan.Streets {
		row := StreetRow{No: i + 1, Street: street, Tally: tally(parts[street])}
		row.Tracks = slices.DeleteFunc(b.trackRows(parts[street]), func(t TrackRow) bool { return t.Tally.Projects == 0 })
		row.Owe = countOf(b.pf.Units, func(u portfolio.UnitState) bool { return u.Unit.Street == street && u.Owes })
		row.Sent = countOf(b.pf.Units, func(u portfolio.UnitState) bool { return u.Unit.Street == street && u.Owes && u.Sent })
		b.Streets = append(b.Streets, row)
	}
}

// streetText says which streets have the most late projects and which lack
// reports.
func (b *builder) streetText() string {
	if len(b.Streets) == 0 {
		return ""
	}
	worst := slices.Clone(b.Streets)
	slices.SortStableFunc(worst, func(x, y StreetRow) int { return y.Tally.Late() - x.Tally.Late() })
	late := namesOf(worst, func(s StreetRow) string { return when(s.Tally.Late() > 0, s.Street+pieces(s.Tally.Late())) })
	unsent := namesOf(worst, func(s StreetRow) string { return when(s.Sent < s.Owe, s.Street) })
	return "本报告汇总" + plan.Count(len(b.Streets)) + "个街道。" +
		when(len(late) > 0, "进度偏慢和滞后项目较多的是"+some(late, fewOnPageOne, "")+"。") +
		when(len(unsent) > 0, some(unsent, fewOnPageOne, "")+"还有部门没有报送。")
}

// streetErrands leave what is to be done to the streets' own offices: a line
// for each says what its own workbook lists.
func (b *builder) streetErrands() []Errand {
	var all []Errand
	for _, s := range b.Streets {
		open := countOf(b.pf.Conflicts, func(c portfolio.Conflict) bool { return c.Choice == "" && strings.HasPrefix(c.Key, s.Street+"|") })
		errors, warnings := 0, 0
		for i, f := range b.Filings {
			if i < len(b.pf.Units) && b.pf.Units[i].Unit.Street == s.Street {
				errors, warnings = errors+f.Errors, warnings+f.Warnings
			}
		}
		parts := said([]share{
			{"个部门没有报送", s.Owe - s.Sent}, {"处请改正", errors}, {"处请核实", warnings}, {"项待核定", open},
		}, func(s share) string { return plan.Count(s.n) + s.name })
		if len(parts) > 0 {
			all = append(all, Errand{Group: Awaited, What: s.Street + "：" + list(parts), Do: "由街道办公室在自己的汇总表里办理"})
		}
	}
	return all
}
