package excel

import (
	"fmt"
	"math"
	"strings"

	"github.com/mattn/go-runewidth"
	"github.com/xuri/excelize/v2"

	"jingpin/internal/form"
)

// book is a workbook under construction. The first error stops all further
// writing and is told at the end.
type book struct {
	file   *excelize.File
	styles *styles
	pages  int              // sheets so far
	made   map[string]int   // which of them ours are, from 1
	bodies map[string]*body // by the part of their sheet
	err    error
}

func newBook() *book {
	f := excelize.NewFile()
	b := &book{file: f, styles: newStyles(f), bodies: map[string]*body{}}
	b.do(f.SetDefaultFont(faceBody))
	return b
}

// bookOf is a workbook of another's that sheets are added to.
func bookOf(f *excelize.File) *book {
	return &book{file: f, styles: newStyles(f), pages: f.SheetCount, bodies: map[string]*body{}}
}

// close lets go of what the workbook holds.
func (b *book) close() {
	for _, body := range b.bodies {
		body.discard()
	}
	_ = b.file.Close() // nothing is left to be written
}

// do keeps the first error.
func (b *book) do(err error) {
	if b.err == nil {
		b.err = err
	}
}

// style is the number of a look's style.
func (b *book) style(l look) int {
	id, err := b.styles.id(l)
	b.do(err)
	return id
}

// setup is how a sheet is laid out on screen and paper.
type setup struct {
	name       string
	widths     []float64 // of the columns, in characters
	hidden     []int     // columns not shown
	fold       [][2]int  // columns that fold away, first and last
	freezeCols int
	freezeRows int
	titleRows  string // repeated on every printed page: "$1:$3"
	titleCols  string
	paper      int    // paperA4 or paperA3
	across     int    // printed pages side by side, 0 is 1
	down       int    // printed pages below one another, 0 as many as it takes
	tab        string // colour of the tab
	back       bool   // leads back to the first sheet
}

// page is one sheet under construction, written from the top down. Excelize
// streams it: sheet properties come before the stream opens, columns and panes
// before the first row, and everything else before it is flushed.
type page struct {
	*book
	setup
	stream *excelize.StreamWriter
	body   *body // nil above it
	row    int   // the last one written
}

func (b *book) newPage(s setup) *page {
	p := &page{book: b, setup: s}
	b.reserve(s.name)
	if b.err != nil {
		return p
	}
	p.properties()
	var err error
	p.stream, err = b.file.NewStreamWriter(s.name)
	b.do(err)
	if b.err == nil {
		p.columns()
	}
	return p
}

// reserve makes an empty sheet where there is none of that name yet.
func (b *book) reserve(name string) {
	if b.made[name] > 0 {
		return
	}
	if b.pages == 0 {
		b.do(b.file.SetSheetName(b.file.GetSheetName(0), name))
	} else {
		_, err := b.file.NewSheet(name)
		b.do(err)
	}
	b.pages++
	if b.made == nil {
		b.made = map[string]int{}
	}
	b.made[name] = b.pages
}

// startBody writes the rows that follow past excelize.
func (p *page) startBody() {
	p.body = &body{}
	p.bodies[fmt.Sprintf("xl/worksheets/sheet%d.xml", p.made[p.name])] = p.body // as excelize names the sheets it makes
}

// hide takes a sheet out of sight. Excelize reads every sheet of the workbook
// for it, so a large workbook hides its sheets while all are empty.
func (b *book) hide(sheet string) {
	if b.err == nil {
		b.do(b.file.SetSheetVisible(sheet, false, true))
	}
}

// properties sets what must stand before the stream.
func (p *page) properties() {
	above, fit := false, true
	props := &excelize.SheetPropsOptions{FitToPage: &fit, OutlineSummaryBelow: &above}
	if p.tab != "" {
		props.TabColorRGB = &p.tab
	}
	p.do(p.file.SetSheetProps(p.name, props))
	grid := false
	p.do(p.file.SetSheetView(p.name, 0, &excelize.ViewOptions{ShowGridLines: &grid}))
}

