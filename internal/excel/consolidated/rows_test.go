package consolidated

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"jingpin/internal/excel/book"
	"jingpin/internal/excel/exceltest"
	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/intake"
	"jingpin/internal/plan"
	"jingpin/internal/report"
	"jingpin/internal/sheet"
	"jingpin/internal/sheet/verified"
	"jingpin/internal/slowtest"
)

// table is 项目汇总表 of an opened workbook, to be changed without writing one
// for every case.
type table struct {
	r       *report.Report
	columns []form.TableColumn
	rows    map[int][]sheet.Cell
}

// col is where a column stands.
func (t *table) col(id string) int {
	return 1 + slices.IndexFunc(t.columns, func(c form.TableColumn) bool { return c.ID() == id })
}

// set puts a text into a project's row.
func (t *table) set(row int, id, text string) {
	cells := slices.DeleteFunc(slices.Clone(t.rows[row]), func(c sheet.Cell) bool { return int(c.Col) == t.col(id) })
	if text != "" {
		cells = append(cells, sheet.Cell{Row: int32(row), Col: int16(t.col(id)), Kind: sheet.Text, Text: text})
	}
	t.rows[row] = cells
}

// swap exchanges what two rows have in the columns named, or in all that are not
// hidden.
func (t *table) swap(a, b int, ids ...string) {
	if ids == nil {
		for _, c := range t.columns {
			if !c.Hidden {
				ids = append(ids, c.ID())
			}
		}
	}
	for _, id := range ids {
		t.exchange(a, b, t.col(id))
	}
}

func (t *table) exchange(a, b, col int) {
	take := func(from, to int) (kept []sheet.Cell, taken []sheet.Cell) {
		for _, c := range t.rows[from] {
			if int(c.Col) == col {
				c.Row = int32(to)
				taken = append(taken, c)
			} else {
				kept = append(kept, c)
			}
		}
		return kept, taken
	}
	keptA, ofA := take(a, b)
	keptB, ofB := take(b, a)
	t.rows[a], t.rows[b] = append(keptA, ofB...), append(keptB, ofA...)
}

// repeat puts a copy of a row at a row that is free.
func (t *table) repeat(from, to int) { t.rows[to] = slices.Clone(t.rows[from]) }

