package quarter_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"jingpin/internal/excel/exceltest"
	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/plan"
	"jingpin/internal/quarter"
	"jingpin/internal/slowtest"
	"jingpin/internal/stream"
)

// ownTable is a unit's table of its own, with a header that names no column of
// the form.
func ownTable(t *testing.T, unit, name string) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i, cells := range [][]any{
		{"填报单位：" + unit},
		{"序号", "重点任务", "项目名称", "项目内容", "2023年计划", "收口日", "牵头部门", "总投资(万元)", "资金落实情况", "项目状态", "累计进度(%)", "本季度进展情况", "下季度计划"},
		{1, "提高小区环境品质", name + "整新", "做好整新", "完成一半", "2023-12-31", unit, 100, "已落实", "在建", 60, "完成基础施工三处", "完成主体施工"},
		{2, "提高小区环境品质", name + "绿化", "做好绿化", "完成一半", "2023-12-31", unit, 80, "已落实", "在建", 60, "完成补种四处", "完成花坛两处"},
	} {
		cell, err := excelize.CoordinatesToCellName(1, i+1)
		require.NoError(t, err)
		require.NoError(t, f.SetSheetRow("Sheet1", cell, &cells))
	}
	return exceltest.Saved(t, f)
}

// acceptAll accepts what is suggested for a rule's findings.
func acceptAll(t *testing.T, path, rule string) []byte {
	t.Helper()
	f, err := excelize.OpenFile(path)
	require.NoError(t, err)
	defer f.Close()
	rows, err := f.GetRows("问题清单")
	require.NoError(t, err)
	accepted := 0
	for i, row := range rows {
		if len(row) >= form.ProblemRule && row[form.ProblemRule-1] == rule {
			cell, err := excelize.CoordinatesToCellName(form.ProblemAccept, i+1)
			require.NoError(t, err)
			require.NoError(t, f.SetCellStr("问题清单", cell, form.AcceptWord))
			accepted++
		}
	}
	require.Positive(t, accepted)
	return exceltest.Saved(t, f)
}

// What a department accepted for a header of its own is known when it uses that
// header again in later quarters, and known of nobody else: by the folder's
// report, by a check, and by a merge of checks.
func TestAHeaderIsLearnedOnce(t *testing.T) {
	slowtest.Long(t)
	t.Parallel()
	const unit, other = "管理办", "自治办"
	root := t.TempDir()
	of := func(name string) *quarterDesk {
		return &quarterDesk{t: t, dir: filepath.Join(root, name), opt: quarter.Options{Date: today}}
	}
	found := func(r *outcome, rule string) (units []string) {
		for _, f := range r.Findings {
			if f.Rule == rule {
				units = append(units, f.Unit)
			}
		}
		return units
	}
	first := of("2023Q1")
	first.put(filepath.Join(quarter.DirFiled, unit+".xlsx"), ownTable(t, unit, "甲里"))
	assert.Equal(t, []string{unit}, found(first.report(), "L02"))
	first.put(filepath.Join(quarter.DirFiled, unit+".xlsx"), acceptAll(t, first.path(quarter.DirResult, quarter.DirReturn, unit+".xlsx"), "L02"))
	r := first.report()
	assert.Empty(t, found(r, "L02"))
	assert.Equal(t, plan.Day(2023, 12, 31), r.project("甲里整新").Project.Deadline)

	second := of("2023Q2")
	second.put(filepath.Join(quarter.DirFiled, unit+".xlsx"), ownTable(t, unit, "甲里"))
	second.put(filepath.Join(quarter.DirFiled, other+".xlsx"), ownTable(t, other, "乙里"))
	r = second.report()
	assert.Equal(t, []string{other}, found(r, "L02"))
	assert.Equal(t, []string{unit}, found(r, "L17"))
	assert.Equal(t, plan.Day(2023, 12, 31), r.project("甲里绿化").Project.Deadline)

	desk := quarter.Open(quarter.Options{Date: today})
	c, err := desk.Check(t.Context(), []string{second.dir}, "")
	require.NoError(t, err)
	var cells []string
	for _, s := range c.Submissions {
		for _, f := range s.Findings {
			if f.Rule == "L17" {
				cells = append(cells, s.Unit+" "+f.Cell+" "+f.Message)
			}
		}
	}
	assert.Equal(t, []string{unit + " F2 有的表头单看说不清是哪一栏，按上季度的读法，“收口日”读作“完成时限”。"}, cells)

	var lines bytes.Buffer
	_, err = desk.Stream(t.Context(), []string{second.dir}, &lines)
	require.NoError(t, err)
	_, subs, err := stream.Read(bytes.NewReader(lines.Bytes()))
	require.NoError(t, err)
	assert.Equal(t, []filing.Wording{{Head: "收口日", Column: "deadline"}}, subs[0].Wordings)
	path := filepath.Join(root, "检查.ndjson")
	require.NoError(t, os.WriteFile(path, lines.Bytes(), 0o644))
	shard := of("2023Q3")
	shard.put(filepath.Join(quarter.DirFiled, unit+".xlsx"), ownTable(t, unit, "甲里"))
	shard.opt.Previous = filepath.Join(root, "合并.xlsx")
	_, err = desk.Merge(t.Context(), []string{path}, shard.opt.Previous)
	require.NoError(t, err)
	assert.Equal(t, []string{unit}, found(shard.report(), "L17"), "and in the quarter after")
}
