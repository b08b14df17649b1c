package report

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
)

// Texts as departments write them, with every way to end one.
var texts = []string{
	"", "完成招投标", "主体施工完成,进入道路绿化恢复。", "一是完成A楼。二是B楼开工。", "推进中……", "等通知...", "全面竣工！", "为什么慢？等批复",
	"业主称“暂不同意。”", "协调;", "第1条\n第2条", "计划9月竣工。。", "三季度、四季度连续施工，", "（详见附件）", "100%",
}

// randomScene files projects with any status, amount, date and text, and some
// with an error, in two quarters.
func randomScene(t *testing.T, seed uint64) *portfolio.Portfolio {
	rng := rand.New(rand.NewPCG(seed, 0))
	one := func(words ...string) string { return words[rng.IntN(len(words))] }
	s := &scene{t: t, plan: plan.Builtin(), quarter: plan.Quarter{Year: 2023, N: 2}, now: filed{}, last: filed{}}
	if rng.IntN(3) > 0 {
		s.previous = s.quarter.Add(-1 - rng.IntN(3))
	}
	for i := range rng.IntN(60) {
		task := s.plan.Tasks[rng.IntN(len(s.plan.Tasks))]
		unit := s.plan.Units[rng.IntN(len(s.plan.Units)-1)].Name
		start := plan.Day(2022, 1, 1) + plan.Date(rng.IntN(900))
		p := filing.Project{
			Track: s.plan.TrackNo(task.Track).Name, Task: task.Name, TaskNo: task.No, Name: fmt.Sprintf("第%d、号项目%s", i, one("", "改造", "“联盟”")),
			Unit: unit, Lead: unit, Kind: one(plan.KindWorks, plan.KindService, plan.KindMechanism, ""), Start: start,
			Deadline: start + plan.Date(rng.IntN(1000)), Self: one("", "按计划", "偏慢", plan.SelfLate), Priority: one("", "急需", "重点"),
			Total: plan.Exactly(plan.Money(rng.Int64N(2e11))), Paid: plan.Exactly(plan.Money(rng.Int64N(1e10))),
			Done: one(texts...), Problem: one(texts...), Ask: one(texts...), Next: one(texts...),
		}
		if rng.IntN(4) == 0 {
			p.Total = plan.Amount{Kind: plan.Pending}
		}
		p.Status, p.Progress = one(
			plan.StatusUnderWay, plan.StatusUnderWay, plan.StatusPrep, plan.StatusDone, plan.StatusNotStarted, plan.StatusPaused, plan.StatusCancelled,
		), new(plan.Percent)
		switch p.Status {
		case plan.StatusDone:
			*p.Progress = plan.Full
		case plan.StatusUnderWay, plan.StatusPrep:
			*p.Progress = plan.Percent(rng.IntN(100)) * plan.Point
		}
		if s.previous.N != 0 && rng.IntN(4) > 0 {
			s.last.add(p, one("", "", "", "", "T01"))
		}
		if rng.IntN(5) > 0 {
			s.now.add(p, one("", "", "", "S04"))
		}
	}
	return s.merge()
}

func TestFiguresAddUp(t *testing.T) {
	for seed := range uint64(30) {
		pf := randomScene(t, seed)
		r := Build(pf, Options{})
		o := r.Overall
		require.Len(t, r.Projects, o.Projects)
		assert.Equal(t, o.Projects, o.Done+o.Green+o.Yellow+o.Red+o.NotDue+o.Stopped+o.Unverified)
		assert.Len(t, r.Late, o.Late())

		var tracks, tasks, units, leaders, rows []Tally
		for _, x := range r.Tracks {
			tracks = append(tracks, x.Tally)
		}
		for _, x := range r.Tasks {
			tasks = append(tasks, x.Tally)
		}
		for _, x := range r.Units {
			units = append(units, x.Tally)
		}
		for _, x := range r.Leaders {
			leaders = append(leaders, x.Tally)
		}
		for _, p := range r.Projects {
			var one Tally
			one.add(p.standing(), &p.Project)
			rows = append(rows, one)
		}
		for name, parts := range map[string][]Tally{"tracks": tracks, "tasks": tasks, "units": units, "leaders": leaders, "rows": rows} {
			assert.Equal(t, o, total(parts), "%s, seed %d", name, seed)
		}

		kinds := 0
		for _, k := range r.Kinds {
			kinds += k.Count
		}
		assert.Len(t, r.Compare, kinds)
		if pf.Previous != nil {
			assert.GreaterOrEqual(t, kinds, o.Projects)
			assert.Equal(t, len(pf.Previous.Standings), r.LastOverall.Projects)
		}
		b := r.Balance.Rows
		assert.Equal(t, b.Read, b.Counted+b.Faulty+b.Duplicate+b.Overruled+b.Superseded+b.Example)
	}
}

