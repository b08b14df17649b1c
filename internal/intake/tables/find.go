package tables

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"jingpin/internal/intake/values"
	"jingpin/internal/sheet"
)

const (
	MaxHeaderRow   = 60 // a header may start below this many rows of titles
	maxHeaderDepth = 3
)

// TablesOf finds the plan tables of a sheet from the top down. best is the
// header that came closest when there is none; it is nil for a sheet without
// any header at all.
func (f *Finder) TablesOf(s *sheet.Sheet, index int) (found []*PlanTable, best *PlanTable) {
	f.merges = mergesOf(s)
	best = f.firstHeader(s)
	if best == nil || !f.isPlan(best) {
		return nil, best
	}
	for t := best; t != nil; {
		next := f.nextHeader(t)
		t.index = index
		t.finish(f)
		t.Track, t.Task = f.statedElsewhere(t)
		found = append(found, t)
		t = next
	}
	return found, nil
}

// firstHeader is the first header of a sheet that is a plan's, or what comes
// closest to one.
func (f *Finder) firstHeader(s *sheet.Sheet) (best *PlanTable) {
	for i := 0; i < len(s.Rows) && i < MaxHeaderRow; i++ {
		top := s.Rows[i].Number
		if best != nil && top > best.Bottom && f.isPlan(best) {
			break // later ones repeat it, or head tables of their own
		}
		if len(s.Rows[i].Cells) < 2 || !f.mayHead(s, i) {
			continue
		}
		if t := f.headerFrom(s, top); best == nil || t.Better(best) {
			best = t
		}
	}
	return best
}

// mayHead reports a row that may be a header's first: it says at least one of
// the form's headers, or the row below says two.
func (f *Finder) mayHead(s *sheet.Sheet, i int) bool {
	return f.headerWords(s.Rows[i], 1) || i+1 < len(s.Rows) && f.headerWords(s.Rows[i+1], 2) && !isTitle(s.Rows[i])
}

// isTitle reports a row that heads no column: it says one thing, from the sheet's
// edge on, and so stands over the whole table, or it has a label with its value.
func isTitle(row sheet.Row) bool {
	said, edge := 0, false
	for i := range row.Cells {
		c := &row.Cells[i]
		if !SaysSomething(*c) {
			continue
		}
		said++
		edge = edge || c.Col <= maxTitleCol
		if strings.ContainsAny(c.Text, ":：") && strings.ContainsAny(values.Outside(c.Text), ":：") {
			return true
		}
	}
	return said == 1 && edge
}

// maxTitleCol is the column in which a title begins at the latest.
const maxTitleCol = 2

// headerWords reports a row with at least n of the form's headers.
func (f *Finder) headerWords(row sheet.Row, n int) bool {
	for i, c := range row.Cells {
		if n > len(row.Cells)-i {
			return false
		}
		if c.Kind == sheet.Text && f.knows(c.Text) {
			if n--; n == 0 {
				return true
			}
		}
	}
	return false
}

// headerFrom is the best header that begins in the row.
func (f *Finder) headerFrom(s *sheet.Sheet, top int) *PlanTable {
	var best *PlanTable
	for bottom := top; bottom < top+maxHeaderDepth; bottom++ {
		if bottom > top && (hasFigures(RowAt(s, bottom)) || f.isPlan(best) && !f.mayGoOn(best, bottom)) {
			break
		}
		if t := f.tryHeader(s, top, bottom); best == nil || t.Better(best) {
			best = t
		}
	}
	if bottom := best.mergedTo(f.merges); bottom > best.Bottom {
		best = f.tryHeader(s, top, bottom)
	}
	for best.Bottom < top+maxHeaderDepth && f.goesOnBelow(best) {
		best = f.tryHeader(s, top, best.Bottom+1)
	}
	best.from = 1
	return best
}

// mayGoOn reports a row that may be a header's next: it says one of the form's
// headers, or something where the rows above say nothing by themselves.
func (f *Finder) mayGoOn(t *PlanTable, number int) bool {
	row := RowAt(t.Sheet, number)
	if f.headerWords(row, 1) {
		return true
	}
	for i := range row.Cells {
		if c := &row.Cells[i]; SaysSomething(*c) && t.isOpenAbove(int(c.Col)) {
			return true
		}
	}
	return false
}

// isOpenAbove reports a column without a text of its own in the header's last
// row, or under a cell that is merged over several.
func (t *PlanTable) isOpenAbove(col int) bool {
	last := RowAt(t.Sheet, t.Bottom)
	if c, ok := last.At(col); !ok || !SaysSomething(c) {
		return true
	}
	for _, m := range t.finder.merges[t.Bottom] {
		if m.Left <= col && col <= m.Right && m.Right > m.Left {
			return true
		}
	}
	return false
}

// goesOnBelow reports a header with one more row of children: texts under a
// Cell that is merged over several columns, or under one with blank cells to
// its right, and nothing else but what may stand under a header.
func (f *Finder) goesOnBelow(t *PlanTable) bool {
	below := RowAt(t.Sheet, t.Bottom+1)
	if len(t.Columns) < minRequired || hasFigures(below) {
		return false
	}
	families := map[int]int{} // children by the column their parent begins in
	for _, c := range below.Cells {
		text, _ := values.Clean(c.Text)
		if text == "" {
			continue
		}
		parent, over := t.parentAt(f.merges, int(c.Col))
		switch {
		case over && utf8.RuneCountInString(text) <= maxChild && !f.isBareValue(text):
			families[parent]++
		case values.Outside(text) == "" || isUnitWord(text):
		default:
			return false
		}
	}
	for _, n := range families {
		if n < 2 {
			return false
		}
	}
	return len(families) > 0
}

