package portfolio

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

const ruleCorrected = "X09"

// correction is all that the office has made of one cell of a row that a unit
// sent this quarter, in the order it did.
type correction struct {
	row    *row
	column string
	edits  []filing.Edit
}

// correct replays the office's corrections on the rows that units sent, and
// then on those that an error keeps from counting: one that mends its row lets
// it count. Those that meet no such row may yet concern a project that stands
// with last quarter's figures: they stay in m.uncorrected.
func (m *merger) correct() {
	ofErrors, rest := m.setAside(m.pf.Office.Edits)
	var made []*correction
	for len(rest) > 0 {
		found, left := m.assign(rest, filing.Counted)
		for _, c := range found {
			m.replay(c)
		}
		made = append(made, found...)
		if len(left) == len(rest) {
			break
		}
		rest = left
	}
	m.uncorrected = append(rest, ofErrors...)
	m.recheckRows(made)
	m.repair(made)
}

// setAside parts the corrections of a unit's row in error from the others:
// another unit's row of the same project is none of theirs. A unit that has
// put the row right by itself may yet say something else (X09).
func (m *merger) setAside(all []filing.Edit) (ofErrors, rest []filing.Edit) {
	faulty := m.index(filing.Faulty)
	for _, e := range all {
		if e.Unit != "" && faulty.find(e.Unit, m.idOf(e.Number, e.Key), e.Key) != nil {
			ofErrors = append(ofErrors, e)
		} else {
			rest = append(rest, e)
		}
	}
	return ofErrors, rest
}

// recheckRows runs the rules again on the rows that have been corrected.
func (m *merger) recheckRows(made []*correction) {
	files, of := grouped(made, func(c *correction) *file { return c.row.file })
	for _, f := range files {
		m.recheck(f, mapped(of[f], func(c *correction) *row { return c.row }))
	}
}

// assign finds the rows of that cause that edits belong to. An edit of the name
// may be what another's key comes from, so those without a row are tried again.
func (m *merger) assign(all []filing.Edit, cause filing.Cause) (found []*correction, rest []filing.Edit) {
	rows := m.index(cause)
	for _, e := range all {
		r := rows.find(e.Unit, m.idOf(e.Number, e.Key), e.Key)
		if r == nil {
			rest = append(rest, e)
			continue
		}
		i := slices.IndexFunc(found, func(c *correction) bool { return c.row == r && c.column == e.Column })
		if i < 0 {
			i = len(found)
			found = append(found, &correction{row: r, column: e.Column})
		}
		found[i].edits = append(found[i].edits, e)
	}
	return found, rest
}

// rowIndex finds the best row of a project, of one unit or, for the unit "",
// of any, by number and by key.
type rowIndex map[ofUnit]*row

type ofUnit struct {
	unit string
	id   filing.RowID
}

// find is the row of that id, or else of that key if it is a unit's; nil for
// none.
func (x rowIndex) find(unit string, id, key filing.RowID) *row {
	r := x[ofUnit{unit, id}]
	if r == nil && unit != "" {
		return x[ofUnit{unit, key}]
	}
	return r
}

// idOf is how the office's work names a project: by the number, where that is
// frozen, else by the key as it then was.
func (m *merger) idOf(number string, key filing.RowID) filing.RowID {
	if m.history.Standing(number) != nil {
		return filing.Numbered(number)
	}
	return key
}

