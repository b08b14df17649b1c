// Package returns marks a unit's own workbook with what is wrong in it, and
// takes the marks of an earlier round off. The file as it was sent and the
// findings of its submission flow in; the same file flows out with fills, notes,
// a column of check results and the list 问题清单, everything else in it as it
// was, cell for cell: what cannot be marked so gets the list alone.
package returns

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"jingpin/internal/excel/book"
	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/plan"
	"jingpin/internal/sheet"
	"jingpin/internal/sheet/verified"
)

// Write marks a department's own file with what is wrong in it, and writes the
// letter that goes with it. Of the file nothing else is touched; marks of an
// earlier round, which the file remembers, are taken off first. merged says that
// the findings take last quarter and the other files into account: otherwise
// nothing is known of what has become of those that do.
//
// A file that cannot be marked safely (damaged, locked, of an old format, with
// macros, or written in a way that would lose something) gets a workbook with
// the list alone; so does one that is no longer what was checked, for which
// original is nil.
func Write(original []byte, p *plan.Plan, sub *filing.Submission, merged bool) (workbook []byte, letter string, err error) {
	r := &returning{plan: p, sub: sub, merged: merged, changed: original == nil, findings: form.Returned(sub.Findings), list: form.SheetProblems}
	workbook, err = r.mark(original)
	if err != nil && r.readable() {
		workbook, err = r.markConverted(original)
	}
	if err != nil {
		r.unmarked, r.list, r.touched = true, form.SheetProblems, nil
		workbook, err = r.writeAlone()
	}
	if err != nil {
		return nil, "", err
	}
	return workbook, r.summary().Letter(), nil
}

// readable reports a file of which the cells are known.
func (r *returning) readable() bool {
	return !r.changed && !slices.ContainsFunc(r.sub.Findings, unreadable)
}

// markConverted is a file of another format, carried over and marked.
func (r *returning) markConverted(original []byte) ([]byte, error) {
	plain, err := converted(original, r.sub)
	if err != nil {
		return nil, err
	}
	r.touched, r.copied = nil, true
	marked, err := r.mark(plain)
	if err != nil {
		r.copied = false
	}
	return marked, err
}

// returning is a return workbook while it is being written.
type returning struct {
	plan     *plan.Plan
	sub      *filing.Submission
	merged   bool       // the findings go beyond the file
	last     form.Round // as the file remembers it
	findings []filing.Finding
	changed  bool   // the file is no longer what was checked
	copied   bool   // the file was carried over to a format that can be marked
	unmarked bool   // the list stands alone
	list     string // the name of the sheet it is on
	touched  []form.Touched
	serial   func(sheet string, row int) string // 序号 of a row, of a file that is marked
	shown    func(sheet string) int             // the first column in sight, of a file that is marked
}

// round is the round being written.
func (r *returning) round() int { return max(r.last.N, r.sub.Round) + 1 }

// errUnmarkable is a file that must not be marked.
var errUnmarkable = errors.New("the file cannot be marked")

// mark is the original with marks. Any error means that it cannot be had.
func (r *returning) mark(original []byte) (marked []byte, err error) {
	// The library panics on some of what other programs write.
	defer func() {
		if broken := recover(); broken != nil {
			err = fmt.Errorf("marking: %v", broken)
		}
	}()
	if slices.ContainsFunc(r.sub.Findings, unreadable) || r.sub.Guest && !r.copied {
		return nil, errUnmarkable
	}
	parts, err := unmarked(original)
	if err != nil {
		return nil, err
	}
	m := &marking{returning: r, parts: parts, changed: map[book.CellRef]string{}, read: map[string][][]string{}}
	if m.sheets, err = parts.SheetParts(); err != nil {
		return nil, err
	}
	if m.clean, err = parts.opened(); err != nil {
		return nil, err
	}
	r.serial, r.shown = m.serialOf, m.firstShownOf
	if err := m.removeResults(); err != nil {
		return nil, err
	}
	if m.file, err = parts.edited(); err != nil {
		return nil, err
	}
	defer m.file.Close()
	painted, err := m.edit()
	if err != nil {
		return nil, err
	}
	if err := m.paint(painted); err != nil {
		return nil, err
	}
	marked, err = painted.Bytes()
	if err != nil {
		return nil, err
	}
	return marked, m.compare(marked)
}

