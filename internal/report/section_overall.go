package report

import (
	"slices"
	"unicode/utf8"

	"jingpin/internal/plan"
)

// How many names a sentence lists before it says 等.
const namesInText = 5

// sectionOverall is the first section, page one: how far things are, what is
// late, what is asked, what has changed, and how sure all this is. The table of
// the tracks stands after its first paragraph.
func (b *builder) sectionOverall() Section {
	return Section{"overall", "一、总体推进情况", worded([]Paragraph{
		{ID: "一-1", Text: b.conclusion()},
		b.worstParagraph(),
		b.askParagraph(),
		{ID: "一-4", Lead: "与" + b.lastEnd() + "相比。", Text: b.changeText()},
		{ID: "一-5", Lead: "投资情况。", Text: b.moneySentence()},
		{ID: "一-6", Lead: "数据核实。", Text: b.sureText()},
		{ID: "一-7", Lead: "分街道情况。", Text: b.streetText()},
	}...)}
}

// conclusion answers in short how many projects there are, of how many the
// data is settled, how these stand, and what is known of the others.
func (b *builder) conclusion() string {
	text := "截至" + b.Meta.AsOf.Chinese() + "，" + plan.Numeral(len(b.plan.Tracks)) + "大专项行动"
	t := b.Overall
	how := "均已核实"
	switch {
	case t.Projects == 0:
		return text + "暂无纳入汇总的项目。"
	case t.Verified() == 0:
		how = "数据均待核实"
	case t.Unverified > 0:
		how = "已核实" + pieces(t.Verified()) + "、待核实" + pieces(t.Unverified) + "，核实率" + plan.Share(t.Verified(), t.Projects).String() + "%"
	case len(b.open()) > 0:
		how = "另有" + items(len(b.open())) + "待核定"
	case b.keptDone() > 0 || b.ToDecide() > 0 || len(b.standIns()) > 0 || b.toCorrect():
		how = "没有待核实项目"
	case t.Projects == 1:
		how = "已核实"
	}
	return text + "共有项目" + pieces(t.Projects) + "，" + how + "。" + b.bucketSentence() + b.lateSentence() + b.stillLateSentence()
}

// lateSentence says how many projects are late, of how many.
func (b *builder) lateSentence() string {
	n, lit := b.Overall.Late(), b.Overall.Lit()
	switch {
	case n == 0 && lit == 0:
		return ""
	case n == 0 && b.Overall.StillLate > 0:
		return "纳入研判的" + pieces(lit) + "项目中没有进度偏慢和滞后的。"
	case n == 0:
		return "没有进度偏慢和滞后项目。"
	}
	return sentence("进度偏慢和滞后项目"+pieces(n), "占纳入研判的"+pieces(lit)+"项目的"+plan.Share(n, lit).String()+"%")
}

// bucketSentence says how the verified projects stand.
func (b *builder) bucketSentence() string {
	t := b.Overall
	verified := t
	verified.Projects, verified.Unverified = t.Verified(), 0
	subject := "已核实项目"
	switch {
	case verified.Projects == 0 || t.Projects == 1:
		return ""
	case t.Unverified == 0:
		subject = "各项目"
	}
	return subject + divided(verified, "中，")
}

// stillLateSentence says why projects are 滞后待核实, by what they were when they
// were last judged.
func (b *builder) stillLateSentence() string {
	n := len(b.StillLate)
	if n == 0 {
		return ""
	}
	whys := namesOf(b.StillLate, b.knownWord)
	known := said(shares(whys), share.countFirst)
	if len(known) == 1 {
		known = whys[:1]
	}
	return "待核实项目中有" + pieces(n) + "为滞后待核实：" + sentence(clauses(known...), "核实前不作好转统计")
}

// knownWord is what makes a project 滞后待核实.
func (b *builder) knownWord(d DoubtRow) string {
	if d.Known.Late() {
		return endOf(d.Quarter, b.Meta.Quarter) + "为" + d.Known.String()
	}
	return "已过完成时限"
}

// changeText says what has changed since last quarter: what became of the late
// ones, how those judged in both quarters went, what was finished and added.
func (b *builder) changeText() string {
	m := b.moves()
	what := "进度偏慢和滞后"
	switch {
	case m.Late.Yellow == 0:
		what = plan.Red.String()
	case m.Late.Red == 0:
		what = plan.Yellow.String()
	}
	return b.becameSentence(what, m.Late, becameOfLate) + b.becameSentence("滞后待核实", m.Doubted, becameOfDoubted) + b.alikeSentence() +
		when(b.front.detail, b.targetSentence()) + b.movementSentence()
}

