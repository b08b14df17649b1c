package consolidated

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"jingpin/internal/excel/book"
	"jingpin/internal/excel/exceltest"
	"jingpin/internal/intake"
	"jingpin/internal/plan"
	"jingpin/internal/sheet"
	"jingpin/internal/sheet/verified"
)

// reread is a plan workbook read back, after the office changed cells in it.
func reread(t *testing.T, data []byte, change func(*excelize.File)) (*plan.Plan, error) {
	t.Helper()
	if change != nil {
		f, err := excelize.OpenReader(bytes.NewReader(data))
		require.NoError(t, err)
		change(f)
		data = exceltest.Saved(t, f)
	}
	wb, err := verified.Open(data, sheet.DefaultLimits)
	require.NoError(t, err)
	return intake.ReadPlan(wb, "方案.xlsx")
}

// meaning is everything in a plan that anyone can ask for.
func meaning(p *plan.Plan) plan.Plan {
	return plan.Plan{
		Info: p.Info, Tracks: p.Tracks, Tasks: p.Tasks, Commitments: p.Commitments, Units: p.Units, Columns: p.Columns,
		Words: p.Words, Rules: p.Rules, Exceptions: p.Exceptions,
	}
}

func TestPlanRoundTripLosesNothing(t *testing.T) {
	p := plan.Builtin()
	data, err := WritePlan(p)
	require.NoError(t, err)
	again, err := reread(t, data, nil)
	require.NoError(t, err)
	assert.Equal(t, p.Digest(), again.Digest())
	assert.Equal(t, meaning(p), meaning(again))

	second, err := WritePlan(again)
	require.NoError(t, err)
	third, err := reread(t, second, nil)
	require.NoError(t, err)
	assert.Equal(t, p.Digest(), third.Digest())
}

// put writes a value beside the row that begins with a key.
func put(t *testing.T, f *excelize.File, table, key, column string, value any) {
	t.Helper()
	rows, err := f.GetRows(table)
	require.NoError(t, err)
	for r, row := range rows {
		for c, title := range rows[0] {
			if title == column && len(row) > 0 && row[0] == key {
				require.NoError(t, f.SetCellValue(table, book.At(r+1, c+1), value))
				return
			}
		}
	}
	require.Fail(t, "no such cell", "%s %s %s", table, key, column)
}

func TestPlanChangesTakeEffect(t *testing.T) {
	data, err := WritePlan(plan.Builtin())
	require.NoError(t, err)
	p, err := reread(t, data, func(f *excelize.File) {
		put(t, f, "部门", "妇联", "名称", "妇女联合会办公室")
		put(t, f, "基本信息", "进度偏慢阈值(百分点)", "值", 12.5)
		put(t, f, "规则", "P02", "级别", "已记录")
		put(t, f, "规则", "T05", "启用", "否")
		put(t, f, "专项行动", "6", "名称", "文化润城行动")
		put(t, f, "重点任务", "15", "专项行动", "文化润城行动")
		put(t, f, "重点任务", "16", "专项行动", "文化润城行动")
	})
	require.NoError(t, err)
	unit, ok := p.Unit("妇女联合会办公室")
	require.True(t, ok)
	assert.Equal(t, "妇女联合会办公室", unit.Name)
	assert.Equal(t, 12*plan.Point+plan.Point/2, p.Info.SlackPoints)
	rule, _ := p.Rule("P02")
	assert.Equal(t, plan.Note, rule.Severity)
	rule, _ = p.Rule("T05")
	assert.False(t, rule.On)
	assert.Equal(t, "文化润城行动", p.TrackNo(6).Name)
	assert.NotEqual(t, plan.Builtin().Digest(), p.Digest())
}

