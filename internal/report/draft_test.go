package report

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

func TestDrafts(t *testing.T) {
	plain := Build(scenario(t, "normal"), Options{})
	generated := plain.Sections[0].Paragraphs[0].Text
	for _, test := range []struct {
		name    string
		draft   filing.Draft
		text    string // printed
		wrong   string // value of X08, "" for none
		revised bool
	}{
		{"blank", filing.Draft{Section: "一-1", Generated: generated}, generated, "", false},
		{"same", filing.Draft{Section: "一-1", Generated: generated, Revised: generated}, generated, "", false},
		{
			"own words, same figures",
			filing.Draft{Section: "一-1", Generated: generated, Revised: "到6月30日，31个项目中滞后3个，总投资2.47亿元，7月15日开会研究。"},
			"到6月30日，31个项目中滞后3个，总投资2.47亿元，7月15日开会研究。", "", true,
		},
		{
			"figure of an older text",
			filing.Draft{Section: "一-1", Generated: "共有项目30个，已核实28个。", Revised: "共有项目30个，已核实28个。"},
			"共有项目30个，已核实28个。", "30个", true,
		},
		{
			"figures nothing gives",
			filing.Draft{Section: "一-1", Generated: generated, Revised: "共有项目31个，完成投资9999万元，占98.7%。"},
			"共有项目31个，完成投资9999万元，占98.7%。", "9999万元、98.7%", true,
		},
		{
			"figures under a wrong name",
			filing.Draft{Section: "一-1", Generated: generated, Revised: "共有项目31个，其中进度滞后31个；总投资2.47亿元。"},
			"共有项目31个，其中进度滞后31个；总投资2.47亿元。", "进度滞后31个", true,
		},
		{
			"figures of a track, of another time, of a project",
			filing.Draft{Section: "一-1", Generated: generated, Revised: "共有项目31个。党建引领行动共有项目31个。比上季度进度滞后减少31个。"},
			"共有项目31个。党建引领行动共有项目31个。比上季度进度滞后减少31个。", "共有项目31个", true,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			pf := scenario(t, "normal")
			pf.Office.Drafts = []filing.Draft{test.draft}
			r := Build(pf, Options{})
			p := r.Sections[0].Paragraphs[0]
			assert.Equal(t, test.text, p.Text)
			assert.Equal(t, test.revised, p.Generated == generated)
			found := slices.DeleteFunc(r.Findings, func(f filing.Finding) bool { return f.Rule != "X08" })
			if test.wrong == "" {
				assert.Empty(t, found)
				return
			}
			require.Len(t, found, 1)
			f := found[0]
			assert.Equal(t, plan.Warning, f.Severity)
			assert.Equal(t, test.wrong, f.Value)
			assert.Contains(t, f.Message, test.wrong)
		})
	}
}

func TestDraftOfLead(t *testing.T) {
	pf := scenario(t, "normal")
	pf.Office.Drafts = []filing.Draft{
		{Section: "四-2-2", Revised: "需要关注的是：潍坊八村征询延后。"},
		{Section: "二-6|潍坊五村", Revised: "已无此项。"},
	}
	r := Build(pf, Options{})
	i := 0
	for r.Sections[3].Paragraphs[i].ID != "四-2-2" {
		i++
	}
	assert.Equal(t, "需要关注的是：", r.Sections[3].Paragraphs[i].Lead)
	assert.Equal(t, "潍坊八村征询延后。", r.Sections[3].Paragraphs[i].Text)
	require.Len(t, r.Stale, 1)
	assert.Contains(t, r.Stale[0], "二-6|潍坊五村")
}

// The generated text names its own figures rightly, whatever the quarter.
func TestGeneratedFiguresAreRightlyNamed(t *testing.T) {
	for _, name := range []string{"normal", "all_late", "all_done", "all_pending", "all_unverified", "new_year", "first", "one"} {
		r := Build(scenario(t, name), Options{})
		b := &builder{Report: r}
		for _, s := range r.Sections {
			for _, p := range s.Paragraphs {
				for _, c := range claimsIn(p.Text) {
					assert.False(t, b.mislabelled(c, b.subjectOf(&p), nil), "%s %s: %s in %s", name, p.ID, c.Text, p.Text)
				}
			}
		}
	}
}
