package values

import (
	"strings"

	"jingpin/internal/plan"
)

// The lists of the plan's vocabulary that hold the small words of dates, amounts
// and shares. What they do is said by what they are read as; that of single
// characters and marks (年, 月, 季, 底, 末, 初, %, :) is grammar.
const (
	listTime   = "时间用语"
	listPart   = "时段"
	listMoney  = "金额用语"
	listUnit   = "金额单位"
	listSpent  = "支出用语"
	listShares = "进度用语"
)

// vocabulary are a plan's small words.
type vocabulary struct {
	time  timeWords
	money moneyWords
	share shareWords
	parts []yearPart
	month []third
	units []moneyUnit
}

// timeWords are what may stand beside a date.
type timeWords struct {
	before, after    []string // and says nothing against it
	done, begun      []string // and says nothing against a deadline, a start
	until            []string // 之前
	isBegun, isDone  []string // and makes a deadline, a start another fact
	otherwise        []string // and speaks of another date than this
	milestones       []string // and makes it that of something else than the whole
	open, openBeside []string // 长期, and what may stand beside it
}

// moneyWords are what may stand beside an amount.
type moneyWords struct {
	before, after          []string // and says nothing against it
	spent                  []string // before what has been spent
	otherwise              []string // and speaks of another amount than this
	more                   []string // 三百余万
	limits                 []string // and makes it a bound of something else, or a share of it
	pending, pendingBeside []string // 待定, and what may stand beside it
	not, awaits            []string // 尚未 and 待 before what spends
	spends, spendsBeside   []string // 支付, and what may stand beside it
}

// shareWords are what may stand beside a share.
type shareWords struct {
	before, after []string // and says nothing against it
	other         []string // and makes it the share of something else
	left          []string // behind what is left to do
	part          []string // and makes it that of a part
}

// vocabularies are the vocabularies of plans.
var vocabularies = PerPlan[*vocabulary]{Make: newVocabulary}

// vocabularyOf is the plan's vocabulary, the built-in one of no plan.
func vocabularyOf(p *plan.Plan) *vocabulary {
	if p == nil {
		p = plan.Builtin()
	}
	return vocabularies.Of(p)
}

func newVocabulary(p *plan.Plan) *vocabulary {
	of := func(list, read string) []string {
		words := p.Phrases(list, read)
		for i, w := range words {
			words[i] = string(newText(w).runes) // as the grammars see a text
		}
		return words
	}
	v := &vocabulary{
		time: timeWords{
			before: append(of(listTime, "前置"), ":", ",", "≈"), after: of(listTime, "后置"), done: of(listTime, "完成"), begun: of(listTime, "开工"),
			until: of(listTime, "之前"), isBegun: of(listTime, "说开始"), isDone: of(listTime, "说完成"), otherwise: of(listTime, "另有日期"),
			milestones: of(listTime, "环节"), open: of(listTime, "长期"), openBeside: of(listTime, "长期附词"),
		},
		money: moneyWords{
			before: append(of(listMoney, "前置"), ":", "≈", "¥"), after: of(listMoney, "后置"), spent: of(listMoney, "支出前置"), otherwise: of(listMoney, "另有金额"),
			more: of(listMoney, "余"), limits: append(of(listMoney, "界限"), "/年", "/户", "/月", "元/", "万/"),
			pending: of(listMoney, "待定"), pendingBeside: of(listMoney, "待定附词"),
			not: of(listSpent, "未"), awaits: of(listSpent, "待"), spends: of(listSpent, "支出"), spendsBeside: of(listSpent, "附词"),
		},
		share: shareWords{
			before: append(of(listShares, "前置"), ":", "≈", "-"), after: of(listShares, "后置"), other: of(listShares, "不是进度"),
			left: of(listShares, "剩下"), part: of(listShares, "一部分"),
		},
	}
	for _, part := range yearParts {
		part.words = append(of(listPart, part.name), part.words...)
		v.parts = append(v.parts, part)
	}
	for _, t := range thirds {
		t.words = append(of(listPart, t.name), t.words...)
		v.month = append(v.month, t)
	}
	for _, u := range moneyUnits {
		for _, w := range of(listUnit, u.word) {
			v.units = append(v.units, moneyUnit{w, u.unit})
		}
	}
	return v
}

// unitIn is the unit that a text begins with, the one with the longest name.
func (v *vocabulary) unitIn(t *text, i int) (unit plan.Money, next int, ok bool) {
	next = i
	for _, u := range v.units {
		if n := len([]rune(u.word)); n > next-i && t.has(i, u.word) {
			unit, next, ok = u.unit, i+n, true
		}
	}
	return unit, next, ok
}

// UnitNamed is the unit that a word is, by the built-in vocabulary: that of a
// header or a number format.
func UnitNamed(word string) (plan.Money, bool) {
	a := amounts{text: textOf(nil, word)}
	unit, next, ok := a.unitAt(0)
	return unit, ok && a.end(next)
}

// unitShown is the unit a section of a number format prints behind the number,
// such as 0.00"万元"; 0 for none.
func unitShown(section string) plan.Money {
	if !strings.ContainsAny(section, "元万亿") {
		return 0
	}
	t := newText(unitBehind(section))
	for i := range t.runes {
		if unit, _, ok := vocabularyOf(nil).unitIn(&t, i); ok {
			return unit
		}
	}
	return 0
}

// unitBehind is what a section of a number format prints behind the number.
func unitBehind(section string) string {
	digits := strings.LastIndexAny(section, "0#?")
	if digits < 0 {
		return ""
	}
	return strings.TrimLeft(section[digits+1:], `"\!`)
}
