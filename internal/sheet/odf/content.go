package odf

import (
	"cmp"
	"encoding/xml"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"jingpin/internal/sheet"
)

// readContent reads the styles that belong to the content and the tables.
func (r *reader) readContent(p *xmlPart) {
	p.walk(func(e xml.StartElement) bool {
		switch {
		case e.Name.Local == "tracked-changes", e.Name.Local == "dde-links": // cells as they were, or are elsewhere
			p.skip()
		case e.Name.Local == "table" && strings.HasPrefix(attr(e, "name"), "'file:"): // a copy of what lies in another file
			r.wb.Links = append(r.wb.Links, strings.Trim(firstOf(attr(e, "name"), "#"), "'"))
			p.skip()
		case e.Name.Local == "table":
			r.readTable(p, e)
		default:
			r.readStyle(p, e)
		}
		return false
	})
}

// tableReader reads one table.
type tableReader struct {
	*xmlPart
	sheet  *sheet.Sheet
	row    int // the last row and, within it, column seen
	col    int
	styles []columnRun // the styles that cells have by their columns
}

// columnRun is a run of columns and the style their cells have by them.
type columnRun struct {
	last  int
	style string
}

func (r *reader) readTable(p *xmlPart, e xml.StartElement) {
	if len(r.wb.Sheets) == r.lim.Sheets {
		p.fail(r.lim.OverSheets())
		return
	}
	const longest = 255 // bytes of a name, which goes into messages
	name := attr(e, "name")
	if len(name) > longest {
		p.fail(sheet.Damage(p.name, "有一个工作表的名称太长"))
		return
	}
	t := &tableReader{xmlPart: p, sheet: r.build.BeginSheet(name, r.styles[styleKey("table", attr(e, "style-name"))].hidden, p.name)}
	t.read(false, false)
	if p.fault != nil && p.fault.Kind == sheet.Damaged {
		p.fault.Reason = "工作表“" + name + "”在第" + strconv.Itoa(max(t.row, 1)) + "行附近出错：" + p.fault.Reason
	}
	r.build.EndSheet()
}

// read reads the rows and columns in the element opened last: the table, or
// a group of it, which may be folded.
func (t *tableReader) read(grouped, folded bool) {
	t.children(func(e xml.StartElement) bool {
		switch e.Name.Local {
		case "table-column":
			t.readColumn(e, grouped)
		case "table-row":
			t.readRow(e, grouped)
			return true
		case "table-column-group", "table-row-group":
			t.read(true, folded || attr(e, "display") == "false")
			return true
		case "table-columns", "table-header-columns", "table-rows", "table-header-rows":
			t.read(grouped, folded)
			return true
		}
		return false
	})
}

// repeated reads how often a row, column or cell is repeated.
func repeated(e xml.StartElement, name string) int { return max(1, count(attr(e, name))) }

func (t *tableReader) readColumn(e xml.StartElement, grouped bool) {
	first := 1
	if n := len(t.styles); n > 0 {
		first = t.styles[n-1].last + 1
	}
	last := min(first-1+min(repeated(e, "number-columns-repeated"), sheet.MaxCol), sheet.MaxCol)
	if last < first || len(t.styles) >= t.r.lim.Items {
		return
	}
	t.styles = append(t.styles, columnRun{last, attr(e, "default-cell-style-name")})
	if width := t.r.styles[styleKey("table-column", attr(e, "style-name"))].width; width > 0 {
		t.sheet.Widths = append(t.sheet.Widths, sheet.Width{First: first, Last: last, Chars: width})
	}
	if v := attr(e, "visibility"); v == "collapse" || v == "filter" {
		t.sheet.HiddenCols = append(t.sheet.HiddenCols, sheet.Span{First: first, Last: last, Grouped: grouped})
	}
}

