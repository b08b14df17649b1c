package letters

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

func TestLetterTellsRowProjectAndRemedy(t *testing.T) {
	returned := Returned{
		Office: "专项行动办公室", Unit: "管理办", File: "管理办.xlsx", Round: 1, Converted: 1, Sheets: 1, List: "问题清单",
		Findings: []filing.Finding{
			{Sheet: "表", Cell: "N9", Row: 9, Col: 14, Rule: "T03", Severity: plan.Error, Project: "小游园", Column: "完成时限", Message: "完成时限不在计划期内。", Hint: "改到计划期内。"},
			{Sheet: "表", Cell: "N10", Row: 10, Col: 14, Rule: "T03", Severity: plan.Error, Project: "步道", Column: "完成时限", Message: "完成时限不在计划期内。", Hint: "改到计划期内。"},
			{Sheet: "表", Cell: "X10", Row: 10, Col: 24, Rule: "Q03", Severity: plan.Error, Project: "步道", Column: "累计进度(%)", Message: "看不懂“约莫”。"},
			{Sheet: "表", Rule: "L05", Severity: plan.Warning, Message: "第11行是隐藏的。"},
		},
		Serial: func(_ string, row int) string { return map[int]string{9: "3"}[row] },
	}
	assert.Equal(t, `管理办：
　　你们报送的“管理办.xlsx”已检查。第1次检查：请改正3处，请核实1处。另有1处读取时作了换算，不用改。
　　请在退回的表上改：第一张表“问题清单”列出每一处，点“位置”就到那个格子。改好后保存，文件名不变，直接报上来，标注不用删。要签字盖章的，等电子表检查通过以后再打印。

一、请改正3处（不改的项目本季度不计入，先按上季度的数列出）
　　1．序号3“小游园”（第9行）、第10行“步道”：完成时限不在计划期内。改到计划期内。
　　2．第10行“步道”：看不懂“约莫”。

二、请核实1处（确实没错的可以不改，在“问题清单”的“部门答复”里写明情况）
　　1．第11行是隐藏的。

专项行动办公室
`, returned.Letter())
	assert.Equal(t, "第1次检查：必须改3处，请核实1处。另有1处读取时作了换算，不用改。", returned.Summary(), "the workbook calls the levels by their names")
}

func TestLetterOfManyFindingsNamesTheListForTheRest(t *testing.T) {
	returned := Returned{Unit: "管理办", Sheets: 1, List: "问题清单"}
	for i := range 50 {
		returned.Findings = append(returned.Findings, filing.Finding{Row: i + 6, Rule: "Q03", Severity: plan.Error, Message: fmt.Sprintf("看不懂“%d”。", i)})
	}
	letter := returned.Letter()
	assert.Contains(t, letter, "　　30．第35行：看不懂“29”。\n　　……还有20处，见“问题清单”。\n")
	for i := range returned.Findings {
		returned.Findings[i].Message = "没有填。"
	}
	letter = returned.Letter()
	assert.Contains(t, letter, "　　1．第6行、第7行、第8行、第9行、第10行、第11行、第12行、第13行等50处：没有填。\n")
	assert.NotContains(t, letter, "还有")
}

func TestLetterOfAnUnmarkedFileSaysWhy(t *testing.T) {
	letter := Returned{Unmarked: "文件的格式特殊", List: "问题清单", Findings: []filing.Finding{{Rule: "F01", Severity: plan.Warning, Message: "不是表格。"}}}.Letter()
	assert.True(t, strings.HasPrefix(letter, "填报部门：\n"))
	assert.Contains(t, letter, "没有在原表上标注：文件的格式特殊。")
	assert.NotContains(t, letter, "部门答复", "the list alone is not sent back")
}

// TestLetterSaysACauseOnce: neither why a file stands without marks nor a row is
// said again in the line that says so.
func TestLetterSaysACauseOnce(t *testing.T) {
	torn := filing.Finding{Rule: "F03", Severity: plan.Error, Message: "文件没有传完整。", Hint: "请重发。"}
	letter := Returned{Unit: "管理办", File: "甲.xlsx", Round: 1, Findings: []filing.Finding{torn}, List: "问题清单", Unmarked: "文件没有传完整"}.Letter()
	assert.Contains(t, letter, "这份文件没有在原表上标注。请按下面的说明处理好再报。")
	letter = Returned{Unit: "管理办", File: "甲.xlsx", Round: 1, Findings: []filing.Finding{torn}, List: "问题清单", Unmarked: "检查以后文件又变了"}.Letter()
	assert.Contains(t, letter, "这份文件没有在原表上标注：检查以后文件又变了。")

	hidden := filing.Finding{Rule: "L05", Severity: plan.Warning, Sheet: "表", Row: 8, Message: "第8行是隐藏的。"}
	letter = Returned{Unit: "管理办", File: "甲.xlsx", Round: 1, Findings: []filing.Finding{hidden}, List: "问题清单"}.Letter()
	assert.Contains(t, letter, "　　1．第8行是隐藏的。")
}
