package layout

import (
	"fmt"
	"time"
)

// The tones of the demonstration, as the report uses them.
var (
	toneDone    = Fill{Color: Color{31, 78, 121}, Ink: Color{31, 78, 121}}
	toneGood    = Fill{Color: Color{169, 208, 142}, Ink: Color{84, 130, 53}}
	toneSlow    = Fill{Color: Color{255, 230, 153}, Pattern: Rising, Ink: Color{156, 101, 0}}
	toneLate    = Fill{Color: Color{240, 140, 140}, Pattern: Crossed, Ink: Color{150, 0, 0}}
	toneEarly   = Fill{Color: Color{255, 255, 255}, Ink: Color{127, 127, 127}}
	tonePending = Fill{Color: Color{217, 217, 217}, Pattern: Dotted, Ink: Color{90, 90, 90}}
)

func plain(text string) []Run { return []Run{{Text: text}} }

// demo is a document with every kind of block, rows rows in its long table.
func demo(rows int) Document {
	blocks := []Block{
		Title{Parts: []string{"潍坊新村街道", "打造精品城区", "专项行动", "2023年第二季度", "推进情况报告"}, Anchor: Anchor{Name: "top"}},
		Heading{Level: 1, Text: "一、总体推进情况", Anchor: Anchor{Bookmark: "一、总体推进情况"}},
		Paragraph{Runs: plain("截至2023年6月30日，街道打造精品城区六大专项行动、16项重点任务共有项目62个。其中，已完成1个，推进顺利43个，进度偏慢2个，进度滞后1个，未到计划启动时间3个，数据待核实12个。进度偏慢和滞后项目共3个，占纳入研判项目的6.5%，比一季度末增加2个，主要集中在形态改善行动（3个），牵头部门为管理办2个、城建中心（房管办）1个。")},
		Paragraph{Runs: plain("纳入统计项目计划总投资2.69亿元（不含2个资金待定项目），累计完成投资6,110.5万元，投资完成率22.7%。提请领导小组协调事项3项，涉及管理办、城建中心（房管办）等部门。“崂山路街区联盟1136体系”等2个项目的部门尚未报送，相关项目暂列上季度数据。")},
		Caption{Text: "六大专项行动推进情况", Right: "单位：个、万元"},
		trackTable(),
		Paragraph{Small: true, Runs: plain("注：投资完成率=累计完成投资÷计划总投资；数据待核实的项目按上季度数据列示，不计入投资完成率。")},
		Heading{Level: 1, Text: "二、进度偏慢和滞后项目", Anchor: Anchor{Bookmark: "二、进度偏慢和滞后项目"}},
		Paragraph{Runs: []Run{{Text: "（一）形态改善行动。", Style: Kai}, {Text: "共有项目15个，其中推进顺利8个，进度偏慢2个，进度滞后1个，未到计划启动时间3个，数据待核实1个。已核实的14个项目计划总投资21879.85万元，累计完成投资5401.75万元，投资完成率24.7%。提高小区环境品质方面，"},
			{Text: "王家宅小区改造", Link: "row3"}, {Text: "主体施工完成，进入道路绿化恢复，累计进度81%；“美食崂山”“七彩潍坊”街区更新——含“学府南泉”、“低碳浦电”——已完成方案设计……"}},
			Anchor: Anchor{Bookmark: "（一）形态改善行动", Level: 1}},
		Paragraph{Runs: []Run{{Text: "需要关注的是：", Style: Strong}, {Text: "潍坊八村成片区改造累计进度11%，低于应达进度11.7个百分点，部分居民对加装电梯位置有异议，征询延后，城建中心（房管办）计划三季度完成招投标并开工；“云梯+电瓶车梯阻”项目（T/CECS 1136-2022标准）设备选型未定。"}}},
		Heading{Level: 2, Text: "（二）便民服务行动"},
		Paragraph{Runs: plain("生僻字与符号：㙍䶮𠮷😀龘·é ñ Привет ½ ㎡ ℃ №①②③⑩㈠☑✔→≤≥±×÷‰￥€；网址https://www.example.gov.cn/a/b/c?d=e&f=1234567890；连续标点！！？？（《“‘’”》）。")},
		Heading{Level: 3, Text: "1. 三级标题示例"},
		Paragraph{Runs: plain("下季度，重点推进九六广场周边背街小巷改造（8月底前完成招投标），年内到期项目确保12月底前完成。")},
		Caption{Text: "各专项行动亮灯情况（上：本季度，下：上季度）", Right: "单位：个"},
		lightChart(),
		Caption{Text: "各专项行动投资情况（上：计划总投资，下：累计完成投资）", Right: "单位：万元"},
		moneyChart(),
		Caption{Text: "今后四个季度到期项目"},
		dueLine(),
		Closing{Lines: []string{"潍坊新村街道打造精品城区领导小组办公室", "2023年7月10日"}},
		Contents{Heading: "目  录"},
		PageBreak{Landscape: true},
		Title{Label: "附件1", Parts: []string{"项目一览表"}, Anchor: Anchor{Bookmark: "附件1 项目一览表"}},
		projectTable(rows),
		PageBreak{},
		Title{Label: "附件2", Parts: []string{"部门推进情况"}, Anchor: Anchor{Bookmark: "附件2 部门推进情况"}},
		Paragraph{Runs: plain("略。")},
	}
	return Document{Blocks: blocks, Meta: Properties{
		Title: "潍坊新村街道打造精品城区专项行动2023年第二季度推进情况报告", Author: "潍坊新村街道打造精品城区领导小组办公室",
		Subject: "2023年第二季度", Keywords: "精品城区、季度报告", Date: time.Date(2023, 7, 10, 0, 0, 0, 0, time.UTC),
		Header: "内部资料 注意保管", Code: "数据码 3F9A-0C12",
	}}
}

