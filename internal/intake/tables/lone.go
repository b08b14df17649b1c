package tables

import (
	"jingpin/internal/intake/values"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Words that stand alone under the name and are no project's: how they begin,
// what is in them, and the classes that headings count projects by.
var (
	asideBegins = regexp.MustCompile(`^(?:以上|以下|上述|下述|此表|此页|本表|本页|该表|备注|附注|说明|附件|附表|详见|见附|同上|同前|续表|续上|接上|转下|接下|` +
		`填表|填报|制表|编制|复核|审定|签发|签收|抄送|联系[人电方:：]|电话|日期|感谢|谢谢|下接|上接|项目[总个]数|项目数量|特此|截[至止]|累计|合[计約]|小计|总[计数和额]|共计|平均|其中|零报告|本季度?[无没未已共]|` +
		`注[:：.、\d一二三(]|注$|.{0,4}(?:日期|时间|数|人|电话|单位|部门)[:：]|审[核批][人:：意已]|审[核批]$|如[有下无需]|请|共\d|共[一二三四五六七八九十几]|第?\d*页|第.{0,3}页|` +
		`单位[:：名负盖]|数据[截来统口为均以由更]|统计[口时截员人数]|其[他它]$|其[他它](?:需|说明|事项|项目|工作|情况)|暂[无缺]|空$|空白|无$|完$|结束$)`)
	asideHolds = regexp.MustCompile(`^[※*＊]|^[★☆▲△●◆■◎].{0,6}(?:为|是|系|指|表示|代表|项目$)|^[带加标注有].{0,2}[*＊★☆▲△●◆■◎※]|^(?:本|此|该)[行条列]|待续|一式|空白|盖章|签字|签章|签名|公章|零报告|报送|已报|上报|填报|无正文|年\s*月\s*日|如下|审核|报领导|负责人|说明$|第.{1,3}页|[。;；!！?？]|[:：]$`)
	asideClass = regexp.MustCompile(`^(?:本季度?|本年度?|今年|年度|当年|上季度?|\d+|[一二三四五六七八九十]|[、,.()]|新增|新建|续建|结转|跨年度?|在建|在办|完工|竣工|已?完成|` +
		`拟建|储备|前期|计划|重点|一般|其[他它]|民生|实事|为民|市级?|区级?|街道级?|各类|政府|社会|投资|工程|服务|机制|硬件|软件|建设|改造|类|主要|具体|所有|全部|申报|未启动|推进中|的)*` +
		`(?:项目|工程|任务|工作|事项)?(?:类|部分|清单|情况|一览|名单|表|名称)*$`)
)

// projectNouns are what projects' names end with.
var projectNouns = regexp.MustCompile(`(?:项目|工程|改造|建设|整治|提升|更新|修缮|维修|整新|翻新|扩建|改建|新建|加装|安装|活动|行动|服务|中心|站|点|广场|公园|花园|绿地|步道|停车场|` +
	`大修|治理|创建|打造|美化|亮化|绿化|优化|试点|平台|系统|机制|计划|驿站|食堂|期|标段)(?:[(（][^()（）]*[)）])?$`)

const (
	longestName  = 40 // characters of a project's name
	shortestName = 4  // hanzi of one that does not end like a name
)

// looksLikeName reports a text that may be a project's name: not words about
// the table, a page, a count, a mark or a sentence.
func looksLikeName(text string) bool {
	text = strings.Join(strings.Fields(text), "")
	bare := strings.TrimFunc(text, func(r rune) bool { return unicode.IsPunct(r) || unicode.IsSymbol(r) || unicode.IsSpace(r) })
	n := 0
	for _, r := range bare {
		if unicode.Is(unicode.Han, r) {
			n++
		}
	}
	switch {
	case n < 2, utf8.RuneCountInString(text) > longestName:
		return false
	case values.Outside(text) == "", noProjects.MatchString(values.Narrow(bare)), asideBegins.MatchString(bare), asideHolds.MatchString(text):
		return false
	case asideClass.MatchString(values.Narrow(bare)), asideClass.MatchString(values.Narrow(values.Outside(text))): // 在建项目（2个）
		return false
	case projectNouns.MatchString(text):
		return true
	}
	return n >= shortestName && !strings.ContainsAny(text, "，,")
}
