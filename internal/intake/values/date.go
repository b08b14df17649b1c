package values

import (
	"slices"
	"strings"

	"jingpin/internal/plan"
	"jingpin/internal/sheet"
)

// Use is what a date column is for: which end of a period counts, and which
// words say nothing against it.
type Use uint8

// The uses of dates.
const (
	Ends   Use = iota // a deadline, or when something was finished: the period's end
	Starts            // a start: the period's beginning
)

// DateReading is what a date cell was read as.
type DateReading struct {
	Period
	Open     bool // 长期, 持续推进 …: no end
	Blank    bool // nothing stands there
	Note     bool // read otherwise than typed
	Doubtful bool // somebody should look: 2024年6月(延期), 2024年前
}

// ReadDate reads a cell of a date column. year is the one that a date without
// its own most likely means, 0 for none; it is only ever suggested.
func ReadDate(p *plan.Plan, c sheet.Cell, raw string, use Use, year int, date1904 bool) (DateReading, *Refusal) {
	switch {
	case c.Kind == sheet.Number:
		return storedDate(c, use, date1904)
	case c.Kind == sheet.ISODate:
		return shownDate(c, use, date1904)
	case isSerial(raw):
		return storedDate(sheet.Cell{Kind: sheet.Number, Text: raw}, use, date1904)
	}
	return WrittenDate(p, raw, use, year)
}

// WrittenDate reads a date written as text.
func WrittenDate(p *plan.Plan, raw string, use Use, year int) (DateReading, *Refusal) {
	if p.Blank(raw) {
		return DateReading{Blank: true, Note: true}, nil
	}
	d := dates{text: textOf(p, raw), plan: p, use: use, year: year}
	if refusal := d.oddities(); refusal != nil {
		refusal.Likely = d.likelyAlone()
		return DateReading{}, refusal
	}
	if d.says(lunar) {
		return DateReading{}, &Refusal{Reason: Unclear, First: strings.TrimSpace(raw)}
	}
	if d.isOpen() {
		return DateReading{Period: Period{p.Info.First(), p.Info.Last()}, Open: true, Note: true}, nil
	}
	read, ok := d.oneDate(base{})
	if !ok {
		read, ok = d.amongWords()
	}
	if !ok {
		return DateReading{}, d.refuse()
	}
	_, err := plan.ParseDate(raw)
	read.Note = err != nil // a day written plainly is not worth a record
	return read, nil
}

// TextPeriod reads a text that is nothing but a date or a range of them, such
// as a 截至日期 of a heading.
func TextPeriod(raw string) (Period, bool) {
	d := dates{text: textOf(nil, raw)}
	read, ok := d.oneDate(base{})
	return read.Period, ok && d.odd == "" && !read.Doubtful
}

// dates reads one text.
type dates struct {
	text
	plan *plan.Plan // nil where only a date is looked for
	use  Use
	year int
}

// lunar are the words of another calendar: its year ends in the next of ours.
var lunar = []string{"农历", "阴历", "旧历", "腊月", "正月"}

// words are what may stand behind a date of this use.
func (d *dates) words() []string {
	if d.use == Starts {
		return d.vocab.time.begun
	}
	return d.vocab.time.done
}

// against are the words that make a date another fact.
func (d *dates) against() []string {
	if d.use == Starts {
		return d.vocab.time.isDone
	}
	return d.vocab.time.isBegun
}

// oneDate reads all of the text as one date, or as a range, or as times that
// adjoin.
func (d *dates) oneDate(b base) (read DateReading, ok bool) {
	from, to := d.trimmed(`.,;。、:" `)
	t := dates{text: d.until(to), plan: d.plan, use: d.use, year: d.year}
	return t.span(from, b)
}