var tracks = []string{"党建引领行动", "治理提升行动", "形态改善行动", "便民服务行动", "文化浸润行动", "平安守护行动"}

func trackTable() Table {
	t := Table{Columns: []Column{{Heads: []string{"专项行动"}}}, Size: 9}
	for _, h := range []string{"项目数", "已完成", "推进顺利", "进度偏慢", "进度滞后", "未到启动", "待核实"} {
		t.Columns = append(t.Columns, Column{Heads: []string{h}, Align: Right})
	}
	for _, h := range []string{"总投资", "累计完成", "完成率(%)"} {
		t.Columns = append(t.Columns, Column{Heads: []string{"资金", h}, Align: Right})
	}
	for i, name := range tracks {
		t.Rows = append(t.Rows, Row{Cells: cells(name, 10+i, 0, 7, 1, 1, 1, i, "21879.85", "5401.75", "24.7")})
	}
	t.Rows = append(t.Rows, Row{Look: Total, Cells: cells("合计", 75, 0, 42, 6, 6, 6, 15, "131279.10", "32410.50", "24.7")})
	return t
}

func cells(values ...any) []Cell {
	var out []Cell
	for _, v := range values {
		out = append(out, Cell{Text: fmt.Sprint(v)})
	}
	return out
}

func projectTable(rows int) Table {
	t := Table{Size: 8, Merge: 2, Columns: []Column{
		{Heads: []string{"专项行动"}, Width: 4.5}, {Heads: []string{"重点任务"}, Width: 5},
		{Heads: []string{"编号"}}, {Heads: []string{"项目名称"}}, {Heads: []string{"牵头部门"}},
		{Heads: []string{"完成时限"}, Align: Center}, {Heads: []string{"资金(万元)", "总投资"}, Align: Right}, {Heads: []string{"资金(万元)", "累计完成"}, Align: Right},
		{Heads: []string{"进度(%)", "累计"}, Align: Right}, {Heads: []string{"进度(%)", "应达"}, Align: Right},
		{Heads: []string{"亮灯"}}, {Heads: []string{"本季度进展情况"}}, {Heads: []string{"存在问题及下季度计划"}},
	}}
	signs := []Sign{{Disc, Color{84, 130, 53}}, {Triangle, Color{191, 144, 0}}, {Square, Color{192, 0, 0}}, {Ring, Color{127, 127, 127}}}
	words := []string{"推进顺利", "进度偏慢", "进度滞后", "未到启动"}
	for i := range rows {
		progress := "已完成方案设计和居民征询，签约率97.5%，施工许可办理中；"
		if i%7 == 3 {
			progress += "“云梯+电瓶车梯阻”智能装置已安装136台，覆盖潍坊四村、八村、王家宅等6个小区，下一步与物业公司签订维保协议并纳入“一网统管”平台。"
		}
		row := Row{Anchor: Anchor{Name: fmt.Sprintf("row%d", i)}, Cells: cells(
			tracks[i*6/rows], fmt.Sprintf("%d. 提高小区环境品质", i*16/rows+1), fmt.Sprintf("%02d-%03d", i*16/rows+1, i), fmt.Sprintf("潍坊%d村成片区改造（二期）", i+1),
			"城建中心（房管办）", "2023-12-31", "1084.35", "265.10", "45", "50", words[i%4], progress, "部分居民有异议；三季度完成招投标。")}
		row.Cells[10].Sign = signs[i%4]
		if i%11 == 5 {
			row.Look = Shaded
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