// readRow reads a row and adds it as often as it is repeated.
func (t *tableReader) readRow(e xml.StartElement, grouped bool) {
	visibility := attr(e, "visibility")
	row := sheet.Row{Number: t.row + 1, Hidden: visibility == "collapse" || visibility == "filter", Grouped: grouped}
	n := min(repeated(e, "number-rows-repeated"), 1<<21)
	t.col = 0
	var cells []contentCell
	t.children(func(c xml.StartElement) bool {
		if c.Name.Local != "table-cell" && c.Name.Local != "covered-table-cell" {
			return false
		}
		cells = t.readCell(c, cells, attr(e, "default-cell-style-name"))
		return true
	})
	t.row += n
	if len(cells) == 0 || t.fault != nil {
		t.row = min(t.row, 1<<21)
		return
	}
	if t.row > sheet.MaxRow {
		t.fail(sheet.Damage(t.name, "行号超出了范围"))
		return
	}
	for range n {
		t.addRow(row, cells)
		if t.fault != nil {
			return
		}
		row.Number++
	}
}

func (t *tableReader) addRow(row sheet.Row, cells []contentCell) {
	b := &t.r.build
	b.BeginRow(row)
	for _, c := range cells {
		fault := b.Seen()
		if fault == nil {
			c.Row = int32(row.Number)
			fault = b.Add(c.Cell, c.struck, c.runs)
		}
		if fault != nil {
			t.fail(fault)
			return
		}
	}
	if fault := b.EndRow(); fault != nil {
		t.fail(fault)
	}
}

// contentCell is a cell that stores something.
type contentCell struct {
	sheet.Cell
	struck bool
	runs   []sheet.Run
	usual  string // how a value of its type is shown without a style of numbers
}

// readCell reads a cell and appends it to the row's, as often as it is repeated.
func (t *tableReader) readCell(e xml.StartElement, cells []contentCell, rowStyle string) []contentCell {
	n := min(repeated(e, "number-columns-repeated"), 1<<21)
	first := t.col + 1
	t.col = min(t.col+n, 1<<21)
	if down, across := count(attr(e, "number-rows-spanned")), count(attr(e, "number-columns-spanned")); down > 1 || across > 1 {
		t.merge(first, max(down, 1), max(across, 1))
	}
	var text paragraphs
	t.children(func(c xml.StartElement) bool {
		switch c.Name.Local {
		case "p", "h":
			text.read(t.xmlPart)
		case "annotation":
			t.readNote(first)
		default:
			return false
		}
		return true
	})
	c, stored := t.value(e, &text)
	if !stored || t.fault != nil {
		return cells
	}
	if t.col > sheet.MaxCol {
		t.fail(sheet.Damage(t.name, "列号超出了范围"))
		return cells
	}
	for col := first; col <= t.col; col++ {
		if len(cells) >= t.r.lim.Columns {
			t.fail(t.r.lim.OverColumns(t.name, t.sheet.Name))
			return cells
		}
		look := t.r.appearanceOf(t.styleAt(attr(e, "style-name"), rowStyle, col))
		c.Col, c.Format, c.struck = int16(col), cmp.Or(look.format, c.usual), look.struck
		cells = append(cells, c)
	}
	return cells
}

// styleAt returns the style of a cell: its own, else its row's, else its
// column's.
func (t *tableReader) styleAt(own, row string, col int) string {
	if own != "" {
		return own
	}
	if row != "" {
		return row
	}
	i, _ := slices.BinarySearchFunc(t.styles, col, func(c columnRun, col int) int { return cmp.Compare(c.last, col) })
	if i == len(t.styles) {
		return ""
	}
	return t.styles[i].style
}

func (t *tableReader) merge(col, down, across int) {
	m := sheet.Range{Top: t.row + 1, Left: col, Bottom: t.row + down, Right: col + across - 1}
	if m.Bottom > sheet.MaxRow || m.Right > sheet.MaxCol {
		t.fail(sheet.Damage(t.name, "合并单元格的范围不对"))
		return
	}
	if fault := t.r.build.Merge(m); fault != nil {
		t.fail(fault)
	}
}

// readNote reads the note on a cell, the element opened last.
func (t *tableReader) readNote(col int) {
	var text paragraphs
	n := sheet.Note{Row: t.row + 1, Col: col}
	t.children(func(c xml.StartElement) bool {
		switch c.Name.Local {
		case "creator":
			n.Author = t.characters()
		case "p":
			text.read(t.xmlPart)
		default:
			return false
		}
		return true
	})
	if n.Text = string(text.text); len(t.sheet.Notes) < t.r.lim.Items {
		t.sheet.Notes = append(t.sheet.Notes, n)
	}
}

