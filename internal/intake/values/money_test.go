package values

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// moneyTexts are ways of writing amounts: what is typed, the unit around it,
// what it is read as, and whether that is worth a record. "" is a blank, "!"
// what is refused.
var moneyTexts = []struct {
	typed  string
	unit   plan.Money
	want   string
	record bool
}{
	{"150", plan.Wan, "150", false},
	{"150.0", plan.Wan, "150", false},
	{"1,084.35", plan.Wan, "1084.35", false},
	{"首付60", plan.Wan, "!", false},
	{"尾款30万元", plan.Wan, "!", false},
	{"200个", plan.Wan, "!", false},
	{"35户", plan.Wan, "!", false},
	{"1，084.35", plan.Wan, "1084.35", true},
	{"1,234,567", plan.Yuan, "123.4567", true},
	{"150万", plan.Wan, "150", true},
	{"150 万元", plan.Wan, "150", true},
	{"预计投入150万元", plan.Wan, "150", true},
	{"已投入150万元", plan.Wan, "!", false},
	{"150万元。", plan.Wan, "150", true},
	{"约150万元", plan.Wan, "150", true},
	{"150万元左右", plan.Wan, "150", true},
	{"150万元(含税)", plan.Wan, "150", true},
	{"150（不含税）", plan.Wan, "150", true},
	{"150万元（区级财政）", plan.Wan, "150", true},
	{"150(万元)", plan.Yuan, "150", true},
	{"1500000(元)", plan.Wan, "150", true},
	{"1.2亿元", plan.Wan, "12000", true},
	{"1亿2000万", plan.Wan, "12000", true},
	{"150万5千元", plan.Wan, "150.5", true},
	{"5千万", plan.Wan, "5000", true},
	{"3百万元", plan.Wan, "300", true},
	{"1500千元", plan.Wan, "150", true},
	{"1500000元", plan.Wan, "150", true},
	{"￥1,500,000元整", plan.Wan, "150", true},
	{"¥150万", plan.Wan, "150", true},
	{"RMB150万", plan.Wan, "150", true},
	{"人民币150万元", plan.Wan, "150", true},
	{"人民币：150万元整", plan.Wan, "150", true},
	{"总投资150万元", plan.Wan, "150", true},
	{"概算150万元", plan.Wan, "150", true},
	{"150w", plan.Wan, "150", true},
	{"１０８４．３５", plan.Wan, "1084.35", true},
	{"150。5", plan.Wan, "150.5", true},
	{".5", plan.Wan, "0.5", false},
	{"1500000", plan.Yuan, "150", true},
	{"1500", plan.Qian, "150", true},
	{"1.5", plan.Yi, "15000", true},
	{"0", plan.Yuan, "0", false},
	{"0元", plan.Wan, "0", true},
	{"无需资金", plan.Wan, "0", true},
	{"150万元", plan.Yuan, "150", true},
	{"0.000001", plan.Wan, "0.000001", false},
	{"五十万", plan.Wan, "50", true},
	{"五十万元", plan.Yuan, "50", true},
	{"五十", plan.Wan, "50", true},
	{"壹佰万元", plan.Wan, "100", true},
	{"壹佰伍拾万元整", plan.Wan, "150", true},
	{"一千二百元", plan.Wan, "0.12", true},
	{"约一亿二千万元", plan.Wan, "12000", true},
	{"零", plan.Wan, "0", true},
	{"-5", plan.Wan, "-5", false},
	{"－5", plan.Wan, "-5", true},
	{"−5", plan.Wan, "-5", true},
	{"待定", plan.Wan, "待定", false},
	{"未定", plan.Wan, "待定", true},
	{"待批复", plan.Yuan, "待定", true},
	{"资金待定", plan.Wan, "待定", true},
	{"待财政评审后确定", plan.Wan, "!", false},
	{"尚未确定。", plan.Wan, "待定", true},
	{"待测算", plan.Wan, "待定", true},
	{"（待定）", plan.Wan, "待定", true},
	{"无", plan.Wan, "", true},
	{"—", plan.Wan, "", true},
	{"— —", plan.Wan, "", true},
	{"/", plan.Wan, "", true},
	{"不涉及。", plan.Wan, "", true},
	{"测算后另报", plan.Wan, "!", false},
	{"见附件", plan.Wan, "!", false},
	{"150-200万", plan.Wan, "!", false},
	{"80~100", plan.Wan, "!", false},
	{"80至100万", plan.Wan, "!", false},
	{"100/120", plan.Wan, "!", false},
	{"150+50", plan.Wan, "!", false},
	{"+150", plan.Wan, "!", false},
	{"150、50", plan.Wan, "!", false},
	{"150万元，其中市级50万元", plan.Wan, "!", false},
	{"30(市级10,街道20)", plan.Wan, "!", false},
	{"一期30二期20", plan.Wan, "!", false},
	{"30\n20", plan.Wan, "!", false},
	{"30\t20", plan.Wan, "!", false},
	{"30 20", plan.Wan, "!", false},
	{"3\u200b0", plan.Wan, "!", false},
	{"1 084.35", plan.Wan, "!", false},
	{"30. 5", plan.Wan, "!", false},
	{"①30", plan.Wan, "!", false},
	{"30²", plan.Wan, "!", false},
	{"30½", plan.Wan, "!", false},
	{"$30", plan.Wan, "!", false},
	{"€20", plan.Wan, "!", false},
	{"150美元", plan.Wan, "!", false},
	{"30(万美元)", plan.Wan, "!", false},
	{"不超过150万元", plan.Wan, "!", false},
	{"不高于150万元", plan.Wan, "!", false},
	{"最高150", plan.Wan, "!", false},
	{"150封顶", plan.Wan, "!", false},
	{"小于150", plan.Wan, "!", false},
	{"应付150", plan.Wan, "!", false},
	{"质保金150", plan.Wan, "!", false},
	{"一", plan.Wan, "!", false},
	{"一万", plan.Wan, "1", true},
	{"控制在150万内", plan.Wan, "!", false},
	{"±150", plan.Wan, "!", false},
	{"150人", plan.Wan, "!", false},
	{"150天", plan.Wan, "!", false},
	{"暂按150计", plan.Wan, "150", true},
	{"免费", plan.Wan, "0", true},
	{"不产生费用", plan.Wan, "0", true},
	{"待批", plan.Wan, "待定", true},
	{"100万以内", plan.Wan, "!", false},
	{"150万元/年", plan.Wan, "!", false},
	{"每年50万", plan.Wan, "!", false},
	{"2千", plan.Wan, "!", false},
	{"150%", plan.Wan, "!", false},
	{"150·5", plan.Wan, "!", false},
	{"1,50", plan.Wan, "!", false},
	{"3,0,2", plan.Wan, "!", false},
	{"1.2.3", plan.Wan, "!", false},
	{".", plan.Wan, "", true},
	{"万元", plan.Wan, "!", false},
	{"待定（约150万）", plan.Wan, "!", false},
	{"99999999999999999999", plan.Wan, "!", false},
}

