package tables

import (
	"slices"
	"strings"
	"unicode/utf8"

	"jingpin/internal/plan"
)

// headerForms are the plan's 栏目别名, to be matched with the keys of headers.
type headerForms struct {
	all []plan.HeaderForm
	// first and last are the characters that forms begin and end with, by the
	// places of the forms: most texts of a sheet are none and are seen to be so
	// at once.
	first map[rune][]int
	last  map[rune]bool
}

func newHeaderForms(forms []plan.HeaderForm) headerForms {
	f := headerForms{all: forms, first: map[rune][]int{}, last: map[rune]bool{}}
	for i, form := range forms {
		for _, s := range form.Slots {
			for _, w := range s.Words {
				r, _ := utf8.DecodeRuneInString(w)
				if at := f.first[r]; len(at) == 0 || at[len(at)-1] != i {
					f.first[r] = append(at, i)
				}
			}
			if !s.Optional {
				break
			}
		}
		for _, s := range slices.Backward(form.Slots) {
			for _, w := range s.Words {
				r, _ := utf8.DecodeLastRuneInString(w)
				f.last[r] = true
			}
			if !s.Optional {
				break
			}
		}
	}
	return f
}

// mayMatch reports a text that begins and ends like a form.
func (f headerForms) mayMatch(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	last, _ := utf8.DecodeLastRuneInString(text)
	return f.last[last] && f.first[first] != nil
}

// match are the columns that a header's key may mean, in the order of the
// forms up to the first that holds whatever else there is. nil is for no form
// At all; a header known to be none of ours is a match without a key.
func (f headerForms) match(key string) meaning {
	if !f.mayMatch(key) {
		return nil
	}
	var ms meaning
	first, _ := utf8.DecodeRuneInString(key)
	for _, i := range f.first[first] {
		form := &f.all[i]
		if !fits(form.Slots, key) {
			continue
		}
		m := match{key: form.Column, rank: byAlias, form: i, when: form.When}
		switch {
		case m.key == "":
			m.rank = noMatch
		case m.Has(plan.WhenYields):
			m.rank = byHint
		}
		ms = append(ms, m)
		if m.certain() {
			break
		}
	}
	return ms
}

// certain reports a match that holds whatever else there is.
func (m match) certain() bool {
	return !slices.ContainsFunc(m.when, func(c plan.HeaderCondition) bool { return c.Kind != plan.WhenYields && c.Kind != plan.WhenAsked })
}

// fits reports a text that consists of one word of each slot, or of none where
// the slot may be left out.
func fits(slots []plan.HeaderSlot, text string) bool {
	if len(slots) == 0 {
		return text == ""
	}
	s := slots[0]
	for _, w := range s.Words {
		if rest, ok := strings.CutPrefix(text, w); ok && fits(slots[1:], rest) {
			return true
		}
	}
	return s.Optional && fits(slots[1:], text)
}
