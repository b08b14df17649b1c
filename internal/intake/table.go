package intake

import (
	"jingpin/internal/filing"
	"jingpin/internal/sheet"

	"jingpin/internal/intake/tables"
	"jingpin/internal/intake/values"
	"jingpin/internal/plan"
)

// table is a plan table while its rows are read.
type table struct {
	*tables.Table
	quarter plan.Quarter // it is for, zero if nothing tells
	stated  tables.Place // where that stands
	spoilt  bool         // it lacks a column, or has one twice
	rows    []*record
	places  map[string]int // see fields
	// What these columns show of their plain numbers.
	progress, rate, nextTarget values.Shares
}

// sharesUnder is what a column of shares shows of its plain numbers.
func (t *table) sharesUnder(key string) values.Shares {
	switch key {
	case "rate":
		return t.rate
	case plan.KeyNextTarget:
		return t.nextTarget
	}
	return t.progress
}

// sortLines sorts out a table's lines, and tells of those that are struck
// through (C08).
func (r *reading) sortLines(t *table) {
	t.SortLines()
	if t.Foot != nil {
		r.sub.Foot = *t.Foot
	}
	for _, s := range t.Struck {
		at := tables.Place{Sheet: t.Sheet.Name, Row: s.Row, Col: t.NameCol, Key: plan.KeyName}
		r.complain("C08", at, saying{value: s.Name, expected: "这一行没有计入"})
	}
}

// store puts what was read into the submission.
func (r *reading) store() {
	for _, t := range r.tables {
		s := filing.Sheet{Name: t.Sheet.Name, HeaderRow: t.Bottom, Columns: map[string]string{}, Broken: t.spoilt, Heads: map[string]filing.Heading{}}
		for key, c := range t.Columns {
			s.Columns[r.plan.Title(key)] = c.Letter()
			s.Heads[key] = filing.Heading{Text: c.Title, Cell: sheet.Ref(c.Row, c.Col), Row: c.Row, Col: c.Col}
		}
		r.sub.Sheets = append(r.sub.Sheets, s)
	}
	r.sub.Wordings = r.wordings()
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
