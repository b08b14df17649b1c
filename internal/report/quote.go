package report

import (
	"strings"
	"unicode/utf8"
)

// How many characters of a department's text the body quotes, and how many page
// one does of a request.
const (
	quotedInBody  = 80
	quotedOnFirst = 24
)

// seeAnnex marks a text that the annex has in full.
const seeAnnex = "……（全文见附件1）"

// quote is a department's text as the body has it: whole, or cut at the last
// sentence that fits, else at the last clause, and marked. Among many projects
// half as much is quoted.
func (b *builder) quote(text string) string {
	limit := quotedInBody
	if b.many() {
		limit /= 2
	}
	return cutAt(inline(text), limit, seeAnnex)
}

// manyProjects are more than are told one by one in a body of few pages: then
// only what needs attention is.
const manyProjects = 150

func (b *builder) many() bool { return len(b.pf.Entries) > manyProjects }

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
	partner := make([]int, len(runes)) // of each bracket, its other half's place plus one
	var open []int
	for i, r := range runes {
		switch r {
		case '（', '(':
			open = append(open, i)
		case '）', ')':
			if n := len(open); n > 0 {
				partner[i], partner[open[n-1]] = open[n-1]+1, i+1
				open = open[:n-1]
			}
		}
	}
	depth := 0
	for i := range runes {
		switch {
		case partner[i] == 0:
		case partner[i]-1 > i:
			if depth++; depth%2 == 0 {
				runes[i], runes[partner[i]-1] = '〔', '〕'
			} else if depth > 2 {
				runes[i], runes[partner[i]-1] = '（', '）'
			}
		default:
			depth--
		}
	}
	return string(runes)
}