// What becomes of late and of doubtful projects, in the order of becameSentence.
var (
	becameOfLate    = [...]string{"恢复正常", "已完成", "仍为偏慢或滞后", "待核实", "已合并或拆分", "转为暂缓、取消等"}
	becameOfDoubted = [...]string{"核实为推进顺利", "核实为已完成", "核实为偏慢或滞后", "仍待核实", "已合并或拆分", "转为暂缓、取消等"}
)

// becameSentence parts last quarter's late projects, or its doubtful ones, by
// what became of them.
func (b *builder) becameSentence(what string, m LateMovement, words [6]string) string {
	if m.Was() == 0 {
		return ""
	}
	var became []share
	for i, n := range []int{m.Recovered, m.Done, m.Still, m.Doubtful, m.Merged, m.Out} {
		if n == m.Was() {
			return b.lastEnd() + what + "的" + pieces(n) + "项目，现" + words[i] + "。"
		}
		became = append(became, share{words[i], n})
	}
	parts := said(became, share.countFirst)
	return sentence(b.lastEnd()+what+"的"+pieces(m.Was())+"项目", clauses(parts...))
}

// alikeSentence compares like with like: the projects with a light in both
// quarters.
func (b *builder) alikeSentence() string {
	m := b.moves().Alike
	both := "两期"
	if b.consecutive() {
		both = "两个季度"
	}
	subject := "同口径比较，" + both + "均纳入研判的" + pieces(m.judgedInBoth()) + "项目"
	switch m.judgedInBoth() {
	case 0:
		return ""
	case m.Same:
		return subject + "亮灯未变。"
	case m.Better:
		return subject + "好转。"
	case m.Worse:
		return subject + "转差" + b.reddened() + "。"
	}
	parts := said([]share{{"好转", m.Better}, {"转差", m.Worse}, {"未变", m.Same}}, share.nameFirst)
	return subject + "中，" + list(parts) + b.reddened() + "。"
}

// reddened tells, in brackets, which projects went from yellow to red.
func (b *builder) reddened() string {
	n := b.moves().Alike.Reddened
	if n == 0 {
		return ""
	}
	names := namesOf(b.Late, func(l LateRow) string {
		return when(l.LightBefore == plan.Yellow && l.Light == plan.Red, titled(l.Name))
	})
	what := "（由进度偏慢转为进度滞后的" + pieces(n)
	if told := some(names, fewOnPageOne, "个"); b.front.detail && utf8.RuneCountInString(told) <= charsOnPageOne {
		what += "：" + told
	}
	return what + "）"
}

// How many projects page one tells one by one, in how many characters, so that
// it stays one page.
const (
	fewOnPageOne   = 3
	charsOnPageOne = 80
)

// movementSentence says what was finished and added and, apart from that, what
// went the other way, so that the finished of two quarters can be reconciled.
func (b *builder) movementSentence() string {
	m := b.moves()
	gained := said([]share{
		{"新完成项目", m.Finished}, {"新增项目", m.New}, {"合并拆分形成的项目", m.Merged}, {"经批准调整计划的项目", m.Approved},
	}, func(s share) string {
		return s.nameFirst() + when(s.name == "新增项目" && m.NewDone > 0, "（其中"+pieces(m.NewDone)+"已完成）")
	})
	lost := said([]share{
		{"项目原已完成、现报为未完成", m.Reopened}, {"项目进度回退", m.FellBack}, {"项目没有进展", m.Stalled}, {"项目移出汇总", m.Left},
	}, share.countFirst)
	switch {
	case len(gained)+len(lost) == 0:
		return ""
	case len(gained) == 0:
		return b.since() + "有" + sentence(lost...)
	case len(lost) == 0:
		return b.since() + list(gained) + "。"
	}
	return b.since() + list(gained) + "；另有" + sentence(lost...)
}

func (b *builder) moneySentence() string {
	if invested(b.Overall, false) == nil {
		return ""
	}
	first := b.moves().FirstPaid
	return sentence(slices.Concat(invested(b.Overall, !b.front.detail), []string{
		b.paidSince(), when(b.front.detail && first != 0, "首次报送项目累计"+first.Text()),
	})...)
}

// paidSince says what the projects that go on have paid since last quarter, and
// what of that was reported now, or since the seal, and may have been paid before.
func (b *builder) paidSince() string {
	m := b.moves()
	switch {
	case m.GoOn == 0:
		return ""
	case m.Paid < 0:
		return b.since() + "核减" + (-m.Paid).Text()
	case m.Paid == 0:
		return b.since() + "没有新增完成投资"
	}
	earlier := chain("、", []string{
		when(m.PaidAfter > 0, b.lastEnd()+"待核实的项目补报"+m.PaidAfter.Text()),
		when(m.PaidLate > 0, b.called(b.Meta.Previous)+"定稿后补报"+m.PaidLate.Text()),
	})
	return b.since() + "完成" + m.Paid.Text() + when(earlier != "", "（含"+earlier+"）")
}
