package intake

import "strings"

// checkWorkbook tells what the file carries beside its cells (F05, F07), and
// a form made for another plan (L06).
func (r *reading) checkWorkbook() {
	var parts []string
	if r.wb.Macros {
		parts = append(parts, "宏")
	}
	if r.wb.Embedded {
		parts = append(parts, "嵌入的对象")
	}
	if len(parts) > 0 {
		r.complain("F05", place{}, saying{value: strings.Join(parts, "和")})
	}
	if len(r.wb.Links) > 0 {
		r.complain("F07", place{}, saying{value: strings.Join(r.wb.Links, "、")})
	}
	if !r.own {
		return
	}
	version, digest := r.plan.Info.TemplateVersion, r.plan.FormDigest()
	switch {
	case r.identity.Template != version:
		r.complain("L06", place{}, saying{value: "第" + r.identity.Template + "版", expected: "第" + version + "版"})
	case r.identity.Plan != digest:
		r.complain("L06", place{}, saying{value: "另一份方案", expected: "现行方案"})
	}
}
