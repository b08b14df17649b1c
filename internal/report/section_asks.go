package report

import (
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
)

// sectionAsks tells what is asked of the leading group, by whom, for which
// project.
func (b *builder) sectionAsks() Section {
	s := Section{ID: "asks", Heading: "三、提请领导小组协调事项"}
	if len(b.Asks) == 0 {
		s.Paragraphs = []Paragraph{{ID: "三-1", Text: b.askedBeforeText() + "本季度没有部门提请领导小组协调事项。"}}
		return s
	}
	units := map[string]bool{}
	for _, a := range b.Asks {
		units[a.Unit] = true
	}
	s.Paragraphs = []Paragraph{{ID: "三-1", Text: b.askedBeforeText() + "本季度共有" + pieces(len(units)) + "部门提请领导小组协调事项" + items(len(b.Asks)) + "。"}}
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

// targets set the progress of projects beside what last quarter said it would
// be now.
func (b *builder) targets() {
	if b.pf.Previous == nil || !b.consecutive() {
		return
	}
	for _, e := range b.entries {
		if !e.hasLast() || e.Last.Quarter != b.Meta.Previous || e.Last.Project.NextTarget == nil {
			continue
		}
		b.Targets = append(b.Targets, TargetRow{
			Named: e.named(), Target: *e.Last.Project.NextTarget, Actual: e.Project.KnownProgress(),
			Known: e.State == portfolio.Reported,
		})
	}
}

// targetSentence says how many of the targets were reached, "" without any.
func (b *builder) targetSentence() string {
	if len(b.Targets) == 0 {
		return ""
	}
	reached := countOf(b.Targets, TargetRow.Reached)
	unknown := countOf(b.Targets, func(t TargetRow) bool { return !t.Known })
	missed := len(b.Targets) - reached - unknown
	parts := said([]share{{"达到", reached}, {"没有达到", missed}, {"待核实", unknown}}, share.countFirst)
	return sentence(b.lastEnd()+"定下本季度末目标进度的"+pieces(len(b.Targets))+"项目", clauses(parts...))
}

// missed names the projects that have missed their targets.
func (b *builder) missed() Paragraph {
	var r roll
	for _, t := range b.Targets {
		if t.Known && !t.Reached() {
			r.add(t.Number, t.Name, t.Unit+"，目标"+t.Target.String()+"%，实际"+t.Actual.String()+"%")
		}
	}
	p := b.rollParagraph("二-7", "没有达到"+b.lastEnd()+"所定目标进度的项目", r)
	if !b.front.detail {
		p.Text = b.targetSentence() + p.Text // which page one leaves to this
	}
	return p
}

// expectedWord says when a department expects to finish, "" where it did not.
func expectedWord(d plan.Date) string {
	return when(d != 0, "预计"+before(d, 0)+"完成")
}
