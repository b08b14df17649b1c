package intake

import (
	"jingpin/internal/filing"
	"jingpin/internal/sheet"
)

// store puts what was read into the submission.
func (r *reading) store() {
	for _, t := range r.tables {
		s := filing.Sheet{Name: t.sheet.Name, HeaderRow: t.bottom, Columns: map[string]string{}, Broken: t.spoilt, Heads: map[string]filing.Heading{}}
		for key, c := range t.columns {
			s.Columns[r.plan.Title(key)] = c.letter()
			s.Heads[key] = filing.Heading{Text: c.title, Cell: sheet.Ref(c.row, c.col), Row: c.row, Col: c.col}
		}
		r.sub.Sheets = append(r.sub.Sheets, s)
	}
	if len(r.sub.Rows) != len(r.records) {
		r.sub.Rows = make([]filing.Row, len(r.records))
		for i, rec := range r.records {
			r.sub.Rows[i].Project = *rec.project
			r.sub.Rows[i].Typed = r.differing(rec)
		}
	}
	for i := range r.sub.Rows {
		r.sub.Rows[i].Project.Unit = r.sub.Unit
	}
}
