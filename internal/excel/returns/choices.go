package returns

import (
	"regexp"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"jingpin/internal/excel/forms"
	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/plan"
)

// restoreChoices puts back the drop-downs and checks that pasting has taken
// off a form of ours, as long as it is of the plan in force: another form's
// lists stand elsewhere.
func (m *marking) restoreChoices() error {
	s, ok := m.formSheet()
	lists, err := m.file.GetSheetIndex(form.SheetLists)
	if !ok || err != nil || lists < 0 || !m.isOurs() {
		return nil
	}
	have, err := m.checks(s.Name)
	if err != nil {
		return err
	}
	for _, dv := range forms.Guards(m.plan, columnsOf(m.plan, s), s.HeaderRow+1, m.lastReady(s)) {
		if have[validation{dv.Sqref, dv.Type}] {
			continue
		}
		if err := m.file.DeleteDataValidation(s.Name, dv.Sqref); err != nil {
			return err
		}
		if err := m.file.AddDataValidation(s.Name, dv); err != nil {
			return err
		}
	}
	return nil
}

// validation is a drop-down or a limit: its range and kind. One still stands where
// it was given out, as pasting takes cells out of its range; programs write its
// formula in ways of their own.
type validation struct{ cells, kind string }

// formSheet is the form's sheet, which the department may have renamed.
func (m *marking) formSheet() (s filing.PlanSheet, ok bool) {
	i := slices.IndexFunc(m.sub.Sheets, func(s filing.PlanSheet) bool { return s.Name == form.SheetForm })
	if i < 0 && len(m.sub.Sheets) == 1 {
		i = 0
	}
	if i < 0 {
		return s, false
	}
	return m.sub.Sheets[i], true
}

// checks are those of a sheet.
func (m *marking) checks(name string) (map[validation]bool, error) {
	part := m.parts.Data[m.sheets[name]]
	all, err := children(part)
	if err != nil {
		return nil, err
	}
	have := map[validation]bool{}
	for _, e := range all {
		if e.name == "extLst" {
			for _, m := range extendedCheck.FindAllSubmatch(part[e.start:e.end], -1) {
				have[validation{string(m[2]), string(m[1])}] = true
			}
		}
		if e.name != "dataValidations" {
			continue
		}
		_, below, err := e.inside(part)
		if err != nil {
			return nil, err
		}
		for _, dv := range below {
			have[validation{dv.attr("sqref"), strings.TrimPrefix(dv.attr("type"), "none")}] = true
		}
	}
	return have, nil
}

// extendedCheck is a check as newer programs write those that lead to another
// sheet.
var extendedCheck = regexp.MustCompile(`(?s)<\w+:dataValidation\s[^>]*type="(\w+)".*?<\w+:sqref>([^<]*)<`)

// isOurs reports a form written for the plan in force.
func (m *marking) isOurs() bool {
	values := map[string]string{}
	if props, err := m.file.GetCustomProps(); err == nil {
		for _, p := range props {
			if s, ok := p.Value.(string); ok {
				values[p.Name] = s
			}
		}
	}
	id, ok := form.ParseIdentity(values)
	if !ok { // some programs drop the properties
		id, ok = form.ParseIdentity(m.identitySheet())
	}
	return ok && m.plan.FollowsForm(id.Plan)
}

// identitySheet are the values in the hidden sheet, none where it is gone.
func (m *marking) identitySheet() map[string]string {
	values := map[string]string{}
	rows, err := m.file.GetRows(form.SheetIdentity)
	if err != nil {
		return values
	}
	for _, row := range rows {
		if len(row) > 1 {
			values[row[0]] = row[1]
		}
	}
	return values
}

// columnsOf are the columns of a sheet of the department's that the form has,
// by their key.
func columnsOf(p *plan.Plan, s filing.PlanSheet) map[string]int {
	column := map[string]int{}
	for _, c := range p.Columns {
		if n, err := excelize.ColumnNameToNumber(s.Columns[c.Title()]); err == nil {
			column[c.Key] = n
		}
	}
	return column
}

// lastReady is the last row above the form's foot, whose first cell is the line
// of totals: a formula, of which some programs drop the result.
func (m *marking) lastReady(s filing.PlanSheet) int {
	rows := m.tab(s).Rows
	for _, row := range slices.Backward(rows) {
		first := row.Cells[0]
		if _, ok := form.ParseFoot(first.Text); first.Col == 1 && (ok || first.Formula) && row.Number > s.HeaderRow+1 {
			return row.Number - 1
		}
	}
	if len(rows) == 0 {
		return form.LastRow
	}
	return max(form.LastRow, rows[len(rows)-1].Number)
}
