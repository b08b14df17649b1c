package consolidated

import (
	"slices"
	"strings"

	"jingpin/internal/excel/book"
	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/plan"
	"jingpin/internal/report"
)

// choices are the lists behind the drop-downs of the consolidated workbook,
// one a column of a hidden sheet: a list within a validation holds no more
// than 255 characters and splits on commas.
type choices struct {
	names  []string
	values [][]string
}

// The lists that are not the plan's own.
const (
	listLights  = "核定亮灯"
	listRulings = "核定"
	listChanges = "变更类型"
	listRules   = "可核准规则"
	listStatus  = "项目状态"

	listTracks = "专项行动"
	listUnits  = "部门"
)

func newChoices(r *report.Report, p *plan.Plan) *choices {
	c := &choices{}
	c.add(listLights, []string{plan.Green.String(), plan.Yellow.String(), plan.Red.String()})
	c.add(listRulings, filing.Rulings())
	c.add(listChanges, filing.ChangeKinds())
	c.add(listRules, openRules(p))
	c.names, c.values = append(c.names, book.ListTaskTracks), append(c.values, taskTracks(p))
	for _, col := range p.Columns {
		if col.List != "" && (col.Type == plan.TypeChoice || col.Type == plan.TypeUnit) {
			c.add(col.List, p.Choices(col))
		}
	}
	c.add(listStatus, shownStatuses(r))
	for _, e := range r.Errands {
		if labels := labelsOf(e); len(labels) > 0 {
			c.add(choiceName(labels), labels)
		}
	}
	for _, conflict := range r.Conflicts {
		c.add(choiceName(conflict.Choices), conflict.Choices)
	}
	return c
}

// add makes a list, or adds what a list of that name does not have yet.
func (c *choices) add(name string, values []string) {
	i := slices.Index(c.names, name)
	if i < 0 {
		i = len(c.names)
		c.names, c.values = append(c.names, name), append(c.values, nil)
	}
	for _, v := range values {
		if !slices.Contains(c.values[i], v) {
			c.values[i] = append(c.values[i], v)
		}
	}
}

// list is the range that holds a list, "" when there is none.
func (c *choices) list(name string) string {
	i := slices.Index(c.names, name)
	if i < 0 || len(c.values[i]) == 0 {
		return ""
	}
	return book.QuoteSheet(form.PageChoices) + "!" + book.Fixed(i+1, 2, len(c.values[i])+1)
}

// choiceName names a conflict's list by what it offers.
func choiceName(values []string) string { return strings.Join(values, "/") }

// openRules are the rules an exception may be made of.
func openRules(p *plan.Plan) []string {
	var codes []string
	for _, r := range p.Rules {
		if r.Open {
			codes = append(codes, r.Code)
		}
	}
	return codes
}

// shownStatuses are the status words as the report shows them.
func shownStatuses(r *report.Report) []string {
	var words []string
	for _, pr := range r.Projects {
		if pr.StatusOut != "" && !slices.Contains(words, pr.StatusOut) {
			words = append(words, pr.StatusOut)
		}
	}
	return words
}

// choiceSheet writes the lists, one below its name.
func (b *workbook) choiceSheet(c *choices) {
	p := b.newTab(book.Setup{Name: form.PageChoices, Widths: make([]float64, 0)})
	rows := 0
	for _, values := range c.values {
		rows = max(rows, len(values))
	}
	for i := -1; i < rows; i++ {
		cells := make([]book.Cell, len(c.names))
		for j, name := range c.names {
			switch {
			case i < 0:
				cells[j] = book.Text(name, book.Look{Bold: true})
			case i < len(c.values[j]):
				cells[j] = book.Text(c.values[j][i], book.Look{})
			}
		}
		p.Write(book.RowOptions{}, cells...)
	}
	p.Close()
}
