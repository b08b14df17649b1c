package plan

import (
	"regexp"
	"slices"
	"strings"

	"jingpin/internal/tabular"
)

// HeaderForm is one line of 栏目别名: a way of heading a column, put together
// from words, and what such a column is read as.
type HeaderForm struct {
	Column string       // key of the column, YearColumn for the year columns, "" for none of ours
	Slots  []HeaderSlot // from left to right
	When   []HeaderCondition
}

// HeaderSlot is one place of a HeaderForm, which any of its words may fill.
type HeaderSlot struct {
	Words    []string // keys
	Optional bool
}

// HeaderCondition is what else must be so for a HeaderForm to hold: Kind is
// one of the words below, Column the column's key where it speaks of one.
type HeaderCondition struct{ Kind, Column string }

// The kinds of conditions.
const (
	WhenOther   = "有"  // another column is Column
	WhenNoOther = "无"  // no other column is
	WhenMostly  = "多为" // most values could stand under Column
	WhenNumbers = "多是数"
	WhenTexts   = "多是字"
	WhenAsked   = "请核实" // it holds, and the department is asked
	WhenYields  = "让位"  // it gives way to a plainer header of the same column
	WhenNever   = "只提示" // it never holds, but Column is what may be meant
)

// notRead is what stands for a column in lines whose headers are none of ours.
const notRead = "不读"

// readHeaderForms reads 栏目别名. In 写法, [甲/乙] may be left out, {甲/乙} is one of
// the words, and <丙> stands for those that an earlier line lists for <丙>.
func (p *Plan) readHeaderForms(r *tabular.Reader) {
	groups := map[string][]string{}
	r.Each(func() {
		text, column := r.Must("写法"), r.Must("栏目")
		if strings.HasPrefix(column, "<") {
			groups[column] = headerWords(text, groups)
			return
		}
		f := HeaderForm{}
		if column != notRead {
			key, ok := p.headerColumn(r, column)
			switch {
			case !ok && embedded(r.Table):
				return // of a column that this form does not have
			case !ok:
				r.Fault("栏目", "栏目表里没有“"+column+"”")
			}
			f.Column = key
		}
		slots, ok := parseSlots(text, groups)
		if !ok {
			r.Fault("写法", "“"+text+"”的括号不成对，或者里面是空的")
			return
		}
		f.Slots = slots
		for _, c := range r.List("条件") {
			when, ok := p.headerCondition(r, c)
			switch {
			case !ok && embedded(r.Table):
				return
			case !ok:
				r.Fault("条件", "看不懂“"+c+"”")
			}
			f.When = append(f.When, when)
		}
		p.HeaderForms = append(p.HeaderForms, f)
	})
}

// headerColumn is the key of a column by the header it has in 栏目. The built-in
// table goes by the built-in headers, whatever an office heads its columns.
func (p *Plan) headerColumn(r *tabular.Reader, header string) (key string, ok bool) {
	if header == yearMark+"年" {
		return YearColumn, true
	}
	has := func(c Column) bool { return c.Header == header }
	if own := p.table("栏目"); embedded(r.Table) && !embedded(own) {
		key := builtinKey(header)
		has = func(c Column) bool { return c.Key == key }
	}
	c, ok := first(p.Columns, has)
	return c.Key, ok
}

func (p *Plan) headerCondition(r *tabular.Reader, text string) (HeaderCondition, bool) {
	switch text {
	case WhenNumbers, WhenTexts, WhenAsked, WhenYields, WhenNever:
		return HeaderCondition{Kind: text}, true
	}
	for _, kind := range []string{WhenMostly, WhenOther, WhenNoOther} {
		if header, ok := strings.CutPrefix(text, kind); ok {
			key, ok := p.headerColumn(r, header)
			return HeaderCondition{kind, key}, ok
		}
	}
	return HeaderCondition{}, false
}

// slotForm is the next slot of a way of writing: its words are in one of the groups.
var slotForm = regexp.MustCompile(`^(?:\[([^\]]*)\]|\{([^}]*)\}|([^\[\]{}]+))`)

// parseSlots takes a way of writing apart.
func parseSlots(text string, groups map[string][]string) ([]HeaderSlot, bool) {
	var slots []HeaderSlot
	for text != "" {
		m := slotForm.FindStringSubmatch(text)
		if m == nil {
			return nil, false
		}
		words := headerWords(m[1]+m[2]+m[3], groups)
		if len(words) == 0 {
			return nil, false
		}
		slots = append(slots, HeaderSlot{words, text[0] == '['})
		text = text[len(m[0]):]
	}
	return slots, len(slots) > 0
}

// headerWords are the keys of words with / between them, longest first.
func headerWords(text string, groups map[string][]string) []string {
	var words []string
	for _, w := range strings.Split(text, "/") {
		if strings.HasPrefix(w, "<") {
			words = append(words, groups[w]...)
		} else if k := Key(w); k != "" {
			words = append(words, k)
		}
	}
	slices.SortStableFunc(words, func(a, b string) int { return len(b) - len(a) })
	return words
}
