package main

import (
	"slices"

	"jingpin/internal/quarter"
	"jingpin/internal/quarter/mail"
	"jingpin/internal/text"

	"github.com/spf13/pflag"
)

var checkCommand = command{
	name:  "check",
	usage: "文件或文件夹…",
	short: "逐格检查各部门报来的表，说清哪一格不对、怎么改",
	long: `读取每个工作簿，按计划和规则逐格检查。每个问题说清在哪一格、填的是什么、应当怎样、怎么改。
检查“上报”文件夹时，有问题的文件会另存一份带标记的到“退回”，发还部门改；也可以用 --returns 指定放在哪里。
原来的文件从不改动。`,
	example: "jingpin check samples/2023Q2\njingpin check samples/2023Q2/管理办.xlsx --quarter 2023Q2 --format json",
	shares:  readingFlags,
	flags: func(set *pflag.FlagSet, o *options) {
		set.StringVar(&o.format, "format", "text", "输出的`格式`：text、json 或 ndjson")
		set.StringVar(&o.returns, "returns", "", "带标记的退回表放到这个`文件夹`")
		set.StringVar(&o.filesFrom, "files-from", "", "从这个`文件`读要检查的文件名，一行一个；- 是标准输入")
	},
	run: runCheck,
}

func runCheck(j *invocation) (int, error) {
	switch {
	case !slices.Contains([]string{"text", "json", "ndjson"}, j.format):
		return 0, usagef("--format 只能是 text、json 或 ndjson。")
	case j.format == "ndjson" && j.returns != "":
		return 0, usagef("--format ndjson 只给程序用，不写退回表，不能和 --returns 一起用。")
	case len(j.args) == 0 && j.filesFrom == "":
		return 0, usagef("请写要检查的文件或文件夹。")
	}
	if j.filesFrom != "" {
		listed, err := mail.Paths(j.ctx, j.filesFrom, j.stdin)
		if err != nil {
			return 0, err
		}
		j.args = append(j.args, listed...)
	}
	if j.format == "ndjson" {
		faulty, err := j.desk().Stream(j.ctx, j.args, text.WhileRead{Outlet: j.out})
		if j.out.Err != nil {
			return exitFailed, nil // which run tells
		}
		return found(faulty), err
	}
	c, err := j.desk().Check(j.ctx, j.args, j.returns)
	if err != nil {
		return 0, err
	}
	if j.format == "json" {
		if err := c.WriteJSON(j.stdout); err != nil {
			return 0, err
		}
	} else {
		text.Printer{W: j.stdout, Colour: j.colour, Plan: c.Plan}.Check(c.Submissions)
	}
	back, err := c.GiveBack()
	if err != nil {
		return 0, err
	}
	if back.Count > 0 {
		j.hear(quarter.Event{Kind: quarter.Note, Text: back.Line()})
	}
	return found(c.Faulty), nil
}

// found is the exit code of a check.
func found(faulty bool) int {
	if faulty {
		return exitErrors
	}
	return exitDone
}
