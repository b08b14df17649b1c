package filing_test

import (
	"cmp"
	"encoding/json"
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
		{"expected", "2024-03-31"},
		{"answer_by", "2023-07-15"},
		{"next_target", "60"},
	} {
		t.Run(c.key+"="+c.value, func(t *testing.T) {
			var p filing.Project
			require.NoError(t, p.Set(plan.Builtin(), c.key, c.value))
			assert.Equal(t, c.value, p.Value(c.key))
		})
	}
}

// Every column that a form asks for is one of a project, and is called alike in
// JSON.
func TestEveryColumnIsAProjects(t *testing.T) {
	for _, c := range plan.Builtin().Columns {
		if c.Type == plan.TypeComputed || c.Key == plan.KeyNo {
			continue
		}
		value := map[string]string{
			plan.TypeMoney: "12.5", plan.TypePercent: "45", plan.TypeStart: "2023-06-30", plan.TypeDeadline: "2023-06-30", plan.TypeUnit: "管理办",
		}[c.Type]
		if choices := plan.Builtin().Choices(c); value == "" && len(choices) > 0 {
			value = choices[0]
		}
		var p filing.Project
		require.NoError(t, p.Set(plan.Builtin(), c.Key, cmp.Or(value, "甲")), c.Key)
		assert.Equal(t, cmp.Or(value, "甲"), p.Value(c.Key), c.Key)
		b, err := json.Marshal(p)
		require.NoError(t, err)
		assert.Contains(t, string(b), `"`+c.Key+`":`)
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