// maxChild is how many characters a child header may have.
const maxChild = 12

// isBareValue reports what stands in project rows and heads no column.
func (f *Finder) isBareValue(text string) bool {
	_, unit := f.words.Lead(text)
	return unit || f.names(text)
}

// parentAt is the column in which the header's cell over a column begins, as
// far as it reaches over several.
func (t *PlanTable) parentAt(merges merges, col int) (parent int, ok bool) {
	for _, m := range merges[t.Bottom] {
		if m.Left <= col && col <= m.Right {
			return m.Left, m.Right > m.Left && m.Bottom == t.Bottom
		}
	}
	last := RowAt(t.Sheet, t.Bottom)
	for parent = col; parent > 0; parent-- {
		if c, ok := last.At(parent); ok && SaysSomething(c) {
			next, _ := last.At(parent + 1)
			return parent, len(t.head(parent+1).levels) == 0 && !SaysSomething(next)
		}
		if len(t.head(parent).levels) > 0 && parent < col {
			return 0, false // a header of a row above stands there
		}
	}
	return 0, false
}

// mergedTo is the row down to which several of the header's cells are merged:
// it reaches that far, whatever the other cells there say.
func (t *PlanTable) mergedTo(merges merges) int {
	bottom, n := t.Bottom, 0
	for row := t.Top; row <= t.Bottom; row++ {
		for _, m := range merges[row] {
			if m.Bottom > t.Bottom && m.Bottom < t.Top+2*maxHeaderDepth {
				bottom = max(bottom, m.Bottom)
				n++
			}
		}
	}
	if n < 2 {
		return t.Bottom
	}
	return bottom
}

// nextHeader looks for a further table below, and notes the rows where the
// header is only repeated, as after a page.
func (f *Finder) nextHeader(t *PlanTable) *PlanTable {
	t.again = map[int]bool{}
	passed := t.Bottom
	for _, row := range t.Sheet.Rows {
		if row.Number <= passed || hasFigures(row) || !f.headerWords(row, minRequired) {
			continue
		}
		next := f.headerFrom(t.Sheet, row.Number)
		if !f.isPlan(next) {
			continue
		}
		passed = next.Bottom
		if next.sameColumns(t) {
			for n := next.Top; n <= next.Bottom; n++ {
				t.again[n] = true
			}
			t.turnAt(f.plan, next, f.titlesFrom(t, next.Top))
			continue
		}
		next.from = f.titlesFrom(t, next.Top)
		t.end = next.from - 1
		return next
	}
	return nil
}

// hasFigures reports a row with several numbers that are no years, or several
// amounts, shares and dates in words: no header.
func hasFigures(row sheet.Row) bool {
	n := 0
	for _, c := range row.Cells {
		if c.Kind == sheet.Number && !isYear(c.Text) || c.Kind == sheet.Text && isValue(c.Text) {
			n++
		}
	}
	return n > 1
}

// isYear reports a year as headers have it.
func isYear(number string) bool { return len(number) == len("2023") && strings.HasPrefix(number, "20") }

// isValue reports an amount, a share or a day in words: 约30万元, 45%, 2023.6.1.
func isValue(text string) bool {
	text = strings.TrimPrefix(text, "约")
	if r, _ := utf8.DecodeRuneInString(text); !unicode.IsDigit(r) || len(text) > longestValue {
		return false
	}
	text = values.Narrow(text)
	switch strings.TrimLeft(text, "0123456789.,") {
	case "万", "万元", "亿", "亿元", "元", "%":
		return true
	}
	return strings.Trim(text, "0123456789.-/") == "" && (strings.Count(text, ".") == 2 || strings.Count(text, "-") == 2 || strings.Count(text, "/") == 2)
}

// longestValue is how many bytes an amount, a share or a day in words may have.
const longestValue = 40

// sameColumns reports two headers with the same columns in the same places.
func (t *PlanTable) sameColumns(u *PlanTable) bool {
	if len(t.Columns) != len(u.Columns) {
		return false
	}
	for key, c := range t.Columns {
		if u.Columns[key].Col != c.Col {
			return false
		}
	}
	return true
}

// titlesFrom is the first row of the titles above a further header: rows of
// few words, below what the table above it sums up.
func (f *Finder) titlesFrom(t *PlanTable, top int) int {
	from := top
	for _, row := range slices.Backward(t.span(t.Bottom+1, top-1)) {
		_, sums := f.totalLabel(t, row)
		if sums || len(RowTexts(row)) > maxTitleCells {
			break
		}
		from = row.Number
	}
	return from
}

// maxTitleCells is how many cells of a title line may say something.
const maxTitleCells = 4

// Better reports a header that explains more columns, or as many in fewer rows.
func (t *PlanTable) Better(than *PlanTable) bool {
	if n, m := len(t.Columns), len(than.Columns); n != m {
		return n > m
	}
	return t.Bottom-t.Top < than.Bottom-than.Top
}
