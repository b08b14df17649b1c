// Package book is what all workbooks of ours are made with: cells and their
// looks, sheets written from the top down, and the bytes of the whole. Cells,
// widths and formulas flow in, a workbook's bytes flow out; it knows no form,
// no report and no finding, and computes no figure.
//
// Text that comes from outside only ever becomes the text of a cell: never a
// formula, a link, a sheet or a name.
package book

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/mattn/go-runewidth"
	"github.com/xuri/excelize/v2"

	"jingpin/internal/form"
)

// Book is a workbook under construction. The first error stops all further
// writing and is told at the end.
type Book struct {
	File   *excelize.File
	styles *styles
	pages  int              // sheets so far
	made   map[string]int   // which of them ours are, from 1
	bodies map[string]*Body // by the part of their sheet
	Err    error
}

func New() *Book {
	f := excelize.NewFile()
	b := &Book{File: f, styles: NewStyles(f), bodies: map[string]*Body{}}
	b.Do(f.SetDefaultFont(FaceBody))
	return b
}

// Of is a workbook of another's that sheets are added to.
func Of(f *excelize.File) *Book {
	return &Book{File: f, styles: NewStyles(f), pages: f.SheetCount, bodies: map[string]*Body{}}
}

// Close lets go of what the workbook holds.
func (b *Book) Close() {
	for _, body := range b.bodies {
		body.discard()
	}
	_ = b.File.Close() // nothing is left to be written
}

// Do keeps the first error.
func (b *Book) Do(err error) {
	if b.Err == nil {
		b.Err = err
	}
}

// Style is the number of a look's style.
func (b *Book) Style(l Look) int {
	id, err := b.styles.ID(l)
	b.Do(err)
	return id
}

// Setup is how a sheet is laid out on screen and paper.
type Setup struct {
	Name       string
	Widths     []float64 // of the columns, in characters
	Hidden     []int     // columns not shown
	Fold       [][2]int  // columns that fold away, first and last
	FreezeCols int
	FreezeRows int
	TitleRows  string // repeated on every printed page: "$1:$3"
	TitleCols  string
	Paper      int    // PaperA4 or PaperA3
	Across     int    // printed pages side by side, 0 is 1
	Down       int    // printed pages below one another, 0 as many as it takes
	Tab        string // colour of the tab
	Back       bool   // leads back to the first sheet
}

// Page is one sheet under construction, written from the top down. Excelize
// streams it: sheet properties come before the stream opens, columns and panes
// before the first row, and everything else before it is flushed.
type Page struct {
	*Book
	Setup
	Stream *excelize.StreamWriter
	body   *Body // nil above it
	Row    int   // the last one written
}

func (b *Book) NewPage(s Setup) *Page {
	p := &Page{Book: b, Setup: s}
	b.Reserve(s.Name)
	if b.Err != nil {
		return p
	}
	p.properties()
	var err error
	p.Stream, err = b.File.NewStreamWriter(s.Name)
	b.Do(err)
	if b.Err == nil {
		p.columns()
	}
	return p
}

// Reserve makes an empty sheet where there is none of that name yet.
func (b *Book) Reserve(name string) {
	if b.made[name] > 0 {
		return
	}
	if b.pages == 0 {
		b.Do(b.File.SetSheetName(b.File.GetSheetName(0), name))
	} else {
		_, err := b.File.NewSheet(name)
		b.Do(err)
	}
	b.pages++
	if b.made == nil {
		b.made = map[string]int{}
	}
	b.made[name] = b.pages
}

// StartBody writes the rows that follow past excelize.
func (p *Page) StartBody() {
	p.body = &Body{}
	p.bodies[fmt.Sprintf("xl/worksheets/sheet%d.xml", p.made[p.Name])] = p.body // as excelize names the sheets it makes
}

// Hide takes a sheet out of sight. Excelize reads every sheet of the workbook
// for it, so a large workbook hides its sheets while all are empty.
func (b *Book) Hide(sheet string) {
	if b.Err == nil {
		b.Do(b.File.SetSheetVisible(sheet, false, true))
	}
}

// properties sets what must stand before the stream.
func (p *Page) properties() {
	above, fit := false, true
	props := &excelize.SheetPropsOptions{FitToPage: &fit, OutlineSummaryBelow: &above}
	if p.Tab != "" {
		opaque := "FF" + p.Tab
		props.TabColorRGB = &opaque
	}
	p.Do(p.File.SetSheetProps(p.Name, props))
	grid := false
	p.Do(p.File.SetSheetView(p.Name, 0, &excelize.ViewOptions{ShowGridLines: &grid}))
}

