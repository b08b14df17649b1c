package portfolio_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
)

func TestMergeOneQuarter(t *testing.T) {
	pf := portfolio.Merge(input(
		submission("管理办", project(6, "九六广场周边街巷改造"), project(7, "绿化补种", set("progress", "20"))),
		submission("服务办", project(9, "助餐点建设", set("status", "已完成"), set("progress", "100"))),
	))
	var got []string
	for _, e := range pf.Entries {
		got = append(got, e.Number+" "+e.Project.Name+" "+string(e.State)+" "+e.Light.String())
	}
	assert.Equal(t, []string{
		"06-001 九六广场周边街巷改造 已报 推进顺利",
		"07-001 绿化补种 已报 进度滞后",
		"09-001 助餐点建设 已报 已完成",
	}, got)
	assert.Equal(t, portfolio.Balance{Read: 3, Counted: 3, ReadTotal: 300 * plan.Wan, CountedTotal: 300 * plan.Wan}, pf.Balance())
	assert.Empty(t, found(pf, "H07"), "nothing is new without a last quarter")
}

func TestMergeKeepsLastQuartersProjects(t *testing.T) {
	last := libraryOf(
		submission("管理办", project(6, "甲"), project(6, "乙"), project(6, "丙")),
		submission("服务办", project(9, "丁")),
		submission("自治办", project(5, "戊")),
	)
	now := fault(submission("管理办", project(6, "甲", set("progress", "70")), project(6, "乙", set("progress", "90"))), 1, "T03")
	broken := fault(submission("服务办"), -1, "F03")
	in := input(now, broken)
	in.Previous = last
	pf := portfolio.Merge(in)

	for _, c := range []struct {
		name     string
		state    portfolio.State
		carried  bool
		progress string
		because  string
	}{
		{"甲", portfolio.Reported, false, "70", ""},
		{"乙", portfolio.Unverified, true, "50", "管理办.xlsx第7行：完成时限超出计划（T03）"},
		{"丙", portfolio.Missing, true, "50", "管理办报了表，没有报这个项目"},
		{"丁", portfolio.Unverified, true, "50", "服务办.xlsx：文件已损坏（F03）"},
		{"戊", portfolio.Missing, true, "50", "自治办没有报送"},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := entry(t, pf, c.name)
			assert.Equal(t, c.state, e.State)
			assert.Equal(t, c.carried, e.Carried)
			assert.Equal(t, c.progress, e.Project.Value("progress"))
			assert.Equal(t, c.because, e.Because)
			if c.carried {
				assert.Equal(t, plan.Unverified, e.Light)
			}
		})
	}
	assert.Len(t, pf.Entries, 5)
	absent := found(pf, "H05")
	if assert.Len(t, absent, 1) {
		assert.Equal(t, "丙", absent[0].Project)
		assert.Equal(t, "管理办", absent[0].Unit)
	}
	if assert.Len(t, pf.LeftOut, 1) {
		assert.Equal(t, "06-002", pf.LeftOut[0].Number)
		assert.Equal(t, filing.Faulty, pf.LeftOut[0].Row.Cause)
		assert.Equal(t, "50", pf.LeftOut[0].Last.Project.Value("progress"))
	}
}

func TestMergeListsRejectedRowsWithoutLastQuarter(t *testing.T) {
	pf := portfolio.Merge(input(fault(submission("管理办", project(6, "甲"), project(6, "")), 0, "M01")))
	if assert.Len(t, pf.Entries, 1) {
		e := pf.Entries[0]
		assert.Equal(t, portfolio.Unverified, e.State)
		assert.False(t, e.Carried)
		assert.Equal(t, plan.Amount{}, e.Project.Total)
	}
}
