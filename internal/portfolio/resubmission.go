package portfolio

import (
	"cmp"
	"maps"
	"path"
	"slices"
	"strings"

	"jingpin/internal/check"
	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// choices of X07.
const (
	chooseReplace = "替换"
	chooseKeep    = "逐项保留"
)

const ruleAgain = "X07"

// chooseFiles decides for every unit that reported more than once which of
// its rows are still current.
func (m *merger) chooseFiles() {
	m.sent = map[string][]*file{}
	for _, f := range m.files {
		if m.units.has(f.Unit) && !f.ByOffice {
			m.sent[f.Unit] = append(m.sent[f.Unit], f)
		}
	}
	for _, u := range m.plan.Units {
		if len(m.sent[u.Name]) > 1 {
			m.chooseAmong(m.sent[u.Name])
		}
	}
}

// Replaced is the place of a submission that a newer one has replaced whole.
const Replaced = -1

// Places tells of every settled submission its place among those that its unit
// sent, from 0 for the one that counts. A further one that still counts for
// some project comes behind it; any other is Replaced. What names no unit of
// the roster, or is a copy of another, has place 0.
func Places(p *plan.Plan, subs []*filing.Submission) []int {
	m := newMerger(Input{Plan: p})
	index := map[*filing.Submission]int{}
	for i, s := range subs {
		if !isMark(s) {
			m.files = append(m.files, m.open(s))
			index[s] = i
		}
	}
	m.chooseFiles()
	places := make([]int, len(subs))
	for _, files := range m.sent {
		next := 0
		for _, f := range files {
			places[index[f.sent]] = Replaced
			if !f.dropped {
				places[index[f.sent]] = next
				next++
			}
		}
	}
	return places
}

// chooseAmong makes the newest file count. A doubtful or broken one never
// displaces another. Where the newest holds fewer projects, or none of those
// that an older one holds, the files are taken project by project until the
// office says otherwise; another quarter's file has nothing to add. The file that counts is then the first of files.
func (m *merger) chooseAmong(files []*file) {
	slices.SortStableFunc(files, func(a, b *file) int { return newest(a.Submission, b.Submission) })
	basis := max(0, slices.IndexFunc(files, func(f *file) bool { return !f.broken }))
	newer, older := files[basis], files[basis+1:]
	partial := slices.ContainsFunc(older, func(f *file) bool { return incomplete(newer, f) })
	choice := ""
	if partial {
		choice = m.offerReplacing(newer, older)
	}
	m.reportAgain(newer, partial, choice)
	have := map[filing.RowID]bool{}
	for _, f := range files[:basis+1] {
		maps.Copy(have, f.projects())
	}
	for _, f := range older {
		f.supersede(have, partial && choice != chooseReplace)
	}
	copy(files[1:basis+1], files[:basis])
	files[0] = newer
}

// newest sorts the files of one unit, the one that counts first: by the round
// stamped in it, the time it was saved, and its name, and doubtful ones last.
func newest(a, b *filing.Submission) int {
	return cmp.Or(compareBools(!a.Doubtful, !b.Doubtful), cmp.Compare(b.Round, a.Round), b.Saved.Compare(a.Saved),
		compareNames(stem(b.Path), stem(a.Path)), cmp.Compare(b.Path, a.Path), cmp.Compare(b.SHA256, a.SHA256))
}

func stem(file string) string { return strings.TrimSuffix(path.Base(file), path.Ext(file)) }

// compareNames compares names with the numbers in them as numbers, so that
// 管理办(10) comes after 管理办(9).
func compareNames(a, b string) int {
	for a != "" && b != "" {
		x, y := digits(a), digits(b)
		if x != "" && y != "" {
			x, y = strings.TrimLeft(x, "0"), strings.TrimLeft(y, "0")
			if c := cmp.Or(cmp.Compare(len(x), len(y)), cmp.Compare(x, y)); c != 0 {
				return c
			}
			a, b = a[len(digits(a)):], b[len(digits(b)):]
			continue
		}
		if a[0] != b[0] {
			return cmp.Compare(a[0], b[0])
		}
		a, b = a[1:], b[1:]
	}
	return cmp.Compare(len(a), len(b))
}

func digits(s string) string { return s[:len(s)-len(strings.TrimLeft(s, "0123456789"))] }

// projects are those that the file's rows stand for.
func (f *file) projects() map[filing.RowID]bool {
	have := map[filing.RowID]bool{}
	for i := range f.rows {
		if r := &f.rows[i]; r.isProject() {
			have[r.id] = true
		}
	}
	return have
}

// isProject reports a row that stands for a project of its own.
func (r *row) isProject() bool {
	return r.id != "" && r.Cause != filing.Example && r.Cause != filing.Duplicate
}

// incomplete reports a newer file that does not replace the older as it is:
// it holds fewer projects, or other ones altogether.
func incomplete(newer, older *file) bool {
	if older.foreign {
		return false
	}
	now, before := newer.projects(), older.projects()
	if len(now) < len(before) {
		return true
	}
	for id := range before {
		if now[id] {
			return false
		}
	}
	return len(before) > 0
}

// supersede replaces the file's rows by those of newer files: all of them, or
// project by project.
func (f *file) supersede(have map[filing.RowID]bool, partial bool) {
	f.dropped = true
	partial = partial && !f.foreign
	for i := range f.rows {
		r := &f.rows[i]
		switch {
		case !partial || have[r.id]:
			r.leave(filing.Superseded, ruleAgain)
		case r.Cause == filing.Counted || r.Cause == filing.Faulty:
			f.dropped = false
		}
	}
	maps.Copy(have, f.projects())
}

// offerReplacing lets the office decide whether the newest file replaces the
// older ones, and returns its choice.
func (m *merger) offerReplacing(newer *file, older []*file) string {
	unit := newer.Unit
	files := slices.Insert(slices.Clone(older), 0, newer)
	c := between(ruleAgain, unit+"多次报送", mapped(files, (*file).side)...)
	c.Key = filing.RowID(unit).Case(mapped(files, func(f *file) string { return f.SHA256[:min(len(f.SHA256), 12)] })...) // of all the unit's rows
	c.Choices = []string{chooseKeep, chooseReplace}
	return m.offer(c, func(choice string) string {
		if choice == chooseReplace {
			return "只计" + newer.Path
		}
		return "以" + newer.Path + "为准，其中没有的项目仍按先报的计"
	})
}

func (f *file) side() Side {
	values := []filing.Typed{{Column: "项目", Value: plan.Count(len(f.projects())) + "个"}}
	if saved := f.SavedWord(); saved != "" {
		values = append(values, filing.Typed{Column: "保存时间", Value: saved})
	}
	return Side{Unit: f.Unit, Source: filing.Source{File: f.Path}, Values: values}
}

// reportAgain is X07: a note, or a warning while it is to decide whether the
// newer file replaces the older.
func (m *merger) reportAgain(newer *file, partial bool, choice string) {
	fact := filing.Fact{Rule: ruleAgain, Value: path.Base(newer.Path)}
	if partial {
		fact.Severity = plan.Graver(severityOf(m.plan, ruleAgain), plan.Warning)
	}
	m.report(check.Spot{Sub: newer.Submission}, "", choice, fact)
}
