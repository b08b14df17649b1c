package portfolio

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"jingpin/internal/filing"
)

const ruleCorrected = "X09"

// slot is one column of one of this quarter's rows.
type slot struct {
	row    *row
	column string
}

// correct replays the office's corrections on the rows that units sent, and
// then on those that an error keeps from counting: one that mends its row lets
// it count. Those that meet no such row may yet concern a project that stands
// with last quarter's figures: they stay in m.uncorrected.
func (m *merger) correct() {
	m.uncorrected = slices.Clone(m.office.work.Edits)
	touched := touchedRows{}
	applied := map[*row][]filing.Edit{}
	for len(m.uncorrected) > 0 {
		slots, edits, rest := m.assign(m.uncorrected, filing.Counted)
		for _, s := range slots {
			m.replay(s, edits[s])
			touched.add(s.row)
			applied[s.row] = append(applied[s.row], edits[s]...)
		}
		if len(rest) == len(m.uncorrected) {
			break
		}
		m.uncorrected = rest
	}
	m.recheckAll(touched)
	m.repair(applied)
}

// touchedRows are the rows of each file that the office has corrected.
type touchedRows map[*file][]*row

func (t touchedRows) add(r *row) {
	if !slices.Contains(t[r.file], r) {
		t[r.file] = append(t[r.file], r)
	}
}

func (m *merger) recheckAll(touched touchedRows) {
	for _, f := range m.files {
		if rows := touched[f]; len(rows) > 0 {
			m.recheck(f, rows)
		}
	}
}

// assign finds the rows of that cause that edits belong to. An edit names its project by the
// number, where that is frozen, else by the key as it then was; an edit of the
// name may be what another's key comes from, so those without a row are tried
// again.
func (m *merger) assign(all []filing.Edit, cause filing.Cause) (slots []slot, edits map[slot][]filing.Edit, rest []filing.Edit) {
	edits = map[slot][]filing.Edit{}
	numbers, keys := m.rowsByName(cause)
	for _, e := range all {
		r := keys[e.Key]
		if m.history.numbers[e.Number] != nil {
			r = numbers[e.Number]
		}
		if r == nil {
			rest = append(rest, e)
			continue
		}
		s := slot{r, e.Column}
		if edits[s] == nil {
			slots = append(slots, s)
		}
		edits[s] = append(edits[s], e)
	}
	return slots, edits, rest
}

// rowsByName indexes the rows of that cause, the best row of a project first,
// by number and by key.
func (m *merger) rowsByName(cause filing.Cause) (numbers, keys map[string]*row) {
	numbers, keys = map[string]*row{}, map[string]*row{}
	var rows []*row
	for _, f := range m.files {
		for i := range f.rows {
			if f.rows[i].cause == cause {
				rows = append(rows, &f.rows[i])
			}
		}
	}
	slices.SortStableFunc(rows, m.preference(nil))
	for _, r := range rows {
		if r.last != nil {
			addFirst(numbers, r.last.Number, r)
		}
		addFirst(keys, r.key, r)
		addFirst(keys, keyOf(r.project, r.name), r)
	}
	return numbers, keys
}

func addFirst(m map[string]*row, name string, r *row) {
	if m[name] == nil {
		m[name] = r
	}
}

// replay puts the office's value into the slot. Where the unit has meanwhile
// sent a value that is neither what the office corrected nor what it made of
// it, the two are a conflict (X09), and the office's counts until it decides.
func (m *merger) replay(s slot, edits []filing.Edit) {
	sent := s.row.project.Value(s.column)
	edits = m.readable(s.row, edits)
	value, known := follow(edits, sent)
	if !known {
		end, ok := lastOf(edits)
		if !ok || m.disputed(s, sent, end) {
			return
		}
		value = end
	}
	m.put(s, value)
}