// index indexes the rows of that cause.
func (m *merger) index(cause filing.Cause) rowIndex {
	x := rowIndex{}
	var rows []*row
	for _, f := range m.files {
		for i := range f.rows {
			if f.rows[i].Cause == cause {
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
		x.addFirst(r.Project.Key(), r)
	}
	return x
}

// addFirst indexes a row for its unit and for any.
func (x rowIndex) addFirst(id filing.RowID, r *row) {
	for _, at := range []ofUnit{{"", id}, {r.file.Unit, id}} {
		if x[at] == nil {
			x[at] = r
		}
	}
}

// replay puts the office's value into the cell. Where the unit has meanwhile
// sent a value that is neither what the office corrected nor what it made of
// it, the two are a conflict (X09), and the office's counts until it decides.
func (m *merger) replay(c *correction) {
	sent := c.row.Project.Value(c.column)
	edits := m.readable(&c.row.Project, c.edits)
	value, known := follow(edits, m.shownBefore(c, sent)...)
	if !known {
		end, ok := lastOf(edits)
		if !ok || m.disputed(c, sent, end) {
			return
		}
		value = end
	}
	m.put(c, value)
}

// shownBefore are the values that the office may have seen in the cell: what
// counts and, in a row in error that it lets count, what was typed.
func (m *merger) shownBefore(c *correction, sent string) []string {
	if m.rulings[c.row] == "" {
		return []string{sent}
	}
	return []string{sent, c.row.sent.Value(c.column), typedAt(c.row, m.plan.Title(c.column))}
}

// readable are the edits of a project in the order they were made, less those
// that say nothing their column can hold: these are noted, and the value stays.
func (m *merger) readable(project *filing.Project, edits []filing.Edit) []filing.Edit {
	var kept []filing.Edit
	for _, e := range edits {
		p := *project
		if err := p.Set(m.plan, e.Column, e.After); err != nil {
			m.expire(m.nameEdit(e), err.Error())
			continue
		}
		kept = append(kept, e)
	}
	slices.SortStableFunc(kept, func(a, b filing.Edit) int { return cmp.Compare(a.Seq, b.Seq) })
	return kept
}

// put writes a value its column can hold into the cell, and reports whether
// that is another than before.
func (m *merger) put(c *correction, value string) bool {
	r := c.row
	if value == r.Project.Value(c.column) {
		return false
	}
	_ = r.correct().Set(m.plan, c.column, value) // of readable edits, or as it was
	if r.last == nil {
		r.last = m.history.ByName(&r.Project, false)
	}
	r.identify()
	return true
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
func (m *merger) disputed(at *correction, sent, corrected string) bool {
	r, title := at.row, m.plan.Title(at.column)
	spot := r.file.CellOf(r.Project.Source.Sheet, title, r.Project.Source.Row)
	digest := sha256.Sum256([]byte(sent)) // a text in full would not survive in a cell
	c := between(ruleCorrected, r.Project.Title()+"的"+title,
		Side{Unit: m.plan.Info.Office, Values: []filing.Typed{{Column: title, Value: corrected}}},
		Side{Unit: r.file.Unit, Source: r.Project.Source, Values: []filing.Typed{{Column: title, Cell: spot, Value: sent}}})
	c.Key = r.key.Case(at.column, hex.EncodeToString(digest[:6]))
	choice := m.offer(c, func(choice string) string {
		counts := c.Sides[adopted(choice, 2)]
		return "计入" + counts.Unit + "的" + plan.Quote(counts.Values[0].Value)
	})
	m.report(r.spot(at.column), r.number(), choice, filing.Fact{Rule: ruleCorrected, Value: sent, Other: corrected})
	return adopted(choice, 2) == 1
}

// correctCarried replays the corrections of figures that are last quarter's,
// and notes those that concern no project at all.
func (m *merger) correctCarried() {
	if len(m.uncorrected) == 0 {
		return
	}
	byID := map[filing.RowID]*member{}
	for _, e := range m.library {
		byID[e.key] = e
		if e.Number != "" {
			byID[filing.Numbered(e.Number)] = e
		}
	}
	type figure struct {
		of     *member
		column string
	}
	figures, edits := grouped(m.uncorrected, func(edit filing.Edit) figure {
		return figure{byID[m.idOf(edit.Number, edit.Key)], edit.Column}
	})
	for _, at := range figures {
		if at.of != nil {
			m.replayCarried(at.of, at.column, edits[at])
			continue
		}
		for _, edit := range edits[at] {
			m.expire(m.nameEdit(edit), "没有找到这个项目")
		}
	}
}

// replayCarried puts the office's value in the place of last quarter's.
func (m *merger) replayCarried(e *member, column string, edits []filing.Edit) {
	edits = m.readable(&e.Project, edits)
	shown := []string{e.Project.Value(column)}
	if e.Sent != nil {
		shown = append(shown, e.Sent.Value(column), e.AsTyped[column])
	}
	if len(edits) == 0 {
		return
	}
	value, known := follow(edits, shown...)
	if e.State == Reported || !known {
		m.expire(m.nameEdit(edits[0]), "部门又报了，这个项目的数据待核实，改的不是现在列出的数")
		return
	}
	if _, bad := e.AsTyped[column]; bad && e.Project.Amount(column) == nil {
		e.AsTyped[column] = value
		m.expire(m.nameEdit(edits[len(edits)-1]), "改了以后这一行还有错误，没有计入")
		return
	}
	_ = e.Project.Set(m.plan, column, value) // of readable edits, or as it was
	if e.Sent != nil {
		_ = e.Sent.Set(m.plan, column, value)
	}
}

func (m *merger) nameEdit(e filing.Edit) string {
	name := e.Key.NameKey()
	if m.history.Standing(e.Number) != nil {
		name = e.Number
	}
	return "办公室修改" + plan.Quote(name) + "的" + m.plan.Title(e.Column) + "：" + plan.Quote(e.Before) + "改为" + plan.Quote(e.After)
}
