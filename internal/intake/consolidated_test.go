package intake

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"jingpin/internal/form"
	"jingpin/internal/plan"
	"jingpin/internal/sheet"
)

// grid is a sheet of texts.
func grid(name string, rows ...[]string) *sheet.Sheet {
	s := &sheet.Sheet{Name: name}
	for i, texts := range rows {
		row := sheet.Row{Number: i + 1}
		for j, text := range texts {
			if text != "" {
				row.Cells = append(row.Cells, sheet.Cell{Row: int32(i + 1), Col: int16(j + 1), Kind: sheet.Text, Text: text})
			}
		}
		s.Rows = append(s.Rows, row)
	}
	return s
}

func TestIsConsolidated(t *testing.T) {
	for name, c := range map[string]struct {
		wb   *sheet.Workbook
		want bool
	}{
		"nothing":        {&sheet.Workbook{}, false},
		"a form":         {&sheet.Workbook{Sheets: []*sheet.Sheet{grid(form.SheetForm, []string{"项目名称", "牵头部门"})}}, false},
		"another table":  {&sheet.Workbook{Sheets: []*sheet.Sheet{grid(form.PageProjects, []string{"项目名称", "牵头部门"})}}, false},
		"the table":      {&sheet.Workbook{Sheets: []*sheet.Sheet{grid(form.PageProjects, []string{"标题"}, []string{"项目名称", form.ColFinal})}}, true},
		"the record":     {&sheet.Workbook{Sheets: []*sheet.Sheet{grid(form.PageData, []string{form.DataMark}, []string{"H4sI"})}}, true},
		"another record": {&sheet.Workbook{Sheets: []*sheet.Sheet{grid(form.PageData, []string{"数据"}, []string{"H4sI"})}}, false},
	} {
		assert.Equal(t, c.want, IsConsolidated(c.wb), name)
	}
}

func TestOfficeLight(t *testing.T) {
	for word, want := range map[string]plan.Light{
		"进度滞后": plan.Red, "红": plan.Red, "红灯": plan.Red, "黄灯": plan.Yellow, "绿": plan.Green, "推进顺利": plan.Green, "已完成": plan.Done,
	} {
		light, ok := officeLight(word)
		assert.True(t, ok, word)
		assert.Equal(t, want, light, word)
	}
	for _, word := range []string{"数据待核实", "正常", "灯"} {
		_, ok := officeLight(word)
		assert.False(t, ok, word)
	}
}

func TestExceptionsAreRead(t *testing.T) {
	s := grid(form.PageExceptions,
		[]string{"核准例外"},
		[]string{form.ColRule, form.ColUnit, form.ColProject, form.ColPassedBy, form.ColWhy, form.ColExpires},
		[]string{"t03", "社区管理办", "某项目", "常务副组长", "经批准跨期", "2023年12月31日"},
		[]string{"T99", "", "", "", "", ""},
		[]string{"T03", "", "", "", "", "年底前"},
		[]string{"", "", "", "", "", ""},
	)
	d := &officeSheets{wb: &sheet.Workbook{Sheets: []*sheet.Sheet{s}}, plan: plan.Builtin(), out: &Consolidated{}}
	d.readExceptions()
	assert.Equal(t, []plan.Exception{
		{Rule: "T03", Unit: "管理办", Project: "某项目", ApprovedBy: "常务副组长", Reason: "经批准跨期", Expires: plan.Day(2023, 12, 31)},
	}, d.out.Office.Exceptions)
	assert.Equal(t, []string{"核准例外!A4:没有“T99”这条规则，没有采用", "核准例外!F5:“年底前”读不出是哪一天，这一行没有采用"}, d.out.Problems)
}
