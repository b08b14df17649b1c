package report

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"jingpin/internal/plan"
)

// TestLoopIsClosed says what came of what last quarter promised, expected and
// asked, and nothing where it was not said.
func TestLoopIsClosed(t *testing.T) {
	pf := scenario(t, "normal")
	text := prose(Build(pf, Options{}))
	for _, word := range []string{"目标进度", "预计", "答复）"} {
		assert.NotContains(t, text, word)
	}
	target, n := 30*plan.Point, 0
	for i := range pf.Entries {
		e := &pf.Entries[i]
		e.Project.Expected, e.Project.AnswerBy = plan.Day(2026, 3, 31), plan.Day(2023, 7, 15)
		if e.Last != nil && e.Last.Quarter.N != 0 && n < 6 {
			e.Last.Project.NextTarget = &target
			n++
		}
	}
	r := Build(pf, Options{})
	text = prose(r)
	assert.Len(t, r.Targets, 6)
	assert.Contains(t, text, "一季度末定下本季度末目标进度的6个项目，5个达到，1个没有达到。")
	assert.Contains(t, text, "没有达到一季度末所定目标进度的项目1个：大型商圈党建阵地建设（营商办，目标30%，实际21%）。")
	assert.Contains(t, text, "（城建中心〔房管办〕）低于应达进度11.7个百分点，预计2026年3月底前完成")
	assert.Contains(t, text, "（请于7月15日前答复）")
}

// TestAskedBefore says what became of each request of last quarter.
func TestAskedBefore(t *testing.T) {
	pf := scenario(t, "normal")
	for i := range pf.Entries {
		if e := &pf.Entries[i]; e.Project.Ask != "" && e.Number != "07-005" {
			e.Project.Ask = ""
		}
	}
	r := Build(pf, Options{})
	assert.Len(t, r.AskedBefore, 3)
	assert.Regexp(t, "一季度末提请协调3项，本季度没有再提请[23]项", r.Sections[2].Paragraphs[0].Text)

	for i := range pf.Previous.Standings {
		if s := &pf.Previous.Standings[i]; s.Number == r.AskedBefore[0].Number {
			s.Light = plan.Unverified
		}
	}
	assert.Equal(t, r.AskedBefore[1:], Build(pf, Options{}).AskedBefore, "what was not verified then was not asked of the leaders")
}
