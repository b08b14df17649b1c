package consolidated

import (
	"bytes"
	"encoding/xml"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"jingpin/internal/excel/book"
	"jingpin/internal/form"
	"jingpin/internal/opc"
)

// cellPlace is a cell of 项目汇总表 by its project's place in the report and
// its column's place from the left, from 0.
type cellPlace struct{ project, column int }

// placesOf maps the cells of the office's workbook to those of the one to be
// written: rows by their project, columns by what they are.
func (l *layout) placesOf(own form.Own) func(row, col int) (cellPlace, bool) {
	rows := map[int]int{}
	for _, r := range own.Rows {
		if i, ok := l.index[l.byNumber[r.Number]]; ok && r.Number != "" {
			rows[r.Row] = i
		} else if i, ok := l.index[l.byKey[r.Key]]; ok {
			rows[r.Row] = i
		}
	}
	columns := map[int]int{}
	for i, c := range l.columns {
		if col := own.Places[c.ID()]; col > 0 {
			columns[col] = i
		}
	}
	return func(row, col int) (cellPlace, bool) {
		project, known := rows[row]
		column, placed := columns[col]
		return cellPlace{project, column}, known && placed
	}
}

// fillStyles is what of a workbook's styles tells the fill of a cell.
type fillStyles struct {
	Fills []struct {
		Pattern struct {
			Type  string `xml:"patternType,attr"`
			Color struct {
				RGB string `xml:"rgb,attr"`
			} `xml:"fgColor"`
		} `xml:"patternFill"`
	} `xml:"fills>fill"`
	Cells []struct {
		Fill int `xml:"fillId,attr"`
	} `xml:"cellXfs>xf"`
}

// theirs are the fills that are the office's, by the number of the style.
func (s fillStyles) theirs() map[string]string {
	fills := map[string]string{}
	for i, xf := range s.Cells {
		if xf.Fill >= len(s.Fills) {
			continue
		}
		f := s.Fills[xf.Fill].Pattern
		color := strings.ToUpper(f.Color.RGB)
		if len(color) == len("FF000000") {
			color = color[2:]
		}
		if f.Type == "solid" && len(color) == len("000000") && color != "FFFFFF" && !slices.Contains(book.Fills(), color) {
			fills[strconv.Itoa(i)] = color
		}
	}
	return fills
}

// fillsIn are the office's fills in a workbook. Nothing but its styles is
// unpacked: hardly any has some.
func fillsIn(workbook []byte) map[string]string {
	var a opc.Archive
	if broken := a.Load(workbook, opc.ArchiveLimits{Entries: 10_000, Unpacked: 1 << 30}); broken != nil {
		return nil
	}
	entry := a.Find("xl/styles.xml")
	if entry == nil {
		return nil
	}
	text, err := io.ReadAll(a.Open(entry))
	if err != nil {
		return nil
	}
	var styles fillStyles
	if xml.Unmarshal(text, &styles) != nil {
		return nil
	}
	return styles.theirs()
}

var styledCell = regexp.MustCompile(`<c r="([A-Z]+)(\d+)" s="(\d+)"`)

// placeFills finds the cells of projects that the office has coloured.
func (l *layout) placeFills(own form.Own) {
	if own.Book == nil {
		return
	}
	theirs := fillsIn(own.Book)
	if len(theirs) == 0 {
		return
	}
	parts, err := opc.OpenPackage(own.Book)
	if err != nil {
		return
	}
	sheets, err := parts.SheetParts()
	if err != nil {
		return
	}
	place := l.placesOf(own)
	l.fills = map[cellPlace]string{}
	for _, m := range styledCell.FindAllSubmatch(parts.Data[sheets[form.PageProjects]], -1) {
		color, ok := theirs[string(m[3])]
		if !ok {
			continue
		}
		col, errCol := excelize.ColumnNameToNumber(string(m[1]))
		row, errRow := strconv.Atoi(string(m[2]))
		if at, ok := place(row, col); ok && errCol == nil && errRow == nil {
			l.fills[at] = color
		}
	}
}

// ownNotes puts the office's notes on cells of projects where these are now.
func (b *workbook) ownNotes(l *layout, own form.Own) {
	if b.Err != nil || !bytes.Contains(own.Book, []byte("xl/comments")) {
		return
	}
	old, err := excelize.OpenReader(bytes.NewReader(own.Book))
	if err != nil {
		return
	}
	defer old.Close()
	notes, err := old.GetComments(form.PageProjects)
	if err != nil {
		return
	}
	place := l.placesOf(own)
	for _, n := range notes {
		col, row, err := excelize.CellNameToCoordinates(n.Cell)
		if err != nil {
			continue
		}
		if at, ok := place(row, col); ok {
			n.Cell = book.At(l.rows[at.project], at.column+1)
			b.Do(b.File.AddComment(form.PageProjects, n))
		}
	}
}
