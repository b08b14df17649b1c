package check

import (
	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// Options are what judging depends on beside the submission and the plan.
type Options struct {
	Quarter plan.Quarter // asked for; zero: whatever the file says
	AsOf    plan.Date    // data date; zero: what the file states, else its quarter's last day
}

// Judge makes the findings of a submission out of the facts of its reading,
// and lets go of these. One that is judged already stays as it is.
func Judge(sub *filing.Submission, p *plan.Plan, opt Options) {
	if sub.Facts == nil {
		return
	}
	w := wording{plan: p, sub: sub, words: map[string]string{}}
	for i := range sub.Facts.List {
		w.add(&sub.Facts.List[i])
	}
	sub.Facts = nil
	filing.SortFindings(sub.Findings)
}

// MarkCopy turns a submission into that of a file which is byte for byte the
// same as an earlier one (F06): it is read once.
func MarkCopy(sub *filing.Submission, p *plan.Plan, earlier string) {
	*sub = filing.Submission{
		Path: sub.Path, SHA256: sub.SHA256, Unit: sub.Unit, Quarter: sub.Quarter, AsOf: sub.AsOf, Saved: sub.Saved,
		Facts: &filing.Facts{List: []filing.Fact{{Rule: "F06", Other: earlier}}},
	}
	Judge(sub, p, Options{})
}