func TestMoney(t *testing.T) {
	for _, c := range moneyTexts {
		m, refusal := ReadMoney(plan.Builtin(), textCell(c.typed), c.typed, MoneyColumn{Unit: c.unit}, false)
		if c.want == "!" {
			assert.NotNil(t, refusal, "%s: %s", c.typed, m.Amount)
			continue
		}
		if assert.Nil(t, refusal, "%s: %v", c.typed, refusal) {
			assert.Equal(t, c.want, m.Amount.String(), c.typed)
			assert.Equal(t, c.record, m.Note, c.typed)
		}
	}
}

// TestShownMoney reads stored numbers as their format scales them, and never as
// it rounds them.
func TestShownMoney(t *testing.T) {
	for _, c := range []struct {
		stored, format string
		unit           plan.Money
		want           string
	}{
		{"150", "", plan.Wan, "150"},
		{"1084.3499999999999", "#,##0.00", plan.Wan, "1084.35"},
		{"86.54", "0", plan.Wan, "86.54"},
		{"86.54", `#,##0.0_ ;-#,##0.0\ `, plan.Wan, "86.54"},
		{"1.5E6", "", plan.Yuan, "150"},
		{"1500000", `#,##0.00"元"`, plan.Wan, "150"},
		{"150", `0.00"万元"`, plan.Yuan, "150"},
		{"150", `"¥"#,##0.00`, plan.Wan, "150"},
		{"150", `[$¥-804]#,##0.00`, plan.Wan, "150"},
		{"0", `_ * #,##0.00_ ;_ * \-#,##0.00_ ;_ * "-"??_ ;_ @_ `, plan.Wan, "0"},
		{"9600", "0!.0000", plan.Wan, "0.96"},
		{"9600", `0\.0000`, plan.Wan, "0.96"},
		{"9600", `0"."0000`, plan.Wan, "0.96"},
		{"1500000", "0!.0,", plan.Wan, "150"},
		{"1500000", `0!.0,"万"`, plan.Yuan, "150"},
		{"1500000", `0!.0000"万元"`, plan.Yuan, "150"},
		{"1500000", "#,##0,", plan.Wan, "1500"},
		{"1500000", `#,##0.00,"万"`, plan.Yuan, "1500"},
		{"15000", `[>=10000]0!.0000"万";0"元"`, plan.Yuan, "1.5"},
		{"-9600", "0!.0000", plan.Wan, "-0.96"},
		{"150", ";;;", plan.Wan, ""},
		{"0.5", "0%", plan.Wan, "!"},
		{"44927", "yyyy-mm-dd", plan.Wan, "!"},
		{"0.5", "h:mm", plan.Wan, "!"},
		{"1.5", "[h]:mm", plan.Wan, "!"},
		{"1.5", "[mm]:ss", plan.Wan, "!"},
		{"1.5", "[s]", plan.Wan, "!"},
		{"30", `"$"#,##0`, plan.Wan, "!"},
		{"30", `[$€-407] #,##0`, plan.Wan, "!"},
	} {
		m, refusal := ReadMoney(plan.Builtin(), numberCell(c.stored, c.format), c.stored, MoneyColumn{Unit: c.unit}, false)
		assert.Equal(t, c.want != "!", refusal == nil, c.stored+" "+c.format)
		if refusal == nil {
			assert.Equal(t, c.want, m.Amount.String(), c.stored+" "+c.format)
		}
	}
}

