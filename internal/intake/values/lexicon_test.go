package values

import (
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"

	"jingpin/internal/plan"
)

func TestFindUnit(t *testing.T) {
	x := LexiconOf(plan.Builtin())
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
		text, stripped := Clean(in)
		assert.Equal(t, want.text, text, "%q", in)
		assert.Equal(t, want.stripped, stripped, "%q", in)
	}
}

// FuzzClean cleans texts and looks into them for units.
func FuzzClean(f *testing.F) {
	for _, s := range []string{"在\u200b建", "\r\n甲\x07", "＝1", "　管理办　", "社区管理办和平安办"} {
		f.Add(s)
	}
	x := LexiconOf(plan.Builtin())
	f.Fuzz(func(t *testing.T, s string) {
		text, _ := Clean(s)
		again, stripped := Clean(text)
		if utf8.ValidString(s) {
			assert.Equal(t, text, again, "%q", s)
			assert.False(t, stripped, "%q", s)
		}
		_ = x.findUnit(s)
	})
}
