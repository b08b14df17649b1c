package report

import (
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"

	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
)

// faultyWords are what no sentence of the report may have.
var faultyWords = map[string]*regexp.Regexp{
	"a counter without its noun":         regexp.MustCompile(`\d个(没有进展|没有报送|移出|进度|原已|未|列入|在建)|\d项(部门|牵头)`),
	"a noun with another's counter":      regexp.MustCompile(`\d项项目|\d个事项|\d个任务|项目\d+项|事项\d+个|部门\d+项`),
	"a noun without a counter":           regexp.MustCompile(`(项目|部门|事项)\d+[，。；、）]`),
	"nothing counted":                    regexp.MustCompile(`[^\d.]0[个项]`),
	"brackets of one kind in each other": regexp.MustCompile(`（[^）]*（|（[^）〔]*\(|\([^)]*\(`),
	"brackets around nothing":            regexp.MustCompile(`（）|〔〕|“”|（，|，）`),
	"ten thousand 万元":                    regexp.MustCompile(`(^|[^\d.])\d{5,}(\.\d+)?万元`),
	"a rule's code":                      regexp.MustCompile(`[A-Z]\d{2}([^\d]|$)`),
	"marks that do not stand together":   regexp.MustCompile(`[，；：、][，。；：、]|。[。，；：、]|；\s`),
	"a word twice":                       regexp.MustCompile(`的的|项目项目|，其中，其中|本季度本季度`),
	"words that people do not say":       regexp.MustCompile(`催报|[^暂]未计入|冲突|百分点点`),
}

// TestSentencesAreSound reads every sentence that quarters of all kinds give.
func TestSentencesAreSound(t *testing.T) {
	read := func(name string, r *Report) {
		t.Helper()
		for _, s := range r.Sections {
			for _, p := range s.Paragraphs {
				for fault, form := range faultyWords {
					assert.NotRegexp(t, form, p.Lead+p.Text, "%s: %s has %s", name, p.ID, fault)
				}
			}
		}
	}
	for _, name := range []string{"all_done", "all_late", "all_pending", "all_unverified", "empty", "first", "new_year", "normal", "one", "turns"} {
		read(name, Build(scenario(t, name), Options{}))
		pf := scenario(t, name)
		contest(pf)
		read(name+", contested", Build(pf, Options{}))
		pf = scenario(t, name)
		pf.Quarter, pf.AsOf = plan.Quarter{Year: 2025, N: 4}, plan.Day(2025, 12, 31)
		read(name+", the plan over", Build(pf, Options{}))
		pf = scenario(t, name)
		for i := range pf.Entries {
			pf.Entries[i].Project.Total, pf.Entries[i].Project.Paid = plan.Exactly(plan.Yi), plan.Exactly(plan.Yi-1)
			pf.Entries[i].Project.Lead, pf.Entries[i].Project.Unit = "城建中心(房管办)", "城建中心(房管办)"
		}
		read(name+", rich", Build(pf, Options{}))
	}
	for seed := range uint64(40) {
		r, _ := steadyScene(t, seed, true)
		read("silence", r)
		r, _ = steadyScene(t, seed, false)
		read("steady", r)
	}
}

// contest leaves every conflict open that a portfolio can have.
func contest(pf *portfolio.Portfolio) {
	for i := range pf.Entries {
		if i%2 == 0 {
			pf.Entries[i].Contested = []string{"管理办", "城建中心(房管办)"}
		}
	}
	for _, rule := range []string{"X01", "X02", "X02", "X03", "X09"} {
		pf.Conflicts = append(pf.Conflicts, portfolio.Conflict{Rule: rule, Stake: 12345 * plan.Wan})
	}
}
