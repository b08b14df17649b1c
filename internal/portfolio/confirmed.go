package portfolio

import "jingpin/internal/filing"

// confirmRows reads the file's cells that last quarter confirms, and judges
// their rows anew.
func (m *merger) confirmRows(f *file) {
	found := byPlace(f.Findings, func(w *filing.Finding) bool { return w.Witness != nil })
	var rows []*row
	var records []filing.Finding
	for i := range f.rows {
		r := &f.rows[i]
		for _, w := range found[placeOf(&r.Project)] {
			now := r.Project
			if record, ok := m.history.Confirm(f.Submission, &now, r.last, w); ok {
				*r.correct() = now
				rows, records = append(rows, r), append(records, record)
			}
		}
	}
	if len(records) > 0 {
		m.accept(f, rows)
		f.Findings = append(f.Findings, records...)
	}
}