func TestPlanRowsAndDatesOfTheOffice(t *testing.T) {
	data, err := WritePlan(plan.Builtin())
	require.NoError(t, err)
	p, err := reread(t, data, func(f *excelize.File) {
		require.NoError(t, f.SetSheetRow("核准例外", "A4", &[]any{"P02", "妇联", "", "领导小组办公室", "活动方案另报"}))
		date := "yyyy/m/d"
		style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &date})
		require.NoError(t, err)
		require.NoError(t, f.SetCellValue("核准例外", "F4", 45291))
		require.NoError(t, f.SetCellStyle("核准例外", "F4", "F4", style))
		require.NoError(t, f.InsertRows("部门", 1, 2))
		require.NoError(t, f.SetCellValue("部门", "A1", "各部门名单"))
		require.NoError(t, f.DeleteSheet("栏目别名"))
	})
	require.NoError(t, err)
	require.Len(t, p.Exceptions, 1)
	assert.Equal(t, plan.Exception{
		Rule: "P02", Unit: "妇联", ApprovedBy: "领导小组办公室", Reason: "活动方案另报", Expires: plan.Day(2023, 12, 31),
	}, p.Exceptions[0])
	assert.Equal(t, plan.Builtin().Units, p.Units)
	assert.Equal(t, plan.Builtin().HeaderForms, p.HeaderForms, "the sheet that the first plans did not have is the built-in table")
	require.Len(t, p.Notes(), 1)

	_, err = reread(t, data, func(f *excelize.File) { require.NoError(t, f.SetSheetName("领导小组", "领导小组成员")) })
	assert.ErrorContains(t, err, "方案.xlsx 领导小组!A1 没有“领导小组”这张工作表。“领导小组成员”如果就是它，请把工作表的名称改回“领导小组”")
}

func TestPlanFaultsNameTheCell(t *testing.T) {
	data, err := WritePlan(plan.Builtin())
	require.NoError(t, err)
	tests := map[string]struct {
		change func(*excelize.File)
		want   string
	}{
		"unknown rule": {
			func(f *excelize.File) { require.NoError(t, f.SetCellValue("规则", "A3", "F99")) },
			"方案.xlsx 规则!A3 没有“F99”这条规则",
		},
		"rule that must stay": {
			func(f *excelize.File) { put(t, f, "规则", "F01", "级别", "请核实") },
			"方案.xlsx 规则!B2",
		},
		"threshold in words": {
			func(f *excelize.File) { put(t, f, "基本信息", "进度滞后完成比(%)", "值", "六成") },
			"方案.xlsx 基本信息!B",
		},
		"title above the table": {
			func(f *excelize.File) {
				require.NoError(t, f.InsertRows("规则", 1, 1))
				require.NoError(t, f.SetCellValue("规则", "A1", "检查规则"))
				require.NoError(t, f.SetCellValue("规则", "A3", "F99"))
			},
			"方案.xlsx 规则!A3 没有“F99”这条规则",
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := reread(t, data, tt.change)
			require.Error(t, err)
			assert.Contains(t, err.Error(), tt.want)
		})
	}
}

// Whatever in the built-in definition is the first street's own stands in a
// table that one of the seven steps names.
func TestPlanSaysInSevenStepsWhatToChange(t *testing.T) {
	require.Len(t, planSteps, 7)
	named := map[string]bool{}
	for _, s := range planSteps {
		named[s.sheet] = true
	}
	for _, table := range plan.Builtin().Tables() {
		for _, row := range table.Rows {
			text := strings.Join(row.Cells, " ")
			for _, own := range []string{"潍坊", "精品城区"} {
				if strings.Contains(text, own) && !named[table.Name] {
					assert.Fail(t, "no step names "+table.Name, text)
				}
			}
		}
	}
	data, err := WritePlan(plan.Builtin())
	require.NoError(t, err)
	f, err := excelize.OpenReader(bytes.NewReader(data))
	require.NoError(t, err)
	assert.Equal(t, "说明", f.GetSheetList()[0])
	for i, s := range planSteps {
		text, err := f.GetCellValue("说明", book.At(4+i, 1))
		require.NoError(t, err)
		assert.Equal(t, plan.Count(i+1)+". "+s.sheet, text)
	}
}