// TestDoubtfulMoney reads the only amount among words that are not understood,
// and says so.
func TestDoubtfulMoney(t *testing.T) {
	for typed, want := range map[string]string{"150万(封顶)": "150", "150（追加）": "150",
		"约150余万": "150", "150多万元": "150", "(150)": "150", "（150万元）": "150", "区财政150万元": "150", "150（原）": "150", "150万元（调整前）": "150", "150万元用于绿化": "150", "近150万": "150",
		"一期150万元": "!", "150万元以上": "!", "二期另需150万": "!", "原150万元": "!", "150k": "!", "负150": "!", "150USD": "!", "150万元/户": "!", "150万元待定": "!", "150.": "", "150万元（含税）": "",
	} {
		m, refusal := ReadMoney(plan.Builtin(), textCell(typed), typed, MoneyColumn{Unit: plan.Wan}, false)
		if want == "!" {
			assert.NotNil(t, refusal, typed)
			continue
		}
		if assert.Nil(t, refusal, typed) {
			assert.Equal(t, want != "", m.Doubtful, typed)
			assert.Equal(t, "150", m.Amount.String(), typed)
		}
	}
}

// TestSpentMoney reads what has been spent under its own column alone.
func TestSpentMoney(t *testing.T) {
	for _, typed := range []string{"累计完成150万元", "已支付150万", "实际支出150"} {
		m, refusal := ReadMoney(plan.Builtin(), textCell(typed), typed, MoneyColumn{Unit: plan.Wan, Spent: true}, false)
		assert.Nil(t, refusal, typed)
		assert.Equal(t, "150", m.Amount.String(), typed)
		assert.False(t, m.Doubtful, typed)
		_, refusal = ReadMoney(plan.Builtin(), textCell(typed), typed, MoneyColumn{Unit: plan.Wan}, false)
		assert.NotNil(t, refusal, typed)
	}
	for typed, due := range map[string]bool{
		"未支付": false, "尚未支付": false, "未发生": false, "暂未支出": false, "资金尚未拨付": false, "工程款未付": false, "没有支出": false, "未到付款节点": false, "待支付": true, "正在办理支付": true,
	} {
		m, refusal := ReadMoney(plan.Builtin(), textCell(typed), typed, MoneyColumn{Unit: plan.Wan, Spent: true}, false)
		assert.Nil(t, refusal, typed)
		assert.Equal(t, AmountReading{Amount: plan.Exactly(0), Note: true, Doubtful: due}, m, typed)
		_, refusal = ReadMoney(plan.Builtin(), textCell(typed), typed, MoneyColumn{Unit: plan.Wan}, false)
		assert.NotNil(t, refusal, "%s says nothing of a total", typed)
	}
	for _, typed := range []string{"未完成", "待定", "尾款未付", "资金", "未知"} {
		m, refusal := ReadMoney(plan.Builtin(), textCell(typed), typed, MoneyColumn{Unit: plan.Wan, Spent: true}, false)
		assert.True(t, refusal != nil || m.Kind != plan.Known, "%s is no nought", typed)
	}
	for _, typed := range []string{"本季度支付20", "今年支付20万元", "上季度20"} {
		_, refusal := ReadMoney(plan.Builtin(), textCell(typed), typed, MoneyColumn{Unit: plan.Wan, Spent: true}, false)
		assert.NotNil(t, refusal, "%s is not what was spent in all", typed)
	}
}

