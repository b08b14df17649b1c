package report

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// steadyScene files projects that were all reported last quarter, and whose
// progress and payment do not fall; then it takes away some units' reports and
// breaks some rows. taken says which of the projects, by name.
func steadyScene(t *testing.T, seed uint64, silence bool) (r *Report, taken map[string]bool) {
	rng := rand.New(rand.NewPCG(seed, 1))
	s := &scene{t: t, plan: plan.Builtin(), quarter: plan.Quarter{Year: 2023, N: 2}, now: filed{}, last: filed{}}
	s.previous = s.quarter.Add(-1)
	taken = map[string]bool{}
	gone := map[string]bool{}
	for _, u := range s.plan.Units {
		gone[u.Name] = rng.IntN(4) == 0
	}
	for i := range 1 + rng.IntN(40) {
		task := s.plan.Tasks[rng.IntN(len(s.plan.Tasks))]
		unit := s.plan.Units[rng.IntN(len(s.plan.Units)-1)].Name
		start := plan.Day(2022, 1, 1) + plan.Date(rng.IntN(500))
		before := plan.Percent(1+rng.IntN(99)) * plan.Point
		p := filing.Project{
			Track: s.plan.TrackNo(task.Track).Name, Task: task.Name, TaskNo: task.No, Name: "第" + plan.Count(i) + "号工程", Unit: unit, Lead: unit,
			Kind: plan.KindWorks, Status: plan.StatusUnderWay, Start: start, Deadline: start + 200 + plan.Date(rng.IntN(700)),
			Total: plan.Exactly(1000 * plan.Wan), Paid: plan.Exactly(plan.Money(rng.IntN(400)) * plan.Wan), Progress: &before,
		}
		if rng.IntN(6) == 0 {
			full := plan.Full
			p.Progress, p.Status = &full, plan.StatusDone
		}
		s.last.add(p, "")
		broken := rng.IntN(5) == 0
		if p.Status != plan.StatusDone {
			now := min(*p.Progress+plan.Percent(rng.IntN(30))*plan.Point, 99*plan.Point)
			p.Progress = &now
		}
		p.Paid = plan.Exactly(p.Paid.Money + plan.Money(rng.IntN(100))*plan.Wan)
		taken[p.Name] = silence && (gone[unit] || broken)
		switch {
		case silence && gone[unit]:
		case silence && broken:
			s.now.add(p, "T02")
		default:
			s.now.add(p, "")
		}
	}
	return Build(s.merge(), Options{}), taken
}

var alikeWords = regexp.MustCompile(`纳入研判的(\d+)个项目(亮灯未变|好转|转差|中)`)

// TestSilenceIsNoProgress takes submissions away and breaks rows: that never
// makes fewer late as judged from what is last known, finishes nothing, raises
// no rate, and nothing good is said of what was taken away.
func TestSilenceIsNoProgress(t *testing.T) {
	for seed := range uint64(60) {
		whole, _ := steadyScene(t, seed, false)
		r, taken := steadyScene(t, seed, true)
		require.Equal(t, whole.Overall.Projects, r.Overall.Projects)
		known := map[string]bool{} // taken away, and late when last judged or past the deadline
		for _, d := range r.StillLate {
			known[d.Name] = true
		}
		late := 0 // as judged from last known values
		for _, p := range whole.Projects {
			was := p.Last.Light.Late() || p.Light != plan.Done && r.Meta.AsOf > p.Deadline
			switch {
			case taken[p.Project.Name]:
				assert.Equal(t, was && p.Light != plan.Done, known[p.Project.Name], "seed %d: %s", seed, p.Project.Name)
				if was && p.Light != plan.Done {
					late++
				}
			case p.Light.Late():
				late++
			}
		}
		assert.Equal(t, late, r.Overall.Late()+r.Overall.StillLate, "seed %d", seed)
		assert.LessOrEqual(t, r.Overall.Done, whole.Overall.Done, "seed %d", seed)
		assert.LessOrEqual(t, r.Overall.PaidRate, whole.Overall.PaidRate, "seed %d", seed)
		assert.Equal(t, whole.Overall.Total, r.Overall.Total, "the base does not fall")
		assert.GreaterOrEqual(t, r.Overall.Paid, r.LastOverall.Paid, "seed %d", seed)

		text := prose(r)
		for _, word := range []string{"持平", "末减少", "均已核实"} {
			if word != "均已核实" || r.Overall.Unverified > 0 {
				assert.NotContains(t, text, word, "seed %d", seed)
			}
		}
		for _, p := range r.Sections[1].Paragraphs {
			if p.ID == "二-4" {
				for name := range taken {
					assert.False(t, taken[name] && strings.Contains(p.Text, name+"（"), "seed %d: %s has not recovered", seed, name)
				}
			}
		}
		m, judged := r.Movement, 0
		for _, c := range r.Compare {
			if c.LightBefore.Lit() && c.LightNow.Lit() {
				assert.False(t, taken[c.Name], "seed %d: %s is compared", seed, c.Name)
				judged++
			}
		}
		assert.Equal(t, judged, m.Alike.Judged())
		if said := alikeWords.FindStringSubmatch(text); judged > 0 && assert.NotNil(t, said, "seed %d", seed) {
			assert.Equal(t, plan.Count(judged), said[1])
		}
		assert.LessOrEqual(t, m.Alike.Better, whole.Movement.Alike.Better)
		assert.LessOrEqual(t, m.Late.Recovered+m.Late.Done, whole.Movement.Late.Recovered+whole.Movement.Late.Done)
	}
}

// TestPlanOver says nothing of a next quarter once the plan ends.
func TestPlanOver(t *testing.T) {
	pf := scenario(t, "all_late")
	pf.Quarter, pf.AsOf = plan.Quarter{Year: 2025, N: 4}, plan.Day(2025, 12, 31)
	r := Build(pf, Options{})
	assert.True(t, r.Meta.PlanOver)
	assert.Empty(t, r.Charts.Timeline)
	text := prose(r)
	assert.Contains(t, text, "五、收尾工作")
	assert.Contains(t, text, "尚未完成的项目6个：")
	assert.NotContains(t, text, "下季度")
	assert.NotContains(t, text, "2026年")
}

// TestCarriedPendingIsPending counts a carried project whose total is 待定 among
// those the total leaves out, and one without any figures not.
func TestCarriedPendingIsPending(t *testing.T) {
	p := &filing.Project{Total: plan.Amount{Kind: plan.Pending}, Paid: plan.Exactly(3 * plan.Wan)}
	var tally Tally
	tally.add(standing{light: plan.Unverified, carried: true}, p)
	tally.add(standing{light: plan.Unverified}, &filing.Project{})
	assert.Equal(t, Tally{Projects: 2, Unverified: 2, Pending: 1, Paid: 3 * plan.Wan, Carried: 1, CarriedPaid: 3 * plan.Wan}, tally)
}

// TestLeadersSeeTheLateFirst has a leader's red projects before the yellow ones,
// then those that are 滞后待核实.
func TestLeadersSeeTheLateFirst(t *testing.T) {
	for seed := range uint64(10) {
		r, _ := steadyScene(t, seed, true)
		for _, l := range r.Leaders {
			last := 3
			for i, row := range l.Rows {
				p := r.Projects[row]
				rank := map[plan.Light]int{plan.Red: 3, plan.Yellow: 2}[p.Light]
				if p.StillLate {
					rank = 1
				}
				assert.LessOrEqual(t, rank, last)
				assert.Equal(t, p.Number, l.Numbers[i])
				last = rank
			}
		}
	}
}
