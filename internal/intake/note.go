package intake

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"jingpin/internal/filing"
	"jingpin/internal/intake/tables"
	"jingpin/internal/intake/values"
	"jingpin/internal/plan"
	"jingpin/internal/sheet"
)

// note records a fact that a rule speaks of, about the file, a sheet or a table.
func (r *reading) note(code string, at tables.Place, f filing.Fact) {
	r.facts.List = append(r.facts.List, placed(code, at, f))
}

// noteOf records a fact about a project's row. Nothing is said of rows that may
// not be judged.
func (r *reading) noteOf(rec *rowRecord, code string, at tables.Place, f filing.Fact) {
	if !rec.spoilt && rec.index >= 0 {
		f.Of = rec.index + 1
		r.facts.Rows = append(r.facts.Rows, placed(code, at, f))
	}
}

// placed is a fact of a rule at its place. What looks like a resident's number is
// never repeated.
func placed(code string, at tables.Place, f filing.Fact) filing.Fact {
	f.Rule, f.Sheet, f.Row, f.Col, f.Key, f.Title = code, at.Sheet, at.Row, at.Col, at.Key, at.Title
	for _, text := range []*string{&f.Title, &f.Value, &f.Expected, &f.Other, &f.Suggest, &f.Mend} {
		*text = masked(*text)
	}
	if at.Row > 0 && at.Col > 0 {
		f.Cell = sheet.Ref(at.Row, at.Col)
	}
	return f
}

// in is the cell of a record's column. A column the sheet does not have is
// shown at the project's name.
func (rec *rowRecord) in(key string) tables.Place {
	c, ok := rec.t.Columns[key]
	if !ok {
		c = rec.t.Columns["name"]
	}
	return tables.Place{Sheet: rec.t.Sheet.Name, Row: rec.number, Col: c.Col, Key: key}
}

// faultAt records what is wrong with a column, and marks it, so that rules that
// need it stay silent.
func (r *reading) faultAt(rec *rowRecord, key, code string, f filing.Fact) {
	if rec.bad == nil {
		rec.bad = map[string]bool{}
	}
	rec.bad[key] = true
	f.Bad = true
	r.remarkAt(rec, key, code, f)
}

// remarkAt records something about a column without marking it.
func (r *reading) remarkAt(rec *rowRecord, key, code string, f filing.Fact) {
	r.noteOf(rec, code, rec.in(key), f)
}

// unread records why a cell was not read: what was found in it, what was
// probably meant, and what would confirm that.
func (r *reading) unread(rec *rowRecord, key, code string, refusal *values.Refusal) {
	f := filing.Fact{
		Value: rec.cells.at(key).Raw, Other: refusal.Quoted(), Suggest: refusal.Suggestion(), Mend: refusal.Likely,
		Witness: refusal.Witness,
	}
	c, _ := r.plan.Column(key)
	if c.Type == plan.TypeMoney && f.Mend != "" && rec.t.MoneyUnit(key, rec.number) != plan.Wan {
		f.Mend += "万元" // the cell is read in the column's unit
	}
	if c.Type == plan.TypePercent && f.Mend != "" {
		f.Mend += "%" // whatever the column's plain numbers are
	}
	r.faultAt(rec, key, code, f)
}

// coerce records a value that is read otherwise than typed.
func (r *reading) coerce(rec *rowRecord, key, raw, read string) {
	if raw == "" {
		raw = "（空白）"
	}
	if read == "" {
		read = "（没有内容）"
	}
	r.remarkAt(rec, key, filing.CoercionRule, filing.Fact{Value: raw, Expected: read})
}

// doubt is a reading the department should look at: it is told as a warning at
// least.
func (r *reading) doubt(rec *rowRecord, key, raw, read string) {
	rule, _ := r.plan.Rule(filing.CoercionRule)
	r.remarkAt(rec, key, filing.CoercionRule, filing.Fact{Value: raw, Expected: read, Severity: plan.Graver(plan.Warning, rule.Severity)})
}

