package intake

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"jingpin/internal/plan"
	"jingpin/internal/sheet"
)

func textCell(s string) sheet.Cell { return sheet.Cell{Kind: sheet.Text, Text: s} }

func numberCell(s, format string) sheet.Cell {
	return sheet.Cell{Kind: sheet.Number, Text: s, Format: format}
}

// moneyTexts are ways of writing amounts: what is typed, the unit around it,
// what it is read as, and whether that is worth a record. "" is a blank, "!"
// no amount at all.
var moneyTexts = []struct {
	typed  string
	unit   plan.Money
	want   string
	record bool
}{
	{"150", plan.Wan, "150", false},
	{"1,084.35", plan.Wan, "1084.35", false},
	{"1，084.35", plan.Wan, "1084.35", true},
	{"150万", plan.Wan, "150", true},
	{"150 万元", plan.Wan, "150", true},
	{"约150万元", plan.Wan, "150", true},
	{"150万元左右", plan.Wan, "150", true},
	{"150万元(含税)", plan.Wan, "150", true},
	{"1.2亿元", plan.Wan, "12000", true},
	{"1500000元", plan.Wan, "150", true},
	{"￥1,500,000元整", plan.Wan, "150", true},
	{"人民币150万元", plan.Wan, "150", true},
	{"１０８４．３５", plan.Wan, "1084.35", true},
	{"1500000", plan.Yuan, "150", true},
	{"1500", plan.Qian, "150", true},
	{"1.5", plan.Yi, "15000", true},
	{"0", plan.Yuan, "0", false},
	{"150万元", plan.Yuan, "150", true},
	{"0.000001", plan.Wan, "0.000001", false},
	{"-5", plan.Wan, "-5", false},
	{"－5", plan.Wan, "-5", true},
	{"待定", plan.Wan, "待定", false},
	{"未定", plan.Wan, "待定", true},
	{"待批复", plan.Yuan, "待定", true},
	{"无", plan.Wan, "", true},
	{"—", plan.Wan, "", true},
	{"/", plan.Wan, "", true},
	{"不涉及。", plan.Wan, "", true},
	{"测算后另报", plan.Wan, "!", false},
	{"150-200万", plan.Wan, "!", false},
	{"150+50", plan.Wan, "!", false},
	{"不超过150万元", plan.Wan, "!", false},
	{"1,50", plan.Wan, "!", false},
	{"1.2.3", plan.Wan, "!", false},
	{".", plan.Wan, "!", false},
	{"万元", plan.Wan, "!", false},
	{"99999999999999999999", plan.Wan, "!", false},
}

func TestReadMoney(t *testing.T) {
	x := lexiconOf(plan.Builtin())
	for _, c := range moneyTexts {
		m, ok := readMoney(x, textCell(c.typed), c.typed, c.unit)
		assert.Equal(t, c.want != "!", ok, c.typed)
		if ok {
			assert.Equal(t, c.want, m.Amount.String(), c.typed)
			assert.Equal(t, c.record, m.Note, c.typed)
		}
	}
}

func TestReadStoredMoney(t *testing.T) {
	x := lexiconOf(plan.Builtin())
	for _, c := range []struct {
		stored, format string
		unit           plan.Money
		want           string
	}{
		{"150", "", plan.Wan, "150"},
		{"1084.3499999999999", "#,##0.00", plan.Wan, "1084.35"},
		{"1.5E6", "", plan.Yuan, "150"},
		{"1500000", `#,##0.00"元"`, plan.Wan, "150"},
		{"150", `0.00"万元"`, plan.Yuan, "150"},
		{"1500000", `#,##0.00,"万"`, plan.Yuan, "150"},
		{"150", `"¥"#,##0.00`, plan.Wan, "150"},
		{"0.5", "0%", plan.Wan, "!"},
		{"44927", "yyyy-mm-dd", plan.Wan, "!"},
	} {
		m, ok := readMoney(x, numberCell(c.stored, c.format), c.stored, c.unit)
		assert.Equal(t, c.want != "!", ok, c.stored+" "+c.format)
		if ok {
			assert.Equal(t, c.want, m.Amount.String(), c.stored+" "+c.format)
		}
	}
}

