package book

import (
	"archive/zip"
	"bytes"
	"io"
	"regexp"
	"strconv"
	"strings"
)

// Body is the rows of a list below its header. Excelize keeps the rows of all
// sheets until the workbook is saved, each sheet in memory of twice their size
// up to 32 MB, and compresses them then, one after another; these are
// compressed beside the writing, and saving puts them where they belong.
type Body struct {
	Rows    []byte   // those not handed on yet
	packing *packing // nil while all are in rows
	columns []string // their letters
	above   []styled // the last style in each column
}

// styled is a look with the number of its style.
type styled struct {
	look Look
	id   int
}

// bodyInMemory is how many bytes of rows are held before they are handed on.
const bodyInMemory = 1 << 20

// write adds a row, its styles given by number.
func (b *Body) write(row int, o RowOptions, cells []Cell, style func(Look) int) {
	b.Rows = append(b.Rows, `<row r="`...)
	b.Rows = strconv.AppendInt(b.Rows, int64(row), 10)
	b.Rows = append(b.Rows, `" ht="`...)
	b.Rows = strconv.AppendFloat(b.Rows, o.Height, 'f', -1, 64)
	b.Rows = append(b.Rows, `" customHeight="1"`...)
	if o.Level > 0 {
		b.Rows = append(b.Rows, ` outlineLevel="`...)
		b.Rows = strconv.AppendInt(b.Rows, int64(o.Level), 10)
		b.Rows = append(b.Rows, '"')
	}
	b.Rows = append(b.Rows, '>')
	for len(b.above) < len(cells) {
		b.above = append(b.above, styled{id: -1})
	}
	for i := range cells {
		c := &cells[i]
		if c.isZero() {
			continue
		}
		if last := &b.above[i]; last.id < 0 || last.look != c.Look { // finding a style takes longer than comparing
			*last = styled{c.Look, style(c.Look)}
		}
		b.Cell(row, i, c, b.above[i].id)
	}
	b.Rows = append(b.Rows, "</row>"...)
	if len(b.Rows) > bodyInMemory {
		b.spill()
	}
}

// Cell adds a cell: a number, a text, or a formula with either as its result.
func (b *Body) Cell(row, i int, c *Cell, style int) {
	for len(b.columns) <= i {
		b.columns = append(b.columns, Letters(len(b.columns)+1))
	}
	b.Rows = append(b.Rows, `<c r="`...)
	b.Rows = append(b.Rows, b.columns[i]...)
	b.Rows = strconv.AppendInt(b.Rows, int64(row), 10)
	b.Rows = append(b.Rows, `" s="`...)
	b.Rows = strconv.AppendInt(b.Rows, int64(style), 10)
	text, isText := c.Value.(string)
	switch {
	case isText && c.Formula == "":
		b.Rows = append(b.Rows, `" t="inlineStr"><is><t`...)
		if strings.TrimSpace(text) != text {
			b.Rows = append(b.Rows, ` xml:space="preserve"`...)
		}
		b.Rows = append(b.Rows, '>')
		b.text(text)
		b.Rows = append(b.Rows, "</t></is></c>"...)
		return
	case isText:
		b.Rows = append(b.Rows, `" t="str`...)
	case c.Value == nil && c.Formula == "":
		b.Rows = append(b.Rows, `"/>`...)
		return
	}
	b.Rows = append(b.Rows, `">`...)
	if c.Formula != "" {
		b.Rows = append(b.Rows, "<f>"...)
		b.text(c.Formula)
		b.Rows = append(b.Rows, "</f>"...)
	}
	b.value(c.Value)
	b.Rows = append(b.Rows, "</c>"...)
}

// value adds what a cell stores.
func (b *Body) value(v any) {
	if v == nil {
		return
	}
	b.Rows = append(b.Rows, "<v>"...)
	switch v := v.(type) {
	case string:
		b.text(v)
	case int:
		b.Rows = strconv.AppendInt(b.Rows, int64(v), 10)
	case float64:
		b.Rows = strconv.AppendFloat(b.Rows, v, 'f', -1, 64)
	}
	b.Rows = append(b.Rows, "</v>"...)
}

// coded is how the format writes a character by its number.
var coded = regexp.MustCompile(`^_x[0-9A-Fa-f]{4}_`)

// uncoded is a text in which nothing is taken for a character's number.
func uncoded(s string) string {
	var out strings.Builder
	for {
		i := strings.Index(s, "_x")
		if i < 0 {
			return out.String() + s
		}
		out.WriteString(s[:i])
		if s = s[i:]; coded.MatchString(s) {
			out.WriteString("_x005F")
		}
		out.WriteByte(s[0])
		s = s[1:]
	}
}

// text adds a text as XML has it between tags, of characters that XML has.
func (b *Body) text(s string) {
	if strings.Contains(s, "_x") {
		s = uncoded(s)
	}
	written := 0
	for i := range len(s) {
		var escaped string
		switch s[i] {
		case '&':
			escaped = "&amp;"
		case '<':
			escaped = "&lt;"
		case '>':
			escaped = "&gt;"
		case '\r':
			escaped = "&#xD;"
		default:
			continue
		}
		b.Rows = append(append(b.Rows, s[written:i]...), escaped...)
		written = i + 1
	}
	b.Rows = append(b.Rows, s[written:]...)
}

// spill hands the rows on.
func (b *Body) spill() {
	if b.packing == nil {
		b.packing = newPacking()
	}
	b.Rows = b.packing.take(b.Rows)
}

// finish hands on the last rows.
func (b *Body) finish() {
	if b.packing != nil {
		b.packing.take(b.Rows)
		b.packing.finish()
		b.Rows = nil
	}
}

// discard lets go of what the body holds.
func (b *Body) discard() {
	if b.packing != nil {
		b.packing.discard()
	}
}

// assembly is the zip that a workbook is saved to: it puts the bodies into
// their sheets, which excelize writes without them.
type assembly struct {
	*zip.Writer
	bodies map[string]*Body // by the part of their sheet
	part   string           // the part that is being held back, a sheet or the properties
	sheet  bytes.Buffer     // what it holds so far
}

// EndOfRows is what stands behind a sheet's last row.
const EndOfRows = "</sheetData>"

// Create begins a part.
func (a *assembly) Create(name string) (io.Writer, error) {
	if err := a.finish(); err != nil {
		return nil, err
	}
	if name != coreProperties && !strings.HasPrefix(name, worksheets) {
		return a.Writer.Create(name)
	}
	a.part = name
	return &a.sheet, nil
}

// finish writes the sheet that is being written, with its body.
func (a *assembly) finish() error {
	if a.part == "" {
		return nil
	}
	defer a.sheet.Reset()
	part, body := a.part, a.bodies[a.part]
	a.part = ""
	text := AsExcel(part, a.sheet.Bytes())
	if body == nil {
		return a.write(part, text)
	}
	head, tail, _ := bytes.Cut(text, []byte(EndOfRows))
	tail = append([]byte(EndOfRows), tail...)
	if body.packing != nil {
		rows, err := body.packing.packed()
		if err != nil {
			return err
		}
		return writePacked(a.Writer, part, head, rows, tail)
	}
	return a.write(part, head, body.Rows, tail)
}

func (a *assembly) write(part string, texts ...[]byte) error {
	w, err := a.Writer.Create(part)
	if err != nil {
		return err
	}
	for _, text := range texts {
		if _, err := w.Write(text); err != nil {
			return err
		}
	}
	return nil
}

// Close ends the zip.
func (a *assembly) Close() error {
	if err := a.finish(); err != nil {
		return err
	}
	return a.Writer.Close()
}