// TestRowsAreKnownByKeyNumberAndName changes what rows are known by.
func TestRowsAreKnownByKeyNumberAndName(t *testing.T) {
	slowtest.Long(t)
	t.Parallel()
	data, r := written(t, 62)
	wb, err := verified.Open(data, sheet.DefaultLimits)
	require.NoError(t, err)
	l := newLayout(r, plan.Builtin())
	a, b := l.rows[4], l.rows[5]
	one, two := r.Projects[4], r.Projects[5]
	free := l.end + 3
	for _, c := range []struct {
		name          string
		change        func(t *table)
		edits         []filing.Edit
		added         []string
		removed       int
		says, remarks string // of the only problem or remark
		err           error
	}{
		{name: "nothing", change: func(*table) {}},
		{
			name: "a name that no other has is a new name", change: func(t *table) { t.set(a, plan.KeyName, "改过的名称") },
			edits: []filing.Edit{{Number: one.Number, Key: one.Key, Column: plan.KeyName, Before: one.Project.Name, After: "改过的名称"}},
		},
		{
			name: "sorted without the hidden column", change: func(t *table) { t.swap(a, b); t.set(a, plan.KeyProblem, "交换以后写的") },
			edits:   []filing.Edit{{Number: two.Number, Key: two.Key, Column: plan.KeyProblem, Before: two.Project.Problem, After: "交换以后写的"}},
			remarks: "2行按项目编号和名称认",
		},
		{name: "the number of one and the name of another", change: func(t *table) { t.set(a, plan.KeyName, two.Project.Name); t.set(a, plan.KeyDone, "不知道是谁的") },
			says: "“" + one.Number + "”和名称“" + two.Project.Name + "”指的不是同一个项目，这一行没有采用"},
		{name: "another's number and a new name", change: func(t *table) { t.set(a, form.ColNumber, two.Number); t.set(a, plan.KeyName, "谁也不是") },
			says: "指的不是同一个项目"},
		{name: "a number of one's own", change: func(t *table) { t.set(a, form.ColNumber, "99-999") }, says: "项目编号由程序给出，“99-999”没有采用"},
		{name: "full-width number", change: func(t *table) { t.set(a, form.ColNumber, "０"+one.Number[1:]) }},
		{name: "without number and key", change: func(t *table) { t.set(a, form.ColNumber, ""); t.set(a, form.ColRowKey, "") }},
		{name: "a copy", change: func(t *table) { t.repeat(a, free) }, says: "和第" + plan.Count(a) + "行是同一个项目，多出来的这一行没有采用"},
		{name: "a copy with other figures", change: func(t *table) { t.repeat(a, free); t.set(free, plan.KeyProgress, "99") }, says: "多出来的这一行没有采用"},
		{name: "a copy of the values alone", change: func(t *table) { t.repeat(a, free); t.set(free, form.ColRowKey, ""); t.set(free, form.ColNumber, "") },
			says: "多出来的这一行没有采用"},
		{name: "a copy made another project", change: func(t *table) { t.repeat(a, free); t.set(free, plan.KeyName, "照着抄的新项目") }, added: []string{"照着抄的新项目"}},
		{name: "the first of two made another project", change: func(t *table) { t.repeat(a, free); t.set(a, plan.KeyName, "照着抄的新项目") },
			added: []string{"照着抄的新项目"}},
		{name: "typed again with figures", change: func(t *table) {
			t.set(free, plan.KeyTask, one.Project.Task)
			t.set(free, plan.KeyName, one.Project.Name)
			t.set(free, plan.KeyProgress, "50")
		}, added: []string{one.Project.Name}},
		{name: "a share that may be meant either way", change: func(t *table) { t.set(a, plan.KeyProgress, "0.5") }, says: "“0.5”分不清是0.5%还是它的一百倍，没有采用；请写上百分号"},
		{name: "a share with its sign", change: func(t *table) { t.set(a, plan.KeyProgress, "0.5%") },
			edits: []filing.Edit{{Number: one.Number, Key: one.Key, Column: plan.KeyProgress, Before: one.Project.Value(plan.KeyProgress), After: "0.5"}}},
		{name: "deleted", change: func(t *table) { delete(t.rows, a) }, removed: 1},
		{name: "names sorted by themselves", change: func(t *table) {
			for i := 0; i+1 < len(l.rows); i += 2 {
				t.swap(l.rows[i], l.rows[i+1], plan.KeyName)
			}
		}, err: intake.ErrJumbled},
	} {
		t.Run(c.name, func(t *testing.T) {
			at := slices.IndexFunc(wb.Sheets, func(s *sheet.Sheet) bool { return s.Name == form.PageProjects })
			changed, s := *wb, *wb.Sheets[at]
			tab := &table{r: r, columns: l.columns, rows: map[int][]sheet.Cell{}}
			for _, row := range s.Rows {
				tab.rows[row.Number] = row.Cells
			}
			c.change(tab)
			s.Rows = nil
			for _, n := range slices.Sorted(maps.Keys(tab.rows)) {
				cells := slices.Clone(tab.rows[n])
				slices.SortFunc(cells, func(x, y sheet.Cell) int { return int(x.Col) - int(y.Col) })
				s.Rows = append(s.Rows, sheet.Row{Number: n, Cells: cells})
			}
			changed.Sheets = slices.Clone(wb.Sheets)
			changed.Sheets[at] = &s
			got, err := intake.ReadConsolidated(&changed, plan.Builtin())
			require.ErrorIs(t, err, c.err)
			if c.err != nil {
				return
			}
			assert.Equal(t, c.edits, append([]filing.Edit(nil), got.Office.Edits[len(r.Office.Edits):]...))
			assert.Len(t, got.Office.Removed, c.removed)
			var added []string
			for _, s := range got.Submissions[len(r.Inputs):] {
				for _, row := range s.Rows {
					added = append(added, row.Project.Name)
				}
			}
			assert.Equal(t, c.added, added)
			assertSaid(t, c.says, got.Problems)
			assertSaid(t, c.remarks, got.Remarks)
		})
	}
}

// assertSaid asserts that just one line says so or, for "", that there is none.
func assertSaid(t *testing.T, what string, lines []string) {
	t.Helper()
	if what == "" {
		assert.Empty(t, lines)
		return
	}
	if assert.Len(t, lines, 1) {
		assert.Contains(t, lines[0], what)
	}
}

