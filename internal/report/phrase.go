package report

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"jingpin/internal/plan"
)

// Marks that end a sentence by themselves, so that none is put after them; an
// ellipsis does so only at the end of a sentence.
const (
	stoppers = "！？!?"
	ellipsis = '…'
)

// inline puts a department's words on one line; nothing else about them is
// changed.
func inline(s string) string { return strings.Join(strings.Fields(s), " ") }

// untail drops the marks at the end of a text that another mark replaces. An
// ellipsis typed as dots is no such mark.
func untail(s string) string {
	s = strings.TrimSpace(s)
	if strings.HasSuffix(s, "..") {
		return s
	}
	return strings.TrimRight(s, "。．.；;，,、：: \t")
}

// endWith ends a text with exactly one mark.
func endWith(s, mark string) string {
	s = untail(s)
	last, _ := utf8.DecodeLastRuneInString(s)
	switch {
	case s == "", strings.ContainsRune(stoppers, last):
		return s
	case mark == "。" && (last == ellipsis || strings.HasSuffix(s, "..")):
		return s
	case mark == "。" && (last == '”' || last == '』') && endsSentence(strings.TrimRight(s, "”』")):
		return s
	}
	return s + mark
}

func endsSentence(s string) bool {
	last, _ := utf8.DecodeLastRuneInString(s)
	return last == '。' || last == ellipsis || strings.ContainsRune(stoppers, last)
}

// chain joins clauses with a mark between them; blank ones are left out.
func chain(mark string, clauses []string) string {
	var b strings.Builder
	last := ""
	for _, c := range clauses {
		if c = untail(c); c == "" {
			continue
		}
		if last != "" {
			b.WriteString(endWith(last, mark))
		}
		last = c
	}
	b.WriteString(last)
	return b.String()
}

// clauses joins clauses with commas, without a mark at the end.
func clauses(cs ...string) string { return chain("，", cs) }

// sentence joins clauses with commas and ends with a full stop.
func sentence(cs ...string) string { return endWith(clauses(cs...), "。") }

// compound tells words that are several sentences or parts between semicolons
// themselves: they cannot stand as one part among others.
func compound(s string) bool { return strings.ContainsAny(untail(s), "。！？；;") }

// series makes one sentence of parallel items; where one of them is compound,
// each becomes a sentence.
func series(items []string) string {
	mark := "；"
	if slices.ContainsFunc(items, compound) {
		mark = "。"
	}
	return endWith(chain(mark, items), "。")
}

// nameInList is how many characters a name has at most in a list of names; the
// annex has it whole.
const nameInList = 24

// titled is a name in a list: a long one is cut, and one that holds marks of its
// own stands between quotation marks, so that the list stays clear. A name with
// quotation marks is left as is.
func titled(name string) string { return titledIn(nameInList, name) }

func titledIn(limit int, name string) string {
	name = cutAt(name, limit, "……")
	if strings.ContainsAny(name, "、，,；;") && !strings.ContainsAny(name, "“”") {
		return "“" + name + "”"
	}
	return name
}

// when is a text that is said where something is so, and nothing else.
func when(so bool, text string) string {
	if so {
		return text
	}
	return ""
}

// namesOf are what each of some things is called; those called nothing are left
// out.
func namesOf[T any](all []T, name func(T) string) []string {
	var names []string
	for _, one := range all {
		if n := name(one); n != "" {
			names = append(names, n)
		}
	}
	return names
}

// list joins names: 甲、乙、丙.
func list(names []string) string { return strings.Join(names, "、") }

// some lists at most limit names and, where it leaves any out, says how many
// there are: 甲、乙等7个部门. Without a counter it says 等 alone.
func some(names []string, limit int, counter string) string {
	switch {
	case len(names) <= limit:
		return list(names)
	case counter == "":
		return list(names[:limit]) + "等"
	}
	return list(names[:limit]) + "等" + plan.Count(len(names)) + counter
}

// pieces counts projects and units, items counts tasks and matters.
func pieces(n int) string { return plan.Count(n) + "个" }

func items(n int) string { return plan.Count(n) + "项" }

func points(p plan.Percent) string { return p.String() + "个百分点" }

