package report

import (
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
)

// A course is how one project went in the quarters of a steady year: progress and
// payment never fall, and no project is new.
type course []filing.Project

// steadyYear is the courses of some projects over three quarters, in works,
// services and mechanisms, some of them not begun, paused, cancelled or finished.
func steadyYear(rng *rand.Rand, p *plan.Plan) []course {
	kinds := []string{plan.KindWorks, plan.KindWorks, plan.KindService, plan.KindMechanism}
	ends := []string{"", "", "", "", plan.StatusPaused, plan.StatusCancelled, plan.StatusDone, plan.StatusNotStarted}
	courses := make([]course, 1+rng.IntN(40))
	for i := range courses {
		task, unit := p.Tasks[rng.IntN(len(p.Tasks))], p.Units[rng.IntN(len(p.Units)-1)].Name
		start := plan.Day(2022, 1, 1) + plan.Date(rng.IntN(500))
		f := filing.Project{
			Track: p.TrackNo(task.Track).Name, Task: task.Name, TaskNo: task.No, Name: "第" + plan.Count(i) + "号工程", Unit: unit, Lead: unit,
			Kind: kinds[rng.IntN(len(kinds))], Start: start, Deadline: start + 200 + plan.Date(rng.IntN(700)), Total: plan.Exactly(1000 * plan.Wan),
			Done: "完成管线勘察，第一段进场施工。",
		}
		progress, paid := plan.Percent(1+rng.IntN(80)), plan.Money(rng.IntN(400))
		end, from := ends[rng.IntN(len(ends))], rng.IntN(3)
		if end == plan.StatusNotStarted {
			from = 0
		}
		for q := range 3 {
			progress, paid = min(99, progress+plan.Percent(rng.IntN(30))), paid+plan.Money(rng.IntN(100))
			now := progress * plan.Point
			if f.Status = plan.StatusUnderWay; end != "" && q >= from {
				f.Status = end
			}
			switch f.Status {
			case plan.StatusDone:
				now = plan.Full
			case plan.StatusNotStarted:
				now = 0
			}
			f.Progress, f.Paid = &now, plan.Exactly(paid*plan.Wan)
			if f.Kind == plan.KindService {
				f.Rate = &now
			}
			courses[i] = append(courses[i], f)
		}
	}
	return courses
}

// silences says of each project and quarter but the first whether it is taken
// away: by its unit's silence, by a row left out or by a row in error, whose rule
// it gives.
func silences(rng *rand.Rand, courses []course) []map[string]string {
	taken := []map[string]string{{}, {}, {}}
	for q := 1; q < 3; q++ {
		gone := map[string]bool{}
		for _, c := range courses {
			p := c[q]
			if _, drawn := gone[p.Unit]; !drawn {
				gone[p.Unit] = rng.IntN(4) == 0
			}
			switch n := rng.IntN(12); {
			case gone[p.Unit], n == 0:
				taken[q][p.Name] = "silent"
			case n < 3:
				taken[q][p.Name] = []string{"T02", "Q03", "M01"}[rng.IntN(3)]
			}
		}
	}
	return taken
}

// reportYear are the reports of a steady year's quarters, of what is not taken away.
func reportYear(t *testing.T, courses []course, taken []map[string]string) []*Report {
	var reports []*Report
	var previous *filing.Library
	for q := range 3 {
		s := &scene{t: t, plan: plan.Builtin(), quarter: plan.Quarter{Year: 2023, N: q + 1}, now: filed{}}
		for _, c := range courses {
			if fault := taken[q][c[q].Name]; fault != "silent" {
				s.now.add(c[q], fault)
			}
		}
		in := s.input(s.quarter, s.now)
		in.Previous = previous
		pf := portfolio.Merge(in)
		library := pf.Library()
		previous, reports = &library, append(reports, Build(pf, Options{}))
	}
	return reports
}

