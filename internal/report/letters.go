package report

import (
	"strings"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// Returned is a file that goes back to its sender, as its letter (退回说明) and
// the head of its list tell it.
type Returned struct {
	Office    string           // who signs
	Unit      string           // "" when it cannot be told
	File      string           // as its sender calls it
	Round     int              // of checking, from 1
	Headway   string           // what was done since the last round, "" in the first
	Findings  []filing.Finding // errors and warnings, in the order of the file
	Converted int              // values read otherwise than typed
	Sheets    int              // with projects: of several, each is named
	List      string           // the sheet with the list
	Unmarked  string           // why the file stands without marks, "" with them
}

// levels are those a file is returned for, the gravest first.
var levels = []plan.Severity{plan.Error, plan.Warning}

// Summary is how many places are to be seen to, and what has been done since
// the last round.
func (r Returned) Summary() string {
	s := "第" + plan.Count(r.Round) + "次检查：" + levelCounts(r.Findings) + "。"
	if r.Headway != "" {
		s += "与上次相比，" + r.Headway + "。"
	}
	if r.Converted > 0 {
		s += "另有" + plan.Count(r.Converted) + "处读取时作了换算，不用改。"
	}
	return s
}

// levelCounts says how many findings there are of each level.
func levelCounts(fs []filing.Finding) string {
	var parts []string
	for _, s := range levels {
		if n := filing.CountSeverity(fs, s); n > 0 {
			parts = append(parts, s.Word()+plan.Count(n)+"处")
		}
	}
	if len(parts) == 0 {
		return "没有要改的"
	}
	return strings.Join(parts, "，")
}

// letterMost is how many findings of a level a letter tells.
const letterMost = 30

// Letter is 退回说明.txt, to paste into a message.
func (r Returned) Letter() string {
	addressee := r.Unit
	if addressee == "" {
		addressee = "填报部门"
	}
	lines := []string{
		addressee + "：",
		"　　你们报送的“" + r.File + "”已检查。" + r.Summary(),
		"　　" + r.request(),
	}
	part := 0
	for _, s := range levels {
		if told := r.part(part+1, s); told != nil {
			lines = append(lines, told...)
			part++
		}
	}
	lines = append(lines, "", r.Office)
	return strings.Join(lines, "\n") + "\n"
}

func (r Returned) request() string {
	if r.Unmarked != "" {
		return "这份文件没有在原表上标注：" + r.Unmarked + "。请按下面的说明处理好再报。"
	}
	return "请在退回的表上改：第一张表“" + r.List + "”列出每一处，点“位置”就到那个格子。改好后保存，文件名不变，直接报上来，标注不用删。"
}

// part tells the findings of one level.
func (r Returned) part(no int, s plan.Severity) []string {
	var lines []string
	n := 0
	for _, f := range r.Findings {
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
		lines = append(lines, "　　……还有"+plan.Count(n-letterMost)+"处，见“"+r.List+"”。")
	}
	note := map[plan.Severity]string{
		plan.Error: "不改的项目本季度不计入，先按上季度的数列出", plan.Warning: "确实没错的可以不改",
	}[s]
	return append([]string{"", numeral(no) + "、" + s.Word() + plan.Count(n) + "处（" + note + "）"}, lines...)
}

// tell is one finding: row and project, what is wrong, what to do.
func (r Returned) tell(f filing.Finding) string {
	var b strings.Builder
	if f.Row > 0 {
		if r.Sheets > 1 {
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
	b.WriteString(f.Message + f.Hint)
	return b.String()
}
