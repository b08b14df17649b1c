package main

import (
	"fmt"
	"os"
	"path/filepath"

	"jingpin/internal/excel/consolidated"
	"jingpin/internal/output"
)

var initCommand = command{
	name:    "init",
	usage:   "[文件夹]",
	short:   "建好一个季度的文件夹，写出可以修改的方案.xlsx",
	long:    "写出方案.xlsx（计划定义：专项行动、重点任务、部门、栏目、规则等，可以用Excel或WPS修改），建好下发、上报、退回、成果四个文件夹。\n已有的方案.xlsx从不覆盖。加 --plan 就照那一份写。",
	example: "jingpin init 2023Q3",
	shares:  []string{"plan"},
	run:     runInit,
}

func runInit(j *job) (int, error) {
	dir := "."
	if len(j.args) > 1 {
		return 0, usagef("只能写一个文件夹。")
	}
	if len(j.args) == 1 {
		dir = j.args[0]
	}
	if err := j.loadPlan(); err != nil {
		return 0, err
	}
	for _, name := range []string{dirSend, dirFiled, dirReturn, dirResult} {
		if err := os.MkdirAll(filepath.Join(dir, name), 0o755); err != nil {
			return 0, fmt.Errorf("建不了文件夹“%s”：%s", filepath.Join(dir, name), reason(err))
		}
	}
	target := filepath.Join(dir, planFile)
	if exists(target) {
		j.say("已有%s，没有改动。文件夹已建好：下发、上报、退回、成果。", target)
		return exitDone, nil
	}
	data, err := canonical(consolidated.WritePlan(j.plan))
	if err != nil {
		return 0, err
	}
	if err := j.write(output.File{Path: target, Data: data}); err != nil {
		return 0, err
	}
	j.say("已写出%s，并建好文件夹：下发、上报、退回、成果。", target)
	return exitDone, nil
}