func (p *Page) columns() {
	for c := len(p.Widths); c > 0; c-- { // excelize puts each before the others, and a sheet has them in order
		p.Do(p.Stream.SetColWidth(c, c, p.Widths[c-1]))
		if p.isHidden(c) {
			p.Do(p.Stream.SetColVisible(c, c, false))
		}
		if p.folds(c) {
			p.Do(p.Stream.SetColOutlineLevel(c, 1))
		}
	}
	if p.FreezeRows == 0 && p.FreezeCols == 0 {
		return
	}
	pane := "bottomRight"
	if p.FreezeCols == 0 {
		pane = "bottomLeft"
	}
	corner := At(p.FreezeRows+1, p.FreezeCols+1)
	p.Do(p.Stream.SetPanes(&excelize.Panes{
		Freeze: true, XSplit: p.FreezeCols, YSplit: p.FreezeRows, TopLeftCell: corner, ActivePane: pane,
		Selection: []excelize.Selection{{SQRef: corner, ActiveCell: corner, Pane: pane}},
	}))
}

// RowOptions are the ways a row differs from the others.
type RowOptions struct {
	Height float64 // in points, 0 fits the text
	Level  int     // of the outline
	Least  float64 // fits the text, but not below this
}

// Write writes the next row from column A on.
func (p *Page) Write(o RowOptions, cells ...Cell) {
	p.Row++
	if p.Err != nil {
		return
	}
	for i, c := range cells {
		if !c.To.IsZero() {
			p.Do(p.File.SetCellHyperLink(p.Name, At(p.Row, i+1), c.To.Ref(), "Location"))
		}
	}
	if o.Height == 0 {
		o.Height = max(o.Least, p.Fit(cells))
	}
	o.Height = min(o.Height, HeightMost)
	if p.body != nil {
		p.body.write(p.Row, o, cells, p.Style)
		return
	}
	values := make([]any, len(cells))
	for i, c := range cells {
		if !c.isZero() {
			values[i] = excelize.Cell{StyleID: p.Style(c.Look), Formula: c.Formula, Value: c.Value}
		}
	}
	p.Do(p.Stream.SetRow(At(p.Row, 1), values, excelize.RowOpts{Height: o.Height, OutlineLevel: o.Level}))
}

// Skip leaves rows empty.
func (p *Page) Skip(rows int) { p.Row += rows }

// Heights in points.
const (
	HeightLine  = 13.5 // one line of body text
	HeightPad   = 5
	HeightList  = 20 // the least of a list's row
	HeightTitle = 32
	HeightMost  = 409 // Excel allows no more
)

// Fit is the height that shows every cell of the row whole.
func (p *Page) Fit(cells []Cell) float64 {
	lines := 1
	for i, c := range cells {
		s, ok := c.Value.(string)
		if ok && c.Look.Wrap && i < len(p.Widths) && (!p.isHidden(i+1) || p.folds(i+1)) {
			lines = max(lines, LinesIn(s, p.Widths[i]))
		}
	}
	return math.Round(float64(lines)*HeightLine + HeightPad)
}

// LinesIn is how many lines a text takes in a column that many characters
// wide. A hanzi takes two, and a little less than the width of two digits.
func LinesIn(s string, width float64) int {
	room := max(2, int(width))
	lines := 0
	for part := range strings.SplitSeq(s, "\n") {
		lines += max(1, (runewidth.StringWidth(part)+room-1)/room)
	}
	return lines
}

// Merge joins the cells from one column to another in the last row.
func (p *Page) Merge(col, toCol int) {
	if p.Err == nil && toCol > col {
		p.Do(p.Stream.MergeCell(At(p.Row, col), At(p.Row, toCol)))
	}
}

// Heading writes the title and the note under it, joined over as many columns
// as a reader sees at once.
func (p *Page) Heading(title, note string) {
	first := 1
	for first < len(p.Widths) && p.isHidden(first) {
		first++
	}
	last, width := p.reach(first)
	top := make([]Cell, last)
	top[first-1] = Text(title, LookTitle)
	if p.Back && last > first+1 {
		top[last-1] = Link("返回说明", CellRef{form.PageAbout, 1, 1}, Look{Align: "right", Middle: true})
	}
	p.Write(RowOptions{Height: HeightTitle}, top...)
	p.Write(RowOptions{Height: float64(LinesIn(note, width))*HeightLine + 8},
		append(make([]Cell, first-1), Text(note, LookNote))...)
	p.Merge(first, last)
}

