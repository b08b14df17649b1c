package check

import (
	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// progressRules are the Q rules of one row. What cannot be read (Q02, Q03) is a
// fact of its reading.
var progressRules = []rowRule{
	{"Q01", missing("status")},
	{"Q03", func(r *judgedRow) {
		// 暂缓 and 取消 keep last quarter's progress, which history knows.
		if r.Progress == nil && !r.isBad("status") && underWay(r.Status) {
			r.fault(filing.Fact{Value: r.typedAs("progress")})
		}
	}},
	{"Q04", func(r *judgedRow) {
		if r.Status == plan.StatusDone && r.Progress != nil && *r.Progress < plan.Full {
			r.fault(filing.Fact{Value: r.typedAs("status"), Other: r.Progress.String()})
		}
	}},
	{"Q07", func(r *judgedRow) {
		if r.Status == plan.StatusNotStarted && r.Progress != nil && *r.Progress > 0 {
			r.fault(filing.Fact{Value: r.typedAs("status"), Other: r.Progress.String()})
		}
	}},
	{"Q05", func(r *judgedRow) {
		if r.Progress != nil && *r.Progress == plan.Full && r.Status != plan.StatusDone && r.Status != "" {
			r.remark(filing.Fact{Value: r.Progress.String(), Other: r.typedAs("status")})
		}
	}},
	{"Q06", func(r *judgedRow) {
		if underWay(r.Status) && r.blank("done") {
			r.remark(filing.Fact{})
		}
	}},
	{"Q12", func(r *judgedRow) {
		if r.Done == "" || r.Status == plan.StatusNotStarted || r.Status == plan.StatusDone || r.plan.Concrete(r.Done) {
			return
		}
		r.remark(filing.Fact{Value: r.Done})
	}},
	{"Q11", func(r *judgedRow) {
		if r.Status == plan.StatusNotStarted && r.Paid.Value() > 0 {
			r.remark(filing.Fact{Value: r.typedAs("status"), Other: r.Paid.Money.Short()})
		}
	}},
	{"Q14", checkSpending},
	{ruleLate, checkLate},
	{"Q13", checkNext},
}

// checkSpending is Q14: works whose progress and money paid lie far apart. Paid
// left blank is none; a sheet without the column says nothing of it.
func checkSpending(r *judgedRow) {
	if r.Kind != plan.KindWorks || r.Progress == nil || r.Total.Value() <= 0 || r.Paid.Kind == plan.Pending || !r.has("paid") {
		return
	}
	paid := plan.Share(r.Paid.Value(), r.Total.Money)
	gap := max(paid-*r.Progress, *r.Progress-paid)
	if gap > r.plan.Info.SpendGap {
		r.remark(filing.Fact{Value: r.Progress.String(), Other: paid.String() + "%", Difference: gap.String()})
	}
}

// checkNext is Q13. A department that leaves the column blank for most of its
// projects has its way of reporting; it is told of a blank only where the
// others are filled in, and where the project is late and the leaders will
// look for it.
func checkNext(r *judgedRow) {
	if !r.has("next") || !underWay(r.Status) || r.Next != "" {
		return
	}
	filled, open := r.next.filled, r.next.open-1
	if filled*2 > open || r.plan.Judge(CaseOf(r.plan, r.Project, TermsOf(r.Project)), r.asOf).Light.Late() {
		r.remark(filing.Fact{})
	}
}

// countNext counts the projects under way, and those of them with a 下季度计划.
func (j *judge) countNext() {
	for _, r := range j.records {
		if underWay(r.Status) {
			j.next.open++
			if r.Next != "" {
				j.next.filled++
			}
		}
	}
}
