package intake

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"jingpin/internal/plan"
)

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