// steadyScene is the report of such a year's second quarter, and what is taken
// away of it.
func steadyScene(t *testing.T, seed uint64, silence bool) (*Report, map[string]bool) {
	rng := rand.New(rand.NewPCG(seed, 1))
	courses := steadyYear(rng, plan.Builtin())
	silent := silences(rng, courses)
	taken := map[string]bool{}
	if silence {
		for name := range silent[1] {
			taken[name] = true
		}
	} else {
		silent = make([]map[string]string, 3)
	}
	return reportYear(t, courses, silent)[1], taken
}

// known is what was last known of a project.
type known struct {
	light    plan.Light
	deadline plan.Date
}

// late judges from what is last known: the light then, or a deadline passed since.
func (k known) late(asOf plan.Date) bool {
	going := k.light != plan.Done && k.light != plan.Paused && k.light != plan.Cancelled
	return k.light.Late() || going && asOf > k.deadline
}

var betterWords = regexp.MustCompile(`好转(\d*)个?`)

// years is how many are invented: go test ./internal/report -run Silence -years 1000
var years = flag.Uint64("years", 40, "years to invent")

// TestSilenceIsNoProgress takes submissions away and breaks rows, two quarters in a
// row: that never makes fewer late as judged from what is last known, finishes
// nothing, raises no rate, and nothing good is said of what was taken away.
func TestSilenceIsNoProgress(t *testing.T) {
	t.Parallel()
	for seed := range *years {
		rng := rand.New(rand.NewPCG(seed, 1))
		courses := steadyYear(rng, plan.Builtin())
		taken := silences(rng, courses)
		whole, rest := reportYear(t, courses, make([]map[string]string, 3)), reportYear(t, courses, taken)
		last := map[string]known{}
		for q := range whole {
			at := fmt.Sprintf("seed %d, quarter %d", seed, q+1)
			before := maps.Clone(last)
			late, lateIn := 0, map[string]int{}
			var alike AlikeMovement
			recovered := 0
			for i, p := range whole[q].Projects {
				name := p.Project.Name
				_, silent := taken[q][name]
				now := known{p.Light, p.Deadline}
				switch _, silentBefore := taken[max(q-1, 0)][name]; {
				case silent:
					now = last[name]
				case q > 0 && !silentBefore:
					alike.add(before[name].light, now.light)
					if before[name].light.Late() && now.light == plan.Green {
						recovered++
					}
				}
				isLate := now.light.Late()
				if silent {
					isLate = now.late(whole[q].Meta.AsOf)
					assert.Equal(t, isLate && now.light != plan.Done, rest[q].Projects[i].StillLate, "%s: %s", at, name)
				}
				if last[name] = now; isLate {
					late++
					lateIn[p.InTrack]++
					lateIn[p.InUnit]++
				}
			}
			assert.Equal(t, late, rest[q].Overall.Late()+rest[q].Overall.StillLate, at)
			noBetter(t, at, whole[q].Overall, rest[q].Overall)
			for i, track := range whole[q].Tracks {
				noBetter(t, at+" "+track.Name, track.Tally, rest[q].Tracks[i].Tally)
				assert.Equal(t, lateIn[track.Name], rest[q].Tracks[i].Tally.Late()+rest[q].Tracks[i].Tally.StillLate, "%s %s", at, track.Name)
			}
			for i, unit := range whole[q].Units {
				noBetter(t, at+" "+unit.Unit, unit.Tally, rest[q].Units[i].Tally)
				assert.Equal(t, lateIn[unit.Unit], rest[q].Units[i].Tally.Late()+rest[q].Units[i].Tally.StillLate, "%s %s", at, unit.Unit)
			}
			if q > 0 {
				assert.Equal(t, alike, rest[q].Movement.Alike, at)
				assert.Equal(t, recovered, rest[q].Movement.Late.Recovered, at)
				nothingGoodIsSaid(t, at, rest[q], taken[q])
			}
		}
	}
}

// noBetter holds figures with something taken away to those of all.
func noBetter(t *testing.T, at string, whole, rest Tally) {
	t.Helper()
	assert.Equal(t, whole.Projects, rest.Projects, at)
	assert.Equal(t, whole.Total, rest.Total, "%s: the base does not fall", at)
	assert.LessOrEqual(t, rest.Done, whole.Done, at)
	assert.LessOrEqual(t, rest.Paid, whole.Paid, at)
	assert.LessOrEqual(t, rest.PaidRate, whole.PaidRate, at)
	assert.LessOrEqual(t, rest.Verified(), whole.Verified(), at)
}

