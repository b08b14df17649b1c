package values

import (
	"slices"
	"strings"
	"unicode"

	"jingpin/internal/plan"
	"jingpin/internal/sheet"
)

// AmountReading is what a money cell was read as.
type AmountReading struct {
	plan.Amount
	Note     bool // read otherwise than typed
	Doubtful bool // somebody should look: words stand beside it that are not understood
}

// moneyUnit is a unit of amounts.
type moneyUnit struct {
	word string
	unit plan.Money
}

// moneyUnits are those there are, by what the plan's list reads as them.
var moneyUnits = []moneyUnit{{"亿元", plan.Yi}, {"万元", plan.Wan}, {"千元", plan.Qian}, {"百元", plan.Qian / 10}, {"元", plan.Yuan}}

// foreign are currencies that are not ours.
var foreign = []string{
	"$", "€", "£", "₩", "₽", "usd", "hkd", "eur", "gbp", "jpy", "aud", "sgd", "krw", "twd", "mop", "美元", "美金", "欧元", "港元", "港币", "日元", "日币", "英镑", "澳元", "澳币", "韩元",
	"台币", "新台币", "卢布", "加元", "新元", "新加坡元", "瑞郎", "法郎", "马克", "外币",
}

// currencyIn is the first foreign currency in a text, "" for none.
func currencyIn(r []rune) string {
	s := string(r)
	best, at := "", len(s)
	for _, w := range foreign {
		if i := strings.Index(s, w); i >= 0 && (i < at || i == at && len(w) > len(best)) {
			best, at = w, i
		}
	}
	return best
}

// MoneyColumn is what a column of amounts is for.
type MoneyColumn struct {
	Unit  plan.Money // of cells that name none; a cell that does name one says its own
	Spent bool       // 累计完成投资: what has been spent, not what is planned
}

// ReadMoney reads an amount.
func ReadMoney(p *plan.Plan, c sheet.Cell, raw string, column MoneyColumn, date1904 bool) (AmountReading, *Refusal) {
	unit := column.Unit
	if c.Kind == sheet.Number {
		return storedMoney(c, unit, date1904)
	}
	if strings.Trim(raw, "0123456789") == "" && raw != "" {
		v, err := plan.ParseDecimal(raw, unit)
		if err != nil {
			return AmountReading{}, &Refusal{Reason: Unclear, First: raw}
		}
		return AmountReading{Amount: plan.Exactly(v), Note: unit != plan.Wan && v != 0}, nil
	}
	return WrittenMoney(p, raw, column)
}

// storedMoney reads a stored number as it is shown. One that is shown as a date,
// a time, a percentage or in another currency is no amount.
func storedMoney(c sheet.Cell, unit plan.Money, date1904 bool) (AmountReading, *Refusal) {
	l := lookOf(c.Format)
	switch {
	case l.date, l.time, l.percent:
		return AmountReading{}, &Refusal{Reason: Wrong, First: Shown(c, date1904)}
	case l.hides && !strings.HasPrefix(c.Text, "-") && c.Text != "0":
		return AmountReading{Note: true}, nil // what is not shown is not there
	case l.foreign != "":
		return AmountReading{}, &Refusal{Reason: Currency, First: l.foreign + Shown(c, date1904), Second: l.foreign}
	}
	if u := l.unitOf(c); u != 0 {
		unit = u
	}
	text, shift := c.Text, l.shift(c)
	if shift != 0 {
		text = shifted(Plain(c.Text), shift)
	}
	m, err := plan.ParseDecimal(text, unit)
	if err != nil {
		return AmountReading{}, &Refusal{Reason: Unclear, First: Shown(c, date1904)}
	}
	return AmountReading{Amount: plan.Exactly(m), Note: (unit != plan.Wan || shift != 0) && m != 0}, nil
}

// amounts reads one text.
type amounts struct {
	text
	plan *plan.Plan
	unit plan.Money
	lead []string // what may stand before an amount

	spent bool // what has been spent, not what is planned
}

