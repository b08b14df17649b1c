package returns

import (
	"path"
	"strings"

	"jingpin/internal/excel/book"
	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/plan"
)

// fileName is the file as its sender calls it.
func (r *returning) fileName() string { return path.Base(r.sub.Path) }

// addressee is who gets the file back.
func (r *returning) addressee() string {
	if r.sub.Unit == "" {
		return "填报部门"
	}
	return r.sub.Unit
}

// summary is how many places are to be seen to, and what has been done since
// the last round.
func (r *returning) summary() string {
	s := "第" + plan.Count(r.round()) + "次检查：" + levelCounts(r.findings) + "。"
	if r.last.N > 0 {
		s += "与上次相比，" + r.last.Headway(r.findings).String() + "。"
	}
	if n := len(r.sub.Coercions()); n > 0 {
		s += "另有" + plan.Count(n) + "处读取时作了换算，不用改。"
	}
	return s
}

// levelCounts says how many findings there are of each level.
func levelCounts(fs []filing.Finding) string {
	var parts []string
	for _, s := range fillOrder {
		if n := filing.CountSeverity(fs, s); n > 0 {
			parts = append(parts, s.Word()+plan.Count(n)+"处")
		}
	}
	if len(parts) == 0 {
		return "没有要改的"
	}
	return strings.Join(parts, "，")
}

// advice is what to do with the list.
func (r *returning) advice(linked bool) string {
	if !linked {
		return "这份文件没有在原表上标注：" + r.why() + "。请按下面的说明处理好，再把文件报上来；这张表不用报。"
	}
	return "点“位置”跳到那个格子。红色必须改，不改的项目本季度不计入，先按上季度的数列出；黄色请核实，确实没错的可以不改。" +
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

// letterMost is how many findings of a level a letter tells.
const letterMost = 30

// letter is 退回说明.txt, to paste into a message.
func (r *returning) letter() string {
	lines := []string{
		r.addressee() + "：",
		"　　你们报送的“" + r.fileName() + "”已检查。" + r.summary(),
		"　　" + r.request(),
	}
	part := 0
	for _, s := range fillOrder {
		if told := r.letterPart(part+1, s); told != nil {
			lines = append(lines, told...)
			part++
		}
	}
	lines = append(lines, "", r.plan.Info.Office)
	return strings.Join(lines, "\n") + "\n"
}

func (r *returning) request() string {
	if r.unmarked {
		return "这份文件没有在原表上标注：" + r.why() + "。请按下面的说明处理好再报。"
	}
	return "请在退回的表上改：第一张表“" + r.list + "”列出每一处，点“位置”就到那个格子。改好后保存，文件名不变，直接报上来，标注不用删。"
}

// letterPart tells the findings of one level.
func (r *returning) letterPart(no int, s plan.Severity) []string {
	var lines []string
	n := 0
	for _, f := range r.findings {
		if f.Severity != s {
			continue
		}
		if n++; n <= letterMost {
			lines = append(lines, "　　"+plan.Count(n)+"．"+r.tell(f))
		}
	}
	if n == 0 {
		return nil
	}
	if n > letterMost {
		lines = append(lines, "　　……还有"+plan.Count(n-letterMost)+"处，见“"+r.list+"”。")
	}
	note := map[plan.Severity]string{
		plan.Error: "不改的项目本季度不计入，先按上季度的数列出", plan.Warning: "确实没错的可以不改",
	}[s]
	return append([]string{"", book.Ordinal(no) + "、" + s.Word() + plan.Count(n) + "处（" + note + "）"}, lines...)
}

// tell is one finding: row and project, what is wrong, what to do.
func (r *returning) tell(f filing.Finding) string {
	var b strings.Builder
	if f.Row > 0 {
		if len(r.sub.Sheets) > 1 {
			b.WriteString(f.Sheet)
		}
		b.WriteString("第" + plan.Count(f.Row) + "行")
	}
	if f.Project != "" {
		b.WriteString("“" + f.Project + "”")
	}
	if b.Len() > 0 {
		b.WriteString("：")
	}
	b.WriteString(f.Message)
	if f.Hint != "" {
		b.WriteString(f.Hint)
	}
	return b.String()
}
