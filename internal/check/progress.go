package check

import (
	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// progressRules are the Q rules of one row. What cannot be read (Q02, Q03) is a
// fact of its reading.
var progressRules = []rowRule{
	{"Q01", func(j *judge, r *record) {
		if j.blank(r, "status") {
			j.fault(r, "Q01", filing.Fact{Value: j.typedAs(r, "status")})
		}
	}},
	{"Q03", func(j *judge, r *record) {
		// 暂缓 and 取消 keep last quarter's progress, which history knows.
		if p := r.project; p.Progress == nil && !r.isBad("status") && underWay(p.Status) {
			j.fault(r, "Q03", filing.Fact{Value: j.typedAs(r, "progress")})
		}
	}},
	{"Q04", func(j *judge, r *record) {
		p := r.project
		if p.Status == plan.StatusDone && p.Progress != nil && *p.Progress < plan.Full {
			j.fault(r, "Q04", filing.Fact{Value: j.typedAs(r, "status"), Other: p.Progress.String()})
		}
	}},
	{"Q07", func(j *judge, r *record) {
		p := r.project
		if p.Status == plan.StatusNotStarted && p.Progress != nil && *p.Progress > 0 {
			j.fault(r, "Q07", filing.Fact{Value: j.typedAs(r, "status"), Other: p.Progress.String()})
		}
	}},
	{"Q05", func(j *judge, r *record) {
		p := r.project
		if p.Progress != nil && *p.Progress == plan.Full && p.Status != plan.StatusDone && p.Status != "" {
			j.remark(r, "Q05", filing.Fact{Value: p.Progress.String(), Other: j.typedAs(r, "status")})
		}
	}},
	{"Q06", func(j *judge, r *record) {
		if underWay(r.project.Status) && j.blank(r, "done") {
			j.remark(r, "Q06", filing.Fact{})
		}
	}},
	{"Q12", func(j *judge, r *record) {
		p := r.project
		if p.Done == "" || p.Status == plan.StatusNotStarted || p.Status == plan.StatusDone || j.plan.Concrete(p.Done) {
			return
		}
		j.remark(r, "Q12", filing.Fact{Value: p.Done})
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
	if filled*2 > open || j.plan.Judge(CaseOf(j.plan, p, TermsOf(p)), j.asOf).Light.Late() {
		j.remark(r, "Q13", filing.Fact{})
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