func TestUnitNamed(t *testing.T) {
	for word, want := range map[string]plan.Money{"万元": plan.Wan, "千元": plan.Qian, "亿": plan.Yi, "元": plan.Yuan, "人": 0, "美元": 0} {
		unit, ok := UnitNamed(word)
		assert.Equal(t, want, unit, word)
		assert.Equal(t, want != 0, ok, word)
	}
}

func TestRefusedMoney(t *testing.T) {
	for _, c := range []struct {
		typed string
		want  Refusal
	}{
		{"30(市级10,街道20)", Refusal{TwoFacts, "30", "市级10", "30", filing.Witness{Kind: filing.SourceParts, Parts: []filing.SourceAmount{{Key: "city", Amount: 10 * plan.Wan}, {Key: "street", Amount: 20 * plan.Wan}}}}},
		{"150万元（其中：市级资金50万元，其他100万元）", Refusal{TwoFacts, "150万元", "其中：市级资金50万元", "150", filing.Witness{Kind: filing.SourceParts, Parts: []filing.SourceAmount{{Key: "city", Amount: 50 * plan.Wan}, {Key: "social", Amount: 100 * plan.Wan}}}}},
		{"150万元，其中市级50万元，用于绿化", Refusal{Reason: TwoFacts, First: "150万元", Second: "其中市级50万元", Likely: "150"}},
		{"80-100万", Refusal{Reason: Span, First: "80", Second: "100万"}},
		{"30\n20", Refusal{Reason: Gap, First: "30", Second: "20"}},
		{"①30", Refusal{Reason: OddFigure, First: "①30", Second: "①"}},
		{"$30", Refusal{Reason: Currency, First: "$30", Second: "$"}},
		{"100万以内", Refusal{Reason: Unclear, First: "100万", Second: "以内"}},
		{"10,84", Refusal{Reason: Unclear, First: "10,84"}},
		{"见附件", Refusal{Reason: Unclear, First: "见附件"}},
		{"△200", Refusal{Reason: Unclear, First: "200", Second: "△"}},
	} {
		_, r := ReadMoney(plan.Builtin(), textCell(c.typed), c.typed, MoneyColumn{Unit: plan.Wan}, false)
		if assert.NotNil(t, r, c.typed) {
			assert.Equal(t, c.want, *r, c.typed)
		}
	}
}
