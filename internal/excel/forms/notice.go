package forms

import (
	"fmt"
	"strings"

	"jingpin/internal/form"
	"jingpin/internal/plan"
)

// Notice is 下发通知.txt: the message that goes out with the forms, to paste
// into a chat or a mail. Without a data date it is the quarter's last day.
// rolled says that the forms bring last quarter's projects along.
func Notice(p *plan.Plan, quarter plan.Quarter, asOf plan.Date, rolled bool) string {
	if asOf == 0 {
		asOf = quarter.Last()
	}
	due := p.Info.Due(quarter)
	lines := []string{
		"关于填报" + quarter.Chinese() + "项目计划表的通知",
		"",
		"各部门、各单位：",
		fmt.Sprintf("　　现将《%s》附件2“项目计划表”发给你们，请填报%s推进情况。", p.Info.Name, quarter.Chinese()),
		"　　一、数据截至" + asOf.Chinese() + "。进度和投资填累计数，从项目启动算起。" + early(asOf, due),
		"　　二、请于" + due.Chinese() + "前报" + p.Info.Office + "。" + collected(p),
		"　　三、每个部门只填自己牵头的项目，配合的项目由牵头部门填。没有牵头项目的也要报，在表格上方选“" + form.ZeroTick + "”（零报告）。" + excused(p),
		"　　四、请用发给本部门的表格填写，只填白色格子。必填栏目：" + strings.Join(mustTitles(p), "、") + "。",
		"　　五、项目编号、应达进度、预判亮灯和灰色格子不用填。" + listed(rolled),
		"　　六、亮黄灯、红灯的项目要写明原因和下季度计划；要领导小组出面协调的，写在“需协调事项”。",
		"　　七、" + form.NothingSecret,
		"　　怎么填见表格里的“" + form.SheetGuide + "”。",
		"",
		p.Info.Office,
	}
	return strings.Join(lines, "\n") + "\n"
}

// early says what to fill in when reports are due before the data date.
func early(asOf, due plan.Date) string {
	if asOf <= due {
		return ""
	}
	return "报送时还没到截至日期的，按报送时的实际情况填。"
}

// listed says what the forms already hold.
func listed(rolled bool) string {
	if !rolled {
		return ""
	}
	return "上季度报过的项目已经列好，计划不用重填，只填本季度的情况。"
}

// collected names the units of the roster that another reports for.
func collected(p *plan.Plan) string {
	var said strings.Builder
	for _, u := range p.Units {
		if u.Collector != "" {
			said.WriteString(u.Name + "的项目由" + u.Collector + "汇总报送。")
		}
	}
	return said.String()
}

// excused names the units that owe a report only when they lead a project.
func excused(p *plan.Plan) string {
	var names []string
	for _, u := range p.Units {
		if u.Reporting == plan.ReportsIfLead {
			names = append(names, u.Name)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return strings.Join(names, "、") + "有牵头项目才报。"
}

func mustTitles(p *plan.Plan) []string {
	var titles []string
	for _, c := range p.Columns {
		if c.Required == plan.Must {
			titles = append(titles, c.Header)
		}
	}
	return titles
}