// WrittenMoney reads an amount written as text.
func WrittenMoney(p *plan.Plan, raw string, column MoneyColumn) (AmountReading, *Refusal) {
	if p.Blank(raw) {
		return AmountReading{Note: true}, nil
	}
	if isPending(p, raw) {
		return AmountReading{Amount: plan.Amount{Kind: plan.Pending}, Note: raw != plan.PendingWord}, nil
	}
	if w, ok := p.Read(plan.ListFunding, raw); ok && w.Read == plan.FundingNone {
		return AmountReading{Amount: plan.Exactly(0), Note: true}, nil
	}
	if column.Spent {
		if unspent, due := saysUnspent(p, raw); unspent {
			return AmountReading{Amount: plan.Exactly(0), Note: true, Doubtful: due}, nil
		}
	}
	a := amounts{textOf(p, raw), p, column.Unit, nil, column.Spent}
	if a.lead = a.vocab.money.before; column.Spent {
		a.lead = slices.Concat(a.lead, a.vocab.money.spent)
	}
	from, to := a.trimmed(`,;。、:" `)
	if to > from && a.runes[to-1] == '.' && !isDigit(a.peek(to-2)) {
		to--
	}
	whole := a
	a.text = a.until(to)
	if a.odd == "" && !slices.Contains(a.runes, gapRune) {
		if v, named, ok := a.oneAmount(from); ok {
			plainText := from == 0 && raw == string(a.runes) && strings.Trim(raw, "0123456789.,-") == ""
			return AmountReading{Amount: plan.Exactly(v), Note: !plainText || named != plan.Wan && v != 0, Doubtful: containsAny(string(a.runes), a.vocab.money.otherwise) || a.limited()}, nil
		}
	}
	if v, ok := whole.inWords(); ok {
		return AmountReading{Amount: plan.Exactly(v), Note: true}, nil
	}
	if v, ok := whole.amongWords(); ok {
		return AmountReading{Amount: plan.Exactly(v), Note: true, Doubtful: true}, nil
	}
	return AmountReading{}, whole.refuse()
}

// limited reports a bracket that makes the amount a bound, or a part: 100万(封顶).
func (a *amounts) limited() bool {
	_, inside := withoutBrackets(a.runes)
	return containsAny(string(inside), a.vocab.money.limits)
}

// inWords reads an amount whose figures are words: 五十万, 壹佰万元整.
func (a *amounts) inWords() (plan.Money, bool) {
	from := a.skip(0, a.lead)
	to := from
	for to < len(a.runes) && isHanziNumeral(a.runes[to:to+1]) {
		to++
	}
	words := a.runes[from:to]
	rest := a.skip(a.skip(to, []string{"元", "圆"}), a.vocab.money.after)
	n, ok := hanziNumber(words)
	if !ok || strings.Trim(string(a.runes[rest:]), ".。,;") != "" {
		return 0, false
	}
	if len(words) == 1 && to == rest && n > 0 {
		return 0, false // 一 may be a dash
	}
	unit := plan.Yuan
	if to == rest && !strings.ContainsAny(string(words), "万萬亿億") {
		unit = a.unit // 五十, in a column of 万元
	}
	if plan.Money(n) > maxWritten/unit {
		return 0, false
	}
	return plan.Money(n) * unit, true
}

// maxWritten is the largest amount that is read in words.
const maxWritten = 1000 * plan.Yi

// amongWords reads the only amount among words that are not understood, as long
// as none of them makes it a bound or a part of something else.
func (a *amounts) amongWords() (plan.Money, bool) {
	all := a.sums()
	if len(all) != 1 || a.odd != "" || currencyIn(a.runes) != "" || slices.Contains(a.runes, gapRune) {
		return 0, false
	}
	s := all[0]
	before, after := a.runes[:s.from], a.runes[s.to:]
	if !a.spent && containsAny(string(a.runes), a.vocab.money.spent) {
		return 0, false // what has been spent is no total
	}
	if len(before)+len(after) > maxWords || containsAny(string(before), a.vocab.money.limits) || containsAny(string(after), a.vocab.money.limits) {
		return 0, false
	}
	if s.bare && isWord(a.peek(s.to)) || strings.ContainsRune("△▲▽", a.peek(s.from-1)) {
		return 0, false // 120人; △120 is 120 less
	}
	if strings.ContainsRune("-.·±", a.peek(s.from-1)) || strings.ContainsRune("%千百·.-~/→", a.peek(s.to)) || hasHanziDigit(before) || hasHanziDigit(after) || hasLetter(before) || hasLetter(after) {
		return 0, false
	}
	return s.value, !a.hasDigits(0, s.from) && !a.hasDigits(s.to, len(a.runes))
}

// isWord reports a character of words.
func isWord(r rune) bool { return unicode.Is(unicode.Han, r) || r >= 'a' && r <= 'z' }

// hasLetter reports a Latin letter: 150k is no 150.
func hasLetter(r []rune) bool {
	return slices.ContainsFunc(r, func(c rune) bool { return c >= 'a' && c <= 'z' })
}

// maxWords is how many characters may stand beside a value that is read though
// they are not understood.
const maxWords = 16

// isPending reports 待定 and what is made of nothing but parts of it.
func isPending(p *plan.Plan, raw string) bool {
	if _, ok := p.Read("待定金额", raw); ok {
		return true
	}
	if !strings.ContainsAny(raw, "待未不tT") {
		return false
	}
	t, words := newText(raw), &vocabularyOf(p).money
	from, to := t.trimmed(`,;。、.()" `)
	roots := 0
	for i := from; i < to; {
		n := t.longest(i, words.pending)
		if n > 0 {
			roots++
		} else if n = t.longest(i, words.pendingBeside); n == 0 {
			return false
		}
		i += n
	}
	return roots == 1
}

