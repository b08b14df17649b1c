package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"jingpin/internal/pdf/quarterly"
	"jingpin/internal/report"
)

var verifyCommand = command{
	name:    "verify",
	usage:   "季度报告.pdf 数据.json [上报文件夹]",
	short:   "核对报告和数据是不是一份，原来的表有没有变",
	long:    "核对季度报告.pdf是不是照数据.json画的，再核对数据.json里记着的每个文件现在是不是还是那个内容。\n文件在数据.json旁边的“上报”里找，也可以写明在哪个文件夹。加 --quiet 就不说话，只看退出码：0 是，1 不是。",
	example: "jingpin verify 成果/季度报告.pdf 成果/数据.json samples/2023Q2",
	run:     runVerify,
}

func runVerify(j *job) (int, error) {
	if len(j.args) < 2 || len(j.args) > 3 {
		return 0, usagef("请写季度报告.pdf和数据.json两个文件，后面可以再写原表所在的文件夹。")
	}
	document, err := os.ReadFile(j.args[0])
	if err != nil {
		return 0, openError(j.args[0], err)
	}
	data, err := os.ReadFile(j.args[1])
	if err != nil {
		return 0, openError(j.args[1], err)
	}
	rep, err := report.Decode(data)
	if err != nil {
		return 0, usagef("“%s”不是报告的数据.json：%s", j.args[1], err)
	}
	good := true
	code := report.Code(data)
	if printed := quarterly.CodeOf(document); printed == code {
		j.say("报告与数据是一份（核对码%s）。", code)
	} else {
		good = false
		j.say("报告与数据不是一份：报告的核对码是%s，数据的是%s。", orNone(printed), code)
	}
	if !j.sameInputs(rep, j.inputFolders()) {
		good = false
	}
	if good {
		return exitDone, nil
	}
	return exitErrors, nil
}

// inputFolders are where the inputs may lie: the folder named, else the
// quarter's folder around the data.
func (j *job) inputFolders() []string {
	if len(j.args) == 3 {
		return []string{j.args[2], filepath.Join(j.args[2], dirFiled)}
	}
	quarter := above(filepath.Dir(j.args[1]))
	return []string{filepath.Join(quarter, dirFiled), quarter}
}

// sameInputs compares every input the data names with the file as it is now.
func (j *job) sameInputs(rep *report.Report, folders []string) bool {
	same, checked := true, 0
	for _, in := range rep.Inputs {
		if in.SHA256 == "" {
			continue
		}
		sum, err := sumOf(in.Path, folders)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			j.say("找不到原表：%s。", in.Path)
			same = false
		case err != nil:
			j.say("原表读不了：%s（%s）。", in.Path, reason(err))
			same = false
		case sum != in.SHA256:
			j.say("原表已经变了：%s。", in.Path)
			same = false
		default:
			checked++
		}
	}
	if same {
		j.say("数据里记着的%d个原表都没有变。", checked)
	}
	return same
}

// sumOf is the digest of the first of the folders' files of that name.
func sumOf(name string, folders []string) (string, error) {
	err := fs.ErrNotExist
	for _, dir := range folders {
		data, failed := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if failed == nil {
			return digestOf(data), nil
		}
		if !errors.Is(failed, fs.ErrNotExist) {
			err = failed
		}
	}
	return "", err
}

// digestOf is the SHA-256 of a file's content, as a submission states it.
func digestOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

func orNone(s string) string {
	if s == "" {
		return "（没有）"
	}
	return s
}
