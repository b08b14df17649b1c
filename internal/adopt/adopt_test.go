package adopt

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/plan"
)

// A table's units and tasks are its own office's, whatever the built-in
// street calls alike.
func TestPlan(t *testing.T) {
	p, err := Plan(plan.Builtin(), Listing{
		Units:  []string{"平安办", "水务站", "平安办"},
		Leader: "分管副镇长",
		Tasks:  []ListedTask{{"村镇面貌", "河塘清淤", 3}, {"村镇面貌", "农村改厕", 0}, {"为民服务", "助餐点", 3}, {"为民服务", "巡诊", 1}},
	})
	require.NoError(t, err)
	assert.Equal(t, []plan.Unit{
		{No: 1, Name: "平安办", Reporting: plan.ReportsItself, Leader: "分管副镇长"}, {No: 2, Name: "水务站", Reporting: plan.ReportsItself, Leader: "分管副镇长"},
	}, p.Units)
	assert.Equal(t, []string{"村镇面貌", "为民服务"}, p.TrackNames())
	names := map[int]string{}
	for _, task := range p.Tasks {
		names[task.No] = task.Name
	}
	assert.Equal(t, map[int]string{3: "河塘清淤", 2: "农村改厕", 4: "助餐点", 1: "巡诊"}, names, "a number that is taken is given to no other")
	assert.Empty(t, p.Commitments)
	column, _ := p.Column(plan.KeyLead)
	assert.Equal(t, "平安办", column.Example)

	street, err := Plan(plan.Builtin(), Listing{Units: []string{"管理办"}, Tasks: []ListedTask{{"", plan.Builtin().Tasks[0].Name, 0}}})
	require.NoError(t, err)
	assert.Equal(t, plan.Builtin().Tasks, street.Tasks, "tasks that are known stay")

	own, err := Plan(p, Listing{Units: []string{"水务站", "卫生院"}})
	require.NoError(t, err)
	assert.Equal(t, []string{"水务站", "卫生院"}, []string{own.Units[0].Name, own.Units[1].Name})
	assert.Equal(t, "分管副镇长", own.Units[0].Leader)
}