// saysUnspent reports words that say that nothing has been spent: 尚未支付,
// 资金暂未拨付. due tells that something is about to be: 待支付.
func saysUnspent(p *plan.Plan, raw string) (unspent, due bool) {
	t, words := textOf(p, raw), &vocabularyOf(p).money
	from, to := t.trimmed(`,;。、.()" `)
	not, spends := 0, 0
	for i := from; i < to; {
		n := t.longest(i, words.not)
		switch {
		case n > 0:
			not++
		case t.longest(i, words.awaits) > 0:
			n, due = t.longest(i, words.awaits), true
			not++
		case t.longest(i, words.spends) > 0:
			n = t.longest(i, words.spends)
			spends++
		default:
			if n = t.longest(i, words.spendsBeside); n == 0 {
				return false, false
			}
		}
		i += n
	}
	return not == 1 && spends > 0, due
}

// oneAmount reads all of the text as one amount. named is the unit it was counted
// in.
func (a *amounts) oneAmount(i int) (v, named plan.Money, ok bool) {
	i, ok = a.passBrackets(a.skip(i, a.lead))
	if !ok {
		return 0, 0, false
	}
	i = a.skip(i, a.lead)
	number, next, ok := a.number(i)
	if !ok {
		return 0, 0, false
	}
	unit, next, stated := a.unitAt(next)
	if !stated {
		unit = a.unit
		if u, after, ok := a.unitInBracket(next); ok {
			unit, next, stated = u, after, true
		}
	}
	v, err := plan.ParseDecimal(number, unit)
	if err != nil {
		return 0, 0, false
	}
	// 1亿2000万, 150万5千元: the parts of one amount.
	for last := unit; stated && isDigit(a.peek(next)); {
		more, after, ok := a.number(next)
		if !ok {
			return 0, 0, false
		}
		u, after, ok := a.unitAt(after)
		part, err := plan.ParseDecimal(more, u)
		if !ok || u >= last || part >= last || err != nil || v < 0 {
			return 0, 0, false
		}
		v, last, next = v+part, u, after
	}
	for {
		j := a.skip(next, a.vocab.money.after)
		j, ok = a.passBrackets(j)
		if !ok {
			return 0, 0, false
		}
		if j == next {
			return v, unit, a.end(next)
		}
		next = j
	}
}

// number reads a plain number with thousands separators at their places.
func (t *text) number(i int) (digits string, next int, ok bool) {
	var b strings.Builder
	next = i
	if t.peek(next) == '-' {
		b.WriteByte('-')
		next++
	}
	start := next
	for isDigit(t.peek(next)) {
		next++
	}
	b.WriteString(string(t.runes[start:next]))
	if lead := next - start; lead > 0 && lead <= 3 {
		for t.peek(next) == ',' && t.figures(next+1) == 3 {
			b.WriteString(string(t.runes[next+1 : next+4]))
			next += 4
		}
	}
	if r := t.peek(next); r == '.' || r == '。' && isDigit(t.peek(next+1)) {
		n := t.figures(next + 1)
		if n == 0 && next == start {
			return "", i, false
		}
		b.WriteByte('.')
		b.WriteString(string(t.runes[next+1 : next+1+n]))
		next += 1 + n
	}
	if next == start || t.peek(next) == ',' && isDigit(t.peek(next+1)) {
		return "", i, false
	}
	return b.String(), next, true
}

// figures is how many figures stand at i.
func (t *text) figures(i int) int {
	n := 0
	for isDigit(t.peek(i + n)) {
		n++
	}
	return n
}

// unitAt reads a unit: 万元, 百万, 千万元. A 千 or 百 needs a 万, an 亿 or a 元 behind
// it: 2千 may be 2千元 or 2千万.
func (a *amounts) unitAt(i int) (unit plan.Money, next int, ok bool) {
	times := plan.Money(1)
	j := i
	if a.has(i, "个亿") {
		j++
	}
	switch a.peek(i) {
	case '十', '拾':
		times, j = 10, i+1
	case '百', '佰':
		times, j = 100, i+1
	case '千', '仟':
		times, j = 1000, i+1
	}
	if u, after, ok := a.vocab.unitIn(&a.text, j); ok {
		return times * u, after, true
	}
	return 0, i, false
}

// unitInBracket reads a bracket that holds nothing but a unit: 150(万元).
func (a *amounts) unitInBracket(i int) (unit plan.Money, next int, ok bool) {
	if a.peek(i) != '(' {
		return 0, i, false
	}
	j := i + 1
	if a.has(j, "单位") {
		j += 2
	}
	if a.peek(j) == ':' {
		j++
	}
	unit, j, ok = a.unitAt(j)
	return unit, j + 1, ok && a.peek(j) == ')'
}

// passBrackets passes over brackets at i that hold no figure; an amount in words
// is left to stand beside one in figures, as on a cheque.
func (a *amounts) passBrackets(i int) (next int, ok bool) {
	for a.peek(i) == '(' {
		next, ok := a.bracket(i)
		if !ok || a.hasDigits(i, next) || currencyIn(a.runes[i:next]) != "" {
			return i, false
		}
		i = next
	}
	return i, true
}
