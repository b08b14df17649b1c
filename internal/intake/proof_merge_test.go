package intake_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/filing"
	"jingpin/internal/intake"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
)

// collection is what a quarter's merge is made of.
type collection struct {
	papers   map[string]paper // by file name
	previous *filing.Library
	office   filing.Office
	saved    map[string]time.Time
}

// ordinary is a collection of two units without anything to decide.
func ordinary() collection {
	service := sound()
	service.unit = "服务办"
	service.rows = service.rows[:1]
	maps.Copy(service.rows[0], cells{
		"track": "功能提升行动", "task": "加强公共服务阵地建设", "name": "养老院内部设施适老化改造", "lead": "服务办", "partners": "妇联",
	})
	return collection{papers: map[string]paper{"管理办.xlsx": sound(), "服务办.xlsx": service}, saved: map[string]time.Time{}}
}

// mergeBreakages are what goes wrong between files, and what is found in
// addition.
var mergeBreakages = []struct {
	rule   string
	change func(*testing.T, *collection)
	want   []string // RULE file!cell unit
}{
	{"X01", func(_ *testing.T, c *collection) {
		c.add("服务办.xlsx", sound().rows[0], cells{"partners": "服务办"})
	}, []string{"X01 服务办.xlsx!E5 服务办", "U07 服务办.xlsx!P5 服务办"}},
	{"X02", func(_ *testing.T, c *collection) {
		c.add("服务办.xlsx", sound().rows[0], cells{"lead": "服务办"})
	}, []string{"X02 服务办.xlsx!P5 服务办"}},
	{"X03", func(_ *testing.T, c *collection) {
		c.papers["管理办.xlsx"].rows[service]["name"] = "老年人助餐服务网点建设提升"
		c.add("服务办.xlsx", sound().rows[service], cells{"name": "老年人助餐服务网点建设提升项目", "lead": "服务办"})
	}, []string{"X03 服务办.xlsx!E5 服务办"}},
	{"X04", func(_ *testing.T, c *collection) {
		maps.Copy(c.papers["管理办.xlsx"].rows[service], cells{"track": "形态改善行动", "task": "改善街区景观环境"})
	}, []string{"X04 ! "}},
	{"X05", func(_ *testing.T, c *collection) {
		maps.Copy(c.papers["服务办.xlsx"].rows[0], cells{"name": "内部设施适老化改造", "content": "改造床位20张。"})
	}, []string{"X05 ! "}},
	{"X06", func(_ *testing.T, c *collection) {
		c.papers["管理办.xlsx"].rows[0]["partners"] = "服务办"
		c.add("管理办.xlsx", c.papers["服务办.xlsx"].rows[0], cells{"lead": "管理办"})
		delete(c.papers, "服务办.xlsx")
	}, []string{"X06 ! 服务办"}},
	{"X07", func(_ *testing.T, c *collection) {
		c.papers["管理办2.xlsx"] = sound()
		c.saved["管理办2.xlsx"] = time.Date(2023, 6, 20, 9, 0, 0, 0, time.UTC)
	}, []string{"X07 管理办2.xlsx! 管理办"}},
	{"X09", func(_ *testing.T, c *collection) {
		c.office.Edits = []filing.Edit{{Key: "6|东园路小区整新", Column: "progress", Before: "40", After: "45"}}
	}, []string{"X09 管理办.xlsx!AA4 管理办"}},
	{"H05", func(t *testing.T, c *collection) {
		was := before()
		was.rows = append(was.rows, maps.Clone(was.rows[service]))
		was.rows[5]["name"] = "上季度还在的项目"
		c.previous = libraryOf(t, layouts[3], was)
	}, []string{"H05 管理办.xlsx! 管理办", "H07 服务办.xlsx!E4 服务办"}},
}

// add adds a row to a unit's paper.
func (c *collection) add(file string, row, other cells) {
	p := c.papers[file]
	row = maps.Clone(row)
	maps.Copy(row, other)
	p.rows = append(slices.Clone(p.rows), row)
	c.papers[file] = p
}

// Between files, too, each rule speaks for its one thing.
func TestEveryRuleOfMergingIsFound(t *testing.T) {
	base := ordinary().merge(t)
	for _, b := range mergeBreakages {
		t.Run(b.rule, func(t *testing.T) {
			c := ordinary()
			b.change(t, &c)
			got := c.merge(t)
			for _, f := range base {
				if i := slices.Index(got, f); i >= 0 {
					got = slices.Delete(got, i, i+1)
				}
			}
			assert.ElementsMatch(t, b.want, got)
		})
	}
}

// merge reads the collection's files and merges them.
func (c collection) merge(t *testing.T) []string {
	t.Helper()
	in := portfolio.Input{
		Plan: plan.Builtin(), Quarter: quarter, AsOf: quarter.Last(), Today: quarter.Last(), Previous: c.previous, Office: c.office,
	}
	for _, name := range slices.Sorted(maps.Keys(c.papers)) {
		sub := read(t, name, layouts[3].lay(t, c.papers[name]).bytes(t), intake.Options{Quarter: quarter})
		sub.Saved = c.saved[name]
		in.Submissions = append(in.Submissions, sub)
	}
	pf := portfolio.Merge(in)
	var out []string
	for _, f := range pf.Findings {
		require.NotEmpty(t, f.Message)
		out = append(out, fmt.Sprintf("%s %s!%s %s", f.Rule, f.File, f.Cell, f.Unit))
	}
	return out
}
