package intake_test

import (
	"regexp"
	"testing"

	"jingpin/internal/plan"

	"github.com/stretchr/testify/require"
)

// service is the row of the paper that is a service, alone under its task.
const service = 4

// grouped are the layouts in which a row's own cells do not tell its track and
// task.
var grouped = []string{"group rows"}

// rowBreakages are those of one row.
var rowBreakages = []breakage{
	{rule: "U04", typed: cells{"lead": nil}, at: "lead"},
	{rule: "U04", about: "无", typed: cells{"lead": "无"}, at: "lead"},
	{rule: "U05", typed: cells{"lead": "区绿化市容局"}, at: "lead"},
	{rule: "U06", typed: cells{"lead": "管理办、服务办"}, at: "lead"},
	{rule: "U06", about: "和", typed: cells{"lead": "管理办和服务办"}, at: "lead"},
	{rule: "U06", about: "with an outsider", typed: cells{"lead": "管理办和金融局"}, at: "lead"},
	{rule: "U06", about: "an outsider first", typed: cells{"lead": "区金融局会同管理办"}, at: "lead"},
	{rule: "U07", typed: cells{"lead": "服务办"}, at: "lead"},
	{rule: "U08", typed: cells{"partners": "营商办、管理办"}, at: "lead"},
	{rule: "U09", typed: cells{"partners": "营商办、区金融局"}, at: "partners"},

	{rule: "S01", row: 3, typed: cells{"track": nil, "task": nil}, at: "track", also: []string{"S03 task"}, not: []string{"group rows", "merged"}},
	{rule: "S02", row: service, typed: cells{"track": "精致规划"}, at: "track", not: grouped},
	{rule: "S03", row: service, typed: cells{"task": nil}, at: "task", not: grouped},
	{rule: "S04", row: service, typed: cells{"task": "打造一流街区"}, at: "task", not: grouped},
	{rule: "S04", about: "heading", row: service, page: func(t *testing.T, p *sheetProjects) {
		p.put(t, address(1, p.rows[service]-1), "12、打造一流街区")
	}, paper: countHeadings, at: "task", not: only("group rows")},
	{rule: "S02", about: "heading", row: service, page: func(t *testing.T, p *sheetProjects) {
		p.put(t, address(1, p.rows[service]-2), "(四)精致规划")
		require.NoError(t, p.RemoveRow(p.sheet, p.rows[service]-1))
		p.rows[service]--
	}, paper: countHeadings, at: "track", also: []string{"S03 task"}, not: only("group rows")},
	{rule: "S05", row: service, typed: cells{"task": "优化文化供给"}, at: "task", not: grouped},

	{rule: "L13", about: "nothing that is asked for", row: service, typed: cells{
		"deadline": nil, "total": nil, "city": nil, "district": nil, "street": nil, "social": nil, "status": nil, "progress": nil, "rate": nil,
		"done": nil, "paid": nil,
	}, at: "name"},
	{rule: "P01", typed: cells{"name": nil}, at: "name"},
	{rule: "P02", typed: cells{"content": nil}, at: "content"},
	{rule: "P03", row: 1, typed: cells{"name": "东园路 小区整新"}, at: "name"},
	{rule: "P04", typed: cells{"name": "示例:沿街休憩点改造", "deadline": "某年某月"}, at: "name"},
	{rule: "P04", about: "numbered", typed: cells{"no": "示例"}, at: "name"},
	{rule: "P06", typed: cells{"priority": "尽快"}, at: "priority"},
	{rule: "P06", typed: cells{"kind": "其他类"}, at: "kind"},
	{rule: "P06", typed: cells{"funding": "街道自筹"}, at: "funding"},

	{rule: "T01", typed: cells{"deadline": nil}, at: "deadline"},
	{rule: "T01", about: "—", typed: cells{"deadline": "—"}, at: "deadline", also: []string{"C03 deadline"}},
	{rule: "T02", typed: cells{"deadline": "年底前"}, at: "deadline"},
	{rule: "T02", about: "a number 2023.1", typed: cells{"deadline": 2023.1}, at: "deadline"},
	{rule: "T02", typed: cells{"start": "去年"}, at: "start"},
	{rule: "T03", typed: cells{"deadline": "2026-06-30"}, at: "deadline"},
	{rule: "T03", about: "before", typed: cells{"deadline": "2021-06-30", "start": nil, "y2022": nil, "y2023": nil, "y2024": nil, "y2025": "建成"}, at: "deadline"},
	{rule: "T04", typed: cells{"start": "2025-01-01"}, at: "start"},
	{rule: "T05", typed: cells{"y2022": nil, "y2023": nil, "y2024": nil}, at: "y2023"},
	{rule: "T06", typed: cells{"y2025": "扫尾"}, at: "y2025"},
	{rule: "T07", typed: cells{"deadline": "长期"}, at: "deadline", also: []string{"C03 deadline"}},
	{rule: "T08", typed: cells{"y2023": nil}, at: "y2023"},

	{rule: "M01", typed: cells{"total": "测算后另报"}, at: "total"},
	{rule: "M01", about: "blank", typed: cells{"total": nil}, at: "total"},
	{rule: "M01", typed: cells{"paid": "若干"}, at: "paid"},
	{rule: "M02", typed: cells{"paid": -5}, at: "paid"},
	{rule: "M02", about: "text", typed: cells{"city": "－5"}, at: "city", also: []string{"C03 city"}},
	{rule: "M03", typed: cells{"total": 490, "paid": 245}, at: "total"},
	{rule: "M03", about: "rounding", typed: cells{"total": 480.01}, at: "total", severity: plan.Warning, not: only("form", "group rows", "merged", "aliases")},
	{rule: "M04", row: service, typed: cells{"total": 20300, "district": 20300}, at: "total"},
	{rule: "M04", about: "no project's", row: service, typed: cells{"total": 600000, "district": 600000}, at: "total", severity: plan.Error},
	{rule: "M04", about: "round", row: service, typed: cells{"total": 10000, "district": 10000}, at: "total"},
	{rule: "M05", row: service, typed: cells{"paid": 90}, at: "paid"},
	{rule: "M06", typed: cells{"funding": nil}, at: "total"},
	{rule: "M07", row: service, typed: cells{"total": "待定", "district": nil}, at: "total"},
	{rule: "M08", typed: cells{"city": nil, "district": nil, "street": nil, "social": nil}, at: "total"},

	{rule: "Q01", typed: cells{"status": nil}, at: "status"},
	{rule: "Q02", typed: cells{"status": "差不多了"}, at: "status"},
	{rule: "Q03", typed: cells{"progress": "基本过半"}, at: "progress"},
	{rule: "Q03", about: "above", typed: cells{"progress": 120}, at: "progress"},
	{rule: "Q03", about: "blank", typed: cells{"progress": nil}, at: "progress"},
	{rule: "Q04", typed: cells{"status": "已完成"}, at: "status"},
	{rule: "Q05", row: service, typed: cells{"progress": 100}, at: "progress"},
	{rule: "Q06", typed: cells{"done": nil}, at: "done"},
	{rule: "Q07", typed: cells{"status": "未启动"}, at: "status"},
	{rule: "Q08", typed: cells{"deadline": "2023-05-31", "y2024": nil}, at: "deadline"},
	{rule: "Q09", row: service, typed: cells{"status": "未启动", "progress": 0, "rate": nil, "paid": 0, "start": "2023-03-01"}, at: "start"},
	{rule: "Q10", typed: cells{"progress": 30}, at: "problem"},
	{rule: "Q10", about: "self", typed: cells{"self": "滞后"}, at: "problem"},
	{rule: "Q11", row: service, typed: cells{"status": "未启动", "progress": 0, "rate": nil, "start": "2023-06-15"}, at: "status"},
	{rule: "Q12", typed: cells{"done": "按计划推进"}, at: "done"},
	{rule: "Q13", typed: cells{"next": nil}, at: "next"},
	{rule: "Q14", typed: cells{"progress": 60, "paid": 48}, at: "progress"},

	{rule: "C01", typed: cells{"total": 987654}, book: storeError, at: "total"},
	{rule: "C02", page: func(t *testing.T, p *sheetProjects) {
		require.NoError(t, p.SetCellValue(p.sheet, p.at(0, "total"), nil))
		require.NoError(t, p.SetCellFormula(p.sheet, p.at(0, "total"), "200+250+30"))
	}, at: "total"},
	{rule: "C03", typed: cells{"status": "推进中"}, at: "status"},
	{rule: "C03", about: "基本完成", typed: cells{"status": "基本完成"}, at: "status", severity: plan.Warning},
	{rule: "C03", about: "a period", typed: cells{"deadline": "2024年6月"}, at: "deadline"},
	{rule: "C03", about: "an amount's unit", typed: cells{"paid": "240万元"}, at: "paid"},
	{rule: "C03", about: "an invisible character", typed: cells{"done": "基础施工\u200b完成，主体过半。"}, at: "done"},
	{rule: "Q03", about: "a fraction among percentages", typed: cells{"progress": 0.5}, at: "progress"},
	{rule: "C04", typed: cells{"done": `=HYPERLINK("http://example.invalid/","点击查看")`}, at: "done"},
	{rule: "C04", about: "-", typed: cells{"done": "-1段基础施工完成，主体过半。"}, at: "done"},
	{rule: "C05", typed: cells{"note": int64(20230600000022447)}, at: "note"},
	{rule: "C06", typed: cells{"done": "已联系反映人（电话139 0000 0000），停车位划线完成。"}, at: "done"},
	{rule: "C06", about: "a number stored as one", typed: cells{"note": int64(13900000000)}, at: "note"},
}

// countHeadings counts the headings, so that one with another name is known
// for a heading.
func countHeadings(in *paper) {
	for i, counted := range map[string]string{
		"形态改善行动": "(二)形态改善行动", "治理增能行动": "(四)治理增能行动",
		"提高小区环境品质": "6、提高小区环境品质", "改善街区景观环境": "7、改善街区景观环境", "数字赋能社区治理": "12、数字赋能社区治理",
	} {
		for _, r := range in.rows {
			for _, key := range []string{"track", "task"} {
				if r[key] == i {
					r[key] = counted
				}
			}
		}
	}
}

var errorCell = regexp.MustCompile(`(<c r="[A-Z]+[0-9]+"[^>]*)><v>987654</v>`)

// storeError makes the total of 987654 a formula that lost what it refers to.
func storeError(t *testing.T, book []byte) []byte {
	return patch(t, book, "xl/worksheets/sheet1.xml", func(xml string) string {
		return errorCell.ReplaceAllString(xml, `$1 t="e"><f>SUM(#REF!)</f><v>#REF!</v>`)
	})
}
