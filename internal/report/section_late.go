package report

import (
	"cmp"
	"slices"

	"jingpin/internal/plan"
)

// LateTold is how many late projects section two tells one by one; the annex
// lists all.
const LateTold = 20

// sectionLate tells each late project, red before yellow, worst first.
func (b *builder) sectionLate() Section {
	s := Section{ID: "late", Heading: "二、进度偏慢和滞后项目"}
	s.Paragraphs = worded(Paragraph{ID: "二-1", Text: b.lateOpening()}, b.recovered(), b.setBacks(), b.missed(), b.disagreeing())
	groups := 0
	mixed := b.Overall.Red > 0 && b.Overall.Yellow > 0 || len(b.Late) > 0 && len(b.StillLate) > 0 // one kind alone needs no headings
	for i, l := range b.Late[:min(len(b.Late), LateTold)] {
		p := toldAlone("二", l.Subject, numbered(i, len(b.Late), titled(l.Name)+"（"+l.lead()+"）"), b.lateText(l))
		if mixed && (i == 0 || b.Late[i-1].Light != l.Light) {
			groups++
			p.Heading = "（" + plan.Numeral(groups) + "）" + l.Light.String() + "项目"
		}
		s.Paragraphs = append(s.Paragraphs, p)
	}
	if rest := len(b.Late) - LateTold; rest > 0 {
		s.Paragraphs = append(s.Paragraphs, Paragraph{ID: "二-3", Text: "其余" + pieces(rest) + "项目见附件3。"})
	}
	s.Paragraphs = append(s.Paragraphs, b.doubtParagraphs(groups)...)
	return s
}

// doubtParagraphs tell what is known of the projects that are 滞后待核实, and
// who owes the answer, under a heading of their own after some others.
func (b *builder) doubtParagraphs(groups int) []Paragraph {
	var ps []Paragraph
	for i, d := range b.StillLate[:min(len(b.StillLate), b.room.doubts)] {
		p := toldAlone("二", d.Subject, numbered(i, len(b.StillLate), titled(d.Name)+"（"+d.Unit+"）"), b.doubtText(d))
		if i == 0 {
			p.Heading = when(groups > 0, "（"+plan.Numeral(groups+1)+"）") + "滞后待核实项目"
		}
		ps = append(ps, p)
	}
	if rest := len(b.StillLate) - b.room.doubts; rest > 0 {
		ps = append(ps, Paragraph{ID: "二-6", Text: "其余滞后待核实项目" + pieces(rest) + "见附件1。"})
	}
	return ps
}

// doubtText is what is known of one project, and from whom more is awaited.
func (b *builder) doubtText(d DoubtRow) string {
	latest := "最近一次" + when(d.Quarter != b.Meta.Previous, "（"+b.called(d.Quarter)+"）")
	why, awaited := d.why()
	return sentence(when(d.Known.Late(), b.knownWord(d)), latest+"报送累计进度"+d.Progress.String()+"%",
		when(d.Overdue, "已过完成时限（"+d.Deadline.Chinese()+"）"), why, awaited)
}

func (b *builder) lateOpening() string {
	lit := b.Overall.Lit()
	switch {
	case lit == 0:
		return "本季度没有纳入研判的项目。" + b.stillLateSentence()
	case len(b.Late) == 0 && lit == 1:
		return "纳入研判的1个项目推进顺利。" + b.stillLateSentence()
	case len(b.Late) == 0:
		return "纳入研判的" + pieces(lit) + "项目均推进顺利。" + b.stillLateSentence()
	}
	parts := said([]share{{"进度滞后", b.Overall.Red}, {"进度偏慢", b.Overall.Yellow}}, share.nameFirst)
	return sentence("纳入研判的"+pieces(lit)+"项目中", list(parts), b.lateWhere(), b.lateAlready(), b.unexplained())
}

// lateWhere says in which tracks the late projects are, and whose they are.
func (b *builder) lateWhere() string {
	tracks := namesOf(b.Late, func(l LateRow) string { return l.Track })
	units := namesOf(b.Late, func(l LateRow) string { return l.Unit })
	return clauses(lateTracks(shares(tracks)), lateUnits(shares(units)))
}