// tellUnread tells of a lead, a task and a track that name none of the plan's.
// A task that is none comes first: it might have told the track.
func (r *reading) tellUnread(rec *rowRecord) {
	p := rec.project
	if lead := rec.cells.at("lead").Raw; p.Lead == "" && !rec.bad["lead"] && !r.words.Blank(lead) {
		r.tellLead(rec, lead)
	}
	if task := r.typedOr(rec, "task", rec.group.OddTask); p.TaskNo == 0 && task != "" && !rec.bad["task"] {
		near := cmp.Or(r.saidAbove(rec, "task", task), r.plan.NearestTask(task))
		r.faultAt(rec, "task", "S04", filing.Fact{Value: task, Suggest: near, Mend: near})
	}
	if track := r.typedOr(rec, "track", rec.group.OddTrack); p.Track == "" && track != "" && !rec.bad["track"] {
		certain := r.saidAbove(rec, "track", track)
		if t, ok := r.plan.TaskNo(p.TaskNo); ok {
			certain = r.plan.TrackNo(t.Track).Name
		}
		r.faultAt(rec, "track", "S02", filing.Fact{
			Value: track, Suggest: cmp.Or(certain, r.plan.NearestTrack(track)), Mend: certain,
		})
	}
}

// tellLead tells of a lead that is several (U06), or not on the list (U05).
func (r *reading) tellLead(rec *rowRecord, raw string) {
	names := values.Names(r.plan, raw)
	if len(names) == 1 {
		names = r.partsOf(names[0])
	}
	if len(names) > 1 {
		r.faultAt(rec, "lead", "U06", filing.Fact{Value: raw, Suggest: names[0]})
		return
	}
	near := cmp.Or(r.saidAbove(rec, "lead", raw), r.saidOfItself(raw), r.nearestLead(raw))
	r.faultAt(rec, "lead", "U05", filing.Fact{Value: raw, Suggest: near, Mend: near})
}

// dittos are how people write that a cell is as the one above.
var dittos = []string{"同上", "同前", "同上行", "〃", "″", "\"", "”", "“", "''", "、、"}

// saidAbove is what a cell that says 同上 stands for, "" for any other: the value
// above it, with nothing but the same in between. It is proposed and never read:
// rows are sorted, and the words go along.
func (r *reading) saidAbove(rec *rowRecord, key, raw string) string {
	title := r.title(key)
	isDitto := func(t filing.Typed) bool {
		return t.Column == title && slices.Contains(dittos, strings.TrimSpace(t.Value))
	}
	if !isDitto(filing.Typed{Column: title, Value: raw}) {
		return ""
	}
	i := slices.Index(rec.t.rows, rec) - 1
	for i >= 0 && slices.ContainsFunc(r.sub.Rows[rec.t.rows[i].index].Typed, isDitto) {
		i--
	}
	if i < 0 {
		return ""
	}
	return rec.t.rows[i].project.Value(key)
}

// ofItself is how a department writes itself.
var ofItself = regexp.MustCompile(`^[本我](?:部门|单位|办公室|办|科室?|中心|所|站|队|机构)$`)

// saidOfItself is the unit that the file is plainly of where a lead says 本部门, ""
// for any other.
func (r *reading) saidOfItself(raw string) string {
	if !ofItself.MatchString(values.Narrow(raw)) {
		return ""
	}
	return r.plainUnit()
}

// typedOr is what a cell says, else a heading above it that names none of the
// plan's.
func (r *reading) typedOr(rec *rowRecord, key, heading string) string {
	if raw := rec.cells.at(key).Raw; !r.words.Blank(raw) {
		return raw
	}
	return heading
}

// partsOf takes apart a name that joins a unit of the roster and an outside body,
// the unit first. As part of a list such a name is left whole, for 和 also
// stands in names.
func (r *reading) partsOf(name string) []string {
	for _, word := range values.Conjunctions {
		left, right, joined := strings.Cut(name, word)
		if !joined || left == "" || right == "" {
			continue
		}
		if _, ok := r.plan.Unit(left); ok {
			return []string{left, right}
		}
		if _, ok := r.plan.Unit(right); ok {
			return []string{right, left}
		}
	}
	return []string{name}
}

// nearestLead is the unit that a lead outside the list may mean, "" for none:
// one neighbourhood stands for all of them.
func (r *reading) nearestLead(raw string) string {
	if near := r.plan.NearestUnit(raw); near != "" || !plan.Neighbourhood(raw) {
		return near
	}
	all, _ := r.plan.Neighbourhoods()
	return all.Name
}
