package intake_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"jingpin/internal/excel/exceltest"
	"jingpin/internal/filing"
	"jingpin/internal/intake"
	"jingpin/internal/plan"
)

// A table of a department's own with a line about the zero report over it, in
// one cell or two.
func TestZeroReportOverProjects(t *testing.T) {
	for _, c := range []struct {
		line  []any
		asked bool
	}{
		{[]any{"本季度无牵头项目（零报告）√"}, true},
		{[]any{"零报告：", "√"}, true},
		{[]any{"☑零报告　□有项目"}, true},
		{[]any{"是否零报告", "是"}, true},
		{[]any{"本部门没有牵头项目", "√"}, true},
		{[]any{"是否零报告", "否"}, false},
		{[]any{"零报告"}, false},
		{[]any{"本季度无牵头项目（零报告）选√："}, false},
		{[]any{"没有牵头项目的，请在零报告处打“√”"}, false},
		{[]any{"□零报告　□有项目"}, false},
	} {
		t.Run(c.line[0].(string), func(t *testing.T) {
			t.Parallel()
			f := excelize.NewFile()
			defer f.Close()
			for i, row := range [][]any{
				{"2023年第二季度项目计划表"}, c.line,
				{"序号", "专项行动", "重点任务", "项目名称", "项目内容", "完成时限", "牵头部门", "总投资", "项目状态", "累计进度"},
				{1, "形态改善行动", "改善街区景观环境", "街角座椅更新", "更新座椅20处。", "2023-12-31", "管理办", 20, "在建", 60},
			} {
				require.NoError(t, f.SetSheetRow("Sheet1", "A"+plan.Count(i+1), &row))
			}
			sub := read(t, "管理办.xlsx", exceltest.Saved(t, f), intake.Options{Quarter: quarter})
			var asked []filing.Finding
			for _, f := range sub.Findings {
				if f.Rule == "L16" {
					asked = append(asked, f)
				}
			}
			require.Len(t, sub.Rows, 1)
			assert.Empty(t, sub.Rows[0].Cause, "%v", sub.Rows[0].Rules)
			if !c.asked {
				assert.Empty(t, asked)
				return
			}
			require.Len(t, asked, 1)
			assert.Equal(t, plan.Warning, asked[0].Severity)
			assert.Equal(t, 2, asked[0].Row)
			assert.Contains(t, asked[0].Message, "1个项目")
		})
	}
}
