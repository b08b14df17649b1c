// Package letters words what an office sends its departments: the letter with a
// workbook that goes back (退回说明), reminders and the message to all
// (提醒报送). What flows in are findings and who stands how, what flows out are
// texts to paste.
package letters

import (
	"cmp"
	"path"
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
	Unread    string           // the columns that were left out, a sentence, "" for none
	Sheets    int              // with projects: of several, each is named
	List      string           // the sheet with the list
	Copied    bool             // it was carried over into a new .xlsx, which can be marked
	Unmarked  string           // why the file stands without marks, "" with them
	// Serial is a row's 序号 as the department typed it, "" for none; nil where
	// the file is not at hand.
	Serial func(sheet string, row int) string
}

// levels are those a file is returned for, the gravest first.
var levels = []plan.Severity{plan.Error, plan.Warning}

// Summary is how many places are to be seen to, in the levels' own names, and
// what has been done since the last round.
func (r Returned) Summary() string { return r.summary(plan.Severity.Word) }

func (r Returned) summary(word func(plan.Severity) string) string {
	var counts []string
	for _, s := range levels {
		if n := filing.CountSeverity(r.Findings, s); n > 0 {
			counts = append(counts, word(s)+plan.Count(n)+"处")
		}
	}
	s := "第" + plan.Count(r.Round) + "次检查：" + cmp.Or(strings.Join(counts, "，"), "没有要改的") + "。"
	if r.Headway != "" {
		s += "与上次相比，" + r.Headway + "。"
	}
	if r.Converted > 0 {
		s += "另有" + plan.Count(r.Converted) + "处读取时作了换算，不用改。"
	}
	return s + r.Unread
}

// asked is what a letter asks for of a level: what the workbook calls 必须改 is
// said as a request.
func asked(s plan.Severity) string {
	if s == plan.Error {
		return "请改正"
	}
	return s.Word()
}

// letterMost is how many lines of a level a letter has.
const letterMost = 30

// Letter is 退回说明.txt, to paste into a message.
func (r Returned) Letter() string {
	lines := []string{
		cmp.Or(r.Unit, "填报部门") + "：",
		"　　你们报送的“" + r.File + "”已检查。" + r.summary(asked),
		"　　" + r.request(),
	}
	part := 0
	for _, s := range levels {
		if told := r.part(part+1, s); told != nil {
			lines = append(lines, told...)
			part++
		}
	}
	return letter(append(lines, "", r.Office))
}

func (r Returned) request() string {
	if r.Unmarked != "" {
		return "这份文件没有在原表上标注" + r.whyUnmarked() + "。请按下面的说明处理好再报。"
	}
	copied := ""
	if r.Copied {
		copied = "原来的“" + r.File + "”不便标注，内容已转进退回的.xlsx工作簿，今后请用这一份：填的内容、数和日期的写法、列宽、合并、批注都照旧；公式只留结果，表格线是重画的，字体、底色、图片和自己设的下拉框没有带过来。"
	}
	return copied + "请在退回的表上改：第一张表“" + r.List + "”列出每一处，点“位置”就到那个格子。改好后保存，文件名不变，直接报上来，标注不用删。要签字盖章的，等电子表检查通过以后再打印。"
}

// whyUnmarked is why, unless a finding below says so.
func (r Returned) whyUnmarked() string {
	for _, f := range r.Findings {
		if strings.HasPrefix(f.Message, r.Unmarked) {
			return ""
		}
	}
	return "：" + r.Unmarked
}

// part tells the findings of one level, one cause to a line.
func (r Returned) part(no int, s plan.Severity) []string {
	n := filing.CountSeverity(r.Findings, s)
	if n == 0 {
		return nil
	}
	note := "不改的项目本季度不计入，先按上季度的数列出"
	switch {
	case s == plan.Warning && r.Unmarked != "":
		note = "确实没错的可以不改"
	case s == plan.Warning:
		note = "确实没错的可以不改，在“" + r.List + "”的“部门答复”里写明情况"
	}
	lines := []string{"", plan.Numeral(no) + "、" + asked(s) + plan.Count(n) + "处（" + note + "）"}
	causes, told := r.causes(s), 0
	for i, c := range causes {
		if i == letterMost {
			return append(lines, "　　……还有"+plan.Count(n-told)+"处，见“"+r.List+"”。")
		}
		told += len(c)
		lines = append(lines, "　　"+plan.Count(i+1)+"．"+r.tell(c))
	}
	return lines
}

// causes are the findings of a level, those that say the same together.
func (r Returned) causes(s plan.Severity) [][]filing.Finding {
	type cause struct{ rule, column, message, hint string }
	var all [][]filing.Finding
	known := map[cause]int{} // → all
	for _, f := range r.Findings {
		if f.Severity != s {
			continue
		}
		c := cause{f.Rule, f.Column, f.Message, f.Hint}
		i, seen := known[c]
		if !seen {
			i = len(all)
			known[c] = i
			all = append(all, nil)
		}
		all[i] = append(all[i], f)
	}
	return all
}

// placesMost is how many rows a line of a letter names.
const placesMost = 8

