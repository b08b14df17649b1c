package main

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"jingpin/internal/filing"
	"jingpin/internal/output"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"

	"github.com/mattn/go-runewidth"
	"github.com/spf13/pflag"
)

var statusCommand = command{
	name:  "status",
	usage: "[文件夹]",
	short: "看一个季度的进度：谁报了、谁没报、谁要改，下一步做什么",
	long: `读取一个季度的文件夹，列出每个部门报送到哪一步，最后说明下一步做什么。
加 --chase 文件夹，写出催报用的文字：发给全体的一份，每个要补报、要改正的部门各一份。`,
	example: "jingpin status samples/2023Q2",
	shares:  append([]string{"strict"}, readingFlags...),
	flags: func(set *pflag.FlagSet, o *options) {
		set.StringVar(&o.format, "format", "text", "输出的`格式`：text 或 json")
		set.StringVar(&o.chase, "chase", "", "把催报的文字写到这个`文件夹`")
	},
	run: runStatus,
}

// unitLine is one unit's line of the status.
type unitLine struct {
	Unit     string   `json:"unit"`
	State    string   `json:"state"`
	Round    int      `json:"round,omitempty"`
	Files    []string `json:"files"`
	Saved    string   `json:"saved,omitempty"`
	Rows     int      `json:"rows"`
	LeftOut  int      `json:"left_out"`
	Errors   int      `json:"errors"`
	Warnings int      `json:"warnings"`
	faults   []filing.Finding
}

// The states of a unit's report.
const (
	stateMissing = "未报送"
	stateFaulty  = "有错误待改"
	statePassed  = "通过"
	stateZero    = "零报告"
	stateFree    = "不需报送"
	stateStray   = "要问清是谁报的"
)

// nobody is whose the files of no known unit are.
const nobody = "填报单位不明"

func runStatus(j *job) (int, error) {
	if j.format != "text" && j.format != "json" {
		return 0, usagef("--format 只能是 text 或 json。")
	}
	if len(j.args) > 1 {
		return 0, usagef("一次只看一个季度的文件夹。")
	}
	if len(j.args) == 0 {
		j.args = []string{"."}
	}
	paths, _, err := j.quarterFolder()
	if err != nil {
		return 0, err
	}
	_, pf, err := j.portfolio(paths, filepath.Join(j.args[0], dirResult, resultBook))
	if err != nil {
		return 0, err
	}
	units := linesOf(pf)
	if j.format == "json" {
		if err := encode(j.stdout, units); err != nil {
			return 0, err
		}
	} else {
		printLines(j, pf, units)
	}
	if j.chase != "" {
		if err := j.writeChase(pf, units); err != nil {
			return 0, err
		}
	}
	return j.portfolioCode(pf), nil
}

// linesOf says how each unit of the roster stands, and last what came from
// none of them.
func linesOf(pf *portfolio.Portfolio) []unitLine {
	byFile := map[string][]filing.Finding{}
	for _, f := range pf.Findings {
		byFile[f.File] = append(byFile[f.File], f)
	}
	var units []unitLine
	for _, u := range pf.Units {
		d := lineOf(u, byFile)
		d.State = stateOf(u, d)
		units = append(units, d)
	}
	if d := lineOf(pf.Strays, byFile); len(d.Files) > 0 {
		d.Unit, d.State, d.Round = nobody, stateStray, 0
		units = append(units, d)
	}
	return units
}

// lineOf is a unit's line but for its state. Rows that the office added are no
// file that anyone sent.
func lineOf(u portfolio.UnitState, byFile map[string][]filing.Finding) unitLine {
	d := unitLine{Unit: u.Unit.Name, Round: u.Round, Files: []string{}, Rows: u.Rows.Read, LeftOut: u.Rows.Read - u.Rows.Counted}
	for _, s := range u.Submissions {
		if s.ByOffice {
			continue
		}
		d.Files = append(d.Files, s.Path)
		d.Saved = cmp.Or(d.Saved, s.SavedWord())
		for _, f := range byFile[s.Path] {
			switch f.Severity {
			case plan.Error:
				d.Errors++
				d.faults = append(d.faults, f)
			case plan.Warning:
				d.Warnings++
			}
		}
	}
	return d
}

func stateOf(u portfolio.UnitState, d unitLine) string {
	switch {
	case d.Errors > 0:
		return stateFaulty
	case u.Zero:
		return stateZero
	case u.Sent:
		return statePassed
	case u.Owes:
		return stateMissing
	}
	return stateFree
}

func printLines(j *job, pf *portfolio.Portfolio, units []unitLine) {
	fmt.Fprintf(j.stdout, "%s报送情况（数据截至%s）\n\n", pf.Quarter.Chinese(), pf.AsOf.Chinese())
	rows := [][]string{{"部门", "状态", "第几次", "项目行", "未计入", "必须改", "请核实", "文件", "保存时间"}}
	for _, d := range units {
		if d.State == stateFree {
			continue
		}
		round := ""
		if len(d.Files) > 0 && d.State != stateStray {
			round = plan.Count(max(d.Round, 1))
		}
		rows = append(rows, []string{
			d.Unit, d.State, round, plan.Count(d.Rows), plan.Count(d.LeftOut), plan.Count(d.Errors), plan.Count(d.Warnings),
			strings.Join(d.Files, "、"), d.Saved,
		})
	}
	printTable(j, rows)
	fmt.Fprintln(j.stdout)
	for _, line := range nextSteps(pf, units) {
		fmt.Fprintln(j.stdout, line)
	}
}

