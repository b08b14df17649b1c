package plan

import (
	"path"

	"jingpin/internal/tabular"
	"jingpin/templates"
)

// embedded reports a table of the built-in definition.
func embedded(t tabular.Table) bool { return t.Where == builtinPath(t.Name) }

func builtinPath(name string) string { return path.Join("plan", name+".csv") }

// tableNames are the definition's tables in the order they are shown. One that
// a workbook lacks is taken from the built-in definition.
var tableNames = []string{"基本信息", "专项行动", "重点任务", "计划明确事项", "部门", "栏目", "栏目别名", "词表", "规则", "领导小组", "核准例外"}

// builtinTables reads the embedded CSV files.
func builtinTables() ([]tabular.Table, error) {
	var tables []tabular.Table
	for _, name := range tableNames {
		t, err := tabular.OfCSV(templates.Plan, builtinPath(name))
		if err != nil {
			return nil, err
		}
		tables = append(tables, t)
	}
	return tables, nil
}

// place notes where what has just been read stands, once for each of its kind.
func (p *Plan) place(r *tabular.Reader) {
	p.rows[r.Table.Name] = append(p.rows[r.Table.Name], r.Row.Number)
}

// faultAt is a fault of the i-th of a table's kind, in one of its columns.
func (p *Plan) faultAt(table, column string, i int, message string) tabular.CellFault {
	t := p.table(table)
	return t.Fault(tabular.NewReader(t, nil).Cell(column, p.rows[table][i]), message)
}