// span reads a date or a range of them from i to the text's end.
func (d *dates) span(i int, b base) (read DateReading, ok bool) {
	from := i
	i, ok = d.brackets(d.lead(i), &read, Period{})
	if !ok {
		return read, false
	}
	i = d.lead(i)
	since := d.use == Ends && strings.ContainsAny(string(d.runes[from:i]), "自从")
	m, i, ok := d.moment(i, b)
	if !ok {
		return read, false
	}
	read.Period, read.Doubtful = m.Period, m.vague && d.use == Ends
	for {
		j := d.skip(i, listMarks)
		if j == i {
			break
		}
		n, after, ok := d.moment(j, m.base)
		if !ok || !read.adjoins(n.Period) || n.vague || m.vague {
			break
		}
		read.End, m, i = n.End, n, after
	}
	// 2023年3月起至12月止
	if j := i + d.longest(i, []string{"起", "开始"}); d.longest(j, rangeMarks) > 0 {
		i = j
	}
	if n := d.longest(i, rangeMarks); n > 0 {
		to, after, ok := d.moment(i+n, m.base)
		if !ok || to.vague || to.End < read.End || to.End == read.End && !to.named || m.bare && to.base.month == 0 {
			return read, false
		}
		read.End, i = to.End, after
		i += d.longest(i, []string{"止"})
	} else if since || m.bare && !d.end(i) && d.peek(i) != '(' {
		return read, false // 自2024年 says when it begins
	}
	return d.tail(i, read)
}

// lead is where the words before a date end.
func (d *dates) lead(i int) int {
	for {
		j := d.skip(d.skip(i, d.vocab.time.before), d.words())
		if j == i {
			return i
		}
		i = j
	}
}

// tail reads what stands behind a date: before, closing words, brackets.
func (d *dates) tail(i int, read DateReading) (DateReading, bool) {
	if n := d.longest(i, d.vocab.time.until); n > 0 {
		if read.Start != read.End { // 2024年6月前: the end of May, or of June? The earlier makes no late project look in time.
			if d.use == Starts || read.End-read.Start > 150 && read.End-read.Start < 360 {
				return read, false
			}
			read.End, read.Doubtful = read.Start-1, true
			read.Start = read.End
		}
		i += n
	} else if n := d.longest(i, []string{"内", "以内", "之内", "期间"}); n > 0 {
		i += n
		i += d.longest(i, d.vocab.time.until)
	}
	for {
		j := d.skip(i, d.vocab.time.after)
		j = d.skip(j, d.words())
		for strings.ContainsRune(",;。.、", d.peek(j)) && j > 0 && !d.end(j) {
			j++
		}
		j, ok := d.brackets(j, &read, read.Period)
		if !ok {
			return read, false
		}
		if j == i {
			break
		}
		i = j
	}
	if !d.end(i) || d.says(d.against()) {
		return read, false
	}
	read.Doubtful = read.Doubtful || d.says(d.vocab.time.otherwise)
	return read, true
}

// amongWords reads the only date among words that are not understood, as long as
// none of them makes it that of something else.
func (d *dates) amongWords() (read DateReading, ok bool) {
	facts := d.facts(base{})
	if len(facts) != 1 || slices.Contains(d.runes, gapRune) || d.says(d.against()) || d.says(d.vocab.time.milestones) {
		return read, false
	}
	f := facts[0]
	before, after := d.runes[:f.from], d.runes[f.to:]
	switch {
	case f.End-f.Start > 100, f.vague, len(before)+len(after) > maxWords, hasHanziDigit(before), hasHanziDigit(after), hasLetter(before), hasLetter(after),
		strings.ContainsAny(string(before), "自从"),
		d.hasDigits(0, f.from), d.hasDigits(f.to, len(d.runes)), f.Start != f.End && d.longest(f.to, d.vocab.time.until) > 0, d.longest(f.to, rangeMarks) > 0,
		d.longest(f.from-1, rangeMarks) > 0, d.says(d.opposite()):
		return read, false
	}
	return DateReading{Period: f.Period, Doubtful: true}, true
}

// opposite are the words that stand behind the other use of a date.
func (d *dates) opposite() []string {
	if d.use == Starts {
		return d.vocab.time.isDone
	}
	return nil
}

// says reports one of the words anywhere in the text.
func (d *dates) says(words []string) bool {
	for i := range d.runes {
		if n := d.longest(i, words); n > 0 && !d.isRangeWord(i, n) {
			return true
		}
	}
	return false
}

