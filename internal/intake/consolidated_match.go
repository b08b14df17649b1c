package intake

import (
	"errors"
	"slices"

	"jingpin/internal/form"
	"jingpin/internal/intake/values"
	"jingpin/internal/plan"
	"jingpin/internal/sheet"
)

// ErrJumbled reports a table most of whose rows name two projects: columns
// were sorted apart from one another.
var ErrJumbled = errors.New("“" + form.PageProjects + "”里大多数行的项目编号和名称对不上，像是只排了其中几栏。请撤销排序，或者从存档里取回")

// written are the rows of 项目汇总表 as they were written, by what tells them:
// 行标识, number and name.
type written struct {
	shown    []form.Shown
	byKey    map[string]int
	byNumber map[string]int
	byName   map[string][]int
	taken    []int // the visible row of each, 0 for none so far
}

func newWritten(shown []form.Shown) *written {
	w := &written{shown: shown, byKey: map[string]int{}, byNumber: map[string]int{}, byName: map[string][]int{}, taken: make([]int, len(shown))}
	for i, s := range shown {
		w.byKey[s.RowKey] = i
		if s.Number != "" {
			w.byNumber[s.Number] = i
		}
		name := nameShown(s.Project.Name, s.Project.Sub)
		w.byName[name] = append(w.byName[name], i)
	}
	return w
}

// nameShown is what a project's name in cells is compared by.
func nameShown(name, sub string) string {
	name, _ = values.Clean(form.CellText(name))
	sub, _ = values.Clean(form.CellText(sub))
	return plan.Key(name) + "|" + plan.Key(sub)
}

// kinship is what a visible row is to those that were written.
type kinship int

const (
	added   kinship = iota // none of them
	same                   // this one, whatever was changed in it
	moved                  // this one, at the 行标识 of another: sorted without the hidden column
	copied                 // this one once more
	unclear                // of two, and which cannot be told
)

// kin is a visible row and the written one it belongs to.
type kin struct {
	row   sheet.Row
	kind  kinship
	at    int    // of the written rows; -1 for one that was added
	other int    // the second one of an unclear row
	taken int    // the visible row that a copy repeats
	named string // what stands under 项目编号
}

// none is no written row.
const none = -1

// match says of every visible row of a project what it is to those that were
// written. Rows that bear all marks of one take it first.
func (w *written) match(v *visible, rows []sheet.Row) ([]kin, error) {
	all := make([]kin, len(rows))
	for i, row := range rows {
		all[i] = kin{row: row, at: none}
		key, number, name := w.marks(v, row)
		if key != none && w.taken[key] == 0 && slices.Contains(w.byName[name], key) && (number == key || w.shown[key].Number == "" && number == none) {
			all[i].kind, all[i].at = same, key
			w.taken[key] = row.Number
		}
	}
	wrong := 0
	for i := range all {
		if all[i].at != none {
			continue
		}
		k := &all[i]
		w.sort(v, k)
		switch {
		case k.kind == unclear:
			wrong++
		case k.kind == added || k.kind == copied:
		case w.taken[k.at] == 0:
			w.taken[k.at] = k.row.Number
		default:
			k.kind, k.taken = copied, w.taken[k.at]
		}
	}
	if 2*wrong > len(rows) {
		return nil, ErrJumbled
	}
	for _, k := range all {
		if k.kind == unclear {
			for _, i := range []int{k.at, k.other} {
				if w.taken[i] == 0 {
					w.taken[i] = k.row.Number // not deleted, whichever it is
				}
			}
		}
	}
	return all, nil
}

// marks are the written rows that a visible row's 行标识 and number are of, and
// its name.
func (w *written) marks(v *visible, row sheet.Row) (key, number int, name string) {
	key, number = none, none
	if i, ok := w.byKey[v.ourText(row, form.ColRowKey)]; ok {
		key = i
	}
	if i, ok := w.byNumber[values.Narrow(v.ourText(row, form.ColNumber))]; ok {
		number = i
	}
	return key, number, nameShown(v.formText(row, plan.KeyName), v.formText(row, plan.KeySub))
}

// formText is the text in a column of the form.
func (v *visible) formText(row sheet.Row, key string) string {
	c, _ := row.At(v.table.Columns[key].Col)
	return values.Shown(c, v.wb.Date1904)
}

// sort says what a row is that does not bear all marks of one: number and name
// together win over the 行标识, a name that no other row had is a new name.
func (w *written) sort(v *visible, k *kin) {
	key, number, name := w.marks(v, k.row)
	k.named = v.ourText(k.row, form.ColNumber)
	called := w.byName[name]
	switch {
	case number != none && slices.Contains(called, number):
		k.kind, k.at = same, number
		if key != none && key != number {
			k.kind = moved
		}
	case number != none && len(called) > 0:
		k.kind, k.at, k.other = unclear, number, called[0]
	case number != none && key != none && key != number:
		k.kind, k.at, k.other = unclear, number, key
	case number != none:
		k.renamed(w, number)
	case key != none && slices.Contains(called, key):
		k.kind, k.at = same, key
	case key != none && len(called) == 1 && w.shown[key].Number == "" && w.shown[called[0]].Number == "":
		k.kind, k.at = moved, called[0]
	case key != none && len(called) > 0:
		k.kind, k.at, k.other = unclear, key, called[0]
	case key != none:
		k.renamed(w, key)
	case len(called) == 1 && (w.taken[called[0]] == 0 || v.repeats(k.row, w.shown[called[0]])):
		k.kind, k.at = same, called[0]
	}
}

// renamed takes a row with a new name for the written one, or for one that was
// added where that is there already: rows are added by copying others, too.
func (k *kin) renamed(w *written, at int) {
	if w.taken[at] == 0 {
		k.kind, k.at = same, at
	}
}

// repeats reports a row that says nothing but what was written in that one.
func (v *visible) repeats(row sheet.Row, shown form.Shown) bool {
	edits, unclear := v.edits(row, shown)
	return len(edits)+len(unclear) == 0
}
