package values

import (
	"slices"
	"strings"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// sum is an amount found in a text that is not read as a whole.
type sum struct {
	value    plan.Money
	from, to int
	bare     bool // it names no unit
}

// sums are the amounts in a text, one behind the other.
func (a *amounts) sums() []sum {
	var all []sum
	for i := 0; i < len(a.runes); {
		if !isDigit(a.peek(i)) {
			i++
			continue
		}
		number, next, ok := a.number(i)
		if !ok { // 10,84 is no number at all, nor is 84
			for isFigure(a.peek(i)) {
				i++
			}
			continue
		}
		unit, after, stated := a.unitAt(a.skip(next, a.vocab.money.more))
		if !stated {
			unit, after = a.unit, next
		}
		if v, err := plan.ParseDecimal(number, unit); err == nil {
			all = append(all, sum{v, i, after, !stated})
		}
		i = max(after, next)
	}
	return all
}

// sourceWords are what source columns are called in a bracket.
var sourceWords = []struct{ word, key string }{
	{"市级", "city"}, {"市", "city"}, {"区级", "district"}, {"区", "district"}, {"街道", "street"}, {"镇", "street"}, {"社会", "social"}, {"其他", "social"}, {"自筹", "street"},
}

// refuse says what stands in the way of reading the text.
func (a *amounts) refuse() *Refusal {
	src := strings.TrimSpace(a.src)
	r := &Refusal{Reason: Unclear, First: src}
	if a.odd != "" {
		r.Reason, r.Second = OddFigure, a.odd
		return r
	}
	if f := currencyIn(a.runes); f != "" {
		r.Reason, r.Second = Currency, f
		return r
	}
	all := a.sums()
	switch {
	case len(all) == 0:
		return r
	case slices.Contains(a.runes, gapRune):
		r.Reason = Gap
		if len(all) > 1 {
			r.First, r.Second = a.quote(all[0].from, all[0].to), a.quote(all[1].from, all[1].to)
		}
		return r
	case len(all) == 1:
		s := all[0]
		r.First = a.quote(s.from, s.to)
		if r.Second = a.quote(s.to, len(a.runes)); r.Second == "" {
			r.Second = a.quote(0, s.from)
		}
		return r
	}
	r.Reason = TwoFacts
	r.First, r.Second = a.quote(all[0].from, all[0].to), a.quote(all[0].to, all[1].to)
	between := string(a.runes[all[0].to:all[1].from])
	if slices.Contains(rangeMarks, between) {
		r.Reason, r.Second = Span, a.quote(all[1].from, all[1].to)
		return r
	}
	if parts := a.parts(all[1:]); parts != nil {
		r.Likely, r.Witness = all[0].value.Wan(), filing.Witness{Kind: filing.SourceParts, Parts: parts}
	} else if strings.HasPrefix(between, "(原") || strings.HasPrefix(between, ",其中") || strings.HasPrefix(between, "(其中") {
		r.Likely = all[0].value.Wan()
	}
	return r
}

// parts are the sums as amounts from sources, nil when a word between them names
// none.
func (a *amounts) parts(all []sum) []filing.SourceAmount {
	var parts []filing.SourceAmount
	end := 0
	for i, s := range all {
		before := sourceName(string(a.runes[max(end, a.before(s.from)):s.from]))
		at := slices.IndexFunc(sourceWords, func(w struct{ word, key string }) bool { return w.word == before })
		if at < 0 {
			return nil
		}
		parts = append(parts, filing.SourceAmount{Key: sourceWords[at].key, Amount: s.value})
		end = s.to
		if i == len(all)-1 && strings.Trim(string(a.runes[s.to:]), ")。.") != "" {
			return nil
		}
	}
	return parts
}

// sourceName is what a text before an amount calls its source.
func sourceName(s string) string {
	s = strings.TrimPrefix(strings.Trim(s, "(,;、:"), "其中")
	for _, tail := range []string{"资金", "财力", "财政", "出资", "补助", "承担"} {
		s = strings.TrimSuffix(s, tail)
	}
	return strings.Trim(s, ":")
}

// before is where the words before i begin.
func (a *amounts) before(i int) int {
	for i > 0 && !isDigit(a.peek(i-1)) && a.peek(i-1) != '(' && a.peek(i-1) != ')' {
		i--
	}
	return i
}
