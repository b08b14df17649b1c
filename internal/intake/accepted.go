package intake

import (
	"slices"

	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/sheet"
)

// acceptance is a suggestion that the department accepted in the return
// workbook, and what became of it.
type acceptance struct {
	form.Listed
	found string // what stood in the cell
	done  bool   // the suggestion stands there now
}

// acceptSuggestions puts the suggestions that the department accepted into
// their cells, as long as these still hold what was wrong.
func (r *reading) acceptSuggestions() []acceptance {
	var all []acceptance
	for _, s := range r.wb.Sheets {
		if !isProblems(s) {
			continue
		}
		round, ok := form.ReadRound(cellTexts(s))
		if !ok {
			continue
		}
		r.sub.Round = max(r.sub.Round, round.N)
		for _, l := range round.Accepted() {
			all = append(all, r.accept(l))
		}
	}
	return all
}

// isProblems reports the list of an earlier round.
func isProblems(s *sheet.Sheet) bool {
	c, _ := s.At(form.ProblemRound, form.ProblemRule)
	return form.IsProblems(s.Name, c.Text)
}

// accept puts one suggestion in place.
func (r *reading) accept(l form.Listed) acceptance {
	a := acceptance{Listed: l}
	i := slices.IndexFunc(r.wb.Sheets, func(s *sheet.Sheet) bool { return s.Name == l.Sheet })
	if i < 0 {
		return a
	}
	row := rowAt(r.wb.Sheets[i], l.Row)
	j := slices.IndexFunc(row.Cells, func(c sheet.Cell) bool { return int(c.Col) == l.Col })
	if j < 0 {
		return a
	}
	c := &row.Cells[j]
	a.found, _ = clean(typed(*c, r.wb.Date1904))
	if a.found == l.Value {
		c.Kind, c.Text, c.Formula, c.Format = sheet.Text, l.Suggest, false, ""
		a.done = true
	}
	return a
}

// tellAccepted records the accepted suggestions, and tells those that no
// longer fit their cell (C07).
func (r *reading) tellAccepted(all []acceptance) {
	for _, a := range all {
		at := place{sheet: a.Sheet, row: a.Row, col: a.Col}
		rec := r.recordAt(a.Sheet, a.Row)
		if rec != nil {
			at.key = rec.t.keyAt[a.Col]
		}
		switch {
		case a.done && rec != nil:
			r.complain(filing.CoercionRule, at, saying{value: a.Value, expected: a.Suggest, rec: rec})
		case !a.done && a.found != a.Suggest:
			r.complain("C07", at, saying{value: a.found, suggestion: a.Suggest, rec: rec})
		}
	}
}

// recordAt is the project row of a sheet, nil for none.
func (r *reading) recordAt(name string, row int) *record {
	for _, rec := range r.records {
		if rec.number == row && rec.t.sheet.Name == name {
			return rec
		}
	}
	return nil
}

// cellTexts are a sheet's texts by physical row and column.
func cellTexts(s *sheet.Sheet) [][]string {
	var rows [][]string
	for _, row := range s.Rows {
		for len(rows) < row.Number {
			rows = append(rows, nil)
		}
		texts := &rows[row.Number-1]
		for _, c := range row.Cells {
			for len(*texts) < int(c.Col) {
				*texts = append(*texts, "")
			}
			(*texts)[c.Col-1] = c.Text
		}
	}
	return rows
}
