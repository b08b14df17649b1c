package rehearse

import (
	"bytes"
	"image"
	"image/png"

	"jingpin/internal/plan"
)

// firstQuarter is a quarter in which everyone reports in order.
var firstQuarter = quarterSamples{
	quarter: plan.Quarter{Year: 2023, N: 1},
	files: []sample{
		{unit: "党建办"}, {unit: "管理办"}, {unit: "服务办"}, {unit: "平安办", layout: "04-分组行"}, {unit: "信访办"}, {unit: "自治办"},
		{unit: "宣统文化办", layout: "06-按行动分表"}, {unit: "营商办"}, {unit: "总工会"}, {unit: "团工委"}, {unit: "妇联"}, {unit: "司法所"},
		{unit: "派出所"}, {unit: "市场监督管理所"}, {unit: "社区卫生服务中心"}, {unit: "综合行政执法队(城管中队)"}, {unit: "社区事务受理中心"},
		{unit: "社区党群服务中心"}, {unit: "城运中心(应急管理中心)"}, {unit: "城建中心(房管办)", layout: "02-合并单元格"},
	},
}

// secondQuarter goes on from the first and shows one of each thing that
// happens to the office: every layout, and every kind of fault.
var secondQuarter = quarterSamples{
	quarter: plan.Quarter{Year: 2023, N: 2},
	files: []sample{
		{unit: "党建办", layout: "02-合并单元格", saved: "2023-06-16T09:30:00Z", faults: []sampleFault{{"3", "Q04"}}},
		{unit: "党建办", name: "党建办(修改稿)", layout: "02-合并单元格", saved: "2023-06-19T10:00:00Z"},
		{unit: "管理办", layout: "17-合计在上", saved: "2023-06-19T08:20:00Z"},
		{unit: "服务办", layout: "13-日期格式", saved: "2023-06-18T07:40:00Z", faults: []sampleFault{{"40", "Q03"}, {"41", "M01"}}},
		{unit: "平安办", layout: "04-分组行", saved: "2023-06-20T02:10:00Z", faults: []sampleFault{{"58", "T03"}, {"63", "Q02"}}},
		{unit: "信访办", file: unreadable("F03", "", truncate)},
		{unit: "自治办", layout: "03-只写一次", saved: "2023-06-19T06:15:00Z", faults: []sampleFault{{"18", "U06"}, {"17", "C06"}}},
		{unit: "宣统文化办", layout: "06-按行动分表", saved: "2023-06-20T08:00:00Z",
			faults: []sampleFault{{"43", "T02"}, {"45", "Q13"}}},
		{unit: "营商办", layout: "09-以元计", saved: "2023-06-17T03:00:00Z", faults: []sampleFault{{"13", "M06"}, {"16", "P02"}}},
		{unit: "人大办", saved: "2023-06-15T01:00:00Z", file: reportNothing},
		{unit: "总工会", saved: "2023-06-16T05:00:00Z", file: carryMacros},
		{unit: "团工委", saved: "2023-06-18T09:00:00Z", only: []string{"71", "72", "83"}, faults: []sampleFault{{"71", "Q12"}, {"83", "P03"}}},
		{unit: "妇联", layout: "21-表头有空格", saved: "2023-06-16T08:00:00Z", faults: []sampleFault{{"73", "C04"}, {"74", "C02"}}, copied: "妇联(1)"},
		{unit: "司法所", saved: "2023-06-19T09:30:00Z", file: askWrongQuarter},
		{unit: "派出所", layout: "22-隐藏", saved: "2023-06-21T02:00:00Z", faults: []sampleFault{{"65", "S05"}, {"67", "Q04"}}},
		{unit: "市场监督管理所", layout: "19-同义词", heading: "市场监管所", saved: "2023-06-17T06:00:00Z", file: saveLegacy, faults: []sampleFault{{"11", "M03"}}},
		{unit: "综合行政执法队(城管中队)", layout: "07-别名", heading: "城管中队", saved: "2023-06-20T09:00:00Z", faults: []sampleFault{{"35", "U05"}}},
		{unit: "社区事务受理中心", file: unreadable("F01", ".csv", become([]byte("序号,项目名称,完成时限\r\n1,办事大厅适老化改造,2023年12月\r\n")))},
		{unit: "社区党群服务中心", saved: "2023-06-19T04:00:00Z", faults: []sampleFault{{"7", "C01"}}},
		{unit: "城运中心(应急管理中心)", layout: "08-表头靠下", heading: "城运中心", saved: "2023-06-16T02:00:00Z", faults: []sampleFault{{"56", "T08"}}},
		{unit: "城运中心(应急管理中心)", name: "城运中心(应急管理中心)-补报", saved: "2023-06-20T07:00:00Z", only: []string{"54"}},
		{unit: "城建中心(房管办)", layout: "11-带单位的金额", heading: "城市建设管理中心(房管办)", saved: "2023-06-19T07:00:00Z"},
	},
	merged: []ExpectedMerged{
		{"F06", "妇联", ""},
		{"H01", "宣统文化办", "特色团队和自治团队扶持"},
		{"H02", "宣统文化办", "“大道潍坊”系列文化活动"},
		{"H03", "服务办", "红十字救护站设置"},
		{"H04", "管理办", "竹园商贸区内部道路综合改造"},
		{"H05", "平安办", "群租整治"},
		{"H06", "平安办", "平安志愿者队伍建设"},
		{"H07", "营商办", "五五购物节商圈联动"},
		{"H07", "自治办", "美丽楼道创建"},
		{"H07", "城建中心(房管办)", "竹园商贸区内部道路综合改造项目"},
		{"H08", "城运中心(应急管理中心)", "城市运行数字化平台"},
		{"H10", "平安办", "电动自行车集中充电设施"},
		{"H11", "市场监督管理所", "“饭小二”联盟提升"},
		{"X01", "社区党群服务中心", "“社会餐桌”布点"},
		{"X02", "管理办", "沿街商铺店招安全整治"},
		{"X03", "城建中心(房管办)", "竹园商贸区内部道路综合改造项目"},
		{"X06", "社区卫生服务中心", ""},
		{"X07", "党建办", ""},
		{"X07", "城运中心(应急管理中心)", ""},
	},
	attached: []SampleFile{{"管理办-盖章扫描件.png", blankPage()}},
}

// blankPage is a picture of an empty page, for a scan.
func blankPage() []byte {
	img := image.NewGray(image.Rect(0, 0, 21, 30))
	for i := range img.Pix {
		img.Pix[i] = 0xFF
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		panic(err) // a buffer takes everything
	}
	return b.Bytes()
}
