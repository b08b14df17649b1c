package values

import (
	"slices"
	"strings"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/sheet"
)

// ShareReading is what a cell of a share column was read as, in percentage points. The
// range is not checked.
type ShareReading struct {
	plan.Percent
	Exact plan.Percent // of a plain number: what it is as a fraction of one
	Plain bool         // neither typed nor shown as a percentage
	Blank bool
	Note  bool // read otherwise than typed
	// Doubtful tells that somebody should look: 2/5, 未完成(90%).
	Doubtful bool
}

// ReadShare reads a cell of a share column by itself. Whether a plain number is
// a fraction of one is for its column to say (Shares).
func ReadShare(p *plan.Plan, c sheet.Cell, raw string, date1904 bool) (ShareReading, *Refusal) {
	if c.Kind == sheet.Number {
		return storedShare(c, date1904)
	}
	if s, ok := plainShare(raw); ok {
		return s, nil
	}
	return writtenShare(p, raw)
}

// plainShare reads the usual ways of writing a share.
func plainShare(raw string) (ShareReading, bool) {
	number, percent := strings.CutSuffix(raw, "%")
	if number == "" || strings.Trim(number, "0123456789.") != "" || !isDigit(rune(number[0])) {
		return ShareReading{}, false
	}
	return newShare(number, !percent)
}

// newShare is a share of plain figures.
func newShare(number string, isPlain bool) (ShareReading, bool) {
	v, err := plan.ParsePercent(number)
	if err != nil {
		return ShareReading{}, false
	}
	s := ShareReading{Percent: v, Plain: isPlain}
	if isPlain && v >= 0 && v <= plan.Point {
		exact, err := plan.ParseDecimal(number, plan.Full100)
		if err != nil {
			return ShareReading{}, false
		}
		s.Exact = plan.Percent(exact)
	}
	return s, true
}

// storedShare reads a stored number as it is shown.
func storedShare(c sheet.Cell, date1904 bool) (ShareReading, *Refusal) {
	l := lookOf(c.Format)
	if l.date || l.time {
		return ShareReading{}, &Refusal{Reason: Wrong, First: Shown(c, date1904)}
	}
	text, shift := c.Text, l.shift(c)
	if l.tenths {
		shift++
	}
	if shift != 0 {
		text = shifted(Plain(c.Text), shift)
	}
	s, ok := newShare(text, !l.percent && !l.tenths)
	if !ok {
		return ShareReading{}, &Refusal{Reason: Unclear, First: Shown(c, date1904)}
	}
	return s, nil
}

// ownRates are the only rates that are the project's progress.
var ownRates = strings.NewReplacer("完成率", "", "完工率", "", "进度率", "")

// shares reads one text.
type shares struct {
	text
	plan *plan.Plan
}

// writtenShare reads a share written as text: 约60%, 完成80%，已进场, 45%(滞后).
func writtenShare(p *plan.Plan, raw string) (ShareReading, *Refusal) {
	if p.Blank(raw) {
		return ShareReading{Blank: true, Note: true}, nil
	}
	s := shares{textOf(p, raw), p}
	if s.odd == "" && !slices.Contains(s.runes, gapRune) {
		if read, ok := s.oneShare(); ok {
			read.Note = true
			return read, nil
		}
		if read, ok := s.otherwise(); ok {
			read.Note = true
			return read, nil
		}
	}
	return ShareReading{}, s.refuse()
}

// oneShare reads all of the text as one share.
func (s *shares) oneShare() (read ShareReading, ok bool) {
	from, to := s.trimmed(`,;。、:" `)
	if to > from && s.runes[to-1] == '.' {
		to--
	}
	trimmed := shares{s.until(to), s.plan}
	return trimmed.between(from, to)
}

// between reads a text from one rune to another, its end.
func (s *shares) between(from, to int) (read ShareReading, ok bool) {
	if s.peek(from) == '(' {
		if next, ok := s.bracket(from); ok && next == to && s.digitsAlone(from+1, to-1) {
			inside := shares{s.until(to - 1), s.plan}
			return inside.between(from+1, to-1)
		}
	}
	first := slices.IndexFunc(s.runes[from:to], func(r rune) bool { return isDigit(r) || r == '.' })
	if first < 0 {
		return ShareReading{}, false
	}
	first += from
	start := first
	if s.peek(first-1) == '-' && first-1 >= from {
		first--
	}
	number, next, ok := s.number(first)
	if !ok || s.inBracket(start, from) {
		return ShareReading{}, false
	}
	read, next, ok = s.counted(number, start, next)
	if !ok || s.hasDigits(next, to) || s.longest(next, rangeMarks) > 0 && next < to {
		return ShareReading{}, false
	}
	clauseFrom, clauseTo := s.clause(first, next, from, to)
	before, after := string(s.runes[clauseFrom:first]), string(s.runes[next:clauseTo])
	if containsAny(ownRates.Replace(before), s.vocab.share.other) || containsAny(after, s.vocab.share.left) || !s.tailFits(next, clauseTo) {
		return ShareReading{}, false
	}
	read.Doubtful = containsAny(string(s.runes), s.vocab.share.part) || s.skip(clauseFrom, s.vocab.share.before) < first // 外墙40%
	return read, true
}