func (p *page) columns() {
	for i, w := range p.widths {
		p.do(p.stream.SetColWidth(i+1, i+1, w))
	}
	for _, c := range p.hidden {
		p.do(p.stream.SetColVisible(c, c, false))
	}
	for _, f := range p.fold {
		for c := f[0]; c <= f[1]; c++ {
			p.do(p.stream.SetColOutlineLevel(c, 1))
		}
	}
	if p.freezeRows == 0 && p.freezeCols == 0 {
		return
	}
	pane := "bottomRight"
	if p.freezeCols == 0 {
		pane = "bottomLeft"
	}
	corner := at(p.freezeRows+1, p.freezeCols+1)
	p.do(p.stream.SetPanes(&excelize.Panes{
		Freeze: true, XSplit: p.freezeCols, YSplit: p.freezeRows, TopLeftCell: corner, ActivePane: pane,
		Selection: []excelize.Selection{{SQRef: corner, ActiveCell: corner, Pane: pane}},
	}))
}

// rowOptions are the ways a row differs from the others.
type rowOptions struct {
	height float64 // in points, 0 fits the text
	level  int     // of the outline
	least  float64 // fits the text, but not below this
}

// write writes the next row from column A on.
func (p *page) write(o rowOptions, cells ...cell) {
	p.row++
	if p.err != nil {
		return
	}
	for i, c := range cells {
		if !c.to.isZero() {
			p.do(p.file.SetCellHyperLink(p.name, at(p.row, i+1), c.to.ref(), "Location"))
		}
	}
	if o.height == 0 {
		o.height = max(o.least, p.fit(cells))
	}
	o.height = min(o.height, heightMost)
	if p.body != nil {
		p.body.write(p.row, o, cells, p.style)
		return
	}
	values := make([]any, len(cells))
	for i, c := range cells {
		if !c.isZero() {
			values[i] = excelize.Cell{StyleID: p.style(c.look), Formula: c.formula, Value: c.value}
		}
	}
	p.do(p.stream.SetRow(at(p.row, 1), values, excelize.RowOpts{Height: o.height, OutlineLevel: o.level}))
}

// skip leaves rows empty.
func (p *page) skip(rows int) { p.row += rows }

// Heights in points.
const (
	heightLine  = 13.5 // one line of body text
	heightPad   = 5
	heightList  = 20 // the least of a list's row
	heightTitle = 32
	heightMost  = 409 // Excel allows no more
)

// fit is the height that shows every cell of the row whole.
func (p *page) fit(cells []cell) float64 {
	lines := 1
	for i, c := range cells {
		s, ok := c.value.(string)
		if ok && c.look.wrap && i < len(p.widths) {
			lines = max(lines, linesIn(s, p.widths[i]))
		}
	}
	return math.Round(float64(lines)*heightLine + heightPad)
}

// linesIn is how many lines a text takes in a column that many characters
// wide. A hanzi takes two, and a little less than the width of two digits.
func linesIn(s string, width float64) int {
	room := max(2, int(width))
	lines := 0
	for part := range strings.SplitSeq(s, "\n") {
		lines += max(1, (runewidth.StringWidth(part)+room-1)/room)
	}
	return lines
}

// merge joins the cells from one column to another in the last row.
func (p *page) merge(col, toCol int) {
	if p.err == nil && toCol > col {
		p.do(p.stream.MergeCell(at(p.row, col), at(p.row, toCol)))
	}
}

// heading writes the title and the note under it, joined over as many columns
// as a reader sees at once.
func (p *page) heading(title, note string) {
	first := 1
	for first < len(p.widths) && p.isHidden(first) {
		first++
	}
	last, width := p.reach(first)
	top := make([]cell, last)
	top[first-1] = textCell(title, lookTitle)
	if p.back && last > first+1 {
		top[last-1] = link("返回说明", place{form.PageAbout, 1, 1}, look{align: "right", middle: true})
	}
	p.write(rowOptions{height: heightTitle}, top...)
	p.write(rowOptions{height: float64(linesIn(note, width))*heightLine + 8},
		append(make([]cell, first-1), textCell(note, lookNote))...)
	p.merge(first, last)
}

