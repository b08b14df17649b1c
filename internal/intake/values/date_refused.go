package values

import (
	"slices"
	"strings"
	"unicode/utf8"

	"jingpin/internal/filing"
)

// fact is a time found in a text that is not read as a whole.
type fact struct {
	moment
	from, to int
}

// facts are the times in a text, one behind the other. What one leaves out it
// has from the one before, or from b.
func (d *dates) facts(b base) []fact {
	var all []fact
	for i := 0; i < len(d.runes); {
		m, next, ok := d.moment(i, b)
		if !ok || next == i || m.bare {
			i++
			continue
		}
		all = append(all, fact{m, i, next})
		i, b = next, m.base
	}
	return all
}

// Words beside a date that tell which of two is meant. They only ever make a
// suggestion.
var (
	oldWords = []string{"原", "由", "从"}
	newWords = []string{"延期至", "延期到", "延至", "延到", "顺延至", "顺延到", "推迟至", "推迟到", "调整为", "调整至", "调整到", "变更为", "改为", "改至", "改到", "现", "调至", "延长至", "延后至", "推后至", "拖到", "更改为"}
)

// refuse says what stands in the way of reading the text.
func (d *dates) refuse() *Refusal {
	facts := d.facts(base{})
	if len(facts) == 0 {
		return d.withoutYear()
	}
	r := &Refusal{Reason: TwoFacts, First: d.quote(facts[0].from, facts[0].to)}
	if d.gap && d.parted() {
		r.Reason, r.First = Gap, strings.TrimSpace(d.src)
		return r
	}
	if len(facts) > 1 {
		r.Second = d.quote(facts[0].to, facts[1].to)
		d.chooseOne(r, facts[0], facts[1])
		return r
	}
	f := facts[0]
	r.Second = d.quote(f.to, len(d.runes))
	if r.Second == "" {
		r.Second = d.quote(0, f.from)
	}
	switch {
	case d.longest(f.to, d.vocab.time.until) > 0 && f.Start != f.End:
		r.First, r.Second, r.Reason = d.quote(f.from, len(d.runes)), "", Unclear
		if f.Start.Year() != f.End.Year() || f.End-f.Start > 200 {
			r.Likely = (f.Start - 1).String()
		}
	case f.End-f.Start > 200, strings.Contains(r.Second, "原"):
		// 2024年春节前 is no year.
	case d.use == Ends && (f.vague || d.says(d.vocab.time.isBegun) || d.longest(f.to, rangeMarks) > 0),
		d.use == Starts && d.says(d.vocab.time.isDone):
		// A beginning says nothing of an end.
	case r.Second == "":
		r.Reason = Unclear
	default:
		r.Likely = f.bound(d.use).String()
	}
	return r
}

// parted reports a blank between two figures of one date.
func (d *dates) parted() bool {
	return slices.Contains(d.runes, gapRune) && !strings.Contains(d.src, "\n")
}

// chooseOne makes the likely one of two dates the suggestion.
func (d *dates) chooseOne(r *Refusal, a, b fact) {
	between, after := string(d.runes[a.to:b.from]), string(d.runes[b.to:])
	before := string(d.runes[:a.from])
	likely, other := fact{}, fact{}
	switch {
	case containsAny(between, newWords), containsAny(before, oldWords):
		likely, other = b, a
	case containsAny(between, oldWords):
		likely, other = a, b
	case d.use == Starts && containsAny(between, d.vocab.time.begun):
		r.Likely = a.bound(d.use).String()
		return
	case d.use == Ends && containsAny(after, d.vocab.time.isDone) && !containsAny(between, []string{"完工", "竣工", "建成"}):
		r.Likely = b.bound(d.use).String()
		return
	default:
		return
	}
	r.Likely = likely.bound(d.use).String()
	if d.use == Ends {
		r.Witness = filing.Witness{Kind: filing.OldDeadline, Value: other.End.String()}
	}
}

// yearWords name a year without its figures.
var yearWords = []struct {
	word  string
	years int
}{
	{"今年", 0}, {"本年度", 0}, {"本年", 0}, {"当年", 0}, {"年内", 0}, {"明年", 1}, {"次年", 1}, {"来年", 1}, {"后年", 2}, {"去年", -1}, {"上年", -1},
}

// withoutYear is the refusal of a text that names no year, with the date of the
// year that is most likely meant.
func (d *dates) withoutYear() *Refusal {
	r := &Refusal{Reason: Unclear, First: strings.TrimSpace(d.src)}
	year, rest := d.year, *d
	for _, w := range yearWords {
		if i := strings.Index(string(d.runes), w.word); i >= 0 && w.word != "年内" {
			from := utf8.RuneCountInString(string(d.runes)[:i])
			n := utf8.RuneCountInString(w.word)
			rest.runes = slices.Delete(slices.Clone(d.runes), from, from+n)
			rest.at = slices.Delete(slices.Clone(d.at), from, from+n)
			if year != 0 {
				year += w.years
			}
			r.Reason = NoYear
			break
		}
	}
	b := base{year: year, point: true}
	if year == 0 {
		b.year = 2000
	}
	read, ok := rest.oneDate(b)
	if !ok && r.Reason == NoYear && strings.Trim(string(rest.runes), "内前完成度。.") == "" {
		read, ok = DateReading{Period: yearPeriod(b.year)}, true
	}
	if !ok {
		return r
	}
	r.Reason = NoYear
	if year != 0 {
		r.Likely = read.bound(d.use).String()
	}
	return r
}

// likelyAlone is the date of a text without its odd figures.
func (d *dates) likelyAlone() string {
	rest := *d
	rest.runes, rest.at = nil, nil
	for i, r := range d.runes {
		if r != '#' {
			rest.runes, rest.at = append(rest.runes, r), append(rest.at, d.at[i])
		}
	}
	rest.at = append(rest.at, len(d.src))
	if read, ok := rest.oneDate(base{}); ok {
		return read.bound(d.use).String()
	}
	return ""
}
