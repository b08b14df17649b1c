package intake

import (
	"strings"

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

// solidColumns are columns that every project fills in and no other row does.
var solidColumns = map[string]bool{"deadline": true, "lead": true, "status": true}

// figureColumns are columns of numbers that every project fills in.
var figureColumns = map[string]bool{"total": true, "progress": true}

// sharedColumns are those that a row may carry without being a project: they
// are filled in for a whole block, or by the form itself.
var sharedColumns = map[string]bool{"no": true, "id": true, "track": true, "task": true, "due": true, "light": true}

// namingColumns say which project it is and whose, and nothing of it: the
// office may have filled them in beforehand.
var namingColumns = map[string]bool{"name": true, "sub": true, "lead": true}

func (r *reading) glance(t *table, row sheet.Row) glance {
	g := glance{row: row, same: true}
	for i := range row.Cells {
		c := &row.Cells[i]
		text, _ := clean(c.Text)
		if text == "" && c.Kind != sheet.Missing {
			continue
		}
		if g.n == 0 {
			g.first = text
		}
		g.n++
		g.same = g.same && text == g.first
		key := t.keyAt[int(c.Col)]
		g.named = g.named || key == "name" && text != ""
		g.own = g.own || key != "" && !sharedColumns[key] && text != "0"
		g.listed = g.listed || key != "" && key != "no" && key != "id"
		if solidColumns[key] {
			g.solid++
		}
		if key != "" && !sharedColumns[key] && !namingColumns[key] && (c.Kind == sheet.Missing || text != "0" && !r.lexicon().blank(text)) {
			g.weight++
			if r.isProse(key) {
				g.texts++
			}
		}
		g.figures = g.figures || c.Kind == sheet.Number && figureColumns[key]
	}
	if g.weight == 0 && g.named {
		g.weight = r.reached(t, row.Number)
	}
	return g
}

// reached is how many cells that are filled in for a project alone reach down
// into a row.
func (r *reading) reached(t *table, row int) int {
	n := 0
	for key, c := range t.columns {
		if m, ok := t.mergeAt(row, c.col); ok && m.Top < row && !sharedColumns[key] && !namingColumns[key] {
			n++
		}
	}
	return n
}

// single reports a row that says one thing, in one cell or in several.
func (g glance) single() bool { return g.n == 1 || g.n > 1 && g.same }

// rowTexts are the texts of a row's cells that say something.
func rowTexts(row sheet.Row) []string {
	var texts []string
	for _, c := range row.Cells {
		if text, _ := clean(c.Text); text != "" || c.Kind == sheet.Missing {
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

// saysSomething reports a cell that is not blank to a person's eye.
func saysSomething(c sheet.Cell) bool {
	text, _ := clean(c.Text)
	return text != "" || c.Kind == sheet.Missing
}

// isOrdinal reports 一, (二), 3, 3.1 and their like: a count, not a name.
func isOrdinal(s string) bool {
	return strings.Trim(narrow(s), "0123456789一二三四五六七八九十()第.,、-") == ""
}