// counted is a number with its sign or its unit: 45%, 45个百分点, 百分之45, 8成.
func (s *shares) counted(number string, start, next int) (read ShareReading, after int, ok bool) {
	percent := false
	switch {
	case s.peek(next) == '%':
		percent, next = true, next+1
	case s.has(next, "个百分点"):
		percent, next = true, next+4
	case s.peek(next) == '成' && isDigit(s.peek(next+1)) && !isDigit(s.peek(next+2)): // 4成5
		number, percent, next = number+string(s.peek(next+1)), true, next+2
	case s.peek(next) == '成':
		number, percent, next = shifted(number, 1), true, next+1
	}
	if start >= 3 && s.has(start-3, "百分之") {
		percent = true
	}
	read, ok = newShare(number, !percent)
	return read, next, ok
}

// clause are the bounds of the clause that a share from i to j stands in.
func (s *shares) clause(i, j, from, to int) (begin, end int) {
	const breaks = ",;。、:()"
	for begin = i; begin > from && !strings.ContainsRune(breaks, s.runes[begin-1]); begin-- {
	}
	for end = j; end < to && !strings.ContainsRune(breaks, s.runes[end]); end++ {
	}
	return begin, end
}

// tailFits reports that words directly behind a number without % are no unit of
// something else: 3个点位, 45人.
func (s *shares) tailFits(i, end int) bool {
	return i >= end || s.peek(i-1) == '%' || s.peek(i-1) == '点' || s.peek(i-1) == '成' || s.skip(i, s.vocab.share.after) >= end
}

// inBracket reports a bracket that is open at i.
func (s *shares) inBracket(i, from int) bool {
	depth := 0
	for _, r := range s.runes[from:i] {
		switch r {
		case '(':
			depth++
		case ')':
			depth--
		}
	}
	return depth > 0
}

// digitsAlone reports nothing but a number between i and j.
func (s *shares) digitsAlone(i, j int) bool {
	return strings.Trim(string(s.runes[i:j]), "0123456789.%") == ""
}

// refuse says what stands in the way of reading the text.
func (s *shares) refuse() *Refusal {
	r := &Refusal{Reason: Unclear, First: strings.TrimSpace(s.src)}
	if s.odd != "" {
		r.Reason, r.Second = OddFigure, s.odd
		return r
	}
	found := s.found()
	switch {
	case slices.Contains(s.runes, gapRune) && !strings.Contains(s.src, "%"):
		r.Reason = Gap
	case len(found) == 0:
	case len(found) == 1:
		f := found[0]
		r.First, r.Second = s.quote(f.from, f.to), s.quote(f.to, len(s.runes))
		if r.Second == "" {
			r.Second = s.quote(0, f.from)
		}
		r.Reason = TwoFacts
	default:
		s.chooseOne(r, found)
	}
	return r
}

// foundShare is a share found in a text that is not read as a whole.
type foundShare struct {
	plan.Percent
	from, to int
}

// found are the shares in a text.
func (s *shares) found() []foundShare {
	var all []foundShare
	for i := 0; i < len(s.runes); {
		if !isDigit(s.peek(i)) {
			i++
			continue
		}
		number, next, ok := s.number(i)
		if !ok {
			i += s.figures(i)
			continue
		}
		if read, after, ok := s.counted(number, i, next); ok {
			all = append(all, foundShare{read.Percent, i, after})
			next = after
		}
		i = next
	}
	return all
}

// Words before one of two shares.
var (
	thenWords = []string{"上季", "上期", "上月", "原", "此前", "一季度", "去年", "上次", "前期"}
	nowWords  = []string{"本季", "本期", "目前", "现", "截至", "累计", "当前", "至今"}
)

// chooseOne quotes two shares; where one is last quarter's, the other is the
// suggestion.
func (s *shares) chooseOne(r *Refusal, found []foundShare) {
	a, b := found[0], found[1]
	r.Reason, r.First, r.Second = TwoFacts, s.quote(a.from, a.to), s.quote(a.to, b.to)
	between, before := string(s.runes[a.to:b.from]), string(s.runes[:a.from])
	switch {
	case len(found) > 2:
	case slices.Contains([]string{"-", "~", "至", "到"}, between):
		r.Reason, r.Second = Span, s.quote(b.from, b.to)
	case containsAny(between, thenWords):
		r.Likely, r.Witness = a.String(), filing.Witness{Kind: filing.PreviousValue, Value: b.String()}
	case containsAny(before, thenWords):
		r.Likely, r.Witness = b.String(), filing.Witness{Kind: filing.PreviousValue, Value: a.String()}
	case slices.Contains([]string{"→", "->"}, between), containsAny(between, nowWords):
		r.Likely, r.Witness = b.String(), filing.Witness{Kind: filing.PreviousValue, Value: a.String()}
	}
}

