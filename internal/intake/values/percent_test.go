package values

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// shareTexts are ways of writing a share; "" is a blank, "!" what is refused.
var shareTexts = []struct {
	typed, want string
	record      bool
}{
	{"45", "45", false},
	{"45%", "45", false},
	{"45.", "45", false},
	{"45.5％", "45.5", true},
	{"45 %", "45", true},
	{"0.45%", "0.45", false},
	{"100", "100", false},
	{"120%", "120", false},
	{"-5", "-5", true},
	{"约60%", "60", true},
	{"≈60%", "60", true},
	{"60%左右", "60", true},
	{"近60％", "60", true},
	{"超45%", "45", true},
	{"45%以上", "45", true},
	{"45%(滞后)", "45", true},
	{"22%（严重滞后）", "22", true},
	{"0%（未开工）", "0", true},
	{"已完成60%", "60", true},
	{"完成80%，已进场", "80", true},
	{"90%待验收", "90", true},
	{"100%完成", "100", true},
	{"60个百分点", "60", true},
	{"百分之45", "45", true},
	{"8成", "80", true},
	{"完成8成", "80", true},
	{"4.5成", "45", true},
	{"（45%）", "45", true},
	{"45%。", "45", true},
	{"形象进度45%", "45", true},
	{"累计进度为60%", "60", true},
	{"总体形象进度达到45%", "45", true},
	{"完成工程量的45%", "45", true},
	{"截至目前45%", "45", true},
	{"45\n%", "45", true},
	{"无", "", true},
	{"——", "", true},
	{"六成", "60", true},
	{"约八成五", "85", true},
	{"百分之四十五", "45", true},
	{"百分之一百", "100", true},
	{"八成三", "83", true},
	{"八成半", "85", true},
	{"百分之一百零五", "!", false},
	{"三分之五", "!", false},
	{"（计划45%）", "!", false},
	{"基本过半", "!", false},
	{"滞后10%", "!", false},
	{"超序时5%", "!", false},
	{"开工率50%", "!", false},
	{"入户率40%", "!", false},
	{"力争40%", "!", false},
	{"↑40%", "!", false},
	{"缺40%", "!", false},
	{"征询同意率80%", "!", false},
	{"工程完工率50%", "50", true},
	{"完成率50%", "50", true},
	{"<60%", "!", false},
	{"3/2", "!", false},
	{"第80", "!", false},
	{"剩余(20%)", "!", false},
	{"过半", "!", false},
	{"60-70%", "!", false},
	{"60%~70%", "!", false},
	{"80%→90%", "!", false},
	{"30%，50%", "!", false},
	{"上季20% 本季45%", "!", false},
	{"45%(上季度30%)", "!", false},
	{"45%(3号楼)", "!", false},
	{"45%，完成3个点位", "!", false},
	{"未完成20%", "!", false},
	{"剩余20%", "!", false},
	{"45%待完成", "!", false},
	{"还差20%", "!", false},
	{"不足50%", "!", false},
	{"较上季度提高15%", "!", false},
	{"本季度完成15%", "!", false},
	{"计划45%", "!", false},
	{"投资完成45%", "!", false},
	{"4 5", "!", false},
	{"4\n5", "!", false},
	{"①45", "!", false},
	{"45²", "!", false},
	{"45‰", "!", false},
	{"45分", "!", false},
	{"3个点位", "!", false},
	{"45,5", "!", false},
	{"1.2.3", "!", false},
	{"99999999999", "!", false},
}

