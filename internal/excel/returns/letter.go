package returns

import (
	"path"
	"strings"

	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/report/letters"
)

// fileName is the file as its sender calls it.
func (r *returning) fileName() string { return path.Base(r.sub.Path) }

// summary is the file as its letter tells it.
func (r *returning) summary() letters.Returned {
	told := letters.Returned{
		Office: r.plan.Info.Office, Unit: r.sub.Unit, File: r.fileName(), Round: r.round(), Findings: r.findings,
		Converted: len(r.sub.Coercions()), Unread: filing.Unread(r.sub.Findings), Sheets: len(r.sub.Sheets), List: r.list,
	}
	if r.last.N > 0 {
		told.Headway = r.last.Headway(r.sub.Findings, r.merged).String()
	}
	told.Copied = r.copied
	if r.unmarked {
		told.Unmarked = r.why()
	} else {
		told.Serial = r.serial
	}
	return told
}

// advice is what to do with the list.
func (r *returning) advice(linked bool) string {
	if !linked {
		return "这份文件没有在原表上标注：" + r.why() + "。请按下面的说明处理好，再把文件报上来；这张表不用报。"
	}
	return "点“位置”跳到那个格子。红色必须改，不改的项目本季度不计入，先按上季度的数列出；黄色请核实，确实没错的可以不改，在“部门答复”里写明情况，下次不再问。" +
		"有建议值的，对就选“" + form.AcceptWord + "”，不用再到表里改。改好后保存，直接报上来，标注不用删。"
}

// why is why a file stands without marks.
func (r *returning) why() string {
	for _, f := range r.sub.Findings {
		if unreadable(f) {
			return strings.TrimSuffix(f.Message, "。")
		}
	}
	for _, f := range r.sub.Findings {
		if f.Rule == "F05" {
			return "文件里有宏或嵌入的对象"
		}
	}
	if r.changed {
		return "检查以后文件又变了"
	}
	return "文件的格式特殊，标注会丢失内容"
}
