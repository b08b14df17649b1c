package intake

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"
	"sync"

	"jingpin/internal/filing"
	"jingpin/internal/intake/tables"
	"jingpin/internal/plan"
	"jingpin/internal/sheet"
)

// Lessons are what last quarter's results tell about reading this quarter's
// reports. Nil tells nothing.
type Lessons struct {
	heads map[string]map[string]string // columns by unit and head
	names map[string]bool              // keys of the projects' names

	once   sync.Once
	digest string
}

// Digest tells these lessons from any others, "" for none.
func (l *Lessons) Digest() string {
	if l == nil {
		return ""
	}
	l.once.Do(func() {
		h := sha256.New()
		_ = json.NewEncoder(h).Encode(l.heads) // maps of texts have JSON, in one order
		_ = json.NewEncoder(h).Encode(l.names)
		l.digest = hex.EncodeToString(h.Sum(nil))
	})
	return l.digest
}

// LessonsOf are those of a library, as far as they fit the plan: a unit that has
// another name now is known by the old one where 部门 says so. A library of
// none is nil.
func LessonsOf(p *plan.Plan, last *filing.Library) *Lessons {
	if last == nil {
		return nil
	}
	l := &Lessons{heads: map[string]map[string]string{}, names: map[string]bool{}}
	for _, w := range last.Wordings {
		unit, known := p.Unit(w.Unit)
		if _, has := p.Column(w.Column); !known || !has {
			continue
		}
		heads := l.heads[unit.Name]
		if heads == nil {
			heads = map[string]string{}
			l.heads[unit.Name] = heads
		}
		if _, own := heads[w.Head]; !own || w.Unit == unit.Name {
			heads[w.Head] = w.Column
		}
	}
	for i := range last.Standings {
		l.names[plan.Key(last.Standings[i].Project.Name)] = true
	}
	return l
}

// teach is the finder that also knows last quarter's projects by their names.
func (l *Lessons) teach(f *tables.Finder) *tables.Finder {
	if l == nil {
		return f
	}
	return f.Knowing(l.names)
}

// headsOf are the columns that a unit's headers turned out to be.
func (l *Lessons) headsOf(unit string) map[string]string {
	if l == nil {
		return nil
	}
	return l.heads[unit]
}

// recall finds the tables again by what the unit's columns turned out to be last
// quarter, if that is known. others are the reports in the same file: their
// sheets are left to them.
func (r *reading) recall(closest *table, others []*reading) *table {
	heads := r.opt.Lessons.headsOf(r.plainUnit())
	if heads == nil {
		return closest
	}
	holds := func(s *sheet.Sheet) func(*table) bool { return func(t *table) bool { return t.Sheet == s } }
	sheets := slices.DeleteFunc(slices.Clone(r.wb.Sheets), func(s *sheet.Sheet) bool {
		return r.guestOf != "" && !slices.ContainsFunc(r.tables, holds(s)) ||
			slices.ContainsFunc(others, func(o *reading) bool { return o != r && slices.ContainsFunc(o.tables, holds(s)) })
	})
	if slices.ContainsFunc(r.tables, func(t *table) bool { return !slices.Contains(sheets, t.Sheet) }) {
		return closest // a sheet holds the reports of two units
	}
	r.finder, r.tables = r.finder.Recalling(heads), nil
	return r.findTables(sheets)
}

// plainUnit is the unit that the file is plainly of before its rows are read, ""
// where its witnesses do not agree or are silent.
func (r *reading) plainUnit() string {
	id, _ := r.plan.Unit(r.identity.Unit)
	own := cmp.Or(r.guestOf, r.headingUnit().unit, id.Name)
	named, _ := r.unitInName(r.sub.Path)
	if r.guestOf == "" && differ(own, named.Name) {
		return ""
	}
	lead := ""
	if len(r.tables) == 1 {
		lead = r.leadOf(r.tables[0])
	}
	return cmp.Or(own, named.Name, r.titleUnit(), lead)
}

// tellRecalled tells once of a table's columns that last quarter told (L17).
func (r *reading) tellRecalled(t *table) {
	var cols []int
	var read []string
	key := ""
	for _, c := range t.InOrder() {
		if c.Recalled {
			key = cmp.Or(key, c.Key)
			cols, read = append(cols, c.Col), append(read, "“"+t.FullTitle(c.Col)+"”读作“"+r.plan.Title(c.Key)+"”")
		}
	}
	if len(cols) > 0 {
		r.note("L17", t.Headed(key, key), filing.Fact{Value: t.FullTitle(cols[0]), Other: strings.Join(read, "，"), Also: t.Refs(cols[1:])})
	}
}

// wordings are the headers that took more than themselves to be read, the
// department's word among it: what it accepted stands in the header now.
func (r *reading) wordings() []filing.Wording {
	heads := map[string]string{}
	for _, t := range r.tables {
		if t.spoilt {
			continue
		}
		for head, key := range t.Heads() {
			heads[head] = key
		}
		for _, a := range r.accepted {
			c, has := t.Columns[r.plan.KeyTitled(a.Suggest)]
			if has && a.done && a.ID.Row() == "" && a.at.Sheet == t.Sheet.Name && a.at.Row == c.Row && a.at.Col == c.Col {
				heads[t.HeadBefore(c.Col, a.Value)] = c.Key
			}
		}
	}
	delete(heads, "")
	var all []filing.Wording
	for head, key := range heads {
		all = append(all, filing.Wording{Head: head, Column: key})
	}
	slices.SortFunc(all, filing.CompareWordings)
	return all
}