// before says a deadline: 2025年底前, 2025年9月底前, 2025年9月15日前; without
// the year where the reader knows it.
func before(d plan.Date, knownYear int) string {
	y, m, day := d.Time().Date()
	year := ""
	if y != knownYear {
		year = fmt.Sprintf("%d年", y)
	}
	switch {
	case d != plan.MonthEnd(y, m):
		return fmt.Sprintf("%s%d月%d日前", year, int(m), day)
	case m == 12 && year != "":
		return year + "底前"
	}
	return fmt.Sprintf("%s%d月底前", year, int(m))
}

// Words a plan for the next quarter may already begin with.
var planOpeners = []string{"计划", "拟", "将", "预计", "力争", "争取", "确保"}

// planned are a unit's words of what it will do: 计划完成路面铺设.
func (b *builder) planned(next string) string {
	next = b.quote(next)
	switch {
	case compound(next):
		return "计划：" + next
	case startsWithAny(next, planOpeners):
		return next
	}
	return "计划" + next
}

func startsWithAny(s string, openers []string) bool {
	return slices.ContainsFunc(openers, func(o string) bool { return strings.HasPrefix(s, o) })
}

// seeAnnex marks a text that the annex has in full.
const seeAnnex = "……（全文见附件1）"

// quote is a department's text as the body has it: whole, or cut at the last
// sentence that fits, else at the last clause, and marked.
func (b *builder) quote(text string) string { return cutAt(inline(text), b.room.quoted, seeAnnex) }

// Brief is a department's text beside one that the first annex has whole: as long
// as the body quotes it where there is room.
func Brief(text string) string { return cutAt(inline(text), rooms[0].quoted, seeAnnex) }

// cutAt cuts a text that is longer than a number of characters, at a sentence,
// else a clause, else anywhere, and puts a mark where the rest was.
func cutAt(text string, limit int, mark string) string {
	if utf8.RuneCountInString(text) <= limit {
		return text
	}
	kept := string([]rune(text)[:limit])
	for _, ends := range []string{"。！？；;!?", "，,、：:"} {
		if i := strings.LastIndexAny(kept, ends); i > len(kept)/3 {
			return untail(kept[:i]) + mark
		}
	}
	return kept + mark
}

// nest makes brackets within brackets differ from those around them: （房管办
// 〔城建中心〕）. Brackets without their other half are left as they are.
func nest(text string) string {
	if !strings.ContainsAny(text, "（(") {
		return text
	}
	runes := []rune(text)
	type brackets struct{ open, closed int }
	var all []brackets
	var open []int
	for i, r := range runes {
		switch r {
		case '（', '(':
			open = append(open, i)
		case '）', ')':
			if n := len(open); n > 0 {
				all = append(all, brackets{open[n-1], i})
				open = open[:n-1]
			}
		}
	}
	for _, b := range all {
		around := countOf(all, func(o brackets) bool { return o.open < b.open && b.closed < o.closed })
		switch {
		case around%2 == 1:
			runes[b.open], runes[b.closed] = '〔', '〕'
		case around > 0:
			runes[b.open], runes[b.closed] = '（', '）'
		}
	}
	return string(runes)
}

// fromTo says a change of a value whose old side may not be known.
func fromTo(before, after, verb string) string {
	return when(before != "", "由"+before) + verb + after
}

// dayWord says a day typed as 2025-06-30 the way a document does.
func dayWord(s string) string {
	if d, err := plan.ParseDate(s); err == nil {
		return d.Chinese()
	}
	return s
}

// wanWord puts 万元 behind a bare number.
func wanWord(s string) string {
	m, err := plan.ParseWan(s)
	switch {
	case err != nil:
		return s
	case m >= plan.Yi:
		return m.Text()
	}
	return s + "万元"
}

// bracketed puts a text in brackets, unless it stands in some or is blank.
func bracketed(s string) string {
	s = untail(inline(s))
	if s == "" || strings.HasPrefix(s, "（") && strings.HasSuffix(s, "）") {
		return s
	}
	return "（" + s + "）"
}

// enumerated makes one sentence of several items: 一是…；二是….
func enumerated(parts []string) string {
	if len(parts) == 1 {
		return endWith(parts[0], "。")
	}
	for i := range parts {
		parts[i] = plan.Numeral(i+1) + "是" + parts[i]
	}
	return endWith(chain("；", parts), "。")
}
