package portfolio_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
)

func TestNearNames(t *testing.T) {
	for _, c := range []struct {
		a, b string
		near bool
	}{
		{"福康路道路改造", "福康路道路改造项目", true},
		{"社区党群服务阵地提升改造", "社区党群服务阵地提升改建", true},
		{"社区 党群服务阵地提升改造", "社区党群服务阵地(提升改造)", true},
		{"潍坊四村老旧小区综合改造", "潍坊4村老旧小区综合改造", true},
		{"“楼长制”楼宇全覆盖建设", "“楼长制”楼宇全覆盖建设工程", true},
		{"潍坊四村老旧小区综合改造", "潍坊八村老旧小区综合改造", false},
		{"老旧小区综合改造提升一期", "老旧小区综合改造提升二期", false},
		{"2022年老旧小区综合改造提升", "2023年老旧小区综合改造提升", false},
		{"浦城路东侧街面综合整治", "浦城路西侧街面综合整治", false},
		{"“美食崂山”特色街区道路打造", "“低碳浦电”特色街区道路打造", false},
		{"绿化补种", "绿化养护", false},
		{"福康路道路改造", "崂山路道路改造", false},
	} {
		t.Run(c.a+"~"+c.b, func(t *testing.T) {
			pf := portfolio.Merge(input(submission("管理办", project(6, c.a)), submission("服务办", project(9, c.b))))
			assert.Equal(t, c.near, len(found(pf, "X03")) == 1)
			assert.Len(t, pf.Entries, 2, "both count until the office decides")
		})
	}
}

func TestNearNamesOfOneUnitAreItsOwnBusiness(t *testing.T) {
	pf := portfolio.Merge(input(submission("管理办", project(6, "福康路道路改造"), project(7, "福康路道路改造项目"))))
	assert.Empty(t, found(pf, "X03"))
}

// Names that are all like each other must not be compared each with each, nor
// told of in all pairs.
func TestManyNearNames(t *testing.T) {
	units := plan.Builtin().Units
	projects := make([][]filing.Project, len(units))
	const n = 4000
	for i := range n {
		u := i % len(units)
		projects[u] = append(projects[u], project(6, "社区综合服务能力提升改造试点"+string(rune('一'+i))))
	}
	var subs []*filing.Submission
	for u, ps := range projects {
		subs = append(subs, submission(units[u].Name, ps...))
	}
	pf := portfolio.Merge(input(subs...))
	assert.Len(t, pf.Entries, n)
	assert.LessOrEqual(t, len(found(pf, "X03")), 3*n)
	assert.Greater(t, len(found(pf, "X03")), n/2)
}

func TestNearNamesDecided(t *testing.T) {
	in := input(
		submission("管理办", project(6, "福康路道路改造", set("done", "完成管线迁改。"))),
		submission("服务办", project(6, "福康路道路改造项目", set("done", "完成居民告知。"))),
	)
	pf := portfolio.Merge(in)
	require.Len(t, pf.Conflicts, 1)
	assert.Equal(t, []string{"不是同一个", "采用甲", "采用乙"}, pf.Conflicts[0].Choices)
	assert.Contains(t, found(pf, "X03")[0].Message, "“福康路道路改造项目”和管理办的“福康路道路改造”")

	distinct := in
	decide(t, &distinct, "X03", "不是同一个")
	pf = portfolio.Merge(distinct)
	assert.Len(t, pf.Entries, 2)
	assert.Equal(t, plan.Note, found(pf, "X03")[0].Severity)

	decide(t, &in, "X03", "采用乙")
	pf = portfolio.Merge(in)
	require.Len(t, pf.Entries, 1)
	assert.Equal(t, "服务办", pf.Entries[0].Project.Lead)
	require.Len(t, pf.Entries[0].Partners, 1)
	assert.Equal(t, "完成管线迁改。", pf.Entries[0].Partners[0].Done)
	assert.Equal(t, 1, pf.Balance().Duplicate)
}

// What is at stake is the lesser total, or the one that is known.
func TestStakeOfNearNames(t *testing.T) {
	for _, c := range []struct{ a, b, stake string }{{"100", "80", "80万元"}, {"100", "待定", "100万元"}, {"待定", "80", "80万元"}, {"待定", "待定", "0万元"}} {
		pf := portfolio.Merge(input(
			submission("管理办", project(6, "福康路道路改造", set("total", c.a))),
			submission("服务办", project(6, "福康路道路改造项目", set("total", c.b))),
		))
		require.Len(t, pf.Conflicts, 1)
		assert.Equal(t, c.stake, pf.Conflicts[0].Stake.Text(), c)
	}
}

func TestNumberOfADroppedNamesakeLeadsOn(t *testing.T) {
	in := input(
		submission("管理办", project(6, "福康路道路改造", set("progress", "60"))),
		submission("服务办", project(6, "福康路道路改造项目")),
	)
	in.Previous = libraryOf(submission("管理办", project(6, "福康路道路改造")))
	decide(t, &in, "X03", "采用乙")
	pf := portfolio.Merge(in)
	require.Len(t, pf.Entries, 1)
	assert.Equal(t, "06-002", pf.Entries[0].Number)
	assert.Contains(t, pf.Numbers[0].Closed, "是同一个项目")
	assert.Equal(t, []string{"06-002"}, pf.Numbers[0].Next)
}