// total adds tallies up, field by field.
func total(parts []Tally) Tally {
	var sum Tally
	for _, t := range parts {
		sum.Projects += t.Projects
		sum.Done += t.Done
		sum.Green += t.Green
		sum.Yellow += t.Yellow
		sum.Red += t.Red
		sum.NotDue += t.NotDue
		sum.Stopped += t.Stopped
		sum.Unverified += t.Unverified
		sum.Total += t.Total
		sum.Paid += t.Paid
		sum.PaidKnown += t.PaidKnown
		sum.Pending += t.Pending
		sum.Priced += t.Priced
		sum.StillLate += t.StillLate
		sum.Carried += t.Carried
		sum.CarriedTotal += t.CarriedTotal
		sum.CarriedPaid += t.CarriedPaid
	}
	sum.rate()
	return sum
}

// badMarks are marks that no sentence has beside each other.
var badMarks = regexp.MustCompile(`[，；：、][，。；：、]|。[。，；：、]|[！？][。，；]|（）|“”|[^0-9]0[个项]`)

func TestTextReadsWell(t *testing.T) {
	for seed := range uint64(30) {
		r := Build(randomScene(t, seed), Options{})
		numbers := map[string]bool{}
		for _, p := range r.Projects {
			numbers[p.Number] = true
		}
		ids := map[string]bool{}
		for _, s := range r.Sections {
			for _, p := range s.Paragraphs {
				assert.NotRegexp(t, badMarks, p.Lead+p.Text, "seed %d %s", seed, p.ID)
				assert.Regexp(t, `(。|[！？…”]|\.\.)$`, p.Text, "seed %d %s", seed, p.ID)
				assert.NotContains(t, p.Text, "\n")
				assert.False(t, ids[p.ID], "twice: %s", p.ID)
				ids[p.ID] = true
				for _, n := range p.Numbers {
					assert.True(t, numbers[n], "%s speaks of %s", p.ID, n)
				}
			}
		}
	}
}

// TestWordsAreQuotedWhole looks for the departments' words in what is said of
// each late project and each request.
func TestWordsAreQuotedWhole(t *testing.T) {
	for seed := range uint64(30) {
		r := Build(randomScene(t, seed), Options{})
		said := map[string]string{}
		for _, s := range r.Sections {
			for _, p := range s.Paragraphs {
				said[p.ID] = strings.Join(strings.Fields(p.Text), "")
			}
		}
		for _, l := range r.Late[:min(len(r.Late), LateTold)] {
			for _, words := range []string{l.Reason, l.Next} {
				assert.Contains(t, said["二-"+string(l.Key)], untail(strings.Join(strings.Fields(words), "")))
			}
		}
		for _, a := range r.Asks[:min(len(r.Asks), 5)] {
			assert.Contains(t, said["三-"+string(a.Key)], untail(strings.Join(strings.Fields(a.Ask), "")))
		}
	}
}

func TestReportIsDeterministic(t *testing.T) {
	for seed := range uint64(10) {
		first, err := Encode(Build(randomScene(t, seed), Options{}))
		require.NoError(t, err)
		second, err := Encode(Build(randomScene(t, seed), Options{}))
		require.NoError(t, err)
		require.True(t, slices.Equal(first, second), "seed %d", seed)
		back, err := Decode(first)
		require.NoError(t, err)
		again, err := Encode(back)
		require.NoError(t, err)
		require.Equal(t, string(first), string(again), "seed %d", seed)
	}
}
