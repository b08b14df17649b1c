// Package tabular is a definition's tables with the places that their cells stand
// in, so that what is wrong is said with the cell's address. What flows in are
// tables of text, what flows out are values and Faults, in Chinese.
package tabular

import (
	"encoding/csv"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
)

// Table is one table of the definition with the places its cells stand in, so
// that a fault can be said with the cell's address.
type Table struct {
	Name   string // 规则
	Where  string // the file or workbook it comes from
	Header []string
	Rows   []Row
}

// Row is one line of a table. Cells may be fewer than the header's.
type Row struct {
	Number int // physical row, from 1
	Cells  []string
}

// OfCSV is the table in a file: its name is the file's, its first line the header.
func OfCSV(fsys fs.FS, file string) (Table, error) {
	f, err := fsys.Open(file)
	if err != nil {
		return Table{}, err
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.FieldsPerRecord = -1
	records, err := r.ReadAll()
	if err != nil {
		return Table{}, fmt.Errorf("%s: %w", file, err)
	}
	t := Table{Name: strings.TrimSuffix(path.Base(file), ".csv"), Where: file}
	for i, cells := range records {
		if i == 0 {
			t.Header = cells
			continue
		}
		t.Rows = append(t.Rows, Row{Number: i + 1, Cells: cells})
	}
	return t, nil
}

// Only is the table with those rows alone whose cell under a column is one of
// some values.
func (t Table) Only(column string, values []string) Table {
	at := slices.IndexFunc(t.Header, func(h string) bool { return strings.TrimSpace(h) == column })
	t.Rows = slices.DeleteFunc(slices.Clone(t.Rows), func(r Row) bool {
		return at < 0 || at >= len(r.Cells) || !slices.Contains(values, strings.TrimSpace(r.Cells[at]))
	})
	return t
}

// Fault is a fault of one of the table's cells.
func (t Table) Fault(cell, message string) CellFault {
	return CellFault{t.Where, t.Name, cell, message}
}

// Reader hands out a table's rows by column name and collects what is wrong.
type Reader struct {
	Table Table
	Row   Row          // at hand, while Each goes through them
	Notes *[]CellFault // what the program makes of cells instead; nil to say nothing

	column map[string]int
	used   map[string]bool // values that must not come twice
	faults *[]CellFault
}

// CellFault is a cell of the definition that cannot be used.
type CellFault struct {
	Where, Table, Cell string
	Message            string // Chinese
}

// Error says the fault with its place.
func (f CellFault) Error() string {
	return fmt.Sprintf("%s %s!%s %s", f.Where, f.Table, f.Cell, f.Message)
}

// NewReader reads a table; a column that it needs and has not is a fault.
func NewReader(t Table, faults *[]CellFault, columns ...string) *Reader {
	r := &Reader{Table: t, column: map[string]int{}, used: map[string]bool{}, faults: faults}
	for i, h := range t.Header {
		r.column[strings.TrimSpace(h)] = i
	}
	for _, c := range columns {
		if _, ok := r.column[c]; !ok {
			r.Lack("缺少“" + c + "”栏")
		}
	}
	return r
}

// Each calls read for every row that is not blank.
func (r *Reader) Each(read func()) {
	for _, row := range r.Table.Rows {
		r.Row = row
		if strings.TrimSpace(strings.Join(row.Cells, "")) != "" {
			read()
		}
	}
}

// Text is the current row's cell under a column, "" when it is not there.
func (r *Reader) Text(column string) string {
	i, ok := r.column[column]
	if !ok || i >= len(r.Row.Cells) {
		return ""
	}
	return strings.TrimSpace(r.Row.Cells[i])
}

// List is the current row's cell as a list, in which 、 stands between.
func (r *Reader) List(column string) []string { return Split(r.Text(column)) }

// Split is a list in which 、 stands between; blank ones are left out.
func Split(s string) []string {
	var list []string
	for _, v := range strings.Split(s, "、") {
		if v = strings.TrimSpace(v); v != "" {
			list = append(list, v)
		}
	}
	return list
}

// Fault records what is wrong with the current row's cell.
func (r *Reader) Fault(column, message string) {
	*r.faults = append(*r.faults, r.Table.Fault(r.Cell(column, r.Row.Number), message))
}

// Note records what the program makes of the current row's cell instead.
func (r *Reader) Note(column, message string) {
	if r.Notes != nil {
		*r.Notes = append(*r.Notes, r.Table.Fault(r.Cell(column, r.Row.Number), message))
	}
}

// Cell is where a column meets a physical row: N9.
func (r *Reader) Cell(column string, row int) string {
	return columnName(r.column[column]+1) + strconv.Itoa(row)
}

// Lack records that something is missing from the table.
func (r *Reader) Lack(message string) {
	*r.faults = append(*r.faults, r.Table.Fault("A1", message))
}

func columnName(n int) string {
	s := ""
	for ; n > 0; n = (n - 1) / 26 {
		s = string(rune('A'+(n-1)%26)) + s
	}
	return s
}

// Must is a cell that may not be blank.
func (r *Reader) Must(column string) string {
	s := r.Text(column)
	if s == "" {
		r.Fault(column, "“"+column+"”不能空着")
	}
	return s
}

// Number is a whole number.
func (r *Reader) Number(column string) int {
	n, err := strconv.Atoi(r.Must(column))
	if err != nil {
		r.Fault(column, "“"+r.Text(column)+"”应为整数")
	}
	return n
}

// Within is a whole number of a range.
func (r *Reader) Within(column string, low, high int) int {
	n, err := strconv.Atoi(r.Must(column))
	if err != nil || n < low || n > high {
		r.Fault(column, "“"+r.Text(column)+"”应为"+strconv.Itoa(low)+"至"+strconv.Itoa(high)+"的整数")
	}
	return n
}

// Once faults a value that an earlier row has in the same column.
func (r *Reader) Once(column, value string) {
	key := column + "|" + value
	if r.used[key] {
		r.Fault(column, "“"+value+"”写了两行")
	}
	r.used[key] = true
}
