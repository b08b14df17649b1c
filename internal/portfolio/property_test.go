package portfolio_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
	"jingpin/internal/stream"
)

// campaign makes a random collection in which everything happens: units that
// report more than once, projects of several units, faults of every reach,
// copies, and work of the office about them.
func campaign(r *rand.Rand) portfolio.Input {
	units := plan.Builtin().Units
	in := input()
	if r.IntN(4) > 0 {
		in.Previous = libraryOf(randomSubmissions(r, units)...)
		for i := range in.Previous.Standings {
			s := &in.Previous.Standings[i]
			kind := filing.ChangeKinds()[r.IntN(len(filing.ChangeKinds()))]
			c := filing.Change{Kind: kind, Old: s.Number, After: "120", Basis: "上季度的纪要", Quarter: first}
			s.Left = c.Leaves()
			in.Previous.Changes = append(in.Previous.Changes, c)
		}
	}
	in.Submissions = randomSubmissions(r, units)
	in.Attachments = []filing.Attachment{{Path: "盖章.pdf", Unit: "管理办"}, {Path: "说明.docx"}}
	for range 3 {
		addOfficeWork(r, &in)
	}
	return in
}

func randomSubmissions(r *rand.Rand, units []plan.Unit) []*filing.Submission {
	var subs []*filing.Submission
	for i := range 4 + r.IntN(8) {
		u := units[r.IntN(6)]
		var ps []filing.Project
		for range r.IntN(6) {
			ps = append(ps, randomProject(r, units))
		}
		s := named(submission(u.Name, ps...), fmt.Sprintf("%s(%d).xlsx", u.Name, i))
		s.Round, s.Doubtful = r.IntN(2), r.IntN(8) == 0
		s.Saved = time.Date(2023, 6, 10+r.IntN(20), 0, 0, 0, 0, time.UTC)
		for j := range s.Rows {
			if r.IntN(5) == 0 {
				fault(s, j, []string{"T03", "M01", "P03", "P04", "Q02", "P02"}[r.IntN(6)])
			}
		}
		if r.IntN(8) == 0 {
			fault(s, -1, []string{"U10", "F05", "L08"}[r.IntN(3)])
		}
		subs = append(subs, s)
	}
	copied := *subs[0]
	copied.Path = "副本/" + copied.Path
	return append(subs, &copied)
}

func randomProject(r *rand.Rand, units []plan.Unit) filing.Project {
	task := 5 + r.IntN(3)
	p := project(task, []string{"道路改造", "道路改造项目", "绿化补种", "助餐点", "潍坊四村改造", "潍坊八村改造"}[r.IntN(6)],
		set("progress", plan.Count(r.IntN(100))), set("total", plan.Count(r.IntN(300))),
		set("deadline", fmt.Sprintf("2023-%02d-28", 1+r.IntN(12))))
	if r.IntN(4) == 0 {
		p.Lead = units[r.IntN(6)].Name
	}
	if r.IntN(6) == 0 {
		p.Status, p.Progress = plan.StatusPaused, nil
	}
	if r.IntN(4) == 0 {
		p.ID = fmt.Sprintf("%02d-%03d", task, 1+r.IntN(4))
	}
	return p
}

// addOfficeWork decides, corrects and deletes at random in the merged result.
func addOfficeWork(r *rand.Rand, in *portfolio.Input) {
	pf := portfolio.Merge(*in)
	for _, c := range pf.Conflicts {
		if r.IntN(2) == 0 {
			in.Office.Decisions = append(in.Office.Decisions, filing.Decision{Rule: c.Rule, Key: c.Key, Choice: c.Choices[r.IntN(len(c.Choices))]})
		}
	}
	for _, e := range pf.Entries {
		edit := filing.Edit{Number: e.Number, Key: e.Project.Key()}
		switch r.IntN(12) {
		case 0:
			edit.Column, edit.Before, edit.After = "progress", e.Project.Value("progress"), plan.Count(r.IntN(100))
			in.Office.Edits = append(in.Office.Edits, edit)
		case 1:
			edit.Column, edit.Before, edit.After = "name", e.Project.Name, e.Project.Name+"二期"
			in.Office.Edits = append(in.Office.Edits, edit)
		case 2:
			edit.Column, edit.Before, edit.After = "total", "没有报过的数", "77"
			in.Office.Edits = append(in.Office.Edits, edit)
		case 3:
			in.Office.Overrides = append(in.Office.Overrides, filing.Override{Key: e.Project.Key(), Light: plan.Green, Reason: "核过"})
		case 4:
			in.Office.Removed = append(in.Office.Removed, filing.Removal{Key: e.Project.Key(), Name: e.Project.Name})
		case 5:
			kind := filing.ChangeKinds()[r.IntN(len(filing.ChangeKinds()))]
			in.Office.Changes = append(in.Office.Changes, filing.Change{Kind: kind, Old: e.Number, New: "06-009", Basis: "会议纪要"})
		case 6:
			in.Office.Exceptions = append(in.Office.Exceptions, plan.Exception{
				Rule: "T03", Project: []string{e.Project.Name, e.Number}[r.IntN(2)], ApprovedBy: "组长", Reason: "跨期",
			})
		case 7:
			edit.Column, edit.Unit, edit.After = "deadline", e.Project.Unit, "2024-06-30"
			in.Office.Edits = append(in.Office.Edits, edit)
		}
	}
}