func (p *Page) isHidden(col int) bool {
	return slices.Contains(p.Hidden, col)
}

// folds reports a column that folds away.
func (p *Page) folds(col int) bool {
	return slices.ContainsFunc(p.Fold, func(f [2]int) bool { return f[0] <= col && col <= f[1] })
}

// headingWidth is how wide a note under a title may run, in characters.
const headingWidth = 120

// reach is the last column of a note that begins at a column, and its width.
func (p *Page) reach(first int) (last int, width float64) {
	last = first
	for c := first; c <= len(p.Widths); c++ {
		if p.isHidden(c) {
			continue
		}
		if c > first && (width+p.Widths[c-1] > headingWidth || p.TitleCols != "" && c > p.FreezeCols) {
			break
		}
		last, width = c, width+p.Widths[c-1]
	}
	return last, width
}

// Close sets up printing and ends the sheet.
func (p *Page) Close() {
	if p.Err != nil {
		return
	}
	p.Printing()
	if p.Row > 0 && len(p.Widths) > 0 { // an amount or a code that someone typed as text needs no green corner
		p.Do(p.File.AddIgnoredErrors(p.Name, At(1, 1)+":"+At(p.Row, len(p.Widths)), excelize.IgnoredErrorsNumberStoredAsText))
	}
	p.Do(p.Stream.Flush())
	if p.body != nil {
		p.body.finish()
	}
}

// Flush ends a sheet that is printed in a way of its own.
func (p *Page) Flush() {
	if p.Err == nil {
		p.Do(p.Stream.Flush())
	}
}

// Margins in inches.
const (
	marginSide = 0.4
	marginTop  = 0.55
	marginFoot = 0.6
	marginNote = 0.25
)

func (p *Page) Printing() {
	landscape, paper, across, down := "landscape", p.Paper, max(1, p.Across), p.Down
	if paper == 0 {
		paper = PaperA4
	}
	p.Do(p.File.SetPageLayout(p.Name, &excelize.PageLayoutOptions{
		Size: &paper, Orientation: &landscape, FitToWidth: &across, FitToHeight: &down,
	}))
	side, top, foot, note, middle := marginSide, marginTop, marginFoot, marginNote, true
	p.Do(p.File.SetPageMargins(p.Name, &excelize.PageLayoutMarginsOptions{
		Left: &side, Right: &side, Top: &top, Bottom: &foot, Header: &note, Footer: &note, Horizontally: &middle,
	}))
	p.Do(p.File.SetHeaderFooter(p.Name, &excelize.HeaderFooterOptions{OddFooter: "&L&A&C第 &P 页，共 &N 页"}))
	p.titles()
}

// titles repeats the header on every printed page.
func (p *Page) titles() {
	var parts []string
	for _, part := range []string{p.TitleCols, p.TitleRows} {
		if part != "" {
			parts = append(parts, QuoteSheet(p.Name)+"!"+part)
		}
	}
	if len(parts) == 0 {
		return
	}
	p.Do(p.File.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", RefersTo: strings.Join(parts, ","), Scope: p.Name,
	}))
}

// Choose offers a list of values in a column's rows. What else is typed stays
// possible: a warning, not a wall.
func (p *Page) Choose(col, first, last int, list string) {
	if p.Err != nil || last < first {
		return
	}
	v := excelize.NewDataValidation(true)
	v.Sqref = At(first, col) + ":" + At(last, col)
	v.SetSqrefDropList(list)
	v.SetError(excelize.DataValidationErrorStyleWarning, "不在选项里", "这个值不在下拉框的选项里，确定要用吗?")
	p.Do(p.File.AddDataValidation(p.Name, v))
}

// Tint colours a column's rows by the light word in them.
func (p *Page) Tint(col, first, last int) {
	if p.Err != nil || last < first {
		return
	}
	var rules []excelize.ConditionalFormatOptions
	for _, t := range LightTints() {
		id, err := p.File.NewConditionalStyle(&excelize.Style{
			Font: &excelize.Font{Color: t.Ink}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{t.Fill}},
		})
		p.Do(err)
		rules = append(rules, excelize.ConditionalFormatOptions{
			Type: "cell", Criteria: "=", Value: `"` + t.Word + `"`, Format: &id,
		})
	}
	p.Do(p.File.SetConditionalFormat(p.Name, At(first, col)+":"+At(last, col), rules))
}