// otherwise reads a share that is not written as one: in words, as a fraction, or
// in a bracket behind what it means.
func (s *shares) otherwise() (read ShareReading, ok bool) {
	if v, doubtful, ok := s.inWords(); ok {
		return ShareReading{Percent: v, Doubtful: doubtful}, true
	}
	found := s.found()
	switch {
	case len(found) == 1 && s.inBracket(found[0].from, 0) && s.peek(found[0].to-1) == '%' && !containsAny(string(s.runes), shareBound):
		return ShareReading{Percent: found[0].Percent, Doubtful: true}, true
	case len(found) == 1 && s.peek(found[0].to-1) == '%' && strings.Trim(string(s.runes[:found[0].from]), "~>≥超") == "" && s.end(found[0].to):
		return ShareReading{Percent: found[0].Percent, Doubtful: true}, true
	case len(found) == 2 && s.skip(0, s.vocab.share.before) == found[0].from && s.end(found[1].to) && string(s.runes[found[0].to:found[1].from]) == "/":
		if a, b := found[0].Percent, found[1].Percent; a >= 0 && a <= b && b > 0 && s.peek(found[1].to-1) != '%' {
			return ShareReading{Percent: plan.Share(int(a), int(b)), Doubtful: true}, true
		}
	}
	return ShareReading{}, false
}

// shareBound are words that make a share a bound, or that of something else.
var shareBound = []string{"不足", "不到", "以下", "剩", "差", "较", "比", "增", "计划", "目标", "应", "上季", "上期", "原", "本季", "未达", "资金", "支付", "投资"}

// sharesInWords are shares that are words, true for those that somebody should
// look at.
var sharesInWords = map[string]struct {
	percent  plan.Percent
	doubtful bool
}{
	"一半": {plan.Full / 2, true}, "半": {plan.Full / 2, true}, "全部": {plan.Full, true}, "全部完工": {plan.Full, true}, "全部竣工": {plan.Full, true}, "完工": {plan.Full, true}, "竣工": {plan.Full, true}, "": {plan.Full, true},
	"未启动": {0, true}, "未开工": {0, true}, "未开始": {0, true}, "尚未启动": {0, true}, "尚未开工": {0, true}, "零": {0, false},
}

// inWords reads 八成, 百分之四十五, 一半, 全部完成.
func (s *shares) inWords() (v plan.Percent, doubtful, ok bool) {
	typed := strings.Trim(string(s.runes), ".,;。、")
	words := typed
	for _, lead := range []string{"约", "已经", "已", "完成", "近", "达到", "达"} {
		words = strings.TrimPrefix(words, lead)
	}
	for _, tail := range []string{"左右", "以上", "完成"} {
		words = strings.TrimSuffix(words, tail)
	}
	if rest, ok := strings.CutPrefix(words, "百分之"); ok {
		n, ok := hanziNumber([]rune(rest))
		return plan.Percent(n) * plan.Point, false, ok && n <= 100
	}
	if n, ok := hanziNumber([]rune(words)); ok && n > 10 && n <= 100 { // 四十五; 一 may be a dash, and 八 eight of something
		return plan.Percent(n) * plan.Point, true, true
	}
	if part, whole, ok := parts(words); ok {
		return plan.Share(part, whole), true, true
	}
	if tenths := []rune(words); len(tenths) >= 2 && tenths[1] == '成' {
		return tenthsInWords(tenths)
	}
	share, ok := sharesInWords[words]
	return share.percent, share.doubtful, ok && (words != "" || strings.Contains(typed, "完成"))
}

// parts reads 三分之二.
func parts(words string) (part, whole int64, ok bool) {
	below, above, ok := strings.Cut(words, "分之")
	if !ok {
		return 0, 0, false
	}
	whole, ok = hanziNumber([]rune(below))
	part, known := hanziNumber([]rune(above))
	return part, whole, ok && known && whole > 0 && part <= whole
}

// tenthsInWords reads 八成, 八成五, 八成半.
func tenthsInWords(r []rune) (v plan.Percent, doubtful, ok bool) {
	n, ok := hanziDigits[r[0]]
	if r[0] == '十' && len(r) == 2 {
		return plan.Full, false, true
	}
	switch {
	case !ok || len(r) > 3:
		return 0, false, false
	case len(r) == 2:
		return plan.Percent(n) * plan.Full / 10, false, true
	case r[2] == '半':
		return plan.Percent(n)*plan.Full/10 + 5*plan.Point, false, true
	}
	half, ok := hanziDigits[r[2]]
	return plan.Percent(n)*plan.Full/10 + plan.Percent(half)*plan.Point, false, ok
}