// tell is one cause: the rows and their projects, what is wrong, what to do.
func (r Returned) tell(fs []filing.Finding) string {
	var places []string
	for _, f := range fs {
		if p := r.place(f); p != "" && len(places) < placesMost {
			places = append(places, p)
		}
	}
	at := strings.Join(places, "、")
	if len(fs) > placesMost && at != "" {
		at += "等" + plan.Count(len(fs)) + "处"
	}
	if at != "" {
		at += "："
	}
	return at + fs[0].Message + fs[0].Hint
}

// place is a finding's row as its department numbers it, and its project.
func (r Returned) place(f filing.Finding) string {
	if f.Row == 0 {
		return ""
	}
	at, row := "", "第"+plan.Count(f.Row)+"行"
	if r.Sheets > 1 {
		at = f.Sheet
	}
	serial := ""
	if r.Serial != nil {
		serial = r.Serial(f.Sheet, f.Row)
	}
	switch {
	case serial != "" && f.Project != "":
		return at + "序号" + serial + plan.Quote(f.Project) + "（" + row + "）"
	case f.Project != "":
		return at + row + plan.Quote(f.Project)
	case strings.HasPrefix(f.Message, row): // it says so itself
		return at
	}
	return at + row
}

// Collection is how far a quarter's reports have come in, as the office's
// reminders (提醒报送) tell it.
type Collection struct {
	Office  string // who signs
	Quarter plan.Quarter
	Due     plan.Date // the reporting day
	Date    plan.Date // of the reminders
}

// by is until when a report is asked for: the reporting day or, once that has
// passed, as soon as can be.
func (c Collection) by() string {
	if c.Date > c.Due {
		return "尽快"
	}
	return "在" + c.Due.Chinese() + "前"
}

// Owing is a unit that has not reported.
type Owing struct {
	Unit     string
	Projects []string // it led last quarter
	Received []string // files that came from it and are no report
}

// projectsMost is how many projects a reminder names.
const projectsMost = 10

// Remind asks a unit for its report.
func (c Collection) Remind(o Owing) string {
	awaited := "项目计划表还没有收到，请" + c.by() + "报送。没有牵头项目的，也请报一张零报告。"
	if len(o.Received) > 0 {
		names := make([]string, len(o.Received))
		for i, file := range o.Received {
			names[i] = plan.Quote(path.Base(file))
		}
		awaited = "收到了你们的" + strings.Join(names, "、") + "，但都是文档或扫描件，没有项目计划表。请" + c.by() + "把内容填进下发的表格，再报表格。"
	}
	lines := []string{o.Unit + "：", "　　" + c.Quarter.Chinese() + awaited}
	if n := len(o.Projects); n > 0 {
		told := strings.Join(o.Projects[:min(n, projectsMost)], "、")
		if n > projectsMost {
			told += "等"
		}
		lines = append(lines, "　　上季度由你们牵头的"+plan.Count(n)+"个项目，请逐个填报本季度的情况："+told+"。")
	}
	return letter(append(lines, c.Office))
}

// AskToCorrect asks a unit to put right what keeps its rows from counting.
func (c Collection) AskToCorrect(unit string, errors []filing.Finding) string {
	r := Returned{Findings: errors, Sheets: 1}
	lines := []string{unit + "：", "　　" + c.Quarter.Chinese() + "项目计划表收到，有" + plan.Count(len(errors)) + "处请改正，请" + c.by() + "改好再报："}
	for i, same := range r.causes(plan.Error) {
		lines = append(lines, "　　"+plan.Count(i+1)+"．"+r.tell(same))
	}
	return letter(append(lines, c.Office))
}

// Stand is how the units stand, for the message to all of them.
type Stand struct {
	Missing   []string // units that have not reported
	Documents []string // units that sent documents and no table
	Faulty    []Faulty
	Unknown   []string // files of nobody knows whom
}

// Faulty is a unit with something to put right.
type Faulty struct {
	Unit   string
	Errors int
}

// TellAll is the message to all units.
func (c Collection) TellAll(s Stand) string {
	lines := []string{"各部门：", "　　" + c.Quarter.Chinese() + "项目计划表收集情况如下。"}
	tell := func(what, counter string, which []string, ask string) {
		if n := len(which); n > 0 {
			lines = append(lines, "　　"+what+"（"+plan.Count(n)+counter+"）："+strings.Join(which, "、")+"。"+ask)
		}
	}
	faulty := make([]string, len(s.Faulty))
	for i, f := range s.Faulty {
		faulty[i] = f.Unit + "（" + plan.Count(f.Errors) + "处）"
	}
	tell("还没有报送的", "个", s.Missing, "")
	tell("收到文档、没有收到表格的", "个", s.Documents, "")
	tell("请改正的", "个", faulty, "")
	tell("看不出是哪个部门报的", "份", s.Unknown, "请报这份表的部门告诉我们。")
	switch {
	case len(s.Missing)+len(s.Documents)+len(s.Faulty) > 0:
		lines = append(lines, "　　请"+c.by()+"报送或改正。没有牵头项目的，也请报一张零报告。")
	case len(s.Unknown) == 0:
		lines = append(lines, "　　都已报齐，没有需要改正的。谢谢！")
	}
	return letter(append(lines, c.Office, c.Date.Chinese()))
}

// letter is a text of some lines.
func letter(lines []string) string { return strings.Join(lines, "\n") + "\n" }
