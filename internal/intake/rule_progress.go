package intake

import (
	"strings"

	"jingpin/internal/plan"
)

// progressRules are the Q rules of one row.
var progressRules = []rowRule{
	{"Q01", func(r *reading, rec *record) {
		if r.blank(rec, "status") {
			r.fault(rec, "Q01", saying{expected: strings.Join(r.plan.Canonical(listStatus), "、")})
		}
	}},
	{"Q03", func(r *reading, rec *record) {
		p := rec.project
		if p.Progress != nil || rec.bad["progress"] || rec.bad["status"] {
			return
		}
		// 暂缓 and 取消 keep last quarter's progress, which portfolio knows.
		if underWay(p.Status) {
			r.fault(rec, "Q03", saying{expected: "0到100的数"})
		}
	}},
	{"Q04", func(r *reading, rec *record) {
		p := rec.project
		if p.Status == plan.StatusDone && p.Progress != nil && *p.Progress < plan.Full {
			r.fault(rec, "Q04", saying{value: rec.cells["status"].raw, other: p.Progress.String(), expected: "进度为100，或者状态为在建"})
		}
	}},
	{"Q07", func(r *reading, rec *record) {
		p := rec.project
		if p.Status == plan.StatusNotStarted && p.Progress != nil && *p.Progress > 0 {
			r.fault(rec, "Q07", saying{value: rec.cells["status"].raw, other: p.Progress.String(), expected: "进度为0，或者状态为前期、在建"})
		}
	}},
	{"Q05", func(r *reading, rec *record) {
		p := rec.project
		if p.Progress != nil && *p.Progress == plan.Full && p.Status != plan.StatusDone && p.Status != "" {
			r.remark(rec, "Q05", saying{value: p.Progress.String(), other: rec.cells["status"].raw, expected: "状态为已完成"})
		}
	}},
	{"Q06", func(r *reading, rec *record) {
		if underWay(rec.project.Status) && r.blank(rec, "done") {
			r.remark(rec, "Q06", saying{expected: "本季度做成了什么"})
		}
	}},
	{"Q12", func(r *reading, rec *record) {
		p := rec.project
		if p.Done == "" || p.Status == plan.StatusNotStarted || p.Status == plan.StatusDone || r.lexicon().concrete(p.Done) {
			return
		}
		r.remark(rec, "Q12", saying{
			value: p.Done, expected: "做了什么、完成多少、到了哪一步，至少" + plan.Count(r.plan.Info.MinProgressLength) + "个字",
		})
	}},
	{"Q11", func(r *reading, rec *record) {
		p := rec.project
		if p.Status == plan.StatusNotStarted && p.Paid.Value() > 0 {
			r.remark(rec, "Q11", saying{value: rec.cells["status"].raw, other: p.Paid.Money.Short()})
		}
	}},
	{"Q14", checkSpending},
	{ruleLate, checkLate},
}

// checkSpending is Q14: works whose progress and money paid lie far apart. Paid
// left blank is none; a sheet without the column says nothing of it.
func checkSpending(r *reading, rec *record) {
	p := rec.project
	if p.Kind != plan.KindWorks || p.Progress == nil || p.Total.Value() <= 0 || p.Paid.Kind == plan.Pending || !rec.has("paid") {
		return
	}
	paid := plan.Share(p.Paid.Value(), p.Total.Money)
	gap := max(paid-*p.Progress, *p.Progress-paid)
	if gap > r.plan.Info.SpendGap {
		r.remark(rec, "Q14", saying{value: p.Progress.String(), other: paid.String() + "%", difference: gap.String()})
	}
}

// checkNext is Q13. A department that leaves the column blank for most of its
// projects has its way of reporting; it is told of a blank only where the
// others are filled in, and where the project is late and the leaders will
// look for it.
func checkNext(r *reading, rec *record) {
	p := rec.project
	if !rec.has("next") || !underWay(p.Status) || p.Next != "" {
		return
	}
	filled, open := r.nextFilled, r.nextOpen-1
	if filled*2 > open || r.verdict(rec).Light.Late() {
		r.remark(rec, "Q13", saying{expected: "下季度要做成的事"})
	}
}

// countNext counts the projects under way, and those of them with a 下季度计划.
func (r *reading) countNext() {
	r.nextFilled, r.nextOpen = 0, 0
	for _, rec := range r.records {
		if underWay(rec.project.Status) {
			r.nextOpen++
			if rec.project.Next != "" {
				r.nextFilled++
			}
		}
	}
}

// ruleLate stands for the rules about lateness, Q08 to Q10, of which a project
// is told the first.
const ruleLate = "Q08–Q10"

// checkLate is Q08, Q09 and Q10: one finding a project, the first that
// applies.
func checkLate(r *reading, rec *record) {
	p := rec.project
	if r.asOf == 0 || p.Deadline == 0 || !live(p.Status) {
		return
	}
	for _, late := range []struct {
		code  string
		tells func() bool
	}{
		{"Q08", func() bool { return r.tellOverdue(rec) }},
		{"Q09", func() bool { return r.tellNotStarted(rec) }},
		{"Q10", func() bool { return r.tellNoReason(rec) }},
	} {
		rule, ok := r.plan.Rule(late.code)
		if ok && rule.On && !rec.bad[rule.Column] && !rec.anyBad(rule.Needs) && late.tells() {
			return
		}
	}
}

func (r *reading) tellOverdue(rec *record) bool {
	p := rec.project
	days := int(r.asOf - p.Deadline)
	if days <= 0 {
		return false
	}
	r.remark(rec, "Q08", saying{value: rec.cells["deadline"].raw, difference: plan.Count(days), expected: "已完成，或者经批准延期"})
	return true
}

func (r *reading) tellNotStarted(rec *record) bool {
	p := rec.project
	days := int(r.asOf - p.Start)
	if p.Status != plan.StatusNotStarted || p.Start == 0 || days <= r.plan.Info.StartGrace {
		return false
	}
	r.remark(rec, "Q09", saying{value: rec.cells["start"].raw, difference: plan.Count(days), expected: "前期或在建"})
	return true
}

func (r *reading) tellNoReason(rec *record) bool {
	light := r.verdict(rec).Light
	if !light.Late() || !r.blank(rec, "problem") {
		return false
	}
	r.remark(rec, "Q10", saying{other: light.Lamp(), expected: "为什么慢、打算怎么赶上"})
	return true
}

// verdict judges a record as the department would see it: by its own
// deadline.
func (r *reading) verdict(rec *record) plan.Verdict {
	p := rec.project
	return r.plan.Judge(plan.Case{
		Kind: p.Kind, Status: p.Status, Self: p.Self, Start: p.Start, Deadline: p.Deadline, FirstTarget: p.FirstTarget(),
		OpenEnded: p.OpenEnded, Progress: p.Done100(), YearRate: p.Rate, Concrete: p.OpenEnded && r.lexicon().concrete(p.Done),
	}, r.asOf)
}
