package report

import (
	"cmp"
	"slices"
	"strings"

	"jingpin/internal/plan"
)

// sectionNext tells what falls due by the end of next quarter, by month, what
// is to start then, and what follows.
func (b *builder) sectionNext() Section {
	if b.Meta.PlanOver {
		return b.sectionRest()
	}
	next := b.called(b.next())
	opening := next + "没有到期项目。"
	if n := len(b.Due); n > 0 {
		opening = next + "到期项目共" + pieces(n) + "。"
	}
	paragraphs := slices.Concat([]Paragraph{{ID: "五-1", Text: opening + b.laterText()}}, b.months(), []Paragraph{b.starting()})
	return Section{ID: "next", Heading: "五、下季度重点工作", Paragraphs: worded(paragraphs...)}
}

// sectionRest tells, in the plan's last quarter, what is not finished: there is
// no next quarter to tell of.
func (b *builder) sectionRest() Section {
	rest := b.rollOf(func(e *ProjectRow) string {
		return when(e.light() != plan.Done && e.light() != plan.Cancelled, e.InUnit)
	})
	p := b.rollParagraph("五-1", "尚未完成的项目", rest)
	p.Text = "行动计划到" + b.plan.Info.Last().Chinese() + "结束，" + cmp.Or(p.Text, "没有未完成的项目。")
	return Section{ID: "next", Heading: "五、收尾工作", Paragraphs: []Paragraph{p}}
}

// months has one paragraph for each month in which something falls due.
func (b *builder) months() []Paragraph {
	var ps []Paragraph
	for rest := b.Due; len(rest) > 0; {
		month := rest[0].Month
		n := countOf(rest, func(d DueRow) bool { return d.Month == month })
		var r roll
		for _, d := range rest[:min(n, b.room.due)] {
			r.add(d.Number, b.dueText(d))
		}
		p := Paragraph{ID: "五-" + month, Lead: strings.TrimPrefix(month, plan.Count(b.next().Year)+"年") + "：", Numbers: r.numbers}
		p.Text = series(r.parts) + when(n > b.room.due, "另有"+pieces(n-b.room.due)+"项目见附件4。")
		ps, rest = append(ps, p), rest[n:]
	}
	return ps
}

func (b *builder) dueText(d DueRow) string {
	progress := "累计进度" + d.Progress.String() + "%"
	switch {
	case d.Light == plan.Unverified && b.pf.Previous != nil:
		progress = "数据待核实，" + b.lastEnd() + progress
	case d.Light == plan.Unverified:
		progress = "数据待核实"
	case d.Light.Late():
		progress += "，" + d.Light.String()
	}
	return clauses(titled(d.Name)+"（"+d.Unit+"牵头，"+progress+"）", when(d.Next != "", b.planned(d.Next)))
}

// laterText counts what falls due in the quarters after next.
func (b *builder) laterText() string {
	parts := namesOf(b.Charts.Timeline[min(1, len(b.Charts.Timeline)):], func(q Quarterly) string {
		return when(len(q.Projects) > 0, b.called(q.Quarter)+pieces(len(q.Projects)))
	})
	return when(len(parts) > 0, sentence("此后到期项目为"+list(parts)))
}

// starting names the projects that are to start next quarter.
func (b *builder) starting() Paragraph {
	r := b.rollOf(func(e *ProjectRow) string {
		return when(e.light() == plan.NotDue && e.Project.Start <= b.next().Last(), e.InUnit+"牵头")
	})
	return b.rollParagraph("五-2", "计划"+b.called(b.next())+"启动的项目", r)
}