func TestShares(t *testing.T) {
	for _, c := range shareTexts {
		s, refusal := ReadShare(plan.Builtin(), textCell(c.typed), c.typed, false)
		if c.want == "!" {
			assert.NotNil(t, refusal, "%s: %s", c.typed, s.Percent)
			continue
		}
		if assert.Nil(t, refusal, "%s: %v", c.typed, refusal) {
			assert.Equal(t, c.want == "", s.Blank, c.typed)
			if c.want != "" {
				assert.Equal(t, c.want, s.Percent.String(), c.typed)
			}
			assert.Equal(t, c.record, s.Note, c.typed)
		}
	}
	for _, c := range []struct {
		stored, format, want string
		plain                bool
	}{
		{"0.45", "0%", "45", false}, {"0.45", "0.00%", "45", false}, {"45", "", "45", true}, {"45", `0"%"`, "45", true}, {"0.4567", "0%", "45.67", false},
		{"0.45", "", "0.45", true}, {"1", "", "1", true}, {"1", "0%", "100", false}, {"1.2", "0%", "120", false}, {"45", "0%", "4500", false}, {"4.5E1", "", "45", true},
		{"45", "0!.0", "4.5", true}, {"8", `0"成"`, "80", false}, {"8.5", `0.0"成"`, "85", false}, {"44927", "yyyy/m/d", "!", false}, {"0.5", "h:mm", "!", false},
	} {
		s, refusal := ReadShare(plan.Builtin(), numberCell(c.stored, c.format), c.stored, false)
		assert.Equal(t, c.want != "!", refusal == nil, c.stored+" "+c.format)
		if refusal == nil {
			assert.Equal(t, c.want, s.Percent.String(), c.stored+" "+c.format)
			assert.Equal(t, c.plain, s.Plain, c.stored+" "+c.format)
		}
	}
}

// TestDoubtfulShares reads what is a share in an odd way of writing, and says so.
func TestDoubtfulShares(t *testing.T) {
	for typed, want := range map[string]string{
		"2/5": "40", "45/100": "45", "未完成(90%)": "90", "~60%": "60", ">60%": "60", "一半": "50", "三分之二": "66.7", "过半(55%)": "55", "完成一半": "50", "全部完成": "100", "已完成": "100", "未开工": "0", "45%(计划)": "45", "45%（全年目标）": "45",
		"四十五": "45", "全部完工": "100", "完成3/5": "60", "外墙40%": "40", "道路施工完成40%": "40", "完成二标段40%": "40",
	} {
		s, refusal := ReadShare(plan.Builtin(), textCell(typed), typed, false)
		if assert.Nil(t, refusal, typed) {
			assert.True(t, s.Doubtful, typed)
			assert.Equal(t, want, s.Percent.String(), typed)
		}
	}
}

// TestColumnsOfShares reads whole columns: a neighbour never changes a cell, and
// fractions are read only where the whole column is fractions. Cells in quotes
// are texts, those with % are stored fractions shown as percentages; 已 marks a
// finished project.
func TestColumnsOfShares(t *testing.T) {
	for column, want := range map[string]string{
		"40 1 20":           "40 1 20",
		"40 1 0.5 20":       "40 1 ! 20",
		"0.5 0.3 1":         "50 30 100",
		"'0.5 0.3 '1":       "50 30 100",
		"'0.5 '0.3 '1":      "50 30 100",
		"0.5 0 0":           "50 0 0",
		"0 1 0":             "0 1 0",
		"45% 30% 1%":        "45 30 1",
		"45% 30 20":         "45 30 20",
		"45% 0.5 30%":       "45 ! 30",
		"'45% 0.5 '30%":     "45 ! 30",
		"45% 1 30%":         "45 1 30",
		"0.5":               "50",
		"已1 0":              "100 0",
		"已1 40":             "1 40",
		"已1":                "100",
		"0.45 '约0.5 1":      "45 50 100",
		"0.5 '0.5% 0.25":    "50 0.5 25",
		"0.5 '见附件 0.25":     "50 ! 25",
		"0.5 '无 0.25":       "50 - 25",
		"0.999 1.5 0.2":     "! 1.5 !",
		"0.0049 0.5":        "0.49 50",
		"100 0.5 100":       "100 ! 100",
		"'100% '0.5% '100%": "100 0.5 100",
	} {
		var c Shares
		var read []ShareReading
		var done, unread []bool
		for cell := range strings.FieldsSeq(column) {
			cell, isDone := strings.CutPrefix(cell, "已")
			var s ShareReading
			var r *Refusal
			if text, ok := strings.CutPrefix(cell, "'"); ok {
				s, r = ReadShare(plan.Builtin(), textCell(text), text, false)
			} else if n, ok := strings.CutSuffix(cell, "%"); ok {
				s, r = ReadShare(plan.Builtin(), numberCell("0."+strings.Repeat("0", 2-len(n))+n, "0%"), "", false)
			} else {
				s, r = ReadShare(plan.Builtin(), numberCell(cell, ""), "", false)
			}
			if r == nil {
				c.Add(s)
			}
			read, done, unread = append(read, s), append(done, isDone), append(unread, r != nil)
		}
		var got []string
		for i, s := range read {
			s, r := c.Settle(s, done[i])
			switch {
			case unread[i] || r != nil:
				got = append(got, "!")
			case s.Blank:
				got = append(got, "-")
			default:
				got = append(got, s.Percent.String())
			}
		}
		assert.Equal(t, want, strings.Join(got, " "), column)
	}
}

