package rehearse

import (
	"fmt"
	"slices"

	"jingpin/internal/check"
	"jingpin/internal/filing"
	"jingpin/internal/intake"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
)

// read reads a file the way the program does.
func read(f SampleFile, p *plan.Plan, q plan.Quarter) *filing.Submission {
	sub := intake.Read(intake.Received{Path: f.Path, Data: f.Data}, p, intake.Options{Quarter: q})[0]
	check.Judge(sub, p, check.Options{Quarter: q})
	portfolio.Settle(sub, p, nil, q.Last())
	return sub
}

// disagreements are what a reading and the expected result do not have in
// common.
func disagreements(want ExpectedFile, got *filing.Submission) []string {
	var out []string
	say := func(format string, args ...any) { out = append(out, want.File+": "+fmt.Sprintf(format, args...)) }
	if want.Unit != "" && want.Unit != got.Unit {
		say("unit %q, want %q", got.Unit, want.Unit)
	}
	if len(got.Rows) != want.Rows {
		say("%d rows, want %d", len(got.Rows), want.Rows)
	}
	accepted := got.Accepted()
	if len(accepted) != want.Accepted {
		say("%d accepted, want %d", len(accepted), want.Accepted)
	}
	found := slices.DeleteFunc(slices.Clone(got.Findings), func(f filing.Finding) bool { return f.Rule == filing.CoercionRule })
	for _, w := range want.Expect {
		i := slices.IndexFunc(found, func(f filing.Finding) bool {
			return f.Rule == w.Rule && within(w.Sheet, f.Sheet) && within(w.Cell, f.Cell) && (w.Row == 0 || w.Row == f.Row)
		})
		if i < 0 {
			say("no %s at %s!%s row %d", w.Rule, w.Sheet, w.Cell, w.Row)
			continue
		}
		found = slices.Delete(found, i, i+1)
	}
	for _, f := range found {
		say("unexpected %s at %s!%s: %s %s", f.Rule, f.Sheet, f.Cell, f.Value, f.Message)
	}
	for _, w := range want.Projects {
		i := slices.IndexFunc(accepted, func(p filing.Project) bool { return p.Source.Sheet == w.Sheet && p.Source.Row == w.Row })
		if i < 0 {
			say("no project in %s row %d", w.Sheet, w.Row)
			continue
		}
		p := accepted[i]
		g := ExpectedProject{p.Name, p.TaskNo, p.Track, p.Deadline, p.Lead, p.Total.String(), p.KnownProgress(), p.Status, w.Row, w.Sheet, w.Light}
		if g != w {
			say("read %+v, want %+v", g, w)
		}
	}
	return out
}

func within(want, got string) bool { return want == "" || want == got }