// nothingGoodIsSaid reads a report's text for good news of what was taken away.
func nothingGoodIsSaid(t *testing.T, at string, r *Report, taken map[string]string) {
	t.Helper()
	text := prose(r)
	for _, word := range []string{"持平", "末减少"} {
		assert.NotContains(t, text, word, at)
	}
	if r.Overall.Unverified > 0 {
		assert.NotContains(t, text, "均已核实", at)
	}
	for _, said := range betterWords.FindAllStringSubmatch(text, -1) {
		if said[1] != "" {
			assert.Equal(t, plan.Count(r.Movement.Alike.Better), said[1], at)
		}
	}
	for _, s := range r.Sections {
		for _, p := range s.Paragraphs {
			good := p.ID == "二-4" || strings.HasPrefix(p.ID, "四-") && strings.HasSuffix(p.ID, "-1")
			for name := range taken {
				assert.False(t, good && strings.Contains(p.Text, name), "%s: %s is no good news: %s", at, name, p.Text)
			}
		}
	}
	for _, c := range r.Turned() {
		assert.NotContains(t, taken, c.Name, at)
	}
}

// TestDoubtIsExplained by what became of each project: left out by a unit that
// reported, finished before, or claimed by two units.
func TestDoubtIsExplained(t *testing.T) {
	red, full := 5*plan.Point, plan.Full
	project := func(name, unit string) filing.Project {
		return filing.Project{
			Track: "形态改善行动", Task: "改善街区景观环境", TaskNo: 7, Name: name, Unit: unit, Lead: unit, Kind: plan.KindWorks, Status: plan.StatusUnderWay,
			Progress: &red, Start: plan.Day(2022, 1, 1), Deadline: plan.Day(2023, 12, 31), Total: plan.Exactly(100 * plan.Wan), Paid: plan.Exactly(5 * plan.Wan),
		}
	}
	done := project("步道", "管理办")
	done.Status, done.Progress = plan.StatusDone, &full
	said := func(now ...filing.Project) string {
		s := &scene{t: t, plan: plan.Builtin(), quarter: plan.Quarter{Year: 2023, N: 2}, previous: plan.Quarter{Year: 2023, N: 1}, now: filed{}, last: filed{}}
		s.last.add(project("红桥改造", "管理办"), "")
		s.last.add(done, "")
		for _, p := range now {
			s.now.add(p, "")
		}
		return prose(Build(s.merge(), Options{}))
	}
	assert.Contains(t, said(), "数据待核实项目1个，涉及管理办，均为本季度未报，暂列上季度数据（总投资100万元，累计完成投资5万元）", "what is finished is none of them")
	assert.Contains(t, said(), "本季度没有报送，待管理办报送后核实")
	assert.Contains(t, said(done), "本季度的报表里没有这个项目，待管理办补报后核实")
	two := said(project("红桥改造", "服务办"), project("红桥改造", "平安办"))
	assert.Contains(t, two, "牵头部门不一致，待核定后核实")
	assert.NotContains(t, two, "本季度填报有误")
}

// TestPlanOver says nothing of a next quarter once the plan ends.
// Two rows of one project that differ leave something to correct, though the
// first counts: then not all is sure.
func TestWhatIsToCorrectIsNotVerified(t *testing.T) {
	with := func(found ...filing.Finding) string {
		pf := scenario(t, "all_late")
		pf.Findings = append(pf.Findings, found...)
		return prose(Build(pf, Options{}))
	}
	twice := filing.Finding{Rule: "P03", Severity: plan.Error}
	assert.Contains(t, with(), "均已核实")
	assert.NotContains(t, with(twice), "均已核实")
	assert.Contains(t, with(twice), "没有待核实项目")
	twice.PassedBy = "办公室"
	assert.Contains(t, with(twice), "均已核实")
}

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