func (p *page) isHidden(col int) bool {
	for _, h := range p.hidden {
		if h == col {
			return true
		}
	}
	return false
}

// headingWidth is how wide a note under a title may run, in characters.
const headingWidth = 120

// reach is the last column of a note that begins at a column, and its width.
func (p *page) reach(first int) (last int, width float64) {
	last = first
	for c := first; c <= len(p.widths); c++ {
		if p.isHidden(c) {
			continue
		}
		if c > first && (width+p.widths[c-1] > headingWidth || p.titleCols != "" && c > p.freezeCols) {
			break
		}
		last, width = c, width+p.widths[c-1]
	}
	return last, width
}

// close sets up printing and ends the sheet.
func (p *page) close() {
	if p.err != nil {
		return
	}
	p.printing()
	if p.row > 0 && len(p.widths) > 0 { // an amount or a code that someone typed as text needs no green corner
		p.do(p.file.AddIgnoredErrors(p.name, at(1, 1)+":"+at(p.row, len(p.widths)), excelize.IgnoredErrorsNumberStoredAsText))
	}
	p.do(p.stream.Flush())
	if p.body != nil {
		p.body.finish()
	}
}

// flush ends a sheet that is printed in a way of its own.
func (p *page) flush() {
	if p.err == nil {
		p.do(p.stream.Flush())
	}
}

// Margins in inches.
const (
	marginSide = 0.4
	marginTop  = 0.55
	marginFoot = 0.6
	marginNote = 0.25
)

func (p *page) printing() {
	landscape, paper, across, down := "landscape", p.paper, max(1, p.across), p.down
	if paper == 0 {
		paper = paperA4
	}
	p.do(p.file.SetPageLayout(p.name, &excelize.PageLayoutOptions{
		Size: &paper, Orientation: &landscape, FitToWidth: &across, FitToHeight: &down,
	}))
	side, top, foot, note, middle := marginSide, marginTop, marginFoot, marginNote, true
	p.do(p.file.SetPageMargins(p.name, &excelize.PageLayoutMarginsOptions{
		Left: &side, Right: &side, Top: &top, Bottom: &foot, Header: &note, Footer: &note, Horizontally: &middle,
	}))
	p.do(p.file.SetHeaderFooter(p.name, &excelize.HeaderFooterOptions{OddFooter: "&L&A&C第 &P 页，共 &N 页"}))
	p.titles()
}

// titles repeats the header on every printed page.
func (p *page) titles() {
	var parts []string
	for _, part := range []string{p.titleCols, p.titleRows} {
		if part != "" {
			parts = append(parts, quoteSheet(p.name)+"!"+part)
		}
	}
	if len(parts) == 0 {
		return
	}
	p.do(p.file.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", RefersTo: strings.Join(parts, ","), Scope: p.name,
	}))
}

// choose offers a list of values in a column's rows. What else is typed stays
// possible: a warning, not a wall.
func (p *page) choose(col, first, last int, list string) {
	if p.err != nil || last < first {
		return
	}
	v := excelize.NewDataValidation(true)
	v.Sqref = at(first, col) + ":" + at(last, col)
	v.SetSqrefDropList(list)
	v.SetError(excelize.DataValidationErrorStyleWarning, "不在选项里", "这个值不在下拉框的选项里，确定要用吗?")
	p.do(p.file.AddDataValidation(p.name, v))
}

// tint colours a column's rows by the light word in them.
func (p *page) tint(col, first, last int) {
	if p.err != nil || last < first {
		return
	}
	var rules []excelize.ConditionalFormatOptions
	for _, t := range lightTints() {
		id, err := p.file.NewConditionalStyle(&excelize.Style{
			Font: &excelize.Font{Color: t.ink}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{t.fill}},
		})
		p.do(err)
		rules = append(rules, excelize.ConditionalFormatOptions{
			Type: "cell", Criteria: "=", Value: `"` + t.word + `"`, Format: &id,
		})
	}
	p.do(p.file.SetConditionalFormat(p.name, at(first, col)+":"+at(last, col), rules))
}