// isRangeWord reports 起 or 开始 before a range's mark: 3月起至12月; 后 or 前
// within 前后, and 后 within 滞后 and its like; and 实施 or 开展 that says how, and
// not when: 分步实施.
func (d *dates) isRangeWord(i, n int) bool {
	if (d.has(i, "实施") || d.has(i, "开展")) && strings.ContainsRune("步批期段序", d.peek(i-1)) {
		return true
	}
	return d.longest(i+n, rangeMarks) > 0 || n == 1 && d.peek(i) == '后' && strings.ContainsRune("前滞落延推", d.peek(i-1))
}

// brackets passes over brackets at i that hold no figure, and those that say the
// same again: 2024年底(12月31日).
func (d *dates) brackets(i int, read *DateReading, same Period) (next int, ok bool) {
	for d.peek(i) == '(' {
		next, ok := d.bracket(i)
		if !ok {
			return i, false
		}
		inside := dates{text: text{src: d.src, vocab: d.vocab, runes: d.runes[i+1 : next-1], at: d.at[i+1 : next]}, plan: d.plan, use: d.use}
		switch {
		case !d.hasDigits(i, next) && !isHanziDate(inside.runes):
		case same == Period{}:
			return i, false
		default:
			again, ok := inside.oneDate(base{year: same.End.Year(), month: int(same.End.Time().Month())})
			if !ok || again.bound(d.use) != same.bound(d.use) {
				return i, false
			}
		}
		i = next
	}
	return i, true
}

// isHanziDate reports 六月三十日 and its like.
func isHanziDate(r []rune) bool {
	return slices.ContainsFunc(r, func(c rune) bool { _, ok := hanziDigits[c]; return ok }) && strings.ContainsAny(string(r), "年月季")
}

// bound is the end of a period that counts for a use.
func (p Period) bound(use Use) plan.Date {
	if use == Starts {
		return p.Start
	}
	return p.End
}

// isOpen reports 长期 and its like, whatever stands in brackets behind it, and
// several such words side by side. A figure in a bracket must name the plan's
// own end.
func (d *dates) isOpen() bool {
	var words strings.Builder
	for i := 0; i < len(d.runes); i++ {
		if d.runes[i] != '(' {
			words.WriteRune(d.runes[i])
			continue
		}
		next, ok := d.bracket(i)
		if !ok {
			return false
		}
		if d.hasDigits(i, next) {
			inside := dates{text: text{src: d.src, vocab: d.vocab, runes: d.runes[i+1 : next-1], at: d.at[i+1 : next]}}
			if to, ok := inside.oneDate(base{}); !ok || to.End != d.plan.Info.Last() {
				return false
			}
		}
		i = next - 1
	}
	parts := strings.FieldsFunc(words.String(), func(r rune) bool { return strings.ContainsRune(",;/.。、·\"", r) })
	return len(parts) > 0 && !slices.ContainsFunc(parts, func(w string) bool { return !isOpenWord(d.plan, w) })
}

// everyWords say that something comes round again and again.
var everyWords = []string{"每年", "每季度", "每季", "每月", "每半年", "每两年", "逐年", "历年"}

// isEvery reports 每年6月底前: a time that comes round again has no end.
func isEvery(p *plan.Plan, w string) bool {
	d := dates{text: textOf(p, w), plan: p}
	i := d.longest(0, everyWords)
	if i == 0 {
		return false
	}
	rest := dates{text: text{src: d.src, vocab: d.vocab, runes: d.runes[i:], at: d.at[i:]}, plan: p}
	_, ok := rest.oneDate(base{year: p.Info.FirstYear, month: 1})
	return ok
}

// isOpenWord reports one such word: those of the plan's list, and what is made
// of nothing but parts of them.
func isOpenWord(p *plan.Plan, w string) bool {
	if _, ok := p.Read("开口期限", w); ok || isEvery(p, w) {
		return true
	}
	t, words := newText(w), &vocabularyOf(p).time
	roots := 0
	for i := 0; i < len(t.runes); {
		n := t.longest(i, words.open)
		if n > 0 {
			roots++
		} else if n = t.longest(i, words.openBeside); n == 0 {
			return false
		}
		i += n
	}
	return roots > 0
}
