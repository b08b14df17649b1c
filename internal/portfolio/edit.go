package portfolio

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"jingpin/internal/check"
	"jingpin/internal/filing"
	"jingpin/internal/plan"
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
	var ofErrors []filing.Edit
	ofErrors, m.uncorrected = m.setAside(m.office.work.Edits)
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
	m.uncorrected = append(m.uncorrected, ofErrors...)
	m.recheckAll(touched)
	m.repair(applied)
}

// setAside parts the corrections of a unit's row in error from the others:
// another unit's row of the same project is none of theirs. A unit that has
// put the row right by itself may yet say something else (X09).
func (m *merger) setAside(all []filing.Edit) (ofErrors, rest []filing.Edit) {
	faulty := m.index(filing.Faulty)
	for _, e := range all {
		if e.Unit != "" && faulty.find(m.history, e) != nil {
			ofErrors = append(ofErrors, e)
		} else {
			rest = append(rest, e)
		}
	}
	return ofErrors, rest
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
	rows := m.index(cause)
	for _, e := range all {
		r := rows.find(m.history, e)
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

// rowIndex finds the best row of a project, of one unit or, for the unit "",
// of any, by number and by key.
type rowIndex map[ofUnit]*row

type ofUnit struct {
	unit string
	id   filing.RowID
}

// find is the row an edit belongs to, nil for none.
func (x rowIndex) find(h *check.History, e filing.Edit) *row {
	r := x[ofUnit{e.Unit, e.Key}]
	if h.Standing(e.Number) == nil {
		return r
	}
	if known := x[ofUnit{e.Unit, filing.Numbered(e.Number)}]; known != nil || e.Unit == "" {
		return known
	}
	return r
}

// index indexes the rows of that cause.
func (m *merger) index(cause filing.Cause) rowIndex {
	x := rowIndex{}
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
			x.addFirst(filing.Numbered(r.last.Number), r)
		}
		x.addFirst(r.key, r)
		x.addFirst(filing.RowOf(r.project.TaskNo, r.name), r)
	}
	return x
}

// addFirst indexes a row for its unit and for any.
func (x rowIndex) addFirst(id filing.RowID, r *row) {
	for _, at := range []ofUnit{{"", id}, {r.file.sub.Unit, id}} {
		if x[at] == nil {
			x[at] = r
		}
	}
}

// replay puts the office's value into the slot. Where the unit has meanwhile
// sent a value that is neither what the office corrected nor what it made of
// it, the two are a conflict (X09), and the office's counts until it decides.
func (m *merger) replay(s slot, edits []filing.Edit) {
	sent := s.row.project.Value(s.column)
	edits = m.readable(s.row, edits)
	value, known := follow(edits, m.shownBefore(s, sent)...)
	if !known {
		end, ok := lastOf(edits)
		if !ok || m.disputed(s, sent, end) {
			return
		}
		value = end
	}
	m.put(s, value)
}

// shownBefore are the values that the office may have seen in the slot: what
// counts and, in a row in error that it lets count, what was typed.
func (m *merger) shownBefore(s slot, sent string) []string {
	if m.rulings[s.row] == "" {
		return []string{sent}
	}
	return []string{sent, sentAs(s.row, s.column), typedAt(s.row, m.plan.Title(s.column))}
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
		r.last = m.history.ByName(&p, r.name, false)
	}
	r.identify()
}

// follow is what a chain of edits, in the order they were made, makes of a cell
// that has shown these values; known is false when none of them begins or ends
// at one. An edit that begins where the cell no longer stands was made after
// the one before had broken the row: it takes that one's place.
func follow(edits []filing.Edit, shown ...string) (end string, known bool) {
	end, known = reached(edits, shown)
	rest, seen, made := slices.Clone(edits), slices.Clone(shown), -1
	for {
		i := slices.IndexFunc(rest, func(e filing.Edit) bool { return sameCell(e.Before, end) })
		if i < 0 {
			i = slices.IndexFunc(rest, func(e filing.Edit) bool { return e.Seq > made && hasCell(seen, e.Before) })
		}
		if i < 0 {
			return end, known
		}
		end, known, made = rest[i].After, true, rest[i].Seq
		seen, rest = append(seen, end), slices.Delete(rest, i, i+1)
	}
}

// reached is the first of the values shown that some edit ends at, else the
// first of all.
func reached(edits []filing.Edit, shown []string) (value string, known bool) {
	for _, s := range shown {
		if slices.ContainsFunc(edits, func(e filing.Edit) bool { return sameCell(e.After, s) }) {
			return s, true
		}
	}
	return shown[0], false
}

func hasCell(values []string, value string) bool {
	return slices.ContainsFunc(values, func(v string) bool { return sameCell(v, value) })
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
		Rule: ruleCorrected, Key: r.key.Case(s.column, hex.EncodeToString(digest[:6])), Title: r.project.Title() + "的" + title,
		Sides: []Side{
			{Label: sideName(0), Unit: m.plan.Info.Office, Values: []filing.Typed{{Column: title, Value: corrected}}},
			{Label: sideName(1), Unit: r.file.sub.Unit, Source: src, Values: []filing.Typed{{Column: title, Cell: cell, Value: sent}}},
		},
		Choices: []string{adopt(0), adopt(1)},
	}
	choice := m.offer(c, func(choice string) string {
		return "计入" + c.Sides[adopted(choice, 2)].Unit + "的" + plan.Quote(c.Sides[adopted(choice, 2)].Values[0].Value)
	})
	m.report(check.Spot{Sub: r.file.sub, Project: r.project, Column: s.column}, r.number(), choice, filing.Fact{
		Rule: ruleCorrected, Value: sent, Other: corrected,
	})
	return adopted(choice, 2) == 1
}

func (m *merger) nameEdit(e filing.Edit) string {
	name := e.Key.NameKey()
	if m.history.Standing(e.Number) != nil {
		name = e.Number
	}
	return "办公室修改" + plan.Quote(name) + "的" + m.plan.Title(e.Column) + "：" + plan.Quote(e.Before) + "改为" + plan.Quote(e.After)
}
