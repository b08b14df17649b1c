package report

import (
	"path"
	"strings"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

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
	lines := []string{o.Unit + "："}
	if len(o.Received) == 0 {
		lines = append(lines, "　　"+c.Quarter.Chinese()+"项目计划表还没有收到，请"+c.by()+"报送。没有牵头项目的，也请报一张零报告。")
	} else {
		names := make([]string, len(o.Received))
		for i, file := range o.Received {
			names[i] = "“" + path.Base(file) + "”"
		}
		lines = append(lines, "　　"+c.Quarter.Chinese()+"收到了你们的"+strings.Join(names, "、")+"，但都是文档或扫描件，没有项目计划表。请"+
			c.by()+"把内容填进下发的表格，再报表格。")
	}
	if n := len(o.Projects); n > 0 {
		told := strings.Join(o.Projects[:min(n, projectsMost)], "、")
		if n > projectsMost {
			told += "等"
		}
		lines = append(lines, "　　上季度由你们牵头的"+plan.Count(n)+"个项目，请逐个填报本季度的情况："+told+"。")
	}
	return strings.Join(append(lines, c.Office), "\n") + "\n"
}

// AskToCorrect asks a unit to put right what keeps its rows from counting.
func (c Collection) AskToCorrect(unit string, errors []filing.Finding) string {
	r := Returned{Findings: errors, Sheets: 1}
	lines := []string{unit + "：", "　　" + c.Quarter.Chinese() + "项目计划表收到，有" + plan.Count(len(errors)) + "处请改正，请" + c.by() + "改好再报："}
	for i, same := range r.causes(plan.Error) {
		lines = append(lines, "　　"+plan.Count(i+1)+"．"+r.tell(same))
	}
	return strings.Join(append(lines, c.Office), "\n") + "\n"
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
	if n := len(s.Missing); n > 0 {
		lines = append(lines, "　　还没有报送的（"+plan.Count(n)+"个）："+strings.Join(s.Missing, "、")+"。")
	}
	if n := len(s.Documents); n > 0 {
		lines = append(lines, "　　收到文档、没有收到表格的（"+plan.Count(n)+"个）："+strings.Join(s.Documents, "、")+"。")
	}
	if n := len(s.Faulty); n > 0 {
		units := make([]string, n)
		for i, f := range s.Faulty {
			units[i] = f.Unit + "（" + plan.Count(f.Errors) + "处）"
		}
		lines = append(lines, "　　请改正的（"+plan.Count(n)+"个）："+strings.Join(units, "、")+"。")
	}
	if n := len(s.Unknown); n > 0 {
		lines = append(lines, "　　看不出是哪个部门报的（"+plan.Count(n)+"份）："+strings.Join(s.Unknown, "、")+"。请报这份表的部门告诉我们。")
	}
	switch {
	case len(s.Missing)+len(s.Documents)+len(s.Faulty) > 0:
		lines = append(lines, "　　请"+c.by()+"报送或改正。没有牵头项目的，也请报一张零报告。")
	case len(s.Unknown) == 0:
		lines = append(lines, "　　都已报齐，没有需要改正的。谢谢！")
	}
	return strings.Join(append(lines, c.Office, c.Date.Chinese()), "\n") + "\n"
}
