package rehearse

import "strings"

// signatures is what stands under a sheet.
var signatures = []string{"", "填表人:          审核人:          联系电话:", "注:1.金额以财务决算为准;2.进度按形象进度填写。"}

// oneLevelHeaders names the columns under a parent so that one row says it.
var oneLevelHeaders = map[string]string{
	"y2022": "2022年计划", "y2023": "2023年计划", "y2024": "2024年计划", "y2025": "2025年计划",
	"total": "总投资(万元)", "city": "市级资金(万元)", "district": "区级资金(万元)", "street": "街道自筹(万元)", "social": "社会资金(万元)",
}

// aliases are headers other offices use.
var aliases = with(oneLevelHeaders, map[string]string{
	"track": "领域", "task": "主要任务", "name": "重点工作", "content": "目标任务和工作要求", "kind": "建设性质", "priority": "优先级",
	"start": "开工时间", "deadline": "时间节点", "lead": "主责部门", "partners": "协同单位", "leader": "责任领导", "person": "联系人",
	"total": "项目总投资(万元)", "funding": "资金到位情况", "status": "当前状态", "progress": "完成百分比(%)", "rate": "年度完成率(%)",
	"self": "推进情况评价", "finished": "竣工时间", "done": "推进情况", "paid": "累计投资(万元)", "problem": "滞后原因",
	"ask": "需协调解决的问题", "next": "下步打算", "note": "说明",
})

// with is a copy of base with changes laid over it.
func with(base, changes map[string]string) map[string]string {
	m := map[string]string{}
	for k, v := range base {
		m[k] = v
	}
	for k, v := range changes {
		m[k] = v
	}
	return m
}

var shuffled = []string{
	"no", "name", "content", "task", "track", "lead", "partners", "leader", "person", "status", "progress", "deadline", "start", "kind", "priority",
	"total", "city", "district", "street", "social", "funding", "paid", "done", "problem", "ask", "next",
	"y2022", "y2023", "y2024", "y2025", "rate", "self", "finished", "note",
}

var synonyms = map[string]string{
	"未启动": "未开工", "前期": "方案设计", "在建": "有序推进", "已完成": "已竣工", "暂缓": "缓建", "取消": "不再实施",
	"急需": "紧急", "重点": "重要", "尚未落实": "争取中", "无需资金": "不需要资金", "部分落实": "部分到位", "按计划": "正常",
}

// layouts are the sheets one submission is laid out in. Whatever the layout,
// it is read to the same projects.
var layouts = []sheetLayout{
	{name: "01-规范表", about: "下发表格的样子:两级表头,每行写全"},
	{name: "02-合并单元格", about: "专项行动和重点任务合并单元格", group: merged, foot: signatures},
	{name: "03-只写一次", about: "专项行动和重点任务只在第一行写", group: typedOnce, spell: spelling{track: countedTrack, task: countedTask}},
	{name: "04-分组行", about: "专项行动和重点任务各占一行,没有这两栏", group: groupRows, totals: totalBelow, foot: signatures},
	{name: "05-分组行空栏", about: "专项行动和重点任务各占一行,两栏空着", group: groupBlank, oneLevel: true, headers: aliases},
	{name: "06-按行动分表", about: "每个专项行动一张工作表,以它命名", group: trackSheets},
	{name: "07-别名", about: "一级表头,栏目用别的名称", oneLevel: true, headers: aliases, sheet: "二季度", spell: spelling{track: shortTrack}},
	{name: "08-表头靠下", about: "表头在第16行、第3列起,下有代号行", titles: 6, blanks: 6, left: 2, codes: true},
	{name: "09-以元计", about: "表格上方写金额单位为元", oneLevel: true, unit: "元", spell: spelling{money: yuan},
		headers: with(aliases, map[string]string{"total": "项目总投资", "city": "市级", "district": "区级", "street": "街道", "social": "社会", "paid": "累计投资"})},
	{name: "10-以千元计", about: "表头写千元", unit: "千元", unitIn: inHeaders, spell: spelling{money: qian}},
	{name: "11-带单位的金额", about: "金额写成1,084.35万,进度写成45%", spell: spelling{money: withWan, progress: percentSign, start: dated("2006.1.2"), deadline: dated("2006.1.2")}},
	{name: "12-全角", about: "数字、日期、进度和表头用全角", decorate: wide,
		spell: spelling{money: wideWan, start: wideDay, deadline: wideDay, progress: widePercent, prose: unseen}},
	{name: "13-日期格式", about: "日期是真日期,进度是百分比格式的小数", group: merged,
		spell: spelling{start: realDate(`yyyy"年"m"月"d"日"`, false), deadline: realDate("yyyy/m/d", false), progress: fraction}},
	{name: "14-1904日期", about: "1904日期系统的工作簿", date1904: true,
		spell: spelling{start: realDate("yyyy-mm-dd", true), deadline: realDate("m-d-yy", true)}},
	{name: "15-时期", about: "时间写成月、季度、半年、年底,进度写成约数", oneCell: true,
		spell: spelling{start: monthStart, deadline: periodEnd, progress: roughly, money: aboutWan}},
	{name: "16-起止时间", about: "完成时限写成起止时间,进度写成小数", group: typedOnce, spell: spelling{start: numberDay, deadline: rangeEnd, progress: plainFraction}},
	{name: "17-合计在上", about: "合计行在最上面,是公式", totals: totalAbove, formulas: true, group: merged, foot: signatures},
	{name: "18-小计与重复表头", about: "每个行动有小计,表头每四行重复,有空行", totals: totalPerTrack, again: 4, gap: true, foot: signatures},
	{name: "19-同义词", about: "状态等用别的说法,部门写全称,配合部门换行", spell: spelling{words: synonyms, unit: fullName, list: "\n", start: dated("2006/1/2"), deadline: monthEnd}},
	{name: "20-换序加栏", about: "栏目顺序不同,另有自己的栏目", columns: shuffled, oneLevel: true, headers: oneLevelHeaders,
		extras: []extra{{"走访记录", "已走访", "status"}, {"档案号", "潍-1", "note"}}, spell: spelling{unit: officeName, list: ",", money: textWan}},
	{name: "21-表头有空格", about: "表头字间有空格、换行和全角括号", decorate: spaced, spell: spelling{deadline: dated("2006年01月02日"), list: "；"}},
	{name: "22-隐藏", about: "有一行是隐藏的", hideRow: 3, sheet: strings.Repeat("项目", 3)},
}
