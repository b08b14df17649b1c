package consolidated

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"jingpin/internal/excel/book"
	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/opc"
	"jingpin/internal/report"
)

// ownWidth is the width of a column of the office's own.
const ownWidth = 18

// ownColumns are the office's own columns while 项目汇总表 is written: their
// cells by the id and by the number of the project.
type ownColumns struct {
	byKey    []map[filing.RowID]form.OwnCell
	byNumber []map[string]form.OwnCell
}

// placeOwn puts the office's own columns right of ours.
func (l *layout) placeOwn(columns []form.OwnColumn) {
	for _, c := range columns {
		byKey, byNumber := map[filing.RowID]form.OwnCell{}, map[string]form.OwnCell{}
		for _, cell := range c.Cells {
			if _, taken := byKey[cell.Key]; !taken && cell.Key != "" {
				byKey[cell.Key] = cell
			}
			if _, taken := byNumber[cell.Number]; !taken && cell.Number != "" {
				byNumber[cell.Number] = cell
			}
		}
		l.own.byKey, l.own.byNumber = append(l.own.byKey, byKey), append(l.own.byNumber, byNumber)
		l.columns = append(l.columns, form.TableColumn{Title: c.Title, Width: ownWidth})
	}
}

// isOwn reports a column of the office's own, by its place from the left.
func (l *layout) isOwn(i int) bool { return i >= len(l.columns)-len(l.own.byKey) }

// ownCell is what the office has beside a project in the i-th column.
func (l *layout) ownCell(i int, pr *report.ProjectRow) book.Cell {
	n := i - (len(l.columns) - len(l.own.byKey))
	c, ok := l.own.byNumber[n][pr.Number]
	if !ok {
		if c, ok = l.own.byKey[n][pr.Key]; !ok {
			return book.Cell{Look: book.LookCell}
		}
	}
	if v, err := strconv.ParseFloat(c.Text, 64); err == nil && c.Numeric {
		l := book.LookTenths
		if l.Format = c.Format; c.Format == "General" {
			l.Format = ""
		}
		return book.Cell{Value: v, Look: l}
	}
	return book.Words(c.Text)
}

// ownSheets copies the office's own sheets behind ours. What cannot be copied
// is told by NotCarried.
func (b *workbook) ownSheets(own form.Own) {
	if b.Err != nil || len(own.Sheets) == 0 {
		return
	}
	old, err := excelize.OpenReader(bytes.NewReader(own.Book))
	if err != nil {
		return
	}
	defer old.Close()
	c := copying{from: old, to: b.File, styles: map[int]int{}}
	for _, name := range own.Sheets {
		if i, err := old.GetSheetIndex(name); err == nil && i >= 0 {
			b.Do(c.sheet(name))
		}
	}
}

// copying copies sheets from one workbook to another.
type copying struct {
	from, to *excelize.File
	styles   map[int]int // here → there
}

func (c *copying) sheet(name string) error {
	if _, err := c.to.NewSheet(name); err != nil {
		return err
	}
	rows, err := c.from.Rows(name)
	if err != nil {
		return err
	}
	defer rows.Close()
	widest := 0
	for row := 1; rows.Next(); row++ {
		values, err := rows.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return err
		}
		for i := range values {
			if err := c.cell(name, book.At(row, i+1)); err != nil {
				return err
			}
		}
		widest = max(widest, len(values))
		if height, err := c.from.GetRowHeight(name, row); err == nil {
			if err := c.to.SetRowHeight(name, row, height); err != nil {
				return err
			}
		}
	}
	for col := 1; col <= widest; col++ {
		letters := book.Letters(col)
		if width, err := c.from.GetColWidth(name, letters); err == nil {
			if err := c.to.SetColWidth(name, letters, letters, width); err != nil {
				return err
			}
		}
	}
	return c.rest(name)
}

// cell copies a cell's value or formula, and its style.
func (c *copying) cell(name, at string) error {
	value, err := c.from.GetCellValue(name, at, excelize.Options{RawCellValue: true})
	if err != nil {
		return err
	}
	kind, err := c.from.GetCellType(name, at)
	if err != nil {
		return err
	}
	number, isNumber := strconv.ParseFloat(value, 64)
	switch {
	case value == "":
	case kind == excelize.CellTypeBool:
		err = c.to.SetCellBool(name, at, value == "1" || value == "TRUE")
	case isNumber == nil && (kind == excelize.CellTypeNumber || kind == excelize.CellTypeUnset || kind == excelize.CellTypeFormula):
		err = c.to.SetCellFloat(name, at, number, -1, 64)
	default:
		err = c.to.SetCellStr(name, at, value)
	}
	if err != nil {
		return err
	}
	if formula, err := c.from.GetCellFormula(name, at); err == nil && formula != "" {
		if err := c.to.SetCellFormula(name, at, formula); err != nil {
			return err
		}
	}
	return c.style(name, at)
}

