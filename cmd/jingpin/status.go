package main

import (
	"fmt"
	"strings"

	"jingpin/internal/plan"
	"jingpin/internal/quarter"

	"github.com/mattn/go-runewidth"
	"github.com/spf13/pflag"
)

var statusCommand = command{
	name:  "status",
	usage: "[文件夹]",
	short: "看一个季度的进度：谁报了、谁没报、谁要改，下一步做什么",
	long: `读取一个季度的文件夹，列出每个部门报送到哪一步，最后说明下一步做什么。
加 --chase 文件夹，写出提醒报送的文字：发给全体的一份，每个要补报、要改正的部门各一份。`,
	example: "jingpin status samples/2023Q2",
	shares:  append([]string{"strict"}, readingFlags...),
	flags: func(set *pflag.FlagSet, o *options) {
		set.StringVar(&o.format, "format", "text", "输出的`格式`：text 或 json")
		set.StringVar(&o.chase, "chase", "", "把提醒报送的文字写到这个`文件夹`")
	},
	run: runStatus,
}

func runStatus(j *job) (int, error) {
	if j.format != "text" && j.format != "json" {
		return 0, usagef("--format 只能是 text 或 json。")
	}
	if len(j.args) > 1 {
		return 0, usagef("一次只看一个季度的文件夹。")
	}
	s, err := j.desk().Status(j.ctx, append(j.args, ".")[0])
	if err != nil {
		return 0, err
	}
	if j.format == "json" {
		if err := encode(j.stdout, s.Units); err != nil {
			return 0, err
		}
	} else {
		j.printStatus(s)
	}
	if j.chase != "" {
		n, err := s.Chase(j.chase)
		if err != nil {
			return 0, err
		}
		j.hear(quarter.Event{Kind: quarter.Note, Text: fmt.Sprintf("已写出提醒报送的文字%d份，在“%s”。", n, j.chase)})
	}
	return j.strictly(s.Faulty), nil
}

func (j *job) printStatus(s *quarter.Status) {
	fmt.Fprintf(j.stdout, "%s报送情况（数据截至%s）\n\n", s.Quarter.Chinese(), s.AsOf.Chinese())
	rows := [][]string{{"部门", "状态", "第几次", "项目行", "未计入", "必须改", "请核实", "文件", "保存时间"}}
	for _, d := range s.Units {
		if d.State == quarter.StateFree {
			continue
		}
		round := ""
		if len(d.Files) > 0 && d.State != quarter.StateStray {
			round = plan.Count(max(d.Round, 1))
		}
		rows = append(rows, []string{
			d.Unit, d.State, round, plan.Count(d.Rows), plan.Count(d.LeftOut), plan.Count(d.Errors), plan.Count(d.Warnings),
			strings.Join(d.Files, "、"), d.Saved,
		})
	}
	j.printTable(rows)
	fmt.Fprintln(j.stdout)
	for _, line := range s.NextSteps() {
		fmt.Fprintln(j.stdout, line)
	}
}

// printTable lines columns up by the width of East Asian text.
func (j *job) printTable(rows [][]string) {
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
