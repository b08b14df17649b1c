package check

import "jingpin/internal/filing"

// trackRules are the S rules. S02 and S04 are facts of a row's reading.
var trackRules = []rowRule{
	{"S01", func(j *judge, r *record) {
		if r.project.Track == "" && r.project.TaskNo == 0 {
			j.fault(r, "S01", filing.Fact{})
		}
	}},
	{"S03", func(j *judge, r *record) {
		if r.project.TaskNo == 0 {
			j.fault(r, "S03", filing.Fact{})
		}
	}},
	{"S05", func(j *judge, r *record) {
		p := r.project
		t, ok := j.plan.TaskNo(p.TaskNo)
		if !ok || p.Track == "" {
			return
		}
		if owner := j.plan.TrackNo(t.Track).Name; owner != p.Track {
			j.fault(r, "S05", filing.Fact{Value: p.Task, Expected: owner, Other: p.Track})
		}
	}},
}