// unreadable reports a finding that says the file was not read at all.
func unreadable(f filing.Finding) bool {
	return slices.Contains([]string{"F01", "F02", "F03", "F04"}, f.Rule)
}

// unmarked are the original's parts without the fills and notes of an earlier
// round, which the library cannot take off exactly.
func unmarked(original []byte) (*markable, error) {
	p, err := openMarkable(verified.Unsealed(original))
	if err != nil {
		return nil, err
	}
	if p.hasMacros() {
		return nil, errUnmarkable
	}
	sheets, err := p.SheetParts()
	if err != nil {
		return nil, err
	}
	for _, name := range p.Names {
		p.Put(name, unprefixed(p.Data[name]))
	}
	for _, part := range sheets {
		data, err := unfill(p.Data[part])
		if err != nil {
			return nil, err
		}
		p.Put(part, data)
	}
	if err := p.removeNotes(); err != nil {
		return nil, err
	}
	return p.plain(sheets)
}

// marking is a department's file while marks are put on it.
type marking struct {
	*returning
	parts    *markable         // without the marks of an earlier round
	sheets   map[string]string // the parts of sheets
	clean    *sheet.Workbook   // parts, read
	file     *excelize.File
	old      []string                // the sheets with lists of earlier rounds
	accepted []form.Listed           // in any of them
	changed  map[book.CellRef]string // what cells of the department's say now, "" when our text was taken off
	read     map[string][][]string   // sheets' cells, without those of an earlier round
	results  []results
	dxf      map[plan.Severity]int
}

// edit does what the library does well: styles, the new sheet, drop-downs and
// properties.
func (m *marking) edit() (*markable, error) {
	for _, name := range m.old {
		if err := m.file.DeleteSheet(name); err != nil {
			return nil, err
		}
	}
	for _, step := range []func() error{m.applyAccepted, m.findResults, m.restoreChoices, m.stamp, m.addColours, m.addList} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return partsOf(m.file)
}

// takeLast reads the round that the file remembers: the latest of several, of
// which those of one number are one, and what was accepted in any.
func (m *marking) takeLast() {
	for _, tab := range m.clean.Sheets {
		if tab.Name == form.SheetForm { // never the list, and long
			continue
		}
		rows, err := m.rows(tab.Name)
		if err != nil {
			continue
		}
		if own, ok := form.ReadRound(rows); ok {
			m.old = append(m.old, tab.Name)
			m.accepted = append(m.accepted, own.Accepted()...)
			switch {
			case own.N > m.last.N || len(m.old) == 1:
				m.last = own
			case own.N == m.last.N:
				m.last.Listed = append(m.last.Listed, own.Listed...)
				m.last.Touched = append(m.last.Touched, own.Touched...)
			}
		}
	}
}

// applyAccepted types the suggestions that the department has accepted, and
// that were read so, into their cells: the list they were accepted in is gone
// with this round.
func (m *marking) applyAccepted() error {
	for _, l := range m.accepted {
		for _, f := range m.sub.Findings {
			if f.Rule != filing.CoercionRule || f.Key != l.ID.Row() || f.Column != l.Column || f.Value != l.Value || f.Expected != l.Suggest {
				continue
			}
			if err := m.file.SetCellStr(f.Sheet, book.At(f.Row, f.Col), l.Suggest); err != nil {
				return err
			}
			m.changed[book.CellRef{Sheet: f.Sheet, Col: f.Col, Row: f.Row}] = l.Suggest
		}
	}
	return nil
}

// serialOf is a row's 序号 as the department typed it, "" for none.
func (m *marking) serialOf(name string, row int) string {
	rows, err := m.rows(name)
	if err != nil || row > len(rows) {
		return ""
	}
	no, _ := m.plan.Column(plan.KeyNo)
	for _, s := range m.sub.Sheets {
		col, err := excelize.ColumnNameToNumber(s.Columns[no.Title()])
		if s.Name == name && err == nil && col <= len(rows[row-1]) {
			return strings.TrimSpace(rows[row-1][col-1])
		}
	}
	return ""
}

