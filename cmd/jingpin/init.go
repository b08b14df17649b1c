package main

import (
	"fmt"
	"os"
	"path/filepath"

	"jingpin/internal/excel"
	"jingpin/internal/output"
	"jingpin/internal/plan"
)

var initCommand = command{
	name:    "init",
	usage:   "[文件夹]",
	short:   "建好一个季度的文件夹，写出可以修改的方案.xlsx",
	long:    "写出方案.xlsx（计划定义：专项行动、重点任务、部门、栏目、规则等，可以用Excel或WPS修改），建好下发、上报、退回、成果四个文件夹。\n已有的方案.xlsx从不覆盖。",
	example: "jingpin init 2023Q3",
	run: func(j *job) (int, error) {
		dir := "."
		if len(j.args) > 1 {
			return 0, usagef("只能写一个文件夹。")
		}
		if len(j.args) == 1 {
			dir = j.args[0]
		}
		for _, name := range []string{dirSend, dirFiled, dirReturn, dirResult} {
			if err := os.MkdirAll(filepath.Join(dir, name), 0o755); err != nil {
				return 0, fmt.Errorf("建不了文件夹“%s”：%s", filepath.Join(dir, name), reason(err))
			}
		}
		target := filepath.Join(dir, planFile)
		if exists(target) {
			j.say("已有%s，没有改动。文件夹已建好：下发、上报、退回、成果。", target)
			return exitClean, nil
		}
		data, err := canonical(excel.WritePlan(plan.Builtin()))
		if err != nil {
			return 0, err
		}
		if err := j.write(output.File{Path: target, Data: data}); err != nil {
			return 0, err
		}
		j.say("已写出%s，并建好文件夹：下发、上报、退回、成果。", target)
		return exitClean, nil
	},
}

// canonical makes equal workbooks equal bytes.
func canonical(data []byte, err error) ([]byte, error) {
	if err != nil {
		return nil, err
	}
	return output.Canonical(data)
}

// write puts results in place and says when one had to be put elsewhere.
func (j *job) write(files ...output.File) error {
	var batch output.Batch
	defer batch.Discard()
	if err := stage(&batch, files...); err != nil {
		return err
	}
	return j.place(&batch)
}

// stage adds results to a batch.
func stage(batch *output.Batch, files ...output.File) error {
	for _, f := range files {
		if err := batch.Add(f); err != nil {
			return unwritable(f.Path, err)
		}
	}
	return nil
}

// unwritable says that a result cannot be written.
func unwritable(path string, err error) error {
	return fmt.Errorf("写不了“%s”：%s。已有的文件没有改动", path, reason(err))
}

// place puts a batch in place, unless the program was asked to stop.
func (j *job) place(batch *output.Batch) error {
	if err := j.ctx.Err(); err != nil {
		return err
	}
	placed, err := batch.Place()
	for _, p := range placed {
		if p.Path != p.Target {
			fmt.Fprintf(j.stderr, "“%s”正在被别的程序打开，新的结果写在“%s”。\n", p.Target, p.Path)
		}
	}
	if err != nil {
		return fmt.Errorf("换不上新的结果：%s。共写好%d个文件，其余没有改动", reason(err), len(placed))
	}
	return nil
}
