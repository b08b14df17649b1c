package report

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// roomy says as much as any report does.
var roomy = &builder{front: fronts[0], room: rooms[0]}

func TestQuote(t *testing.T) {
	long := strings.Repeat("一二三四五六七八九，", 5)
	for text, want := range map[string]string{
		"完成招投标。":                              "完成招投标。",
		"第一条\n第二条":                            "第一条 第二条",
		long + "完。" + strings.Repeat("后", 60): strings.TrimSuffix(long, "，") + "，完" + seeAnnex,
		long + long:                           strings.TrimSuffix(strings.Repeat(long, 2)[:len(long)*8/5], "，") + seeAnnex,
		strings.Repeat("长", 90):               strings.Repeat("长", 80) + seeAnnex,
		strings.Repeat("长", 80):               strings.Repeat("长", 80),
	} {
		assert.Equal(t, want, roomy.quote(text))
	}
}

func TestNest(t *testing.T) {
	for text, want := range map[string]string{
		"甲（城建中心(房管办)）":   "甲（城建中心〔房管办〕）",
		"甲（乙（丙（丁））戊）":    "甲（乙〔丙（丁）〕戊）",
		"城建中心(房管办)牵头":    "城建中心(房管办)牵头",
		"1)甲（乙":          "1)甲（乙",
		"甲（乙）、丙（丁(戊))己）": "甲（乙）、丙（丁〔戊〕)己）",
		"没有":             "没有",
		"（一（二(三(四))））":   "（一〔二（三〔四〕）〕）",
	} {
		assert.Equal(t, want, nest(text))
	}
}

func TestRequestOf(t *testing.T) {
	for ask, want := range map[string]string{
		"": "", "协调管线搬迁": "请协调管线搬迁", "请领导小组协调。另请支持": "请领导小组协调……", "业主称“暂不。”请协调": "提请协调：业主称“暂不。”请协调",
	} {
		assert.Equal(t, want, roomy.requestOf(ask))
	}
}
