package plan

import (
	"encoding/csv"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"jingpin/templates"
)

// Table is one table of the definition with the places its cells stand in, so
// that a fault can be said with the cell's address.
type Table struct {
	Name   string // 规则
	Where  string // the file or workbook it comes from
	Header []string
	Rows   []TableRow
}

// TableRow is one line of a table. Cells may be fewer than the header's.
type TableRow struct {
	Number int // physical row, from 1
	Cells  []string
}

// embedded reports a table of the built-in definition.
func (t Table) embedded() bool { return t.Where == builtinPath(t.Name) }

func builtinPath(name string) string { return path.Join("plan", name+".csv") }

// tableNames are the definition's tables in the order they are shown. One that
// a workbook lacks is taken from the built-in definition.
var tableNames = []string{"基本信息", "专项行动", "重点任务", "计划明确事项", "部门", "栏目", "栏目别名", "词表", "规则", "领导小组", "核准例外"}

// builtinTables reads the embedded CSV files.
func builtinTables() ([]Table, error) {
	var tables []Table
	for _, name := range tableNames {
		t, err := csvTable(templates.Plan, builtinPath(name))
		if err != nil {
			return nil, err
		}
		tables = append(tables, t)
	}
	return tables, nil
}

func csvTable(fsys fs.FS, file string) (Table, error) {
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
		t.Rows = append(t.Rows, TableRow{Number: i + 1, Cells: cells})
	}
	return t, nil
}

// only is the table with those rows alone whose cell under a column is one of
// some values.
func (t Table) only(column string, values []string) Table {
	at := slices.IndexFunc(t.Header, func(h string) bool { return strings.TrimSpace(h) == column })
	t.Rows = slices.DeleteFunc(slices.Clone(t.Rows), func(r TableRow) bool {
		return at < 0 || at >= len(r.Cells) || !slices.Contains(values, strings.TrimSpace(r.Cells[at]))
	})
	return t
}

// reader hands out a table's rows by column name and collects what is wrong.
type reader struct {
	table  Table
	column map[string]int
	row    TableRow
	used   map[string]bool // values that must not come twice
	faults *[]Fault
	notes  *[]Fault
}

// Fault is a cell of the definition that cannot be used.
type Fault struct {
	Where, Table, Cell string
	Message            string // Chinese
}

// Error says the fault with its place.
func (f Fault) Error() string {
	return fmt.Sprintf("%s %s!%s %s", f.Where, f.Table, f.Cell, f.Message)
}

func newReader(t Table, faults *[]Fault, columns ...string) *reader {
	r := &reader{table: t, column: map[string]int{}, used: map[string]bool{}, faults: faults}
	for i, h := range t.Header {
		r.column[strings.TrimSpace(h)] = i
	}
	for _, c := range columns {
		if _, ok := r.column[c]; !ok {
			*faults = append(*faults, Fault{t.Where, t.Name, "A1", "缺少“" + c + "”栏"})
		}
	}
	return r
}

// place notes where what has just been read stands, once for each of its kind.
func (p *Plan) place(r *reader) {
	p.rows[r.table.Name] = append(p.rows[r.table.Name], r.row.Number)
}

// faultAt is a fault of the i-th of a table's kind, in one of its columns.
func (p *Plan) faultAt(table, column string, i int, message string) Fault {
	t := p.table(table)
	r := newReader(t, nil)
	return Fault{t.Where, t.Name, columnName(r.column[column]+1) + Count(p.rows[table][i]), message}
}

// each calls read for every row that is not blank.
func (r *reader) each(read func()) {
	for _, row := range r.table.Rows {
		r.row = row
		if strings.TrimSpace(strings.Join(row.Cells, "")) != "" {
			read()
		}
	}
}

// text is the current row's cell under a column, "" when it is not there.
func (r *reader) text(column string) string {
	i, ok := r.column[column]
	if !ok || i >= len(r.row.Cells) {
		return ""
	}
	return strings.TrimSpace(r.row.Cells[i])
}

func (r *reader) list(column string) []string { return splitList(r.text(column)) }

func splitList(s string) []string {
	var list []string
	for _, v := range strings.Split(s, "、") {
		if v = strings.TrimSpace(v); v != "" {
			list = append(list, v)
		}
	}
	return list
}

// fault records what is wrong with the current row's cell.
func (r *reader) fault(column, message string) {
	cell := columnName(r.column[column]+1) + Count(r.row.Number)
	*r.faults = append(*r.faults, Fault{r.table.Where, r.table.Name, cell, message})
}

// note records what the program makes of the current row's cell instead.
func (r *reader) note(column, message string) {
	if r.notes != nil {
		*r.notes = append(*r.notes, Fault{r.table.Where, r.table.Name, columnName(r.column[column]+1) + Count(r.row.Number), message})
	}
}

func columnName(n int) string {
	s := ""
	for ; n > 0; n = (n - 1) / 26 {
		s = string(rune('A'+(n-1)%26)) + s
	}
	return s
}
