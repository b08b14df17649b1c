package filing_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

func TestSetReadsWhatValueWrites(t *testing.T) {
	for _, c := range []struct{ key, value string }{
		{"name", "福康路道路改造"},
		{"note", "经批准\n分两期"},
		{"total", "1084.35"},
		{"total", "待定"},
		{"paid", ""},
		{"start", "2023-03-01"},
		{"deadline", "2023-12-31"},
		{"deadline", "长期"},
		{"progress", "45.5"},
		{"rate", ""},
		{"status", "在建"},
		{"kind", "服务类"},
		{"lead", "管理办"},
		{"partners", "服务办、自治办"},
		{"y2024", "完成验收"},
	} {
		t.Run(c.key+"="+c.value, func(t *testing.T) {
			var p filing.Project
			require.NoError(t, p.Set(plan.Builtin(), c.key, c.value))
			assert.Equal(t, c.value, p.Value(c.key))
		})
	}
}

func TestSetReadsOtherSpellings(t *testing.T) {
	pl := plan.Builtin()
	var p filing.Project
	require.NoError(t, p.Set(pl, "status", "施工中"))
	require.NoError(t, p.Set(pl, "task", "6、"+pl.Tasks[5].Name))
	require.NoError(t, p.Set(pl, "progress", "60%"))
	assert.Equal(t, plan.StatusUnderWay, p.Status)
	assert.Equal(t, 6, p.TaskNo)
	assert.Equal(t, "60", p.Value("progress"))
}

func TestSetRefusesAndLeavesTheProjectAlone(t *testing.T) {
	for _, c := range []struct{ key, value string }{
		{"total", "很多"}, {"start", "年底前"}, {"progress", "120"}, {"status", "差不多了"}, {"lead", "城管大队"}, {"due", "1"},
	} {
		t.Run(c.key, func(t *testing.T) {
			p := filing.Project{Name: "甲", Lead: "管理办", Status: "在建"}
			require.Error(t, p.Set(plan.Builtin(), c.key, c.value))
			assert.Equal(t, filing.Project{Name: "甲", Lead: "管理办", Status: "在建"}, p)
		})
	}
}

func TestSetTargetLeavesSharedTargetsAlone(t *testing.T) {
	p := filing.Project{Targets: map[int]string{2023: "开工"}}
	q := p
	require.NoError(t, q.Set(plan.Builtin(), "y2023", "竣工"))
	assert.Equal(t, "开工", p.Value("y2023"))
	assert.Equal(t, "竣工", q.Value("y2023"))
}
