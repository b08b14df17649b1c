package report

import (
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
)

// targets set the progress of projects beside what last quarter said it would
// be now.
func (b *builder) targets() {
	b.Targets = []TargetRow{}
	if b.pf.Previous == nil || b.Meta.Previous != b.Meta.Quarter.Add(-1) {
		return
	}
	for i := range b.pf.Entries {
		e := &b.pf.Entries[i]
		if !hasLast(e) || e.Last.Quarter != b.Meta.Previous || e.Last.Project.NextTarget == nil {
			continue
		}
		b.Targets = append(b.Targets, TargetRow{
			Number: e.Number, Name: e.Project.Title(), Unit: b.unitName(i), Target: *e.Last.Project.NextTarget, Actual: e.Project.KnownProgress(),
			Known: e.State == portfolio.Reported,
		})
	}
}

// targetSentence says how many of the targets were reached, "" without any.
func (b *builder) targetSentence() string {
	reached, missed, unknown := 0, 0, 0
	for _, t := range b.Targets {
		switch {
		case t.Reached():
			reached++
		case t.Known:
			missed++
		default:
			unknown++
		}
	}
	var parts []string
	for _, p := range []struct {
		n    int
		word string
	}{{reached, "达到"}, {missed, "没有达到"}, {unknown, "待核实"}} {
		if p.n > 0 {
			parts = append(parts, pieces(p.n)+p.word)
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return sentence(b.lastEnd()+"定下本季度末目标进度的"+pieces(len(b.Targets))+"项目", clauses(parts...))
}

// missedText names the projects that have missed their targets.
func (b *builder) missedText() (text string, numbers []string) {
	var parts []string
	for _, t := range b.Targets {
		if t.Known && !t.Reached() {
			parts = append(parts, titled(t.Name)+"（"+t.Unit+"，目标"+t.Target.String()+"%，实际"+t.Actual.String()+"%）")
			numbers = append(numbers, t.Number)
		}
	}
	if len(parts) == 0 {
		return "", nil
	}
	return "没有达到" + b.lastEnd() + "所定目标进度的项目" + pieces(len(parts)) + "：" + told(parts), numbers[:min(len(numbers), namesTold)]
}

// expectedWord says when a department expects to finish, "" where it did not.
func expectedWord(d plan.Date) string {
	if d == 0 {
		return ""
	}
	return "预计" + before(d, 0) + "完成"
}
