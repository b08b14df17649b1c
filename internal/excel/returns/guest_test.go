package returns

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"jingpin/internal/check"
	"jingpin/internal/intake"
	"jingpin/internal/plan"
)

// Of a file with two units' sheets, each that did not send it is given back its
// own alone.
func TestGuestGetsItsOwnSheets(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	for _, unit := range []string{"管理办", "服务办"} {
		_, err := f.NewSheet(unit)
		require.NoError(t, err)
		for i, row := range [][]any{
			{"填报单位：" + unit}, {"专项行动", "重点任务", "项目名称", "完成时限", "牵头部门", "总投资", "项目状态", "累计进度"},
			{"形态改善行动", "提高小区环境品质", unit + "项目", "2023-12-31", unit, 100, "收摊", 60},
		} {
			require.NoError(t, f.SetSheetRow(unit, []string{"A1", "A2", "A3"}[i], &row))
		}
	}
	require.NoError(t, f.DeleteSheet("Sheet1"))
	require.NoError(t, f.SetCustomProps(excelize.CustomProperty{Name: "备忘", Value: "管理办"}))
	sent, err := f.WriteToBuffer()
	require.NoError(t, err)
	subs := intake.Read(intake.Received{Path: "管理办.xlsx", Data: sent.Bytes()}, plan.Builtin(), intake.Options{})
	require.Len(t, subs, 2)
	for i, want := range [][]string{{"问题清单", "管理办", "服务办"}, {"问题清单", "服务办"}} {
		check.Judge(subs[i], plan.Builtin(), check.Options{})
		data, _, err := Write(sent.Bytes(), plan.Builtin(), subs[i], false)
		require.NoError(t, err)
		back, err := excelize.OpenReader(bytes.NewReader(data))
		require.NoError(t, err)
		assert.Equal(t, want, back.GetSheetList())
		props, err := back.GetCustomProps()
		require.NoError(t, err)
		for _, p := range props {
			assert.False(t, subs[i].Guest && p.Name == "备忘", "what the file says of itself is its sender's")
		}
		require.NoError(t, back.Close())
	}
}
