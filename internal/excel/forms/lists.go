package forms

import (
	"slices"

	"github.com/mattn/go-runewidth"

	"jingpin/internal/excel/book"
	"jingpin/internal/form"
	"jingpin/internal/plan"
)

// The lists that only a form's formulas look into.
const (
	listOpenEnded = "视为长期的写法"
	listHollow    = "等于没写的进展"
)

// optionLists are the lists of a form, one a column of 选项.
type optionLists struct {
	names  []string
	values [][]string
}

// newOptionLists collects the lists behind the columns' drop-downs, in the
// order of the columns. The tasks of one track stand together with the track
// beside them, so that a drop-down can show them alone.
func newOptionLists(p *plan.Plan) optionLists {
	var o optionLists
	for _, c := range p.Columns {
		switch {
		case c.List == "" || slices.Contains(o.names, c.List):
		case c.List == book.ListTasks:
			o.addTasks(p)
		default:
			o.add(c.List, p.Choices(c))
		}
	}
	o.add(listOpenEnded, writtenWays(p, "开口期限"))
	o.add(listHollow, writtenWays(p, "空话"))
	return o
}

func (o *optionLists) add(name string, values []string) {
	o.names, o.values = append(o.names, name), append(o.values, values)
}

func (o *optionLists) addTasks(p *plan.Plan) {
	var tracks, tasks []string
	for _, t := range p.Tracks {
		for _, k := range p.TasksOf(t.No) {
			tracks, tasks = append(tracks, t.Name), append(tasks, k.Name)
		}
	}
	o.add(book.ListTaskTracks, tracks)
	o.add(book.ListTasks, tasks)
}

// writtenWays are all the ways a list's words are written.
func writtenWays(p *plan.Plan, list string) []string {
	var words []string
	for _, w := range p.Words {
		if w.List == list {
			words = append(words, w.Written)
		}
	}
	return words
}

// of is the range of a list's values, "" when it has none.
func (o optionLists) of(name string) string {
	i := slices.Index(o.names, name)
	if i < 0 || len(o.values[i]) == 0 {
		return ""
	}
	return form.SheetLists + "!" + book.Fixed(i+1, 2, len(o.values[i])+1)
}

// listSheet writes 选项.
func (b *formBook) listSheet() {
	s := book.Setup{Name: form.SheetLists, FreezeRows: 1, Tab: book.LineThin, Down: 1}
	rows := 0
	for i, values := range b.lists.values {
		s.Widths = append(s.Widths, listWidth(append(values, b.lists.names[i])))
		rows = max(rows, len(values))
	}
	p := b.NewPage(s)
	header := make([]book.Cell, len(b.lists.names))
	for i, name := range b.lists.names {
		header[i] = book.Text(name, book.LookHead)
	}
	p.Write(book.RowOptions{}, header...)
	for row := range rows {
		cells := make([]book.Cell, len(b.lists.values))
		for i, values := range b.lists.values {
			if row < len(values) {
				cells[i] = book.Text(values[row], book.LookCell)
			}
		}
		p.Write(book.RowOptions{}, cells...)
	}
	b.Do(b.File.ProtectSheet(form.SheetLists, &guarded))
	p.Close()
}

// listWidth fits the longest value.
func listWidth(values []string) float64 {
	longest := 0
	for _, v := range values {
		longest = max(longest, runewidth.StringWidth(v))
	}
	return float64(longest + 3)
}