// TestRowsInErrorAreShownAndSettled writes a project whose row has a bad cell,
// and has the office decide about it.
func TestRowsInErrorAreShownAndSettled(t *testing.T) {
	slowtest.Long(t)
	t.Parallel()
	pf, stored := campaign(t, 12)
	const pending, missing = 6, 9
	sent := pf.Entries[pending].Project
	progress := 77 * plan.Point
	sent.Progress, sent.Problem, sent.Paid, sent.Deadline = &progress, "征询延后", plan.Exactly(1), 0
	e := &pf.Entries[pending]
	e.Sent, e.AsTyped, e.SentMark = &sent, map[string]string{plan.KeyDeadline: "年底前", plan.KeyPaid: "约五百"}, "0123"
	build := func() (*report.Report, []byte) {
		data, r := consolidate(t, pf, stored)
		return r, data
	}
	r, data := build()
	f := exceltest.Opened(t, data)
	row := newLayout(r, pf.Plan).rows[pending]
	fill := func(id string) string {
		style, err := f.GetCellStyle(form.PageProjects, cellAt(pf.Plan, row, id))
		require.NoError(t, err)
		look, err := f.GetStyle(style)
		require.NoError(t, err)
		return strings.Join(look.Fill.Color, "")
	}
	for id, want := range map[string]string{
		plan.KeyProgress: "77", plan.KeyProblem: "征询延后", plan.KeyDeadline: "年底前", plan.KeyPaid: e.Project.Paid.String(), plan.KeyTotal: e.Project.Total.String(), form.ColRuling: "",
	} {
		got, err := f.GetCellValue(form.PageProjects, cellAt(pf.Plan, row, id), excelize.Options{RawCellValue: true})
		require.NoError(t, err)
		assert.Equal(t, want, got, id)
	}
	assert.Equal(t, []string{book.FillRed, book.FillRed}, []string{fill(plan.KeyDeadline), fill(plan.KeyPaid)})
	assert.Equal(t, book.FillMuted, fill(plan.KeyTotal), "carried")
	assert.NotEqual(t, book.FillMuted, fill(plan.KeyProgress))
	untouched := readBack(t, data)
	assert.Empty(t, untouched.Problems)
	assert.Equal(t, pf.Office.Edits, untouched.Office.Edits, "what is shown as typed is no edit")

	settled := filing.Ruling{Number: e.Number, Key: e.Project.Key(), Title: e.Project.Title(), Choice: filing.RulingListed, Mark: "0123"}
	choose := func(data []byte, choices map[int]string) *intake.Consolidated {
		return readBack(t, office(t, data, func(f *excelize.File) {
			for i, word := range choices {
				require.NoError(t, f.SetCellStr(form.PageProjects, cellAt(pf.Plan, newLayout(r, pf.Plan).rows[i], form.ColRuling), word))
			}
			require.NoError(t, f.SetCellValue(form.PageProjects, cellAt(pf.Plan, row, plan.KeyDeadline), "2024年6月"))
		}))
	}
	c := choose(data, map[int]string{pending: filing.RulingListed, missing: filing.RulingListed, 0: "随便"})
	assert.Equal(t, []filing.Ruling{settled}, c.Office.Rulings)
	assert.Contains(t, c.Office.Edits, filing.Edit{Number: e.Number, Key: e.Project.Key(), Column: plan.KeyDeadline, Before: "年底前", After: "2024-06-30"})
	require.Len(t, c.Problems, 2)
	assert.Contains(t, c.Problems[0], "“随便”不是“核定”可以选的，没有采用")
	assert.Contains(t, c.Problems[1], "数据待核实的项目才能在这里核定")

	pf.Office.Rulings, stored.Office.Rulings, e.Ruling = c.Office.Rulings, c.Office.Rulings, filing.RulingListed
	_, data = build()
	assert.Equal(t, c.Office.Rulings, readBack(t, data).Office.Rulings, "run after run")
	assert.Empty(t, choose(data, map[int]string{pending: ""}).Office.Rulings, "cleared, it is taken back")
}

// TestLightSetUnderAnEarlierNameIsShown also where it does not apply because the
// project's figures are in doubt: saved again without it, it would be lost.
func TestLightSetUnderAnEarlierNameIsShown(t *testing.T) {
	t.Parallel()
	pf, stored := campaign(t, 12)
	const doubtful = 6
	e := &pf.Entries[doubtful]
	pf.Office.Overrides = []filing.Override{{Key: e.Last.Project.Key(), Light: plan.Yellow, Reason: "现场核实"}}
	stored.Office = pf.Office
	e.Project.Name = "改了名的项目"
	data, r := consolidate(t, pf, stored)
	f := exceltest.Opened(t, data)
	for id, want := range map[string]string{form.ColOverride: plan.Yellow.String(), form.ColReason: "现场核实", form.ColFinal: plan.Unverified.String()} {
		got, err := f.GetCellValue(form.PageProjects, cellAt(pf.Plan, newLayout(r, pf.Plan).rows[doubtful], id))
		require.NoError(t, err)
		assert.Equal(t, want, got, id)
	}
}
