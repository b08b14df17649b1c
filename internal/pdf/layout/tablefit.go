package layout

// settle decides how closely the rows are set. A table that is a little too
// high for the page, with what must stand below it, gives up white in its
// rows; one that fits only without goes alone rather than in two. A table over
// several pages gives up white if that spares it a last page of a few rows.
func (t *tableRun) settle() {
	if t.c.tail > 0 {
		t.tail = t.c.tail + belowTable
	}
	over := t.height() + t.tail - t.c.room()
	spare := t.spare() * float64(len(t.rows))
	switch {
	case over <= 0 || t.table.Merge > 0:
	case over <= spare:
		t.tighten(over/float64(len(t.rows)) + 0.01)
	case over <= t.tail:
		t.tail = 0
	default:
		t.spareLastPage()
	}
}

// spare is the white that a row can spare.
func (t *tableRun) spare() float64 { return max(0, 2*(t.white-leastWhite)) }

// tighten takes white from every row.
func (t *tableRun) tighten(white float64) {
	for i := range t.rows {
		t.rows[i].height -= white
	}
}

// Limits of sparing a page: more rows are not tried, and a last page that is
// filled by more than this share is none to be spared.
const (
	rowsToTry   = 400
	littleShare = 0.25
)

// spareLastPage tightens the rows by as little as it takes to do with a page
// less, where the last page has little on it.
func (t *tableRun) spareLastPage() {
	const steps = 4
	if len(t.rows) > rowsToTry {
		return
	}
	pages, filled := t.try(0)
	if pages == 1 || filled > littleShare*t.area.height {
		return
	}
	for step := 1; step <= steps; step++ {
		white := t.spare() * float64(step) / steps
		if fewer, _ := t.try(white); fewer < pages {
			t.tighten(white)
			return
		}
	}
}

// try places the table, its rows tightened, on pages that are thrown away, and
// tells how many these are and how high the last is filled.
func (t *tableRun) try(white float64) (pages int, filled float64) {
	c := &composer{faces: t.faces, anchors: make(map[string]place), tail: t.c.tail}
	c.addPage(t.c.page().landscape)
	c.y = t.c.y
	trial := t.run(c)
	trial.tail = t.tail
	trial.tighten(white)
	trial.placeRows()
	return len(c.pages), c.y + trial.tail - c.frame().top
}
