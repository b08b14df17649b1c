package main

import (
	"fmt"
	"strings"

	"jingpin/internal/quarter"
	"jingpin/internal/text"

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

func runStatus(j *invocation) (int, error) {
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
		if err := s.WriteJSON(j.stdout); err != nil {
			return 0, err
		}
	} else {
		fmt.Fprintf(j.stdout, "%s报送情况（数据截至%s）\n\n", s.Quarter.Chinese(), s.AsOf.Chinese())
		text.Table(j.stdout, s.Table())
		fmt.Fprintf(j.stdout, "\n%s\n", strings.Join(s.NextSteps(), "\n"))
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
