package intake

import (
	"slices"
	"unicode/utf8"

	"jingpin/internal/intake/values"
	"jingpin/internal/plan"
	"jingpin/internal/sheet"
)

// lexicon is what reading looks up in a plan again and again, with a memory of
// what it found. There is one a plan, shared by all readings.
type lexicon struct {
	plan  *plan.Plan
	feet  []string // what notes and signatures begin with
	texts []string // keys of the columns that hold free text

	units   map[string]plan.Unit // by all keys units are written as
	longest int                  // characters of the longest of them

	blanks   memory[bool]
	tracks   memory[found[plan.Track]]
	tasks    memory[found[plan.Task]]
	leads    memory[found[plan.Unit]]
	holders  memory[found[plan.Unit]]
	partners memory[[]string]
	words    map[string]*memory[found[plan.Word]] // by list
	dates    [2]memory[found[values.Date]]        // by use
	shares   memory[found[values.Share]]
	states   memory[found[values.Status]]
	statuses *values.Statuses
}

// lexicons are the lexicons of plans.
var lexicons = perPlan[*lexicon]{make: newLexicon}

// lexiconOf is the plan's lexicon.
func lexiconOf(p *plan.Plan) *lexicon { return lexicons.of(p) }

func newLexicon(p *plan.Plan) *lexicon {
	x := &lexicon{plan: p, statuses: values.NewStatuses(p), units: map[string]plan.Unit{}, words: map[string]*memory[found[plan.Word]]{}}
	for _, n := range p.UnitNames() {
		if values.IsStreet(n.Key) {
			continue
		}
		x.units[n.Key] = n.Unit
		x.longest = max(x.longest, utf8.RuneCountInString(n.Key))
	}
	for _, w := range p.Words {
		if w.List == "表尾" {
			x.feet = append(x.feet, w.Written)
		}
		if x.words[w.List] == nil {
			x.words[w.List] = &memory[found[plan.Word]]{}
		}
	}
	for _, c := range p.Columns {
		switch c.Type {
		case plan.TypeText, plan.TypeLong, plan.TypeNumber, plan.TypeYear, plan.TypeUnits:
			x.texts = append(x.texts, c.Key)
		}
	}
	return x
}

// blank reports the ways of writing that there is nothing, as the plan has it.
func (x *lexicon) blank(s string) bool {
	return x.plan.MayBeBlank(s) && x.blanks.of(s, func(s string) bool { return x.plan.Blank(s) })
}

// track finds a track by what a cell or a group row calls it.
func (x *lexicon) track(s string) (plan.Track, bool) {
	f := x.tracks.of(s, func(s string) found[plan.Track] {
		for _, name := range namings(s) {
			if t, ok := x.plan.Track(name); ok {
				return found[plan.Track]{t, true}
			}
		}
		return found[plan.Track]{}
	})
	return f.it, f.ok
}

// task finds a task by what a cell or a group row calls it.
func (x *lexicon) task(s string) (plan.Task, bool) {
	f := x.tasks.of(s, func(s string) found[plan.Task] {
		for _, name := range namings(s) {
			if t, ok := x.plan.Task(name); ok {
				return found[plan.Task]{t, true}
			}
		}
		return found[plan.Task]{}
	})
	return f.it, f.ok
}

// lead finds the one unit a lead cell names.
func (x *lexicon) lead(s string) (plan.Unit, bool) {
	f := x.leads.of(s, func(s string) found[plan.Unit] {
		u, ok := values.Lead(x.plan, s)
		return found[plan.Unit]{u, ok}
	})
	return f.it, f.ok
}

// names are the bodies a list names, units by their roster names, each once.
// The slice is shared.
func (x *lexicon) names(s string) []string {
	return x.partners.of(s, func(s string) []string { return slices.Clip(values.Bodies(x.plan, s)) })
}

// unitIn finds the one unit a text names: the longest name in it wins, and two
// units named apart are none.
func (x *lexicon) unitIn(s string) (plan.Unit, bool) {
	f := x.holders.of(s, x.findUnit)
	return f.it, f.ok
}

// findUnit finds the one unit a text names: the longest name in it wins, and
// two units named apart are none.
func (x *lexicon) findUnit(text string) found[plan.Unit] {
	runes := []rune(plan.Key(text))
	var best plan.Unit
	longest, apart := 0, false
	for i := 0; i < len(runes); {
		u, n := x.unitAt(runes[i:])
		if n == 0 {
			i++
			continue
		}
		i += n
		switch {
		case longest == 0 || u.Name == best.Name:
			best, longest = u, max(longest, n)
		case n > longest:
			apart = apart || longest > 2
			best, longest = u, n
		default:
			apart = apart || n > 2
		}
	}
	if longest == 0 || apart {
		return found[plan.Unit]{}
	}
	return found[plan.Unit]{best, true}
}

// unitAt is the unit whose name begins a text, and the length of the longest
// such name, 0 for none.
func (x *lexicon) unitAt(runes []rune) (plan.Unit, int) {
	for n := min(len(runes), x.longest); n > 0; n-- {
		if u, ok := x.units[string(runes[:n])]; ok {
			return u, n
		}
	}
	return plan.Unit{}, 0
}

// word is what a word of a list is read as.
func (x *lexicon) word(list, s string) (plan.Word, bool) {
	m := x.words[list]
	if m == nil {
		return plan.Word{}, false
	}
	f := m.of(s, func(s string) found[plan.Word] {
		w, ok := x.plan.Read(list, s)
		return found[plan.Word]{w, ok}
	})
	return f.it, f.ok
}

// date reads a cell of a date column; ok is false for one that is refused.
func (x *lexicon) date(c sheet.Cell, raw string, use values.Use, date1904 bool) (d values.Date, ok bool) {
	if c.Kind != sheet.Text || date1904 {
		d, refusal := values.ReadDate(x.plan, c, raw, use, 0, date1904)
		return d, refusal == nil
	}
	f := x.dates[use].of(raw, func(s string) found[values.Date] {
		d, refusal := values.ReadDate(x.plan, sheet.Cell{Kind: sheet.Text}, s, use, 0, false)
		return found[values.Date]{d, refusal == nil}
	})
	return f.it, f.ok
}

// share reads a cell of a share column by itself; ok is false for one that is
// refused.
func (x *lexicon) share(c sheet.Cell, raw string) (s values.Share, ok bool) {
	if c.Kind != sheet.Text {
		s, refusal := values.ReadShare(x.plan, c, raw, false)
		return s, refusal == nil
	}
	f := x.shares.of(raw, func(s string) found[values.Share] {
		share, refusal := values.ReadShare(x.plan, sheet.Cell{Kind: sheet.Text}, s, false)
		return found[values.Share]{share, refusal == nil}
	})
	return f.it, f.ok
}

// status reads a status cell; ok is false for one that is refused.
func (x *lexicon) status(raw string) (s values.Status, ok bool) {
	f := x.states.of(raw, func(raw string) found[values.Status] {
		s, refusal := x.statuses.Read(raw)
		return found[values.Status]{s, refusal == nil}
	})
	return f.it, f.ok
}

// listed is what a word is read as, whatever stands in brackets behind it.
func (x *lexicon) listed(list, raw string) (plan.Word, bool) {
	if w, ok := x.word(list, raw); ok {
		return w, true
	}
	bare := values.Outside(raw)
	if bare == raw {
		return plan.Word{}, false
	}
	return x.word(list, bare)
}