// value gives the cell its kind and text; false if it stores nothing.
func (t *tableReader) value(e xml.StartElement, text *paragraphs) (c contentCell, stored bool) {
	c.Formula = attr(e, "formula") != ""
	shown := string(text.text)
	bad := func(what string) (contentCell, bool) {
		t.fail(sheet.Damage(t.name, "单元格%s的%s不对", sheet.Ref(t.row+1, t.col), what))
		return c, false
	}
	kind := ""
	for _, a := range e.Attr {
		if a.Name.Local == "value-type" && (kind == "" || a.Value == "error") {
			kind = a.Value
		}
	}
	switch kind {
	case "float", "percentage", "currency":
		c.Kind, c.Text = sheet.Number, attr(e, "value")
		if f, err := strconv.ParseFloat(c.Text, 64); err != nil || math.IsInf(f, 0) || math.IsNaN(f) || strings.ContainsAny(c.Text, "xX_") {
			return bad("数")
		}
		switch currency := attr(e, "currency"); {
		case c.Formula && isError(shown): // as programs wrote errors before they had a type for them
			c.Kind, c.Text = sheet.Error, shown
		case kind == "percentage":
			c.usual = "0%"
		case currency != "" && currency != "CNY" && len(currency) <= 3:
			c.usual = "[$" + currency + "]0.00"
		}
	case "date":
		c.Kind, c.usual = sheet.Number, "yyyy-mm-dd"
		var ok bool
		if c.Text, ok = serialDate(attr(e, "date-value")); !ok {
			return bad("日期")
		}
	case "time":
		c.Kind, c.usual = sheet.Number, "h:mm"
		var ok bool
		if c.Text, ok = serialTime(attr(e, "time-value")); !ok {
			return bad("时间")
		}
	case "boolean":
		c.Kind, c.Text = sheet.Bool, map[string]string{"true": "1", "false": "0"}[attr(e, "boolean-value")]
		if c.Text == "" {
			return bad("真假值")
		}
	case "error":
		c.Kind, c.Text = sheet.Error, shown
	case "string", "void", "":
		if c.Kind, c.Text = sheet.Text, t.r.texts.Add(text.text); !text.some {
			c.Text = attr(e, "string-value")
		}
		c.runs = text.fonts()
		if kind != "string" && c.Formula && c.Text == "" {
			c.Kind = sheet.Missing
			return c, true
		}
	default:
		return bad("类型")
	}
	return c, c.Text != ""
}

// isError reports what a formula without a result shows: #DIV/0!, Err:502.
func isError(shown string) bool {
	return strings.HasPrefix(shown, "#") && strings.ContainsAny(shown, "!?/") || strings.HasPrefix(shown, "Err:") || strings.HasPrefix(shown, "错误:")
}

// serialDate returns the serial number of a date, with or without a time.
func serialDate(text string) (string, bool) {
	day, clock, _ := strings.Cut(text, "T")
	d, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return "", false
	}
	const unixDay1900 = 25569 // 1970-01-01
	serial := float64(d.Unix()/86400 + unixDay1900)
	if 0 < serial && serial < 61 { // before the day that never was
		serial--
	}
	if clock != "" {
		at, err := time.Parse("15:04:05.999999999", clock)
		if err != nil {
			return "", false
		}
		serial += float64(at.Hour()*3600+at.Minute()*60+at.Second()) / 86400
	}
	return strconv.FormatFloat(serial, 'f', -1, 64), true
}

// serialTime returns the part of a day that a duration such as PT09H30M00S is.
func serialTime(text string) (string, bool) {
	rest, negative := strings.CutPrefix(text, "-")
	rest, ok := strings.CutPrefix(rest, "PT")
	if !ok {
		return "", false
	}
	d, err := time.ParseDuration(strings.ToLower(strings.ReplaceAll(rest, ",", ".")))
	if err != nil || negative {
		return "", false
	}
	return strconv.FormatFloat(d.Hours()/24, 'f', -1, 64), true
}
