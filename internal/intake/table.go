package intake

import (
	"cmp"
	"slices"
	"strings"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/sheet"
)

// table is one plan table with its header found. Most sheets hold one.
type Table struct {
	finder  *finder // that found it
	sheet   *sheet.Sheet
	index   int // the sheet's place in the workbook
	from    int // the first row above the header that belongs to the table
	top     int // first header row
	bottom  int // last header row
	end     int // last row that belongs to the table, 0 for the sheet's last
	columns map[string]column
	order   []column   // the columns from the left, see inOrder
	doubles []double   // columns found twice, equally well
	extra   []column   // columns that are not the form's
	unclear []children // columns under one parent of which none clearly is its column
	passed  []int      // columns that another child of their parent was preferred to
	marked  []int      // columns headed with words of a status, one of which each row marks
	missing []string   // keys of required columns that are not there
	unit    plan.Money
	track   string                // track the sheet's name or a title gives, "" if none
	task    int                   // likewise, 0 if none
	merges  map[int][]sheet.Range // by left column and top row, those that reach below the header
	keyAt   map[int]string        // form column by physical column
	traits  []trait               // of the columns, by their places
	nameCol int                   // where the name stands
	texts   map[int]stack         // header texts by physical column
	again   map[int]bool          // rows that repeat the header, or state a unit over it
	turns   []turn                // repeated headers, from the top down
	titles  map[string]bool       // what the lines above the header say
	wide    map[int]bool          // rows with a cell merged over several columns
	begins  map[int]bool          // rows in which a cell merged downwards begins
	foot    *filing.Foot          // of a form of ours, nil where there is none
	first   []sheet.Row           // those that tell what the columns hold, see sample
	lines   []line
	parcels []parcel
	struck  []struckLine
	pairs   int // projects with a row for the plan and one for what came of it
}

// column is a form column where a sheet has it.
type column struct {
	key   string
	col   int
	row   int    // where its header stands
	title string // as the sheet heads it
	unit  plan.Money
	found match // how well it does
}

// double is a form column that two sheet columns name equally well.
type double struct {
	key  string
	a, b column
}

// stack is what the header rows say over one column, from the top down, and
// the row the last of it stands in.
type stack struct {
	levels []string
	row    int
	lent   bool // all of it is a header's that is merged over from the left
}

// finish works out what needs the whole sheet.
func (t *Table) finish(f *finder) {
	f.dropAmounts(t)
	t.readTitles()
	t.placeHeaders(f)
	t.sortMerges()
	t.unclear = slices.DeleteFunc(t.unclear, func(u children) bool {
		_, has := t.columns[u.key]
		return has || !slices.ContainsFunc(u.cols, t.hasData)
	})
	for _, u := range t.unclear {
		t.extra = slices.DeleteFunc(t.extra, func(c column) bool { return slices.Contains(u.cols, c.col) })
	}
	for _, key := range required(f.plan) {
		if _, ok := t.columns[key]; !ok && !t.isUnclear(key) {
			t.missing = append(t.missing, key)
		}
	}
}

// isUnclear reports a form column that one of several children may be.
func (t *Table) isUnclear(key string) bool {
	return slices.ContainsFunc(t.unclear, func(u children) bool { return u.key == key })
}

// isWhole reports a table without a column too few or too many.
func (t *Table) isWhole() bool { return len(t.missing)+len(t.doubles)+len(t.unclear) == 0 }

// readTitles notes what the lines above the header say, the unit of amounts
// among it.
func (t *Table) readTitles() {
	t.unit, t.titles = plan.Wan, map[string]bool{}
	for _, row := range t.titleRows() {
		t.titles[lineText(row)] = true
		if u, ok := unitOfLine(rowTexts(row)); ok {
			t.unit = u
		}
	}
}

// placeHeaders notes where each column stands, and where people see its
// header: a merged one in the first of its cells.
func (t *Table) placeHeaders(f *finder) {
	var over []sheet.Range
	for _, m := range t.sheet.Merges {
		if m.Top <= t.bottom && m.Bottom > m.Top {
			over = append(over, m)
		}
	}
	show := func(c *column) {
		for _, m := range over {
			if m.Contains(c.row, c.col) {
				c.row = m.Top
			}
		}
	}
	t.keyAt = map[int]string{}
	for key, c := range t.columns {
		show(&c)
		if column, _ := f.plan.Column(key); column.Type == plan.TypeMoney {
			c.unit, _ = unitOf(t.texts[c.col].levels)
		}
		t.columns[key] = c
		t.keyAt[c.col] = key
	}
	t.nameCol = t.columns["name"].col
	t.findTraits(f.plan)
	for i := range t.extra {
		show(&t.extra[i])
	}
	for i := range t.doubles {
		show(&t.doubles[i].a)
		show(&t.doubles[i].b)
	}
}

// sortMerges notes the merged cells below the header.
func (t *Table) sortMerges() {
	t.merges, t.wide, t.begins = map[int][]sheet.Range{}, map[int]bool{}, map[int]bool{}
	for _, m := range t.sheet.Merges {
		if m.Top > t.bottom && m.Bottom == m.Top && m.Right-m.Left >= wideMerge {
			t.wide[m.Top] = true
		}
		if m.Bottom > t.bottom && m.Bottom > m.Top {
			t.merges[m.Left] = append(t.merges[m.Left], m)
			t.begins[m.Top] = true
		}
	}
	for _, ms := range t.merges {
		slices.SortFunc(ms, func(a, b sheet.Range) int { return cmp.Compare(a.Top, b.Top) })
	}
}

// wideMerge is over how many further columns a heading or a note is merged.
const wideMerge = 2

// lineText is what a whole row says.
func lineText(row sheet.Row) string { return strings.Join(rowTexts(row), "\x1f") }

// titleRows are the rows above the table that belong to it.
func (t *Table) titleRows() []sheet.Row { return t.span(t.from, t.top-1) }

// body are the rows below the header that belong to the table.
func (t *Table) body() []sheet.Row {
	if t.end == 0 {
		return t.span(t.bottom+1, maxRow)
	}
	return t.span(t.bottom+1, t.end)
}

// maxRow is below any sheet's last row.
const maxRow = 1 << 21

// span are the sheet's rows from one row to another.
func (t *Table) span(from, to int) []sheet.Row {
	find := func(row sheet.Row, n int) int { return cmp.Compare(row.Number, n) }
	i, _ := slices.BinarySearchFunc(t.sheet.Rows, from, find)
	j, _ := slices.BinarySearchFunc(t.sheet.Rows, to+1, find)
	return t.sheet.Rows[i:max(i, j)]
}

// mergeAt is the merged range over a cell of a column where merges begin.
func (t *Table) mergeAt(row, col int) (sheet.Range, bool) {
	ms := t.merges[col]
	i, exact := slices.BinarySearchFunc(ms, row, func(m sheet.Range, n int) int { return cmp.Compare(m.Top, n) })
	if !exact {
		i--
	}
	if i < 0 || ms[i].Bottom < row {
		return sheet.Range{}, false
	}
	return ms[i], true
}

// letter is the column's letters in its sheet.
func (c column) letter() string { return sheet.Column(c.col) }
