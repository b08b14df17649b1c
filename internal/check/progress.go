package check

import (
	"strings"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// listStatus is the list of the status words.
const listStatus = "项目状态"

// progressRules are the Q rules of one row. What cannot be read (Q02, Q03) is a
// fact of its reading.
var progressRules = []rowRule{
	{"Q01", func(j *judge, r *record) {
		if j.blank(r, "status") {
			j.fault(r, "Q01", filing.Fact{Expected: strings.Join(j.plan.Canonical(listStatus), "、")})
		}
	}},
	{"Q03", func(j *judge, r *record) {
		// 暂缓 and 取消 keep last quarter's progress, which history knows.
		if p := r.project; p.Progress == nil && !r.isBad("status") && underWay(p.Status) {
			j.fault(r, "Q03", filing.Fact{Expected: "0到100的数"})
		}
	}},
	{"Q04", func(j *judge, r *record) {
		p := r.project
		if p.Status == plan.StatusDone && p.Progress != nil && *p.Progress < plan.Full {
			j.fault(r, "Q04", filing.Fact{Value: j.typedAs(r, "status"), Other: p.Progress.String(), Expected: "进度为100，或者状态为在建"})
		}
	}},
	{"Q07", func(j *judge, r *record) {
		p := r.project
		if p.Status == plan.StatusNotStarted && p.Progress != nil && *p.Progress > 0 {
			j.fault(r, "Q07", filing.Fact{Value: j.typedAs(r, "status"), Other: p.Progress.String(), Expected: "进度为0，或者状态为前期、在建"})
		}
	}},
	{"Q05", func(j *judge, r *record) {
		p := r.project
		if p.Progress != nil && *p.Progress == plan.Full && p.Status != plan.StatusDone && p.Status != "" {
			j.remark(r, "Q05", filing.Fact{Value: p.Progress.String(), Other: j.typedAs(r, "status"), Expected: "状态为已完成"})
		}
	}},
	{"Q06", func(j *judge, r *record) {
		if underWay(r.project.Status) && j.blank(r, "done") {
			j.remark(r, "Q06", filing.Fact{Expected: "本季度做成了什么"})
		}
	}},
	{"Q12", func(j *judge, r *record) {
		p := r.project
		if p.Done == "" || p.Status == plan.StatusNotStarted || p.Status == plan.StatusDone || j.plan.Concrete(p.Done) {
			return
		}
		j.remark(r, "Q12", filing.Fact{
			Value: p.Done, Expected: "做了什么、完成多少、到了哪一步，至少" + plan.Count(j.plan.Info.MinProgressLength) + "个字",
		})
	}},
	{"Q11", func(j *judge, r *record) {
		p := r.project
		if p.Status == plan.StatusNotStarted && p.Paid.Value() > 0 {
			j.remark(r, "Q11", filing.Fact{Value: j.typedAs(r, "status"), Other: p.Paid.Money.Short()})
		}
	}},
	{"Q14", checkSpending},
	{ruleLate, checkLate},
	{"Q13", checkNext},
}

// checkSpending is Q14: works whose progress and money paid lie far apart. Paid
// left blank is none; a sheet without the column says nothing of it.
func checkSpending(j *judge, r *record) {
	p := r.project
	if p.Kind != plan.KindWorks || p.Progress == nil || p.Total.Value() <= 0 || p.Paid.Kind == plan.Pending || !r.has("paid") {
		return
	}
	paid := plan.Share(p.Paid.Value(), p.Total.Money)
	gap := max(paid-*p.Progress, *p.Progress-paid)
	if gap > j.plan.Info.SpendGap {
		j.remark(r, "Q14", filing.Fact{Value: p.Progress.String(), Other: paid.String() + "%", Difference: gap.String()})
	}
}

// checkNext is Q13. A department that leaves the column blank for most of its
// projects has its way of reporting; it is told of a blank only where the
// others are filled in, and where the project is late and the leaders will
// look for it.
func checkNext(j *judge, r *record) {
	p := r.project
	if !r.has("next") || !underWay(p.Status) || p.Next != "" {
		return
	}
	filled, open := j.next.filled, j.next.open-1
	if filled*2 > open || j.verdict(r).Light.Late() {
		j.remark(r, "Q13", filing.Fact{Expected: "下季度要做成的事"})
	}
}

// countNext counts the projects under way, and those of them with a 下季度计划.
func (j *judge) countNext() {
	for i := range j.sub.Rows {
		if p := &j.sub.Rows[i].Project; underWay(p.Status) {
			j.next.open++
			if p.Next != "" {
				j.next.filled++
			}
		}
	}
}

// ruleLate stands for the rules about lateness, Q08 to Q10, of which a project
// is told the first.
const ruleLate = "Q08–Q10"

// checkLate is Q08, Q09 and Q10: one finding a project, the first that
// applies.
func checkLate(j *judge, r *record) {
	p := r.project
	if j.asOf == 0 || p.Deadline == 0 || !live(p.Status) {
		return
	}
	for _, late := range []struct {
		code  string
		tells func() bool
	}{
		{"Q08", func() bool { return j.tellOverdue(r) }},
		{"Q09", func() bool { return j.tellNotStarted(r) }},
		{"Q10", func() bool { return j.tellNoReason(r) }},
	} {
		rule, ok := j.plan.Rule(late.code)
		if ok && rule.On && !r.isBad(rule.Column) && !r.anyBad(rule.Needs) && late.tells() {
			return
		}
	}
}

func (j *judge) tellOverdue(r *record) bool {
	p := r.project
	days := int(j.asOf - p.Deadline)
	if days <= 0 {
		return false
	}
	j.remark(r, "Q08", filing.Fact{Value: j.typedAs(r, "deadline"), Difference: plan.Count(days), Expected: "已完成，或者经批准延期"})
	return true
}

func (j *judge) tellNotStarted(r *record) bool {
	p := r.project
	days := int(j.asOf - p.Start)
	if p.Status != plan.StatusNotStarted || p.Start == 0 || days <= j.plan.Info.StartGrace {
		return false
	}
	j.remark(r, "Q09", filing.Fact{Value: j.typedAs(r, "start"), Difference: plan.Count(days), Expected: "前期或在建"})
	return true
}

func (j *judge) tellNoReason(r *record) bool {
	light := j.verdict(r).Light
	if !light.Late() || !j.blank(r, "problem") {
		return false
	}
	j.remark(r, "Q10", filing.Fact{Other: light.Lamp(), Expected: "为什么慢、打算怎么赶上"})
	return true
}

// verdict judges a record as the department would see it: by its own
// deadline.
func (j *judge) verdict(r *record) plan.Verdict {
	p := r.project
	return j.plan.Judge(plan.Case{
		Kind: p.Kind, Status: p.Status, Self: p.Self, Start: p.Start, Deadline: p.Deadline, FirstTarget: p.FirstTarget(),
		OpenEnded: p.OpenEnded, Progress: p.Done100(), YearRate: p.Rate, Concrete: p.OpenEnded && j.plan.Concrete(p.Done),
	}, j.asOf)
}
