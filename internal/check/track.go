package check

import "jingpin/internal/filing"

// trackRules are the S rules. S02 and S04 are facts of a row's reading.
var trackRules = []rowRule{
	{"S01", func(r *judgedRow) {
		if r.Track == "" && r.TaskNo == 0 {
			r.fault(filing.Fact{})
		}
	}},
	{"S03", func(r *judgedRow) {
		if r.TaskNo == 0 {
			r.fault(filing.Fact{})
		}
	}},
	{"S05", func(r *judgedRow) {
		t, ok := r.plan.TaskNo(r.TaskNo)
		if !ok || r.Track == "" {
			return
		}
		if owner := r.plan.TrackNo(t.Track).Name; owner != r.Track {
			r.fault(filing.Fact{Value: r.Task, Expected: owner, Other: r.Track})
		}
	}},
}
