package intake

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"jingpin/internal/sheet"
	"jingpin/internal/sheet/verified"
	"jingpin/internal/tabular"
)

func TestPlanTablesKeepTheirPlaces(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	require.NoError(t, f.SetSheetName("Sheet1", "基本信息"))
	for cell, v := range map[string]any{
		"A1": "方案的基本信息",
		"B3": "项目", "C3": "值", "D3": "说明",
		"B4": "起始年", "C4": 2022.0,
		"B6": "进度偏慢阈值(百分点)", "C6": 12.5,
		"B7": "印发日期", "C7": 44963,
		"B8": "   ",
	} {
		require.NoError(t, f.SetCellValue("基本信息", cell, v))
	}
	date := "yyyy/m/d"
	style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &date})
	require.NoError(t, err)
	require.NoError(t, f.SetCellStyle("基本信息", "C7", "C7", style))
	_, err = f.NewSheet("办公室的记录")
	require.NoError(t, err)
	out, err := f.WriteToBuffer()
	require.NoError(t, err)
	wb, err := verified.Open(out.Bytes(), sheet.DefaultLimits)
	require.NoError(t, err)

	tables := PlanTables(wb, "方案.xlsx")

	require.Len(t, tables, 1, "other sheets are no tables")
	assert.Equal(t, tabular.Table{
		Name: "基本信息", Where: "方案.xlsx", Header: []string{"", "项目", "值", "说明"},
		Rows: []tabular.Row{
			{Number: 4, Cells: []string{"", "起始年", "2022"}},
			{Number: 6, Cells: []string{"", "进度偏慢阈值(百分点)", "12.5"}},
			{Number: 7, Cells: []string{"", "印发日期", "2023-02-06"}},
		},
	}, tables[0])
}
