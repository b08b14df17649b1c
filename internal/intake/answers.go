package intake

import (
	"slices"
	"strings"

	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/intake/tables"
	"jingpin/internal/sheet"
)

// readAnswers collects what the department answered to the findings of a round:
// in the list of them, and in our notes on the cells.
func (r *reading) readAnswers(round form.Round) {
	for _, a := range round.Answers() {
		r.answer(a)
	}
	for _, s := range r.wb.Sheets {
		for _, n := range s.Notes {
			about, words := form.Noted(n.Text, round.Listed)
			if words == "" {
				continue
			}
			for _, l := range notedAt(s, n, about) {
				r.answer(filing.Answer{Finding: l.ID, Value: l.Value, Text: words})
			}
		}
	}
}

// notedAt are the findings, of those that have a note's words, that it is about:
// those of its cell or, where rows have moved, of the project in its row. One
// finding alone is it wherever the note stands.
func notedAt(s *sheet.Sheet, n sheet.Note, about []form.Listed) []form.Listed {
	for _, is := range []func(l form.Listed) bool{
		func(l form.Listed) bool { return l.Sheet == s.Name && l.Row == n.Row && l.Col == n.Col },
		func(l form.Listed) bool {
			return slices.ContainsFunc(tables.RowAt(s, n.Row).Cells, func(c sheet.Cell) bool {
				name := filing.Project{Name: c.Text}
				return c.Kind == sheet.Text && name.NameKey() == l.ID.Row().NameKey()
			})
		},
		func(form.Listed) bool { return len(about) == 1 },
	} {
		if found := slices.DeleteFunc(slices.Clone(about), func(l form.Listed) bool { return !is(l) }); len(found) > 0 {
			return found
		}
	}
	return nil
}

// answer takes up what the department says to a finding, once.
func (r *reading) answer(a filing.Answer) {
	a.Text = masked(a.Text)
	i := slices.IndexFunc(r.sub.Answers, func(o filing.Answer) bool { return o.Finding == a.Finding && o.Value == a.Value })
	switch {
	case i < 0:
		r.sub.Answers = append(r.sub.Answers, a)
	case !strings.Contains(r.sub.Answers[i].Text, a.Text):
		r.sub.Answers[i].Text += "；" + a.Text
	}
}
