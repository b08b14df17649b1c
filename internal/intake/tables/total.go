package tables

import (
	"regexp"
	"strings"

	"jingpin/internal/intake/values"
	"jingpin/internal/plan"
	"jingpin/internal/sheet"
)

// totalLabel reports a 合计 or 小计 row by the word in one of its cells.
func (f *Finder) totalLabel(t *PlanTable, row sheet.Row) (string, bool) {
	label, n := "", 0
	for i := range row.Cells {
		c := &row.Cells[i]
		col := t.trait(int(c.Col))
		if col.is(solid) && SaysSomething(*c) {
			n++
		}
		if label == "" && c.Kind == sheet.Text && !col.is(prose) {
			label = f.totalWord(c.Text)
		}
	}
	return label, label != "" && n < 2
}

// listTotals is the list of the words that total rows begin with.
const listTotals = "合计行"

// longestTotal is how many bytes the label of a total row may have.
const longestTotal = 60

// Counted is a total row's label that counts: 共12项.
var counted = regexp.MustCompile(`^共[0-9]+[个项件]|^[0-9]+[个项件](?:项目|工程|任务)$`)

// totalWord is 合计, 小计 or 总计 where a text is that or ends with it, "" for
// any other text.
func (f *Finder) totalWord(text string) string {
	if len(text) > longestTotal || !strings.ContainsAny(text, "计共项件个") {
		return ""
	}
	head := values.Narrow(text)
	if counted.MatchString(head) {
		return "合计"
	}
	if i := strings.IndexAny(head, ":(0123456789"); i > 0 {
		head = head[:i]
	}
	if word, ok := f.plan.Read(listTotals, head); ok {
		return word.Read
	}
	for _, w := range f.plan.Canonical(listTotals) {
		if strings.HasSuffix(head, w) {
			return w // 形态改善行动小计
		}
	}
	return ""
}

// isSum reports a total without a word: a row of nothing but amounts, of which
// not all are the noughts that formulas leave.
func (s *sorter) isSum(g glance) bool {
	if g.named || g.solid > 0 {
		return false
	}
	amounts := 0
	for i := range g.row.Cells {
		c := &g.row.Cells[i]
		if !SaysSomething(*c) {
			continue
		}
		column, ok := s.plan.Column(s.t.KeyAt[int(c.Col)])
		if !ok || column.Type != plan.TypeMoney || c.Kind != sheet.Number {
			return false
		}
		if c.Text != "0" {
			amounts++
		}
	}
	return amounts > 0
}
