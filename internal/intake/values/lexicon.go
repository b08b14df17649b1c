package values

import (
	"slices"
	"unicode/utf8"

	"jingpin/internal/plan"
	"jingpin/internal/sheet"
)

// Lexicon is what reading looks up in a plan again and again, with a memory of
// what it found. There is one a plan, shared by all readings.
type Lexicon struct {
	plan  *plan.Plan
	Feet  []string // what notes and signatures begin with
	Texts []string // keys of the columns that hold free text

	units   map[string]plan.Unit // by all keys units are written as
	longest int                  // characters of the longest of them

	blanks   Memo[bool]
	tracks   Memo[found[plan.Track]]
	tasks    Memo[found[plan.Task]]
	leads    Memo[found[plan.Unit]]
	holders  Memo[found[plan.Unit]]
	partners Memo[[]string]
	words    map[string]*Memo[found[plan.Word]]          // by list
	dates    [2]Memo[found[DateReading]]                 // by use
	amounts  map[MoneyColumn]*Memo[found[AmountReading]] // by what their columns are
	shares   Memo[found[ShareReading]]
	states   Memo[found[StatusReading]]
	Statuses *Statuses
}

// lexicons are the lexicons of plans.
var lexicons = PerPlan[*Lexicon]{Make: newLexicon}

// LexiconOf is the plan's lexicon.
func LexiconOf(p *plan.Plan) *Lexicon { return lexicons.Of(p) }

func newLexicon(p *plan.Plan) *Lexicon {
	x := &Lexicon{plan: p, Statuses: NewStatuses(p), units: map[string]plan.Unit{}, words: map[string]*Memo[found[plan.Word]]{}, amounts: map[MoneyColumn]*Memo[found[AmountReading]]{}}
	for key, unit := range p.UnitsByKey() {
		if IsStreet(key) {
			continue
		}
		x.units[key] = unit
		x.longest = max(x.longest, utf8.RuneCountInString(key))
	}
	for _, w := range p.Words {
		if w.List == "表尾" {
			x.Feet = append(x.Feet, w.Written)
		}
		if x.words[w.List] == nil {
			x.words[w.List] = &Memo[found[plan.Word]]{}
		}
	}
	for _, spent := range []bool{false, true} {
		x.amounts[MoneyColumn{Unit: plan.Wan, Spent: spent}] = &Memo[found[AmountReading]]{}
	}
	for _, c := range p.Columns {
		switch c.Type {
		case plan.TypeText, plan.TypeLong, plan.TypeNumber, plan.TypeYear, plan.TypeUnits:
			x.Texts = append(x.Texts, c.Key)
		}
	}
	return x
}

// Blank reports the ways of writing that there is nothing, as the plan has it.
func (x *Lexicon) Blank(s string) bool {
	return x.plan.MayBeBlank(s) && x.blanks.Of(s, func(s string) bool { return x.plan.Blank(s) })
}

// Track finds a track by what a cell or a group row calls it.
func (x *Lexicon) Track(s string) (plan.Track, bool) {
	f := x.tracks.Of(s, func(s string) found[plan.Track] {
		for _, name := range namings(s) {
			if t, ok := x.plan.Track(name); ok {
				return found[plan.Track]{t, true}
			}
		}
		return found[plan.Track]{}
	})
	return f.it, f.ok
}

// Task finds a task by what a cell or a group row calls it.
func (x *Lexicon) Task(s string) (plan.Task, bool) {
	f := x.tasks.Of(s, func(s string) found[plan.Task] {
		for _, name := range namings(s) {
			if t, ok := x.plan.Task(name); ok {
				return found[plan.Task]{t, true}
			}
		}
		return found[plan.Task]{}
	})
	return f.it, f.ok
}

// Lead finds the one unit a lead cell names.
func (x *Lexicon) Lead(s string) (plan.Unit, bool) {
	f := x.leads.Of(s, func(s string) found[plan.Unit] {
		u, ok := Lead(x.plan, s)
		return found[plan.Unit]{u, ok}
	})
	return f.it, f.ok
}

