package intake

import (
	"fmt"
	"jingpin/internal/intake/tables"
	"strings"
)

// checkWorkbook tells what the file carries beside its cells (F05, F07), and
// what of it is damaged without harm (F08).
func (r *reading) checkWorkbook() {
	var parts []string
	if r.wb.Macros {
		parts = append(parts, "宏")
	}
	if r.wb.Embedded {
		parts = append(parts, "嵌入的对象")
	}
	if len(parts) > 0 {
		r.complain("F05", tables.Place{}, saying{value: strings.Join(parts, "和")})
	}
	if len(r.wb.Links) > 0 {
		r.complain("F07", tables.Place{}, saying{value: strings.Join(r.wb.Links, "、")})
	}
	r.tellHarmless()
}

// checkForm tells of a form made for another plan (L06).
func (r *reading) checkForm() {
	version := r.plan.Info.TemplateVersion
	switch {
	case r.identity.Template != version:
		r.complain("L06", tables.Place{}, saying{value: "第" + r.identity.Template + "版", expected: "第" + version + "版"})
	case !r.plan.FollowsForm(r.identity.Plan):
		r.complain("L06", tables.Place{}, saying{value: "另一份方案", expected: "现行方案"})
	}
}

// tellHarmless tells damage that left all cells readable.
func (r *reading) tellHarmless() {
	const most = 3
	var told []string
	for i, fault := range r.wb.Harmless {
		if i == most {
			told = append(told, fmt.Sprintf("等%d处", len(r.wb.Harmless)))
			break
		}
		told = append(told, partNoun(fault.Part)+"("+fault.Error()+")")
	}
	if len(told) > 0 {
		r.complain("F08", tables.Place{}, saying{value: strings.Join(told, "、")})
	}
}

// partNoun is what people call a part of a workbook.
func partNoun(part string) string {
	for _, p := range []struct{ mark, noun string }{
		{"thumbnail", "缩略图"}, {"docprops", "文件属性"}, {"/media/", "图片"}, {"comments", "批注"}, {"drawing", "图形"}, {"chart", "图表"},
		{"styles", "样式"}, {"sharedstrings", "文字表"}, {"externallink", "外部链接"}, {"vba", "宏"}, {"embeddings", "嵌入的对象"},
	} {
		if strings.Contains(strings.ToLower(part), p.mark) {
			return p.noun
		}
	}
	return "附带的部件"
}