func TestLoneFraction(t *testing.T) {
	half, _ := ReadShare(plan.Builtin(), numberCell("0.5", ""), "0.5", false)
	zero, _ := ReadShare(plan.Builtin(), numberCell("0", ""), "0", false)
	var c Shares
	assert.False(t, c.Lone())
	c.Add(half)
	assert.True(t, c.Lone())
	c.Add(zero)
	assert.False(t, c.Lone(), "0 is a number of the column, too")
}

// TestPercentages are no plain numbers, whatever says so.
func TestPercentages(t *testing.T) {
	for typed, plain := range map[string]bool{"百分之0.5": false, "0.5%": false, "0.5个百分点": false, "约0.5%": false, "0.5": true, "约0.5": true, "0.5(滞后)": true} {
		s, refusal := ReadShare(plan.Builtin(), textCell(typed), typed, false)
		assert.Nil(t, refusal, typed)
		assert.Equal(t, plain, s.Plain, typed)
		assert.Equal(t, plan.Point/2, s.Percent, typed)
	}
}

// TestQuoted says what stands in the way.
func TestQuoted(t *testing.T) {
	for want, r := range map[string]Refusal{
		"“30”和“20” 30": {Reason: TwoFacts, First: "30", Second: "20", Likely: "30"},
		"“①” ":         {Reason: OddFigure, First: "①30", Second: "①"},
		"“$” ":         {Reason: Currency, First: "$30", Second: "$"},
		" ":            {Reason: Unclear, First: "见附件"},
		" 0.5%或50%":    {Reason: Ambiguous, First: "0.5%", Second: "50%"},
		" 2023-12-31":  {Reason: NoYear, First: "年底", Likely: "2023-12-31"},
		"“80”和“100万” ": {Reason: Span, First: "80", Second: "100万"},
	} {
		assert.Equal(t, want, r.Quoted()+" "+r.Suggestion())
	}
}

func TestRefusedShares(t *testing.T) {
	for _, c := range []struct {
		typed string
		want  Refusal
	}{
		{"45%(上季度30%)", Refusal{TwoFacts, "45%", "上季度30%", "45", filing.Witness{Kind: filing.PreviousValue, Value: "30"}}},
		{"上季20% 本季45%", Refusal{TwoFacts, "20%", "本季45%", "45", filing.Witness{Kind: filing.PreviousValue, Value: "20"}}},
		{"80%→90%", Refusal{TwoFacts, "80%", "→90%", "90", filing.Witness{Kind: filing.PreviousValue, Value: "80"}}},
		{"60-70%", Refusal{Reason: Span, First: "60", Second: "70%"}},
		{"剩余20%", Refusal{Reason: TwoFacts, First: "20%", Second: "剩余"}},
		{"基本过半", Refusal{Reason: Unclear, First: "基本过半"}},
		{"4 5", Refusal{Reason: Gap, First: "4 5"}},
	} {
		_, r := ReadShare(plan.Builtin(), textCell(c.typed), c.typed, false)
		if assert.NotNil(t, r, c.typed) {
			assert.Equal(t, c.want, *r, c.typed)
		}
	}
}
