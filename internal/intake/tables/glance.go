package tables

import (
	"strings"

	"jingpin/internal/intake/values"
	"jingpin/internal/plan"
	"jingpin/internal/sheet"
)

// glance is what one look along a row below the header tells.
type glance struct {
	row     sheet.Row
	n       int    // cells that say something
	first   string // what the first of them says
	same    bool   // all say the same
	named   bool   // something stands under the name
	own     bool   // under a column that only projects fill in; a formula's 0 is nothing
	listed  bool   // under any column of ours but the number's
	solid   int    // under the columns a project cannot do without
	figures bool   // a number stands under the total or the progress
	weight  int    // under columns that are filled in for the project alone; 0 and 无 are nothing
	texts   int    // of these, under columns of free text
}

// trait says what a filled cell of a column tells about its row.
type trait uint8

const (
	ofForm trait = 1 << iota // a column of the form
	number                   // that counts rows: any row may have it
	shared                   // that a row may carry without being a project: filled in for a block, or by the form itself
	naming                   // that says which project it is and whose, and nothing of it: the office may have filled it in
	solid                    // that every project fills in and no other row does
	figure                   // of numbers that every project fills in
	prose                    // of texts in which a total's word would only be a part
)

var traitsOf = map[string]trait{
	"no": number | shared, "id": number | shared, "track": shared, "task": shared, "due": shared, "light": shared,
	"name": naming, "sub": naming, "lead": naming | solid, "deadline": solid, "status": solid, "total": figure, "progress": figure,
}

// findTraits notes what the columns tell, by their places.
func (t *PlanTable) findTraits(p *plan.Plan) {
	for key, c := range t.Columns {
		for len(t.traits) <= c.Col {
			t.traits = append(t.traits, 0)
		}
		t.traits[c.Col] = ofForm | traitsOf[key]
		if column, _ := p.Column(key); column.Type == plan.TypeLong || column.Type == plan.TypeYear || column.Type == plan.TypeUnits {
			t.traits[c.Col] |= prose
		}
	}
}

// trait is what a column tells, nothing for one that is not the form's.
func (t *PlanTable) trait(col int) trait {
	if col < len(t.traits) {
		return t.traits[col]
	}
	return 0
}

func (t trait) is(any trait) bool { return t&any != 0 }

func (f *Finder) glance(t *PlanTable, row sheet.Row) glance {
	g := glance{row: row, same: true}
	for i := range row.Cells {
		c := &row.Cells[i]
		text, _ := values.Clean(c.Text)
		if text == "" && c.Kind != sheet.Missing {
			continue
		}
		if g.n == 0 {
			g.first = text
		}
		g.n++
		g.same = g.same && text == g.first
		col := t.trait(int(c.Col))
		if col == 0 {
			continue
		}
		g.named = g.named || text != "" && col.is(naming) && int(c.Col) == t.NameCol
		if c.Kind == sheet.Missing && !col.is(shared|naming) { // a formula filled down, it may be: it makes no project of a row
			g.listed = true
			continue
		}
		g.own = g.own || !col.is(shared) && text != "0"
		g.listed = g.listed || !col.is(number)
		if col.is(solid) {
			g.solid++
		}
		if !col.is(shared|naming) && (c.Kind != sheet.Text || text != "0" && !f.words.Blank(text)) && !(c.Kind == sheet.Number && text == "0") {
			g.weight++
			if col.is(prose) {
				g.texts++
			}
		}
		g.figures = g.figures || c.Kind == sheet.Number && col.is(figure)
	}
	if g.weight == 0 && g.named {
		g.weight = t.reached(row.Number)
	}
	return g
}

// reached is how many cells that are filled in for a project alone reach down
// into a row.
func (t *PlanTable) reached(row int) int {
	n := 0
	for _, c := range t.Columns {
		if m, ok := t.MergeAt(row, c.Col); ok && m.Top < row && !t.trait(c.Col).is(shared|naming) {
			n++
		}
	}
	return n
}

// single reports a row that says one thing, in one cell or in several.
func (g glance) single() bool { return g.n == 1 || g.n > 1 && g.same }

// RowTexts are the texts of a row's cells that say something.
func RowTexts(row sheet.Row) []string {
	var texts []string
	for _, c := range row.Cells {
		if text, _ := values.Clean(c.Text); text != "" || c.Kind == sheet.Missing {
			texts = append(texts, text)
		}
	}
	return texts
}

// allSame reports texts that all say the same.
func allSame(texts []string) bool {
	for _, s := range texts {
		if s != texts[0] {
			return false
		}
	}
	return true
}

// SaysSomething reports a cell that is not blank to a person's eye.
func SaysSomething(c sheet.Cell) bool {
	text, _ := values.Clean(c.Text)
	return text != "" || c.Kind == sheet.Missing
}

// isOrdinal reports 一, (二), 3, 3.1 and their like: a count, not a name.
func isOrdinal(s string) bool {
	return strings.Trim(values.Narrow(s), "0123456789一二三四五六七八九十()第.,、-") == ""
}
