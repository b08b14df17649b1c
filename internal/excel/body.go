package excel

import (
	"archive/zip"
	"bytes"
	"io"
	"regexp"
	"strconv"
	"strings"
)

// body is the rows of a list below its header. Excelize keeps the rows of all
// sheets until the workbook is saved, each sheet in memory of twice their size
// up to 32 MB, and compresses them then, one after another; these are
// compressed beside the writing, and saving puts them where they belong.
type body struct {
	rows    []byte   // those not handed on yet
	packing *packing // nil while all are in rows
	columns []string // their letters
	above   []styled // the last style in each column
}

// styled is a look with the number of its style.
type styled struct {
	look look
	id   int
}

// bodyInMemory is how many bytes of rows are held before they are handed on.
const bodyInMemory = 1 << 20

// write adds a row, its styles given by number.
func (b *body) write(row int, o rowOptions, cells []cell, style func(look) int) {
	b.rows = append(b.rows, `<row r="`...)
	b.rows = strconv.AppendInt(b.rows, int64(row), 10)
	b.rows = append(b.rows, `" ht="`...)
	b.rows = strconv.AppendFloat(b.rows, o.height, 'f', -1, 64)
	b.rows = append(b.rows, `" customHeight="1"`...)
	if o.level > 0 {
		b.rows = append(b.rows, ` outlineLevel="`...)
		b.rows = strconv.AppendInt(b.rows, int64(o.level), 10)
		b.rows = append(b.rows, '"')
	}
	b.rows = append(b.rows, '>')
	for len(b.above) < len(cells) {
		b.above = append(b.above, styled{id: -1})
	}
	for i := range cells {
		c := &cells[i]
		if c.isZero() {
			continue
		}
		if last := &b.above[i]; last.id < 0 || last.look != c.look { // finding a style takes longer than comparing
			*last = styled{c.look, style(c.look)}
		}
		b.cell(row, i, c, b.above[i].id)
	}
	b.rows = append(b.rows, "</row>"...)
	if len(b.rows) > bodyInMemory {
		b.spill()
	}
}

// cell adds a cell: a number, a text, or a formula with either as its result.
func (b *body) cell(row, i int, c *cell, style int) {
	for len(b.columns) <= i {
		b.columns = append(b.columns, letters(len(b.columns)+1))
	}
	b.rows = append(b.rows, `<c r="`...)
	b.rows = append(b.rows, b.columns[i]...)
	b.rows = strconv.AppendInt(b.rows, int64(row), 10)
	b.rows = append(b.rows, `" s="`...)
	b.rows = strconv.AppendInt(b.rows, int64(style), 10)
	text, isText := c.value.(string)
	switch {
	case isText && c.formula == "":
		b.rows = append(b.rows, `" t="inlineStr"><is><t`...)
		if strings.TrimSpace(text) != text {
			b.rows = append(b.rows, ` xml:space="preserve"`...)
		}
		b.rows = append(b.rows, '>')
		b.text(text)
		b.rows = append(b.rows, "</t></is></c>"...)
		return
	case isText:
		b.rows = append(b.rows, `" t="str`...)
	case c.value == nil && c.formula == "":
		b.rows = append(b.rows, `"/>`...)
		return
	}
	b.rows = append(b.rows, `">`...)
	if c.formula != "" {
		b.rows = append(b.rows, "<f>"...)
		b.text(c.formula)
		b.rows = append(b.rows, "</f>"...)
	}
	b.value(c.value)
	b.rows = append(b.rows, "</c>"...)
}

// value adds what a cell stores.
func (b *body) value(v any) {
	if v == nil {
		return
	}
	b.rows = append(b.rows, "<v>"...)
	switch v := v.(type) {
	case string:
		b.text(v)
	case int:
		b.rows = strconv.AppendInt(b.rows, int64(v), 10)
	case float64:
		b.rows = strconv.AppendFloat(b.rows, v, 'f', -1, 64)
	}
	b.rows = append(b.rows, "</v>"...)
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
func (b *body) text(s string) {
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
		b.rows = append(append(b.rows, s[written:i]...), escaped...)
		written = i + 1
	}
	b.rows = append(b.rows, s[written:]...)
}

// spill hands the rows on.
func (b *body) spill() {
	if b.packing == nil {
		b.packing = newPacking()
	}
	b.rows = b.packing.take(b.rows)
}

// finish hands on the last rows.
func (b *body) finish() {
	if b.packing != nil {
		b.packing.take(b.rows)
		b.packing.finish()
		b.rows = nil
	}
}

// discard lets go of what the body holds.
func (b *body) discard() {
	if b.packing != nil {
		b.packing.discard()
	}
}

// assembly is the zip that a workbook is saved to: it puts the bodies into
// their sheets, which excelize writes without them.
type assembly struct {
	*zip.Writer
	bodies map[string]*body // by the part of their sheet
	part   string           // the sheet that is being written
	sheet  bytes.Buffer
}

// endOfRows is what stands behind a sheet's last row.
const endOfRows = "</sheetData>"

// Create begins a part.
func (a *assembly) Create(name string) (io.Writer, error) {
	if err := a.finish(); err != nil {
		return nil, err
	}
	if a.bodies[name] == nil {
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
	head, tail, _ := bytes.Cut(a.sheet.Bytes(), []byte(endOfRows))
	tail = append([]byte(endOfRows), tail...)
	if body.packing != nil {
		rows, err := body.packing.packed()
		if err != nil {
			return err
		}
		return writePacked(a.Writer, part, head, rows, tail)
	}
	w, err := a.Writer.Create(part)
	if err != nil {
		return err
	}
	for _, text := range [][]byte{head, body.rows, tail} {
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
