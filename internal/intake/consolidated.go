package intake

import (
	"fmt"
	"slices"
	"strings"

	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/intake/tables"
	"jingpin/internal/plan"
	"jingpin/internal/sheet"
	"jingpin/internal/stream"
)

// Consolidated is a 汇总表.xlsx read back: what it was merged from, and all
// that the office has done in it since.
type Consolidated struct {
	Head        stream.Head
	Street      string               // whose office's it is, "" where it does not say or is of several
	Plan        *plan.Plan           // by which it was read: of another street's, its own
	Shares      []StreetPart         // of a merge of several streets; then it has nothing else of its own
	Submissions []*filing.Submission // as merged, and one more for rows the office added
	Previous    *filing.Library      // nil without a previous quarter
	Office      filing.Office
	Record      string          // identifies the hidden record, "" without one
	Line        form.Lineage    // as recorded
	Fresh       form.OfficeWork // what the office has done since it was written
	Own         form.Own        // what it has there of its own
	// Problems are things the office wrote that mean nothing, in words with
	// their cell; they are not taken over.
	Problems []string
	// Remarks are what was understood otherwise than it stands there.
	Remarks []string
}

// StreetPart is what one street's office has brought to a merge of several, with
// its plan.
type StreetPart struct {
	filing.StreetShare
	Plan *plan.Plan
}

// IsConsolidated reports a workbook that ReadConsolidated reads: one with the
// record of how it came about or, where that is lost, at least the table.
func IsConsolidated(wb *sheet.Workbook) bool {
	if dataCells(wb) != nil {
		return true
	}
	s := sheetNamed(wb, form.PageProjects)
	return s != nil && headerAt(s, form.PageNamed(form.PageProjects).Known...) != 0
}

// ReadConsolidated reads a consolidated workbook back. What is visible and
// differs from what was written is the office's correction, a row that is gone
// its deletion, a row it added a row. Columns the program derives are ignored.
//
// One of another street's office is read by that office's own plan, which it
// carries. In one of several streets nothing is to be decided or corrected: what
// was is a problem.
//
// Without the hidden record, as in a copy of the table alone, every visible
// row is one the office added. The error is form.ErrStored when the record is
// there but damaged, else ErrJumbled.
func ReadConsolidated(wb *sheet.Workbook, p *plan.Plan) (*Consolidated, error) {
	var stored form.Stored
	cells := dataCells(wb)
	if cells != nil {
		var err error
		if stored, err = form.DecodeStored(cells); err != nil {
			return nil, form.ErrStored // what broke in it is in English
		}
	}
	shares, p, err := planOf(stored, p)
	if err != nil {
		return nil, fmt.Errorf("%w：%w", form.ErrStored, err)
	}
	c := &Consolidated{
		Head: stored.Head, Street: stored.Street, Plan: p, Shares: shares, Submissions: stored.Submissions, Previous: stored.Previous, Office: stored.Office, Line: stored.Line,
	}
	if cells != nil {
		c.Record = form.Record(cells)
	}
	d := &officeSheets{wb: wb, plan: p, out: c}
	d.readDecisions()
	d.readDesk()
	d.readEdits()
	d.readExceptions()
	d.readChanges()
	d.readDrafts()
	for _, s := range wb.Sheets {
		if form.IsOwnSheet(s.Name) {
			c.Own.Sheets = append(c.Own.Sheets, s.Name)
		}
	}
	if t := newVisible(wb, p, stored.Head); t != nil {
		if err := c.readProjects(t, stored.Shown); err != nil {
			return nil, err
		}
		d.readCorrections(t, stored)
		d.readQuotes(stored.Shown)
	}
	d.refuseFigures()
	d.refuseColumns()
	c.Fresh.Office = c.Office.Without(stored.Office)
	for _, s := range c.Submissions[len(stored.Submissions):] {
		c.Fresh.Rows = append(c.Fresh.Rows, s.SHA256)
	}
	if len(c.Shares) > 0 {
		c.refuseWork()
	}
	return c, nil
}

// planOf is the plan by which a workbook is read and, of one of several streets,
// what each has brought. What is stored is verified by the plan of its office.
func planOf(stored form.Stored, p *plan.Plan) ([]StreetPart, *plan.Plan, error) {
	verify := func(subs []*filing.Submission, by *plan.Plan) error {
		for _, s := range subs {
			if err := s.Verify(by); err != nil {
				return err
			}
		}
		return nil
	}
	if len(stored.Shares) == 0 {
		if stored.Street != "" && stored.Street != p.Info.Street {
			own, err := plan.Parse(stored.Plan)
			if err != nil {
				return nil, nil, err
			}
			p = own
		}
		return nil, p, verify(stored.Submissions, p)
	}
	var shares []StreetPart
	var plans []*plan.Plan
	for _, s := range stored.Shares {
		own, err := plan.Parse(s.Plan)
		if err != nil {
			return nil, nil, err
		}
		if err := verify(s.Submissions, own); err != nil {
			return nil, nil, err
		}
		shares, plans = append(shares, StreetPart{s, own}), append(plans, own)
	}
	joined, err := plan.Join(p, plans)
	return shares, joined, err
}

// refuseWork tells how much was done in a workbook of several streets, where
// none of it can count.
func (c *Consolidated) refuseWork() {
	o := c.Fresh.Office
	n := len(o.Decisions) + len(o.Overrides) + len(o.Exceptions) + len(o.Edits) + len(o.Changes) + len(o.Drafts) + len(o.Removed) + len(c.Fresh.Rows)
	if n > 0 {
		c.Problems = append(c.Problems, "几个街道合并的汇总表里改了"+plan.Count(n)+"处，没有采用。各街道的数请街道办公室在自己的汇总表里改，改好再合并")
	}
	c.Submissions, c.Previous, c.Office, c.Fresh = nil, nil, filing.Office{}, form.OfficeWork{}
}

// dataCells are the cells of the hidden record, nil when it is lost.
func dataCells(wb *sheet.Workbook) []string {
	s := sheetNamed(wb, form.PageData)
	if s == nil || len(s.Rows) == 0 {
		return nil
	}
	if mark, _ := s.Rows[0].At(1); mark.Text != form.DataMark {
		return nil
	}
	cells := []string{}
	for _, row := range s.Rows[1:] {
		if c, ok := row.At(1); ok {
			cells = append(cells, c.Text)
		}
	}
	return cells
}

func sheetNamed(wb *sheet.Workbook, name string) *sheet.Sheet {
	i := slices.IndexFunc(wb.Sheets, func(s *sheet.Sheet) bool { return s.Name == name })
	if i < 0 {
		return nil
	}
	return wb.Sheets[i]
}

// headerAt is the first row that has all the titles, 0 when there is none.
func headerAt(s *sheet.Sheet, titles ...string) int {
	for _, row := range s.Rows {
		if row.Number > tables.MaxHeaderRow {
			break
		}
		has := func(title string) bool {
			return slices.ContainsFunc(row.Cells, func(c sheet.Cell) bool { return strings.TrimSpace(c.Text) == title })
		}
		if !slices.ContainsFunc(titles, func(t string) bool { return !has(t) }) {
			return row.Number
		}
	}
	return 0
}
