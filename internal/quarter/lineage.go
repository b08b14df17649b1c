package quarter

import (
	"slices"

	"jingpin/internal/intake"
)

// takeOver takes over the office's work of the workbook about to be replaced.
// Where that was made from a copy which is an input now, the copy says what
// was done and taken back in it, and only what was done in the workbook itself
// is added.
func (c *collection) takeOver(whole *intake.Consolidated) {
	own := whole.Line.Own.With(whole.Fresh)
	work := whole.Office
	related := slices.Contains(c.line.Parents, whole.Record)
	switch {
	case related:
		own = whole.Fresh
		work = own.Office
	case slices.ContainsFunc(c.line.Parents, func(r string) bool { return slices.Contains(whole.Line.Parents, r) }):
		related = true
		work = own.Office
	}
	work.Arrivals = whole.Office.Arrivals
	c.own = whole.Own
	c.office = c.office.With(work)
	for _, s := range whole.Submissions {
		if s.ByOffice && (!related || slices.Contains(own.Rows, s.SHA256)) {
			c.subs = append(c.subs, s)
		}
	}
	if whole.Previous != nil {
		for _, e := range whole.Previous.Exceptions {
			if !slices.Contains(whole.Office.Exceptions, e) {
				c.ended = append(c.ended, e)
			}
		}
	}
	if c.library == nil {
		c.library = whole.Previous
	}
	c.line.Own = own
	for _, r := range whole.Line.Parents {
		c.descend(r)
	}
}

// descend notes that the workbook to be written is made from that with the
// record; none where it has lost its record.
func (c *collection) descend(record string) {
	if i, known := slices.BinarySearch(c.line.Parents, record); record != "" && !known {
		c.line.Parents = slices.Insert(c.line.Parents, i, record)
	}
}
