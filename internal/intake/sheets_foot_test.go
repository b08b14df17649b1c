package intake_test

import "testing"

// firstRow is the project above the feet of these sheets.
var firstRow = row(1, "形态改善行动", "提高小区环境品质", "甲项目")

var footSheets = []sheetCase{
	{
		about: "who signs, label and value in one cell",
		grid: grid{rows: [][]any{
			head, firstRow, {},
			{"部门负责人签字：", nil, nil, nil, "分管领导签字：", nil, nil, "填报人：张三"},
			{"填表人签名：", nil, nil, nil, "审核人签名："},
			{"主管领导审批：", nil, nil, nil, "填表人："}, {"领导审签：", nil, nil, nil, "经办："},
			{"填表：张三", nil, nil, nil, "审核：李四"}, {"部门（盖章）：", nil, nil, nil, "填报日期：2023年6月"},
		}},
		want: []string{"2 形态改善行动 6 甲项目"},
	},
	{
		about: "who signs, the value in the cell behind its label",
		grid: grid{rows: [][]any{
			head, firstRow, {},
			{"制表人：", "张三", nil, nil, nil, nil, "负责人签字：", "李四", nil, "日期：", "2023-06-25"},
			{"制表：", "张三", nil, nil, "审核：", "李四", nil, nil, "日期：", "2023年6月"},
			{"单位领导：", "王五", nil, nil, "填表人：", "张三"},
			{"分管领导签字：", nil, nil, nil, nil, nil, nil, nil, "2023年6月25日"},
		}},
		want: []string{"2 形态改善行动 6 甲项目"},
	},
	{
		about: "seals and dates under the columns of a project",
		grid: grid{rows: [][]any{
			head, firstRow, {},
			{nil, nil, nil, nil, nil, nil, nil, "2023年6月25日"}, {nil, nil, nil, nil, nil, nil, nil, nil, nil, "（盖章）"},
			{nil, nil, nil, nil, nil, nil, "管理办（盖章）", nil, nil, "2023年6月25日"}, {nil, nil, nil, nil, nil, nil, nil, nil, nil, "管理办"},
		}},
		want: []string{"2 形态改善行动 6 甲项目"},
	},
	{
		about: "notes under the name",
		grid: grid{rows: [][]any{
			head, firstRow, {nil, nil, nil, "以下空白"}, {nil, nil, nil, "附：项目位置图"}, {"填表说明", nil, nil, "如实填写"}, {"1.金额保留两位小数", nil, nil, nil, "2.进度按形象进度填写"}, {"说明", nil, nil, "1.本表由各部门填写", nil, nil, nil, "2.金额以万元计"},
		}},
		want: []string{"2 形态改善行动 6 甲项目"},
	},
	{
		about: "projects that begin like a foot",
		grid: grid{rows: [][]any{
			head, row(1, "形态改善行动", "提高小区环境品质", "说明牌更新改造"), row("", "形态改善行动", "提高小区环境品质", "审核"),
			row("", "形态改善行动", "提高小区环境品质", "负责人签字制度建设"), row("", "形态改善行动", "提高小区环境品质", "领导接待点改造(盖章点位)"),
			{nil, nil, nil, "审核", "再造审核流程", nil, nil, nil, 0, nil, 20},
		}},
		want: []string{
			"2 形态改善行动 6 说明牌更新改造", "3 形态改善行动 6 审核", "4 形态改善行动 6 负责人签字制度建设", "5 形态改善行动 6 领导接待点改造(盖章点位)", "6  0 审核",
		},
		found: []string{"S01 B6", "S03 C6", "T05 F6", "T01 G6", "U04 H6", "Q01 J6"},
	},
	{
		about: "a project without a name, and one whose name is merged down",
		grid: grid{rows: [][]any{
			head, {nil, nil, nil, nil, nil, nil, "2023年12月", "管理办"},
			row(1, "形态改善行动", "提高小区环境品质", "甲项目"), {nil, nil, nil, nil, nil, nil, "2024年12月"},
		}, merges: []string{"A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:E4", "F3:F4", "H3:H4", "I3:I4", "J3:J4", "K3:K4", "L3:L4"}},
		want:  []string{"2  0 ", "3 形态改善行动 6 甲项目(点位1)", "4 形态改善行动 6 甲项目(点位2)"},
		found: []string{"S01 B2", "S03 C2", "P01 D2", "P02 E2", "T05 F2", "M01 I2", "Q01 J2", "L09 D3"},
	},
}

// Signatures, seals and notes are no projects, and no project is taken for one.
func TestFeetOfRealSheets(t *testing.T) { readSheets(t, footSheets) }