// lateTracks says where the late projects are: 主要集中在 only where one track
// has more than half of them.
func lateTracks(ss []share) string {
	total := 0
	for _, s := range ss {
		total += s.n
	}
	switch {
	case len(ss) == 1 && total == 1:
		return "属于" + ss[0].name
	case len(ss) == 1:
		return "均属" + ss[0].name
	case 2*ss[0].n > total:
		return "主要集中在" + ss[0].name + "（" + pieces(ss[0].n) + "）"
	}
	return "分布在" + grouped(ss, true)
}

// lateUnits says whose the late projects are. Of many units only those with
// more than the rest are named.
func lateUnits(ss []share) string {
	switch {
	case len(ss) == 1:
		return "牵头部门为" + ss[0].name
	case len(ss) <= namesInText:
		return "牵头部门为" + grouped(ss, false)
	}
	const most = 3
	top := slices.DeleteFunc(slices.Clone(ss[:most]), func(s share) bool { return s.n == ss[most].n })
	text := "涉及" + plan.Count(len(ss)) + "个牵头部门"
	switch {
	case len(top) > 0:
		return text + "，较多的为" + grouped(top, false)
	case ss[0].n == ss[len(ss)-1].n:
		return text + "，各" + pieces(ss[0].n)
	}
	return text
}

// lateAlready parts those that were late last quarter already from the new ones.
func (b *builder) lateAlready() string {
	listed := b.lastEnd() + "已列为进度偏慢或滞后"
	switch m := b.moves().Late; {
	case m.Still == 0 && m.Was() == 0:
		return ""
	case m.Still == 0 && m.New == 1:
		return "为" + b.since() + "新列入"
	case m.Still == 0:
		return "均为" + b.since() + "新列入"
	case m.New == 0 && m.Still == 1:
		return listed
	case m.New == 0:
		return "均在" + listed
	default:
		return "其中" + pieces(m.Still) + listed + "、" + pieces(m.New) + "为" + b.since() + "新列入"
	}
}

// recovered names the projects that were late last quarter and are not now.
func (b *builder) recovered() Paragraph {
	var r roll
	for _, c := range b.Compare {
		if c.LightBefore.Late() && !c.LightNow.Late() && c.LightNow != plan.Unverified {
			now := c.LightNow.String()
			switch c.Kind {
			case kindLeft:
				now = "移出汇总"
			case kindMerged:
				now = "已合并或拆分"
			}
			r.name(c.Number, c.Name, clauses(c.Unit, now))
		}
	}
	return b.rollParagraph("二-4", b.lastEnd()+"列为进度偏慢或滞后、现已不在其列的项目", r)
}

// setBacks names the projects that went the other way since last quarter.
func (b *builder) setBacks() Paragraph {
	r := b.rollOf(func(e *ProjectRow) string {
		words := b.setBack(e)
		return when(words != "", clauses(e.InUnit, words))
	})
	return b.rollParagraph("二-5", "与"+b.lastEnd()+"相比，没有进展或出现回退的项目", r)
}

// setBack says how a project went the other way, "" for one that did not.
func (b *builder) setBack(e *ProjectRow) string {
	if e.light() == plan.Unverified || !e.hasLast() {
		return ""
	}
	last, now := standingWord(&e.Last.Project), standingWord(&e.Project)
	switch kind := e.kind(); {
	case e.wasDone() && e.light() != plan.Done:
		return "原已完成，现" + now
	case kind == kindFellBack:
		return "由" + last + "降至" + now
	case kind == kindStalled && e.Stalled > 1 && e.Project.Status != plan.StatusNotStarted:
		return "连续" + plan.Count(e.Stalled) + "个季度停在" + now
	case kind == kindStalled && e.Project.Status == plan.StatusNotStarted:
		return "仍" + now
	case kind == kindStalled:
		return "停在" + now
	}
	return ""
}

// why is what the department says why the project is late, "" for nothing.
func (l LateRow) why() string { return cmp.Or(l.Reason, l.Remark) }

func (b *builder) unexplained() string {
	switch n := countOf(b.Late, func(l LateRow) bool { return l.why() == "" }); {
	case n == 0:
		return ""
	case n == 1 && len(b.Late) == 1:
		return "没有说明原因"
	case n == len(b.Late):
		return "均没有说明原因"
	default:
		return "没有说明原因的" + pieces(n)
	}
}