// readable are the edits in the order they were made, less those that say
// nothing their column can hold: these are noted, and the value stays.
func (m *merger) readable(r *row, edits []filing.Edit) []filing.Edit {
	var kept []filing.Edit
	for _, e := range edits {
		p := *r.project
		if err := p.Set(m.plan, e.Column, e.After); err != nil {
			m.office.expire(m.nameEdit(e), err.Error())
			continue
		}
		kept = append(kept, e)
	}
	slices.SortStableFunc(kept, func(a, b filing.Edit) int { return cmp.Compare(a.Seq, b.Seq) })
	return kept
}

// put writes a value its column can hold into the slot.
func (m *merger) put(s slot, value string) {
	r := s.row
	if value == r.project.Value(s.column) {
		return
	}
	p := *r.project
	_ = p.Set(m.plan, s.column, value) // of readable edits, or as it was
	r.project, r.name = &p, p.NameKey()
	if r.last == nil {
		r.last = m.history.byName(&p, r.name, false)
	}
	r.identify()
}

// follow is what a chain of edits, in the order they were made, makes of a
// value; known is false when none of them begins or ends at it.
func follow(edits []filing.Edit, value string) (end string, known bool) {
	known = slices.ContainsFunc(edits, func(e filing.Edit) bool { return sameCell(e.After, value) })
	rest := slices.Clone(edits)
	for {
		i := slices.IndexFunc(rest, func(e filing.Edit) bool { return sameCell(e.Before, value) })
		if i < 0 {
			return value, known
		}
		value, known = rest[i].After, true
		rest = slices.Delete(rest, i, i+1)
	}
}

// lastOf is where a chain of edits, in the order they were made, ends; ok is
// false when that is where it began.
func lastOf(edits []filing.Edit) (value string, ok bool) {
	if len(edits) == 0 {
		return "", false
	}
	value = edits[len(edits)-1].After
	return value, !sameCell(value, edits[0].Before)
}

// sameCell compares two values of a cell but for how lines are broken.
func sameCell(a, b string) bool {
	plain := func(s string) string { return strings.TrimSpace(strings.ReplaceAll(s, "\r\n", "\n")) }
	return plain(a) == plain(b)
}

// disputed puts the unit's value and the office's before the office, and
// reports that the unit's counts.
func (m *merger) disputed(s slot, sent, corrected string) bool {
	r, title := s.row, m.plan.Title(s.column)
	src := r.project.Source
	cell := r.file.sub.CellOf(src.Sheet, title, src.Row)
	digest := sha256.Sum256([]byte(sent)) // a text in full would not survive in a cell
	c := Conflict{
		Rule: ruleCorrected, Key: r.key + "|" + s.column + "|" + hex.EncodeToString(digest[:6]), Title: r.project.Title() + "的" + title,
		Sides: []Side{
			{Label: sideName(0), Unit: m.plan.Info.Office, Values: []filing.Typed{{Column: title, Value: corrected}}},
			{Label: sideName(1), Unit: r.file.sub.Unit, Source: src, Values: []filing.Typed{{Column: title, Cell: cell, Value: sent}}},
		},
		Choices: []string{adopt(0), adopt(1)},
	}
	choice := m.offer(c, func(choice string) string {
		return "计入" + c.Sides[adopted(choice, 2)].Unit + "的“" + c.Sides[adopted(choice, 2)].Values[0].Value + "”"
	})
	f, on := newFinding(m.plan, ruleCorrected, spot{sub: r.file.sub, project: r.project, column: s.column}, words{"值": sent, "另": corrected})
	if on {
		m.passes.apply(&f, r.file.sub.Unit, r.project.ID)
		decided(&f, choice)
		m.pf.Findings = append(m.pf.Findings, f)
	}
	return adopted(choice, 2) == 1
}

func (m *merger) nameEdit(e filing.Edit) string {
	_, name, _ := strings.Cut(e.Key, "|")
	if m.history.numbers[e.Number] != nil {
		name = e.Number
	}
	return "办公室修改“" + name + "”的" + m.plan.Title(e.Column) + "：“" + e.Before + "”改为“" + e.After + "”"
}
