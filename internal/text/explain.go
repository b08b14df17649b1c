package text

import (
	"fmt"
	"strings"

	"jingpin/internal/plan"
)

// Explain prints what a rule means with examples.
func (p Printer) Explain(r plan.Rule) {
	fmt.Fprintf(p.W, "%s %s【%s】\n\n%s\n\n", r.Code, r.Title, r.Severity.Word(), r.Meaning)
	fmt.Fprintf(p.W, "会这样提示：%s\n", readable(r.Message))
	if r.Hint != "" {
		fmt.Fprintf(p.W, "怎么改：%s\n", readable(r.Hint))
	}
	if r.Pass != "" {
		fmt.Fprintf(p.W, "\n对的例子：%s\n", r.Pass)
	}
	if r.Fail != "" {
		fmt.Fprintf(p.W, "不对的例子：%s\n", r.Fail)
	}
	if !r.Open {
		fmt.Fprint(p.W, "\n这条规则不能降级、停用或例外：缺了它就没有可以计入的数据。\n")
	}
}

// readable shows a wording's placeholders as what they stand for.
func readable(wording string) string {
	return plan.Fill(wording, map[string]string{
		"值": "〔填的内容〕", "应为": "〔应填的内容〕", "栏目": "〔栏目〕", "项目": "〔项目名称〕", "单位": "〔部门〕",
		"另": "〔对照的内容〕", "差": "〔相差的数〕", "建议": "〔建议的写法〕",
	})
}

// ExplainAll lists the rules by family.
func (p Printer) ExplainAll() {
	families := []struct{ letter, name string }{
		{"F", "文件"}, {"L", "版式"}, {"U", "单位"}, {"S", "专项行动和重点任务"}, {"P", "项目"}, {"T", "时间"},
		{"M", "资金"}, {"Q", "进展"}, {"H", "跨季度"}, {"C", "单元格"}, {"X", "汇总"},
	}
	for _, f := range families {
		fmt.Fprintf(p.W, "%s %s\n", f.letter, f.name)
		for _, r := range p.Plan.Rules {
			if !strings.HasPrefix(r.Code, f.letter) {
				continue
			}
			off := ""
			if !r.On {
				off = "（已停用）"
			}
			fmt.Fprintf(p.W, "  %s 【%s】%s%s\n", r.Code, r.Severity.Word(), r.Title, off)
		}
	}
	fmt.Fprint(p.W, "\n用 jingpin explain 代号 看一条规则的意思和例子，如 jingpin explain T03。\n")
}