// Names are the bodies a list names, units by their roster names, each once.
// The slice is shared.
func (x *Lexicon) Names(s string) []string {
	return x.partners.Of(s, func(s string) []string { return slices.Clip(Bodies(x.plan, s)) })
}

// UnitIn finds the one unit a text names: the longest name in it wins, and two
// units named apart are none.
func (x *Lexicon) UnitIn(s string) (plan.Unit, bool) {
	f := x.holders.Of(s, x.findUnit)
	return f.it, f.ok
}

// findUnit finds the one unit a text names: the longest name in it wins, and
// two units named apart are none.
func (x *Lexicon) findUnit(text string) found[plan.Unit] {
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
func (x *Lexicon) unitAt(runes []rune) (plan.Unit, int) {
	for n := min(len(runes), x.longest); n > 0; n-- {
		if u, ok := x.units[string(runes[:n])]; ok {
			return u, n
		}
	}
	return plan.Unit{}, 0
}

// Word is what a word of a list is read as.
func (x *Lexicon) Word(list, s string) (plan.Word, bool) {
	m := x.words[list]
	if m == nil {
		return plan.Word{}, false
	}
	f := m.Of(s, func(s string) found[plan.Word] {
		w, ok := x.plan.Read(list, s)
		return found[plan.Word]{w, ok}
	})
	return f.it, f.ok
}

// Date reads a cell of a date column; ok is false for one that is refused.
func (x *Lexicon) Date(c sheet.Cell, raw string, use Use, date1904 bool) (d DateReading, ok bool) {
	if c.Kind != sheet.Text || date1904 {
		d, refusal := ReadDate(x.plan, c, raw, use, 0, date1904)
		return d, refusal == nil
	}
	f := x.dates[use].Of(raw, func(s string) found[DateReading] {
		d, refusal := ReadDate(x.plan, sheet.Cell{Kind: sheet.Text}, s, use, 0, false)
		return found[DateReading]{d, refusal == nil}
	})
	return f.it, f.ok
}

// Money reads an amount, from memory where it is written as text in a column of
// 万元.
func (x *Lexicon) Money(c sheet.Cell, raw string, column MoneyColumn, date1904 bool) (AmountReading, *Refusal) {
	m := x.amounts[column]
	if m == nil || c.Kind != sheet.Text {
		return ReadMoney(x.plan, c, raw, column, date1904)
	}
	f := m.Of(raw, func(raw string) found[AmountReading] {
		a, refusal := ReadMoney(x.plan, sheet.Cell{Kind: sheet.Text}, raw, column, false)
		return found[AmountReading]{a, refusal == nil}
	})
	if f.ok {
		return f.it, nil
	}
	return ReadMoney(x.plan, c, raw, column, date1904)
}

// Share reads a cell of a share column by itself; ok is false for one that is
// refused.
func (x *Lexicon) Share(c sheet.Cell, raw string) (s ShareReading, ok bool) {
	if c.Kind != sheet.Text {
		s, refusal := ReadShare(x.plan, c, raw, false)
		return s, refusal == nil
	}
	f := x.shares.Of(raw, func(s string) found[ShareReading] {
		share, refusal := ReadShare(x.plan, sheet.Cell{Kind: sheet.Text}, s, false)
		return found[ShareReading]{share, refusal == nil}
	})
	return f.it, f.ok
}

// Status reads a status cell; ok is false for one that is refused.
func (x *Lexicon) Status(raw string) (s StatusReading, ok bool) {
	f := x.states.Of(raw, func(raw string) found[StatusReading] {
		s, refusal := x.Statuses.Read(raw)
		return found[StatusReading]{s, refusal == nil}
	})
	return f.it, f.ok
}

// Listed is what a word is read as, whatever stands in brackets behind it.
func (x *Lexicon) Listed(list, raw string) (plan.Word, bool) {
	if w, ok := x.Word(list, raw); ok {
		return w, true
	}
	bare := Outside(raw)
	if bare == raw {
		return plan.Word{}, false
	}
	return x.Word(list, bare)
}