func (c *copying) style(name, at string) error {
	id, err := c.from.GetCellStyle(name, at)
	if err != nil || id == 0 {
		return err
	}
	there, known := c.styles[id]
	if !known {
		style, err := c.from.GetStyle(id)
		if err != nil {
			return err
		}
		if there, err = c.to.NewStyle(style); err != nil {
			return err
		}
		c.styles[id] = there
	}
	return c.to.SetCellStyle(name, at, at, there)
}

// rest copies what else a sheet has: merged cells, notes, pictures,
// drop-downs, panes.
func (c *copying) rest(name string) error {
	merged, err := c.from.GetMergeCells(name)
	if err != nil {
		return err
	}
	for _, m := range merged {
		if err := c.to.MergeCell(name, m.GetStartAxis(), m.GetEndAxis()); err != nil {
			return err
		}
	}
	notes, err := c.from.GetComments(name)
	if err != nil {
		return err
	}
	for _, n := range notes {
		if err := c.to.AddComment(name, n); err != nil {
			return err
		}
	}
	cells, err := c.from.GetPictureCells(name)
	if err != nil {
		return err
	}
	for _, at := range cells {
		pictures, err := c.from.GetPictures(name, at)
		if err != nil {
			return err
		}
		for i := range pictures {
			if err := c.to.AddPictureFromBytes(name, at, &pictures[i]); err != nil {
				return err
			}
		}
	}
	choices, err := c.from.GetDataValidations(name)
	if err != nil {
		return err
	}
	for _, v := range choices {
		if err := c.to.AddDataValidation(name, v); err != nil {
			return err
		}
	}
	panes, err := c.from.GetPanes(name)
	if err != nil || !panes.Freeze {
		return err
	}
	return c.to.SetPanes(name, &panes)
}

// NotCarried says what of the office's own cannot be carried to the workbook
// that takes its place, each with where it stands before a colon.
func NotCarried(own form.Own) []string {
	if len(own.Sheets) == 0 && !bytes.Contains(own.Book, []byte("xl/comments")) {
		return nil // not worth unpacking
	}
	parts, err := opc.OpenPackage(own.Book)
	if err != nil {
		return ownSheetsLost(own)
	}
	sheets, err := parts.SheetParts()
	if err != nil {
		return ownSheetsLost(own)
	}
	var lost []string
	for _, name := range own.Sheets {
		if what := left(parts, sheets[name]); len(what) > 0 {
			lost = append(lost, "自建的工作表“"+name+"”:"+strings.Join(what, "、")+"没有带到新的汇总表，原件在存档里")
		}
	}
	for _, page := range form.Pages() {
		if page.Name != form.PageProjects && len(related(parts, sheets[page.Name], "/comments")) > 0 {
			lost = append(lost, "工作表“"+page.Name+"”:批注没有带到新的汇总表，原件在存档里；《"+form.PageProjects+"》上的批注会跟着项目走")
		}
	}
	return lost
}

func ownSheetsLost(own form.Own) []string {
	if len(own.Sheets) == 0 {
		return nil
	}
	return []string{fmt.Sprintf("自建的工作表:有%d张读不出来，没有带到新的汇总表，原件在存档里", len(own.Sheets))}
}

// left is what a sheet of the office's own has that is not copied.
func left(parts *opc.Package, sheet string) []string {
	var what []string
	for _, drawing := range related(parts, sheet, "/drawing") {
		if len(related(parts, drawing, "/chart")) > 0 {
			what = append(what, "图表")
		}
	}
	if len(related(parts, sheet, "/pivotTable")) > 0 {
		what = append(what, "数据透视表")
	}
	if bytes.Contains(parts.Data[sheet], []byte("<conditionalFormatting")) {
		what = append(what, "条件格式")
	}
	return what
}

// related are the parts that a part leads to by relations of a kind.
func related(parts *opc.Package, part, kind string) []string {
	relations, err := parts.Relations(part)
	if err != nil {
		return nil
	}
	var list []string
	for _, r := range relations {
		if strings.HasSuffix(r.Type, kind) {
			list = append(list, opc.Target(part, r))
		}
	}
	return list
}
