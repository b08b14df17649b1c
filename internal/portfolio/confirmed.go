package portfolio

import (
	"jingpin/internal/check"
	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// confirm reads the cells of a row that last quarter confirms, and returns the
// project with them and the records of it; none when there are none.
func confirm(h *check.History, sub *filing.Submission, found []filing.Finding, project *filing.Project, last *filing.Standing) (now filing.Project, records []filing.Finding) {
	now = *project
	for i := range found {
		f := &found[i]
		if f.Witness == nil || f.Sheet != project.Source.Sheet || f.Row != project.Source.Row {
			continue
		}
		if record, ok := h.Confirm(sub, &now, last, f); ok {
			records = append(records, record)
		}
	}
	return now, records
}

func hasWitness(found []filing.Finding) bool {
	for i := range found {
		if found[i].Witness != nil {
			return true
		}
	}
	return false
}

// confirmRows reads the file's cells that last quarter confirms, and judges
// their rows anew.
func (m *merger) confirmRows(f *file) {
	if !hasWitness(f.findings) {
		return
	}
	var rows []*row
	var records []filing.Finding
	for i := range f.rows {
		r := &f.rows[i]
		if now, confirmed := confirm(m.history, f.sub, f.findings, r.project, r.last); len(confirmed) > 0 {
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
	if !hasWitness(sub.Findings) {
		return
	}
	var records []filing.Finding
	sent := make([]*filing.Project, len(sub.Rows))
	for i := range sub.Rows {
		was := sub.Rows[i].Project
		if now, confirmed := confirm(h, sub, sub.Findings, &was, lasts[i]); len(confirmed) > 0 {
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
