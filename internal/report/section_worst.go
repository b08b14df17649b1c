package report

import (
	"slices"
	"strings"

	"jingpin/internal/plan"
)

// How many of the late projects and of the requests page one tells.
const (
	worstTold = 3
	asksTold  = 5
)

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

// worstParagraph tells the worst of the late projects: whose they are, by how
// much and since when they are late, when they are expected, what is asked. Where
// there are fewer, it tells those that are 滞后待核实.
func (b *builder) worstParagraph() Paragraph {
	p := Paragraph{ID: "一-2"}
	var parts []string
	for _, l := range b.Late[:min(len(b.Late), worstTold)] {
		parts, p.Numbers = append(parts, b.worstText(l)), append(p.Numbers, l.Number)
	}
	for _, d := range b.StillLate[:min(len(b.StillLate), worstTold-len(parts))] {
		parts, p.Numbers = append(parts, b.worstDoubt(d)), append(p.Numbers, d.Number)
	}
	if len(parts) > 0 {
		p.Lead, p.Text = "最突出的"+[]string{"一", "两", "三"}[len(parts)-1]+"件事。", enumerated(parts)
	}
	return p
}

func (b *builder) worstText(l LateRow) string {
	how := l.Cause
	if l.Timed && b.pf.AsOf <= l.Deadline && l.Shortfall > b.plan.Info.SlackPoints {
		how = "低于应达进度" + points(l.Shortfall)
	}
	return clauses(titledIn(b.front.name, l.Name)+"（"+l.lead()+"）"+how, l.since(), expectedWord(l.Expected), b.worstRequest(l))
}

// since says since when a project is late, "" for one that was not before.
func (l LateRow) since() string {
	return when(l.LateFor > 1, "已连续"+plan.Count(l.LateFor)+"个季度滞后")
}

// worstRequest is what is asked for one of the worst projects, "" where the room
// lets it be told only once, among the requests.
func (b *builder) worstRequest(l LateRow) string {
	if !b.front.twice && slices.ContainsFunc(b.Asks[:min(len(b.Asks), asksTold)], func(a AskRow) bool { return a.Key == l.Key }) {
		return ""
	}
	return b.requestOf(l.Ask)
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

func (b *builder) worstDoubt(d DoubtRow) string {
	why, _ := d.why()
	return clauses(titledIn(b.front.name, d.Name)+"（"+d.Unit+"）滞后待核实", b.knownWord(d), why)
}

// answerBy says by when an answer is needed, "" where it was not said.
func (b *builder) answerBy(a AskRow) string {
	return when(a.By != 0, "（请于"+before(a.By, b.Meta.Quarter.Year)+"答复）")
}

// askParagraph tells the most urgent of what is asked.
func (b *builder) askParagraph() Paragraph {
	p := Paragraph{ID: "一-3", Lead: "提请领导小组协调" + items(len(b.Asks)) + "。"}
	var parts []string
	for _, a := range b.Asks[:min(len(b.Asks), asksTold)] {
		parts, p.Numbers = append(parts, titledIn(b.front.name, a.Name)+"（"+a.Unit+"）"+b.requestOf(a.Ask)+b.answerBy(a)), append(p.Numbers, a.Number)
	}
	rest := len(b.Asks) - len(parts)
	p.Text = enumerated(parts) + when(rest > 0, "另有"+items(rest)+"见第三部分。")
	return p
}
