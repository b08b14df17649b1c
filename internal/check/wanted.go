package check

import (
	"strings"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// wantedOf are what should stand in a cell by the rule against what does, where
// that is the same whatever does.
var wantedOf = map[string]string{
	"U04": "一个部门的名称",
	"U05": "部门名单里的名称",
	"U06": "一个部门",
	"S01": "计划里的专项行动",
	"S03": "计划里的重点任务",
	"S04": "计划里的重点任务",
	"P01": "项目的名称",
	"P02": "做什么、做到什么程度",
	"T01": "年份和月份，如2023年12月",
	"T02": "写明年份和月份，如2023年6月、2023-06-30",
	"T05": "至少写一年的计划",
	"M01": "数字（万元），不花钱的填0，还没定的填“待定”",
	"M02": "0或更大的数",
	"M06": "在“资金落实”栏选一个",
	"M08": "四项资金来源",
	"Q03": "0到100的数",
	"Q04": "进度为100，或者状态为在建",
	"Q05": "状态为已完成",
	"Q06": "本季度做成了什么",
	"Q07": "进度为0，或者状态为前期、在建",
	"Q08": "已完成，或者经批准延期",
	"Q09": "前期或在建",
	"Q10": "为什么慢、打算怎么赶上",
	"Q13": "下季度要做成的事",
	"L13": "是项目的，把各栏填全；不是项目的，把这一行清空或删掉",
	"C01": "正确的公式，或者直接填写的内容",
	"C02": "公式的结果，或者直接填写的内容",
	"C04": "普通文字",
	"C05": "存成文本的号码，现在后几位已经变成0",
	"C06": "不写身份证号、手机号",
	"X02": "各部门写的牵头部门一致",
}

// wanted is what should stand in the cell of a fact that does not say it, "" for
// nothing in particular.
func wanted(p *plan.Plan, fact *filing.Fact) string {
	switch fact.Rule {
	case "S02":
		return strings.Join(p.TrackNames(), "、")
	case "P06":
		c, _ := p.Column(fact.Key)
		return strings.Join(p.Canonical(c.List), "、")
	case "Q01", "Q02":
		return strings.Join(p.Canonical(plan.ListStatus), "、")
	case "Q12":
		return "做了什么、完成多少、到了哪一步，至少" + plan.Count(p.Info.MinProgressLength) + "个字"
	}
	return wantedOf[fact.Rule]
}