// stamp says in the file which round it is.
func (m *marking) stamp() error {
	stamp := form.RoundProperty(m.round())
	if err := m.file.SetCustomProps(excelize.CustomProperty{Name: stamp.Name, Value: stamp.Value}); err != nil {
		return err
	}
	rows, err := m.file.GetRows(form.SheetIdentity)
	if err != nil {
		return nil // not a form of ours
	}
	for i, row := range rows {
		if len(row) > 0 && row[0] == stamp.Name {
			return m.file.SetCellStr(form.SheetIdentity, book.At(i+1, 2), stamp.Value)
		}
	}
	return nil
}

// addColours adds the fills to the file's styles.
func (m *marking) addColours() error {
	m.dxf = map[plan.Severity]int{}
	for _, s := range fillOrder { // styles are numbered as they come
		tint := severityTints[s]
		id, err := m.file.NewConditionalStyle(&excelize.Style{Font: &excelize.Font{Color: tint.Ink}, Fill: book.Solid(tint.Fill)})
		if err != nil {
			return err
		}
		m.dxf[s] = id
	}
	return nil
}

// severityTints are the colours of the levels.
var severityTints = map[plan.Severity]book.LightTint{
	plan.Error:   {Ink: book.InkRed, Fill: book.FillRed},
	plan.Warning: {Ink: book.InkYellow, Fill: book.FillYellow},
}

// paint puts check results, fills and notes on the sheets, where the library
// would read each and write it again.
func (m *marking) paint(p *markable) error {
	sheets, err := p.SheetParts()
	if err != nil {
		return err
	}
	p.selectOnly(sheets, m.list)
	for _, r := range m.results {
		part := sheets[r.sheet]
		data, err := r.put(p.Data[part])
		if err != nil {
			return err
		}
		p.Put(part, data)
	}
	for _, sheet := range m.file.GetSheetList() {
		cells := m.badCells(sheet)
		if len(cells) == 0 {
			continue
		}
		part := sheets[sheet]
		painted, err := fill(p.Data[part], cellsBySeverity(cells), m.dxf)
		if err != nil {
			return err
		}
		p.Put(part, painted)
		if err := m.uncover(p, sheet, part, cells); err != nil {
			return err
		}
		if err := p.addNotes(part, m.notesOf(cells)); err != nil {
			return err
		}
	}
	return nil
}

// badCell is a cell with findings, the gravest first.
type badCell struct {
	row, col int
	findings []filing.Finding
}

// badCells are a sheet's cells with findings, in the order of the findings.
func (m *marking) badCells(sheet string) []badCell {
	var cells []badCell
	known := map[[2]int]int{} // → cells
	for _, f := range m.findings {
		if f.Sheet != sheet || f.Row == 0 || f.Col == 0 {
			continue
		}
		i, seen := known[[2]int{f.Row, f.Col}]
		if !seen {
			i = len(cells)
			known[[2]int{f.Row, f.Col}] = i
			cells = append(cells, badCell{row: f.Row, col: f.Col})
		}
		cells[i].findings = append(cells[i].findings, f)
	}
	for _, c := range cells {
		slices.SortStableFunc(c.findings, func(a, b filing.Finding) int {
			return slices.Index(fillOrder, a.Severity) - slices.Index(fillOrder, b.Severity)
		})
	}
	return cells
}

func cellsBySeverity(cells []badCell) map[plan.Severity][]string {
	by := map[plan.Severity][]string{}
	for _, c := range cells {
		s := c.findings[0].Severity
		by[s] = append(by[s], book.At(c.row, c.col))
	}
	return by
}

func (r *returning) notesOf(cells []badCell) []note {
	var notes []note
	for _, c := range cells {
		notes = append(notes, note{c.row, c.col, form.NoteText(r.list, c.findings)})
	}
	return notes
}