// percentTexts are ways of writing a share; "!" is none.
var percentTexts = []struct {
	typed     string
	fractions bool
	want      string
	record    bool
}{
	{"45", false, "45", false},
	{"45%", false, "45", false},
	{"45.5％", false, "45.5", true},
	{"约60%", false, "60", true},
	{"60%左右", false, "60", true},
	{"近60％", false, "60", true},
	{"45%(滞后)", false, "45", true},
	{"22%（严重滞后）", false, "22", true},
	{"已完成60%", false, "60", true},
	{"60个百分点", false, "60", true},
	{"45%。", false, "45", true},
	{"形象进度45%", false, "45", true},
	{"累计进度为60%", false, "60", true},
	{"0.45", false, "45", true},
	{"0.45%", false, "0.45", false},
	{"1", false, "1", false},
	{"1", true, "100", true},
	{"100", false, "100", false},
	{"0", true, "0", false},
	{"120%", false, "120", false},
	{"-5", false, "-5", false},
	{"基本过半", false, "!", false},
	{"过半", false, "!", false},
	{"60-70%", false, "!", false},
	{"六成", false, "!", false},
	{"1/2", false, "!", false},
	{"99999999999", false, "!", false},
}

func TestReadPercent(t *testing.T) {
	for _, c := range percentTexts {
		v, ok := readPercent(textCell(c.typed), c.typed, c.fractions)
		assert.Equal(t, c.want != "!", ok, c.typed)
		if ok {
			assert.Equal(t, c.want, v.Percent.String(), c.typed)
			assert.Equal(t, c.record, v.Note, c.typed)
		}
	}
	for _, c := range []struct {
		stored, format, want string
		fractions            bool
	}{
		{"0.45", "0%", "45", false}, {"0.45", "0.00%", "45", false}, {"45", "", "45", false}, {"45", `0"%"`, "45", false},
		{"0.45", "", "45", false}, {"0.4567", "", "45.67", true}, {"1", "", "1", false}, {"1", "", "100", true}, {"1", "0%", "100", false},
		{"1.2", "0%", "120", false}, {"45", "0%", "4500", false}, {"4.5E1", "", "45", false}, {"44927", "yyyy/m/d", "!", false},
	} {
		v, ok := readPercent(numberCell(c.stored, c.format), c.stored, c.fractions)
		assert.Equal(t, c.want != "!", ok, c.stored+" "+c.format)
		if ok {
			assert.Equal(t, c.want, v.Percent.String(), c.stored+" "+c.format)
		}
	}
}

// unitLists are ways of listing units.
var unitLists = []struct {
	typed string
	want  []string
}{
	{"管理办", []string{"管理办"}},
	{"管理办、服务办，营商办;平安办；信访办/司法所", []string{"管理办", "服务办", "营商办", "平安办", "信访办", "司法所"}},
	{"管理办\n服务办\r\n营商办", []string{"管理办", "服务办", "营商办"}},
	{"管理办和服务办及营商办", []string{"管理办", "服务办", "营商办"}},
	{"管理办会同派出所", []string{"管理办", "派出所"}},
	{"管理办 服务办　营商办", []string{"管理办", "服务办", "营商办"}},
	{"综合行政执法队(城管中队)、城建中心（房管办）", []string{"综合行政执法队(城管中队)", "城建中心(房管办)"}},
	{"城管中队、房管办", []string{"综合行政执法队(城管中队)", "城建中心(房管办)"}},
	{"社区管理办公室、潍坊新村街道服务办", []string{"管理办", "服务办"}},
	{"人力资源和社会保障局", []string{"人力资源和社会保障局"}},
	{"人力资源和社会保障局、管理办等", []string{"人力资源和社会保障局", "管理办"}},
	{"潍坊四村居民区、金融局（区）", []string{"潍坊四村居民区", "金融局（区）"}},
	{"管理办、管理办", []string{"管理办"}},
	{"、，；", nil},
	{"和", nil},
}

