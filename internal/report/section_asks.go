package report

import (
	"strings"
)

// sectionAsks tells what is asked of the leading group, by whom, for which
// project.
func (b *builder) sectionAsks() Section {
	opening := "本季度没有部门提请领导小组协调事项。"
	if len(b.Asks) > 0 {
		units := shares(namesOf(b.Asks, func(a AskRow) string { return a.Unit }))
		opening = "本季度共有" + pieces(len(units)) + "部门提请领导小组协调事项" + items(len(b.Asks)) + "。"
	}
	s := Section{"asks", "三、提请领导小组协调事项", []Paragraph{{ID: "三-1", Text: b.askedBeforeText() + opening}}}
	for i, a := range b.Asks[:min(len(b.Asks), b.room.asks)] {
		s.Paragraphs = append(s.Paragraphs, toldAlone("三", a.Subject, numbered(i, len(b.Asks), a.Unit), b.askText(a)))
	}
	if rest := len(b.Asks) - b.room.asks; rest > 0 {
		s.Paragraphs = append(s.Paragraphs, Paragraph{ID: "三-2", Text: "其余" + items(rest) + "见附件1。"})
	}
	return s
}

// askedBeforeText says what has become of last quarter's requests, "" without
// any. That a department asks no more is all that is known: it may be settled.
func (b *builder) askedBeforeText() string {
	if len(b.AskedBefore) == 0 {
		return ""
	}
	now := namesOf(b.AskedBefore, func(a AskedRow) string { return a.Now })
	parts := said(shares(now), func(s share) string { return s.name + items(s.n) })
	return b.lastEnd() + "提请协调" + items(len(b.AskedBefore)) + "，" + sentence(list(parts))
}

// Words a request may already begin with.
var askOpeners = []string{"请", "提请", "建议", "希望", "恳请", "需", "望", "申请"}

// Words a request may begin with that only lack 请.
var askVerbs = []string{"协调", "支持", "帮助", "解决", "明确", "加快", "落实"}

func (b *builder) askText(a AskRow) string {
	name := "关于" + titled(a.Name) + when(a.Light.Late(), "（"+a.Light.String()+"）")
	return endWith(name+"，"+b.quote(asking(a.Ask))+b.answerBy(a), "。")
}

// asking says what is asked, as a request.
func asking(ask string) string {
	ask = inline(ask)
	switch {
	case startsWithAny(ask, askOpeners):
		return ask
	case startsWithAny(ask, askVerbs):
		return "请" + ask
	}
	return "提请协调：" + ask
}

// askParagraph tells the most urgent of what is asked.
func (b *builder) askParagraph() Paragraph {
	var r roll
	for _, a := range b.Asks[:min(len(b.Asks), asksTold)] {
		r.add(a.Number, titledIn(b.front.name, a.Name)+"（"+a.Unit+"）"+b.requestOf(a.Ask)+b.answerBy(a))
	}
	rest := len(b.Asks) - len(r.parts)
	return Paragraph{
		ID: "一-3", Lead: "提请领导小组协调" + items(len(b.Asks)) + "。", Numbers: r.numbers,
		Text: enumerated(r.parts) + when(rest > 0, "另有"+items(rest)+"见第三部分。"),
	}
}

// requestOf is what is asked for a project, short: its first sentence.
func (b *builder) requestOf(ask string) string {
	if ask == "" || b.front.request == 0 {
		return ""
	}
	ask = asking(ask)
	first, more, cut := strings.Cut(ask, "。")
	if cut && more != "" && strings.Count(first, "“") == strings.Count(first, "”") {
		return cutAt(first, b.front.request, "") + "……"
	}
	return cutAt(ask, b.front.request, "……")
}

// answerBy says by when an answer is needed, "" where it was not said.
func (b *builder) answerBy(a AskRow) string {
	return when(a.By != 0, "（请于"+before(a.By, b.Meta.Quarter.Year)+"答复）")
}
