// Package forms writes what goes out to the units: the form (填报表) with its
// guide, its lists and its paper (季度打印), empty or with last quarter's
// projects, and the notice that goes with it. The plan and the standings of the
// quarter before flow in; the office program of whoever fills it in does the
// sums, by formulas that lie in it.
package forms

import (
	"time"

	"github.com/xuri/excelize/v2"

	"jingpin/internal/excel/book"
	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/plan"
)

// Form says whose form is written and for when.
type Form struct {
	Unit    plan.Unit
	Quarter plan.Quarter
	AsOf    plan.Date // data date; none: the quarter's last day
	// Standings are the unit's own projects as the quarter before left them,
	// in the order to list. With any, the form is rolled forward: what may not
	// change is locked, and last quarter's news stands beside the empty cells.
	Standings []filing.Standing
}

// Write writes a unit's form (附件2) with its guide, its lists and its
// hidden identity. Equal arguments give workbooks with equal cells.
func Write(p *plan.Plan, f Form) ([]byte, error) {
	if f.AsOf == 0 {
		f.AsOf = f.Quarter.Last()
	}
	b := newFormBook(p, f)
	defer b.File.Close()
	b.reserveSheets()
	b.planSheet()
	b.guideSheet()
	b.printSheet()
	b.listSheet()
	b.sumsSheet()
	b.lastSheet()
	b.identitySheet()
	b.finish()
	if b.Err != nil {
		return nil, b.Err
	}
	data, err := b.Saved()
	if err != nil {
		return nil, err
	}
	return b.stretch(data)
}

// formBook is a form while it is being written.
type formBook struct {
	*book.Book
	plan   *plan.Plan
	form   Form
	slots  []form.Slot
	column map[string]int // key → column to fill in
	lists  optionLists
}

func newFormBook(p *plan.Plan, f Form) *formBook {
	b := &formBook{Book: book.New(), plan: p, form: f, column: map[string]int{}, lists: newOptionLists(p)}
	b.slots = form.Slots(p, b.rolled())
	for i, s := range b.slots {
		if !s.Last {
			b.column[s.Key] = i + 1
		}
	}
	return b
}

// rolled reports a form that brings last quarter's projects along.
func (b *formBook) rolled() bool { return len(b.form.Standings) > 0 }

// reserveSheets makes all sheets in tab order and hides those that nobody is
// to see.
func (b *formBook) reserveSheets() {
	for _, name := range []string{form.SheetForm, form.SheetGuide, form.SheetPrint, form.SheetLists} {
		b.Reserve(name)
	}
	hidden := []string{form.SheetSums, form.SheetIdentity}
	if b.rolled() {
		hidden = append(hidden, form.SheetLast)
	}
	for _, name := range hidden {
		b.Reserve(name)
		b.Hide(name)
	}
}

// identitySheet says which form this is, in the document's properties and, for
// programs that drop those, in a hidden sheet.
func (b *formBook) identitySheet() {
	id := form.Identity{
		Template: b.plan.Info.TemplateVersion, Plan: b.plan.FormDigest(), Unit: b.form.Unit.Name, Quarter: b.form.Quarter,
	}
	p := b.NewPage(book.Setup{Name: form.SheetIdentity, Widths: []float64{24, 40}})
	for _, prop := range id.Properties() {
		b.Do(b.File.SetCustomProps(excelize.CustomProperty{Name: prop.Name, Value: prop.Value}))
		p.Write(book.RowOptions{}, book.Text(prop.Name, book.Look{}), book.Text(prop.Value, book.Look{}))
	}
	p.Close()
}

// finish sets what belongs to the workbook as a whole. It is calculated when
// it is opened: results are stored only where they are not blank.
func (b *formBook) finish() {
	yes := true
	b.Do(b.File.SetCalcProps(&excelize.CalcPropsOptions{FullCalcOnLoad: &yes}))
	made := b.form.AsOf.Time().Format(time.RFC3339)
	b.Do(b.File.SetDocProps(&excelize.DocProperties{
		Title:   b.plan.Info.FormTitle,
		Subject: b.form.Quarter.Chinese() + " " + b.form.Unit.Name,
		Creator: b.plan.Info.Office, LastModifiedBy: b.plan.Info.Office,
		Created: made, Modified: made, Language: "zh-CN",
	}))
}

// guarded is how our sheets are protected: against slips, not against their
// owner. Outline buttons do not work on a protected sheet, so columns may be
// shown and hidden by hand.
var guarded = excelize.SheetProtectionOptions{
	SelectLockedCells: true, SelectUnlockedCells: true, AutoFilter: true, Sort: true,
	FormatRows: true, FormatColumns: true, InsertRows: true,
}