func TestListedBodies(t *testing.T) {
	for _, c := range unitLists {
		typed, _ := clean(c.typed)
		assert.Equal(t, c.want, listedBodies(plan.Builtin(), typed), c.typed)
	}
}

func TestLeadUnit(t *testing.T) {
	for typed, want := range map[string]string{
		"管理办": "管理办", "社区管理办公室": "管理办", "潍坊新村街道社区管理办": "管理办", "党政办公室": "党政办", "管理办（牵头）": "管理办", "管理办。": "管理办", "管理办\n(牵头)": "管理办",
		"街道办公室": "党政办", "街道办": "", "潍坊新村街道办": "", "街道办事处": "",
		"城管中队": "综合行政执法队(城管中队)", "房管办": "城建中心(房管办)", "管 理 办": "管理办",
		"城管大队": "", "管理办、服务办": "", "": "", "区金融局": "",
	} {
		u, ok := leadUnit(plan.Builtin(), typed)
		assert.Equal(t, want, u.Name, typed)
		assert.Equal(t, want != "", ok, typed)
	}
}

func TestFindUnit(t *testing.T) {
	x := lexiconOf(plan.Builtin())
	for text, want := range map[string]string{
		"管理办": "管理办", "附件2 项目计划表(管理办)2023Q2": "管理办", "社区党群服务中心-二季度": "社区党群服务中心", "管理办、服务办": "",
		"房屋管理办": "城建中心(房管办)", "潍坊新村街道办事处项目计划表": "", "潍坊新村街道办事处服务办项目表": "服务办", "项目计划表": "",
		"街道办汇总": "", "街道办公室项目表": "党政办", "街道办管理办": "管理办", "综合行政执法队(城管中队)": "综合行政执法队(城管中队)", "妇联2023": "妇联",
	} {
		f := x.findUnit(text)
		if want == "" {
			assert.False(t, f.ok, text)
		} else {
			assert.Equal(t, want, f.it.Name, text)
		}
	}
}

func TestClean(t *testing.T) {
	for in, want := range map[string]struct {
		text     string
		stripped bool
	}{
		"在建": {"在建", false}, " 在建\u3000": {"在建", false}, "\ufeff在建\u200b": {"在建", false}, "在\u200b建": {"在建", true},
		"第一行\r\n第二行": {"第一行\n第二行", false}, "第一行\r第二行": {"第一行第二行", true}, "\u00a0": {"", false}, "": {"", false},
		"a\u00adb": {"ab", true}, "山\u3000路": {"山\u3000路", false}, "\t甲\t乙": {"甲\t乙", false}, "\x07": {"", false}, "甲\x07乙": {"甲乙", true},
	} {
		text, stripped := clean(in)
		assert.Equal(t, want.text, text, "%q", in)
		assert.Equal(t, want.stripped, stripped, "%q", in)
	}
}

func TestPersonalNumbersAreKnownAndMasked(t *testing.T) {
	for in, want := range map[string]string{
		"电话13900000000。":                 "电话***********。",
		"139 0000 0000":                  "***********",
		"+86 139-0000-0000":              "***********",
		"１３９００００００００":                    "***********",
		"身份证31011519900101001X":          "身份证***********",
		"310115 19900101 0012":           "***********",
		"旧证310115900101001":              "旧证***********",
		"甲13900000000乙13900000001":       "甲***********乙***********",
		"61380000、12345":                 "61380000、12345",
		"编号20230600000022447":            "编号20230600000022447",
		"面积12345678901平方米":               "面积12345678901平方米",
		"文号(2023)13号，共13900000000000000": "文号(2023)13号，共13900000000000000",
		"0.13900000000":                  "0.13900000000",
	} {
		assert.Equal(t, want, masked(in), in)
		assert.Equal(t, want != in, isPersonal(in), in)
	}
}