// inParts merges the submissions as a random tree of parts, some of them
// passed on as streams.
func inParts(t *testing.T, r *rand.Rand, in portfolio.Input, subs []*filing.Submission) []*filing.Submission {
	t.Helper()
	if len(subs) < 2 {
		return subs
	}
	cut := 1 + r.IntN(len(subs)-1)
	part := in
	part.Submissions = append(inParts(t, r, in, subs[:cut]), inParts(t, r, in, subs[cut:])...)
	r.Shuffle(len(part.Submissions), func(i, j int) {
		part.Submissions[i], part.Submissions[j] = part.Submissions[j], part.Submissions[i]
	})
	merged := portfolio.Merge(part).Submissions
	if r.IntN(2) == 0 {
		return merged
	}
	var lines bytes.Buffer
	require.NoError(t, stream.WriteHead(&lines, stream.Head{}))
	for _, s := range merged {
		require.NoError(t, stream.Write(&lines, s))
	}
	_, read, err := stream.Read(&lines)
	require.NoError(t, err)
	return read
}

// asText is everything a portfolio holds.
func asText(t *testing.T, pf *portfolio.Portfolio) string {
	t.Helper()
	var lines bytes.Buffer
	for _, s := range pf.Submissions {
		require.NoError(t, stream.Write(&lines, s))
	}
	bare := *pf
	bare.Plan, bare.Submissions = nil, nil
	bare.Units = nil
	for _, u := range pf.Units {
		for _, s := range u.Submissions {
			lines.WriteString(u.Unit.Name + " " + s.Path + "\n")
		}
		u.Submissions = nil
		bare.Units = append(bare.Units, u)
	}
	bare.Strays.Submissions = nil
	text, err := json.MarshalIndent(bare, "", " ")
	require.NoError(t, err)
	return string(text) + lines.String()
}

// campaigns is how many collections are invented: go test ./internal/portfolio
// -run Merge -campaigns 1000
var campaigns = flag.Uint64("campaigns", 8, "collections to invent")

func TestMergeIsAssociativeAndCommutative(t *testing.T) {
	t.Parallel()
	for seed := range *campaigns {
		r := rand.New(rand.NewPCG(seed, 1))
		in := campaign(r)
		want := asText(t, portfolio.Merge(in))
		for range 3 {
			parts := in
			subs := append([]*filing.Submission(nil), in.Submissions...)
			r.Shuffle(len(subs), func(i, j int) { subs[i], subs[j] = subs[j], subs[i] })
			parts.Submissions = inParts(t, r, in, subs)
			require.Equal(t, want, asText(t, portfolio.Merge(parts)), "seed %d", seed)
		}
	}
}

func TestMergeLosesNothing(t *testing.T) {
	t.Parallel()
	for seed := range 3 * *campaigns {
		r := rand.New(rand.NewPCG(seed, 2))
		in := campaign(r)
		pf := portfolio.Merge(in)
		read := 0
		for _, s := range pf.Submissions {
			read += len(s.Rows)
		}
		total := pf.Balance()
		assert.Equal(t, read, total.Read, "seed %d", seed)
		assert.Equal(t, total.Read-total.Counted, len(pf.LeftOut), "seed %d", seed)
		for _, u := range append(pf.Units, pf.Strays) {
			b := u.Rows
			assert.Equal(t, b.Read, b.Counted+b.Faulty+b.Duplicate+b.Overruled+b.Superseded+b.Example, "seed %d", seed)
			assert.Equal(t, b.ReadTotal, b.CountedTotal+b.OtherTotal, "seed %d", seed)
		}
		reported := 0
		numbers := map[string]bool{}
		for _, e := range pf.Entries {
			if e.State == portfolio.Reported {
				reported++
			}
			assert.False(t, numbers[e.Number], "seed %d: %s twice", seed, e.Number)
			numbers[e.Number] = true
		}
		assert.Equal(t, total.Counted, reported, "seed %d: every row that counts is one project", seed)
		assertLibraryKept(t, in, pf, seed)
	}
}

// assertLibraryKept looks for every project of last quarter in this one's
// portfolio, unless the office let it go.
func assertLibraryKept(t *testing.T, in portfolio.Input, pf *portfolio.Portfolio, seed uint64) {
	t.Helper()
	if in.Previous == nil {
		return
	}
	numbers := map[string]bool{}
	for _, e := range pf.Entries {
		numbers[e.Number] = true
	}
	for _, n := range pf.Numbers {
		if n.Closed != "" {
			numbers[n.Number] = true
		}
	}
	for _, s := range in.Previous.Standings {
		if s.Left {
			continue
		}
		assert.True(t, numbers[s.Number], "seed %d: %s %s is gone", seed, s.Number, s.Project.Name)
	}
}

func TestMergeLeavesSubmissionsAlone(t *testing.T) {
	in := campaign(rand.New(rand.NewPCG(7, 3)))
	before, err := json.Marshal(in.Submissions)
	require.NoError(t, err)
	portfolio.Merge(in)
	after, err := json.Marshal(in.Submissions)
	require.NoError(t, err)
	assert.Equal(t, string(before), string(after))
}
