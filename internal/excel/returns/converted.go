package returns

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"jingpin/internal/excel/book"
	"jingpin/internal/filing"
	"jingpin/internal/sheet"
	"jingpin/internal/sheet/verified"
)

// converted is a workbook of another format, or of a form that cannot be marked,
// as one that can: its values with the formats of numbers, what is struck
// through, hidden or merged, the widths of columns and the notes. Formulas are
// their results. One with macros is left as it is. Of a guest's report, only its
// own sheets are carried over: the others, and what the file says of itself, are
// another unit's.
func converted(original []byte, sub *filing.Submission) ([]byte, error) {
	wb, err := verified.Open(original, sheet.DefaultLimits)
	if err != nil {
		return nil, err
	}
	if wb.Macros {
		return nil, errUnmarkable
	}
	if sub.Guest {
		wb.Custom = nil
		wb.Sheets = slices.DeleteFunc(wb.Sheets, func(sh *sheet.Sheet) bool {
			return !slices.ContainsFunc(sub.Sheets, func(own filing.PlanSheet) bool { return own.Name == sh.Name })
		})
	}
	c := &conversion{wb: wb, tables: sub.Sheets, file: excelize.NewFile(), styles: map[cellLook]int{}}
	defer c.file.Close()
	if err := c.file.SetDefaultFont(book.FaceBody); err != nil {
		return nil, err
	}
	if err := c.properties(); err != nil {
		return nil, err
	}
	for i, sh := range wb.Sheets {
		if err := c.addSheet(i, sh); err != nil {
			return nil, fmt.Errorf("sheet %s: %w", sh.Name, err)
		}
	}
	for i, sh := range wb.Sheets { // the last visible sheet cannot be hidden
		if sh.Hidden && i > 0 {
			if err := c.file.SetSheetVisible(sh.Name, false); err != nil {
				return nil, err
			}
		}
	}
	var out bytes.Buffer
	err = c.file.Write(&out)
	return out.Bytes(), err
}

// conversion carries a workbook over.
type conversion struct {
	wb     *sheet.Workbook
	tables []filing.PlanSheet // with projects
	file   *excelize.File
	styles map[cellLook]int
}

// cellLook is how a cell is shown.
type cellLook struct {
	format string
	struck bool
	text   bool // to be wrapped in its column
	part   tablePart
}

func (c *conversion) properties() error {
	for name, value := range c.wb.Custom {
		if err := c.file.SetCustomProps(excelize.CustomProperty{Name: name, Value: value}); err != nil {
			return err
		}
	}
	if !c.wb.Saved.IsZero() {
		saved := c.wb.Saved.UTC().Format(time.RFC3339)
		if err := c.file.SetDocProps(&excelize.DocProperties{Created: saved, Modified: saved}); err != nil {
			return err
		}
	}
	return c.file.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &c.wb.Date1904})
}

func (c *conversion) addSheet(i int, sh *sheet.Sheet) error {
	if i == 0 {
		if err := c.file.SetSheetName("Sheet1", sh.Name); err != nil {
			return err
		}
	} else if _, err := c.file.NewSheet(sh.Name); err != nil {
		return err
	}
	drawn := c.frames(sh)
	for _, f := range drawn {
		if err := c.draw(sh.Name, f); err != nil {
			return err
		}
	}
	for _, row := range sh.Rows {
		for _, cell := range row.Cells {
			if err := c.put(sh.Name, cell, cellLook{format: cell.Format, text: cell.Kind == sheet.Text, part: partOf(drawn, cell)}); err != nil {
				return err
			}
		}
		if height := heightOf(sh, row, drawn); height > 0 {
			if err := c.file.SetRowHeight(sh.Name, row.Number, height); err != nil {
				return err
			}
		}
		if row.Hidden {
			if err := c.file.SetRowVisible(sh.Name, row.Number, false); err != nil {
				return err
			}
		}
	}
	for _, k := range sh.Struck {
		if k.Whole() {
			if err := c.put(sh.Name, k.Cell, cellLook{format: k.Format, text: k.Kind == sheet.Text, struck: true, part: partOf(drawn, k.Cell)}); err != nil {
				return err
			}
		}
	}
	if err := c.arrange(sh); err != nil {
		return err
	}
	return c.widen(sh, drawn)
}

// put writes a cell.
func (c *conversion) put(name string, cell sheet.Cell, l cellLook) error {
	at := cell.Ref()
	var err error
	switch cell.Kind {
	case sheet.Number:
		err = c.file.SetCellDefault(name, at, cell.Text)
	case sheet.Bool:
		err = c.file.SetCellBool(name, at, cell.Text == "1")
	default:
		err = c.file.SetCellStr(name, at, escaped(cell.Text))
	}
	if err != nil || l == (cellLook{}) {
		return err
	}
	id, err := c.style(l)
	if err != nil {
		return err
	}
	return c.file.SetCellStyle(name, at, at, id)
}

// looksEscaped is what a workbook reads as a character written by its number.
var looksEscaped = regexp.MustCompile(`_(x[0-9A-Fa-f]{4}_)`)

// escaped is a text as a workbook writes it, so that it is read as it was.
func escaped(text string) string {
	text = looksEscaped.ReplaceAllString(text, "_x005F_$1")
	if !strings.ContainsFunc(text, unprintable) {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		if unprintable(r) {
			fmt.Fprintf(&b, "_x%04X_", r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// unprintable reports what XML cannot hold.
func unprintable(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' || r == 0xFFFE || r == 0xFFFF
}

func (c *conversion) style(l cellLook) (int, error) {
	if id, ok := c.styles[l]; ok {
		return id, nil
	}
	style := l.part.style()
	if l.format != "" {
		style.CustomNumFmt = &l.format
	}
	if l.text && l.part == inBody {
		style.Alignment = &excelize.Alignment{WrapText: true, Vertical: "center"}
	}
	if l.struck {
		style.Font.Strike = true
	}
	id, err := c.file.NewStyle(style)
	c.styles[l] = id
	return id, err
}

// arrange merges, widens and hides what was, and carries the notes over.
func (c *conversion) arrange(sh *sheet.Sheet) error {
	for _, m := range sh.Merges {
		if err := c.file.MergeCell(sh.Name, sheet.Ref(m.Top, m.Left), sheet.Ref(m.Bottom, m.Right)); err != nil {
			return err
		}
	}
	for _, w := range sh.Widths {
		if err := c.file.SetColWidth(sh.Name, sheet.Column(w.First), sheet.Column(w.Last), min(w.Chars, excelize.MaxColumnWidth)); err != nil {
			return err
		}
	}
	for _, s := range sh.HiddenCols {
		if err := c.file.SetColVisible(sh.Name, sheet.Column(s.First)+":"+sheet.Column(s.Last), false); err != nil {
			return err
		}
	}
	for _, n := range sh.Notes {
		if err := c.file.AddComment(sh.Name, excelize.Comment{Cell: sheet.Ref(n.Row, n.Col), Author: n.Author, Text: n.Text}); err != nil {
			return err
		}
	}
	return nil
}