// lateText is one late project: whose it is, how far behind, why, what next.
func (b *builder) lateText(l LateRow) string {
	return sentence(when(b.pf.AsOf <= l.Deadline, "计划"+before(l.Deadline, 0)+"完成"), expectedWord(l.Expected), b.standing(l), b.lateBefore(l)) +
		when(l.why() != "", endWith("问题及原因："+b.quote(l.why()), "。")) +
		when(l.Next != "" && b.room.next, endWith("下一步："+b.quote(l.Next), "。")) +
		b.notFilled(l) +
		when(l.Overridden != "", endWith("核定理由："+inline(l.Overridden), "。")) +
		when(l.Disagrees, "部门自评“"+l.Self+"”。")
}

// standing is how far a late project is and why it counts as late.
func (b *builder) standing(l LateRow) string {
	how := l.Measure + l.Actual.String() + "%"
	if l.Measure == byYearRate {
		how = b.Meta.Quarter.Span() + "完成本年目标的" + l.Actual.String() + "%"
	}
	return clauses(how, l.Cause)
}

func (b *builder) lateBefore(l LateRow) string {
	switch {
	case l.LateFor > 1:
		return l.since()
	case l.LightBefore == l.Light:
		return b.lastEnd() + "已为" + l.Light.String()
	case l.LightBefore.Lit():
		return b.lastEnd() + "为" + l.LightBefore.String()
	}
	return ""
}

// notFilled says what the department left open; when the plan is over there is no
// next quarter to plan.
func (b *builder) notFilled(l LateRow) string {
	reason, next := l.why() == "", l.Next == "" && !b.Meta.PlanOver
	return when(reason || next, "部门没有填报"+when(reason, "原因")+when(reason && next, "和")+when(next, "下季度计划")+"。")
}

// disagreeing names the projects that call themselves late and are not: of the
// late ones that think better of themselves their own paragraphs tell.
func (b *builder) disagreeing() Paragraph {
	r := b.rollOf(func(e *ProjectRow) string {
		return when(!e.light().Late() && disagrees(e.Project.Self, e.light()), "自评“"+e.Project.Self+"”")
	})
	return b.rollParagraph("二-2", "部门自评偏慢或滞后、研判为推进顺利的项目", r)
}

// targetSentence says how many of the targets were reached, "" without any.
func (b *builder) targetSentence() string {
	if len(b.Targets) == 0 {
		return ""
	}
	reached := countOf(b.Targets, TargetRow.reached)
	unknown := countOf(b.Targets, func(t TargetRow) bool { return !t.Known })
	missed := len(b.Targets) - reached - unknown
	parts := said([]share{{"达到", reached}, {"没有达到", missed}, {"待核实", unknown}}, share.countFirst)
	return sentence(b.lastEnd()+"定下本季度末目标进度的"+pieces(len(b.Targets))+"项目", clauses(parts...))
}

// missed names the projects that have missed their targets.
func (b *builder) missed() Paragraph {
	var r roll
	for _, t := range b.Targets {
		if t.Known && !t.reached() {
			r.name(t.Number, t.Name, t.Unit+"，目标"+t.Target.String()+"%，实际"+t.Actual.String()+"%")
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

// How many of the late projects and of the requests page one tells.
const (
	worstTold = 3
	asksTold  = 5
)

// worstParagraph tells the worst of the late projects: whose they are, by how
// much and since when they are late, when they are expected, what is asked. Where
// there are fewer, it tells those that are 滞后待核实.
func (b *builder) worstParagraph() Paragraph {
	var r roll
	for _, l := range b.Late[:min(len(b.Late), worstTold)] {
		r.add(l.Number, b.worstText(l))
	}
	for _, d := range b.StillLate[:min(len(b.StillLate), worstTold-len(r.parts))] {
		r.add(d.Number, b.worstDoubt(d))
	}
	if len(r.parts) == 0 {
		return Paragraph{ID: "一-2"}
	}
	count := []string{"一", "两", "三"}[len(r.parts)-1]
	return Paragraph{ID: "一-2", Lead: "最突出的" + count + "件事。", Text: enumerated(r.parts), Numbers: r.numbers}
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

func (b *builder) worstDoubt(d DoubtRow) string {
	why, _ := d.why()
	return clauses(titledIn(b.front.name, d.Name)+"（"+d.Unit+"）滞后待核实", b.knownWord(d), why)
}
