package forms

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"

	"jingpin/internal/excel/book"
	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/opc"
	"jingpin/internal/plan"
)

// traitOpen marks in the plan the plan columns that may change.
const traitOpen = "可改"

// cellOf is a ready row's cell: a project that is rolled forward keeps its
// plan, and a finished one keeps all.
func (b *formBook) cellOf(s form.Slot, old *filing.Standing) book.Cell {
	blank := book.Cell{Look: typedLook(s.Column)}
	switch {
	case old == nil && s.Last:
		return book.Cell{Look: book.LookCell.Muted()}
	case old == nil:
		return blank
	case s.Last, s.Key == "id", form.Finished(*old), s.Has(plan.TraitPlan) && !s.Has(traitOpen):
		c := valueOf(s.Column, old)
		if c.Value == nil && s.Has(plan.TraitPlan) && s.Key != "id" && !s.Last {
			return blank // what the source did not say is the unit's to say
		}
		c.Look.Free = false
		return c.Restyle(book.Look.Muted)
	case s.Has(plan.TraitPlan), s.Key == "funding":
		return valueOf(s.Column, old)
	}
	return blank
}

// openingLight is the light a rolled-forward row opens with.
func openingLight(old *filing.Standing) string {
	if old == nil || !form.Finished(*old) {
		return ""
	}
	return old.Project.Status
}

// valueOf is a column's value of a project as the form writes it: dates and
// texts as text, amounts and percentages as numbers.
func valueOf(c plan.Column, s *filing.Standing) book.Cell {
	l := typedLook(c)
	switch field := s.Project.Field(c.Key).(type) {
	case *plan.Amount:
		return book.Amount(*field).As(l)
	case **plan.Percent:
		return book.PointsOrBlank(*field).As(l)
	}
	switch {
	case c.Key == plan.KeyID:
		return book.Text(s.Number, l)
	case c.Key == plan.KeyDeadline && s.Deadline != 0 && (s.Dated || !s.Project.OpenEnded):
		return book.Text(s.Deadline.String(), l)
	case c.Key == plan.KeyStart && s.Start != 0:
		return book.Text(s.Start.String(), l)
	case c.Key == plan.KeyKind && s.Category != "":
		return book.Text(s.Category, l)
	}
	return book.Text(s.Project.Value(c.Key), l)
}

// changeKeys are the columns whose changes a rolled-forward form shows.
var changeKeys = []string{"deadline", "lead", "total"}

// lastSheet writes the hidden sheet with last quarter's plan values, a row a
// project under a key of number, name and sub-project, so that rows may be
// sorted and inserted.
func (b *formBook) lastSheet() {
	if !b.rolled() {
		return
	}
	p := b.NewPage(book.Setup{Name: form.SheetLast})
	for _, s := range b.form.Standings {
		cells := []book.Cell{book.Text(s.Number+"|"+s.Project.Name+"|"+s.Project.Sub, book.Look{})}
		for _, key := range changeKeys {
			c, _ := b.plan.Column(key)
			cells = append(cells, valueOf(c, &s))
		}
		if approved := cmp.Or(s.Deadline, s.Project.Deadline); s.Quarter.N != 0 && approved != 0 {
			cells = append(cells, book.Date(approved))
		}
		p.Write(book.RowOptions{}, cells...)
	}
	p.Close()
}

// inLast looks up a column of the hidden sheet for a row of 项目计划表, whose
// cells in it are ref's.
func (b *formBook) inLast(col int, ref func(key string) string) string {
	last := len(b.form.Standings)
	return fmt.Sprintf(`INDEX(%s!%s,MATCH(%s&"|"&%s&"|"&%s,%s!%s,0))`, form.SheetLast, book.Fixed(col, 1, last),
		ref("id"), ref("name"), ref("sub"), form.SheetLast, book.Fixed(1, 1, last))
}

// approvedFormula is the last approved deadline of a row's project, by which
// its light goes whatever is typed; "" where there is none.
func (b *formBook) approvedFormula(row int) string {
	if !b.rolled() {
		return `""`
	}
	old := b.inLast(len(changeKeys)+2, func(key string) string { return b.sheetCell(key, row) })
	return fmt.Sprintf(`IFERROR(IF(%s>0,%s,""),"")`, old, old)
}

// changes mark the plan values that differ from last quarter's.
func (b *formBook) changes() []shown {
	if !b.rolled() {
		return nil
	}
	var changes []shown
	for i, key := range changeKeys {
		old := b.inLast(i+2, b.firstRow)
		changes = append(changes, shown{[]string{key}, fmt.Sprintf(`IFERROR(AND(%s<>"",%s&""<>%s&""),FALSE)`, old, b.firstRow(key), old)})
	}
	return changes
}

// stretch gives the rows of projects that are already there the height their
// texts need. The library can only fix a height, and a fixed row does not grow
// with what is typed.
func (b *formBook) stretch(data []byte) ([]byte, error) {
	if !b.rolled() {
		return data, nil
	}
	file, err := opc.OpenPackage(data)
	if err != nil {
		return nil, err
	}
	sheets, err := file.SheetParts()
	if err != nil {
		return nil, err
	}
	part := file.Data[sheets[form.SheetForm]]
	for i := range b.form.Standings {
		row := plan.Count(form.FirstRow + i)
		part = bytes.Replace(part, []byte(`<row r="`+row+`">`), fmt.Appendf(nil, `<row r="%s" ht="%g">`, row, b.heightOf(&b.form.Standings[i])), 1)
	}
	file.Put(sheets[form.SheetForm], part)
	return file.Bytes()
}

// heightOf is the height a project's row needs, in points.
func (b *formBook) heightOf(old *filing.Standing) float64 {
	lines, s := 1, b.planSetup()
	for i, slot := range b.slots {
		value, isText := b.cellOf(slot, old).Value.(string)
		if isText && !slices.Contains(s.Hidden, i+1) {
			lines = max(lines, book.LinesIn(value, s.Widths[i]))
		}
	}
	return min(book.HeightMost, float64(lines)*book.HeightLine+book.HeightPad)
}