// printTable lines columns up by the width of East Asian text.
func printTable(j *job, rows [][]string) {
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], runewidth.StringWidth(cell))
		}
	}
	for _, row := range rows {
		var b strings.Builder
		for i, cell := range row {
			b.WriteString(runewidth.FillRight(cell, widths[i]) + "  ")
		}
		fmt.Fprintln(j.stdout, strings.TrimRight(b.String(), " "))
	}
}

// nextSteps is what the office does now.
func nextSteps(pf *portfolio.Portfolio, units []unitLine) []string {
	missing, faulty := withState(units, stateMissing), withState(units, stateFaulty)
	unverified := 0
	for _, e := range pf.Entries {
		if e.State != portfolio.Reported {
			unverified++
		}
	}
	lines := []string{"下一步："}
	if len(missing) > 0 {
		lines = append(lines, fmt.Sprintf("  · 发催报：%d个部门还没有报送（%s）。", len(missing), joinNames(missing)))
	}
	if len(faulty) > 0 {
		lines = append(lines, fmt.Sprintf("  · 退回%d份，请部门改正后再报（%s）。", len(faulty), joinNames(faulty)))
	}
	if stray := strays(units); len(stray) > 0 {
		lines = append(lines, fmt.Sprintf("  · 问清%d份表是哪个部门报的，在表头写上填报单位再报（%s）。", len(stray), joinNames(stray)))
	}
	switch {
	case unverified > 0:
		return append(lines, fmt.Sprintf("  · 现在就可出初稿（%d个项目待核实）：jingpin report。", unverified))
	case len(lines) > 1:
		return append(lines, "  · 现在就可出初稿：jingpin report。")
	}
	return append(lines, "  · 各部门都已报齐，可以出报告：jingpin report。")
}

// strays are the files of no known unit.
func strays(units []unitLine) []string {
	var files []string
	for _, d := range units {
		if d.State == stateStray {
			files = append(files, d.Files...)
		}
	}
	return files
}

func withState(units []unitLine, state string) []string {
	var names []string
	for _, d := range units {
		if d.State == state {
			names = append(names, d.Unit)
		}
	}
	return names
}

// writeChase writes the messages that chase reports and corrections.
func (j *job) writeChase(pf *portfolio.Portfolio, units []unitLine) error {
	by := j.byWhen(pf)
	missing := withState(units, stateMissing)
	var all strings.Builder
	fmt.Fprintf(&all, "各部门：\n%s项目计划表收集情况如下。\n", pf.Quarter.Chinese())
	if len(missing) > 0 {
		fmt.Fprintf(&all, "还没有报送的（%d个）：%s。\n", len(missing), strings.Join(missing, "、"))
	}
	var files []output.File
	var corrections []string
	for _, d := range units {
		switch d.State {
		case stateFaulty:
			corrections = append(corrections, fmt.Sprintf("%s（%d处）", d.Unit, d.Errors))
			files = append(files, output.File{Path: filepath.Join(j.chase, d.Unit+"-请改正.txt"), Data: []byte(correctionLetter(d, pf, by))})
		case stateMissing:
			files = append(files, output.File{Path: filepath.Join(j.chase, d.Unit+"-请报送.txt"), Data: []byte(reminderLetter(d, pf, by))})
		}
	}
	if len(corrections) > 0 {
		fmt.Fprintf(&all, "有需要改正的（%d个）：%s。\n", len(corrections), strings.Join(corrections, "、"))
	}
	stray := strays(units)
	if len(stray) > 0 {
		fmt.Fprintf(&all, "看不出是哪个部门报的（%d份）：%s。请报这份表的部门告诉我们。\n", len(stray), strings.Join(stray, "、"))
	}
	switch {
	case len(files) > 0:
		fmt.Fprintf(&all, "请%s报送或改正。没有牵头项目的，也请报一张零报告。\n", by)
	case len(stray) == 0:
		all.WriteString("都已报齐，没有需要改正的。谢谢！\n")
	}
	fmt.Fprintf(&all, "%s\n%s\n", pf.Plan.Info.Office, j.date.Chinese())
	files = append(files, output.File{Path: filepath.Join(j.chase, "催报-发全体.txt"), Data: []byte(all.String())})
	if err := j.write(files...); err != nil {
		return err
	}
	j.note("已写出催报文字%d份，在“%s”。", len(files), j.chase)
	return nil
}

// byWhen is until when a report is asked for: the quarter's reporting day or,
// once that has passed, as soon as can be.
func (j *job) byWhen(pf *portfolio.Portfolio) string {
	day := pf.Plan.Info.Due(pf.Quarter)
	if j.date > day {
		return "尽快"
	}
	return "在" + day.Chinese() + "前"
}

func reminderLetter(d unitLine, pf *portfolio.Portfolio, by string) string {
	return fmt.Sprintf("%s：\n%s项目计划表还没有收到，请%s报送。没有牵头项目的，也请报一张零报告。\n%s\n",
		d.Unit, pf.Quarter.Chinese(), by, pf.Plan.Info.Office)
}

func correctionLetter(d unitLine, pf *portfolio.Portfolio, by string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s：\n%s项目计划表收到，有%d处必须改正，请%s改好再报：\n", d.Unit, pf.Quarter.Chinese(), d.Errors, by)
	faults := slices.Clone(d.faults)
	filing.SortFindings(faults)
	for i, f := range faults {
		fmt.Fprintf(&b, "%d. ", i+1)
		if f.Row > 0 {
			fmt.Fprintf(&b, "第%d行", f.Row)
			if f.Project != "" {
				b.WriteString("“" + f.Project + "”")
			}
			if f.Cell != "" {
				b.WriteString("（" + f.Cell + "）")
			}
			b.WriteString("：")
		}
		b.WriteString(f.Message + f.Hint + "\n")
	}
	fmt.Fprintf(&b, "%s\n", pf.Plan.Info.Office)
	return b.String()
}
