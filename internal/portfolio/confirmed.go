package portfolio

import (
	"jingpin/internal/check"
	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// witnessed are the findings that something may confirm, by the row they are
// about.
func witnessed(found []filing.Finding) map[place][]*filing.Finding {
	var rows map[place][]*filing.Finding
	for i := range found {
		if f := &found[i]; f.Witness != nil {
			if rows == nil {
				rows = map[place][]*filing.Finding{}
			}
			at := place{f.Sheet, f.Row}
			rows[at] = append(rows[at], f)
		}
	}
	return rows
}

// confirm reads the cells of a row that last quarter confirms, and returns the
// project with them and the records of it; none when there are none.
func confirm(h *check.History, sub *filing.Submission, found []*filing.Finding, project *filing.Project, last *filing.Standing) (now filing.Project, records []filing.Finding) {
	now = *project
	for _, f := range found {
		if record, ok := h.Confirm(sub, &now, last, f); ok {
			records = append(records, record)
		}
	}
	return now, records
}

// confirmRows reads the file's cells that last quarter confirms, and judges
// their rows anew.
func (m *merger) confirmRows(f *file) {
	found := witnessed(f.findings)
	if found == nil {
		return
	}
	var rows []*row
	var records []filing.Finding
	for i := range f.rows {
		r := &f.rows[i]
		if now, confirmed := confirm(m.history, f.sub, found[placeOf(r.project)], r.project, r.last); len(confirmed) > 0 {
			r.project = &now
			rows, records = append(rows, r), append(records, confirmed...)
		}
	}
	if len(rows) == 0 {
		return
	}
	m.recheck(f, rows)
	for _, r := range rows {
		r.base = r.project
	}
	f.findings = append(f.findings, records...)
}

// confirmSubmission is confirmRows for a submission by itself.
func confirmSubmission(p *plan.Plan, h *check.History, sub *filing.Submission, lasts []*filing.Standing, opt check.Options) {
	found := witnessed(sub.Findings)
	if found == nil {
		return
	}
	var records []filing.Finding
	sent := make([]*filing.Project, len(sub.Rows))
	for i := range sub.Rows {
		was := sub.Rows[i].Project
		if now, confirmed := confirm(h, sub, found[placeOf(&was)], &was, lasts[i]); len(confirmed) > 0 {
			sent[i], sub.Rows[i].Project = &was, now
			records = append(records, confirmed...)
		}
	}
	if len(records) == 0 {
		return
	}
	check.Rejudge(sub, sent, p, opt)
	sub.Findings = append(sub.Findings, records...)
	giveCauses(sub)
}
