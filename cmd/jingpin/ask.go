package main

import (
	"strings"

	"jingpin/internal/plan"
	"jingpin/internal/quarter/seals"
	"jingpin/internal/text"
)

var explainCommand = command{
	name:    "explain",
	usage:   "[规则代号]",
	short:   "说明一条检查规则的意思，带对的和不对的例子",
	long:    "说明一条规则查什么、为什么、怎么改，带一个对的例子和一个不对的例子。不写代号时列出全部规则。",
	example: "jingpin explain T03\njingpin explain",
	shares:  []string{"plan"},
	run: func(j *invocation) (int, error) {
		rules, err := j.desk().Plan(".")
		if err != nil {
			return 0, err
		}
		p := text.Printer{W: j.stdout, Plan: rules}
		if len(j.args) == 0 {
			p.ExplainAll()
			return exitDone, nil
		}
		var asked []plan.Rule
		for _, code := range j.args {
			rule, ok := rules.Rule(strings.ToUpper(code))
			if !ok {
				return 0, usagef("没有“%s”这条规则。用 jingpin explain 看全部规则。", code)
			}
			asked = append(asked, rule)
		}
		for _, rule := range asked {
			p.Explain(rule)
		}
		return exitDone, nil
	},
}

var verifyCommand = command{
	name:    "verify",
	usage:   "季度报告.pdf 数据.json [上报文件夹]，或者定稿文件夹",
	short:   "核对报告和数据是不是一份，原来的表有没有变",
	long:    "核对季度报告.pdf是不是照数据.json画的，再核对数据.json里记着的每个文件现在是不是还是那个内容。\n文件在数据.json旁边的“上报”里找，也可以写明在哪个文件夹。\n给定稿的文件夹（或有定稿的季度文件夹），就核对定稿里的每个文件和定稿时是不是一样。加 --quiet 就不说话，只看退出码：0 是，1 不是。",
	example: "jingpin verify 成果/季度报告.pdf 成果/数据.json samples/2023Q2",
	run: func(j *invocation) (int, error) {
		var v interface {
			Lines() []string
			Good() bool
		}
		var err error
		switch len(j.args) {
		case 1:
			v, err = seals.VerifySet(j.args[0])
		case 2, 3:
			v, err = seals.Verify(j.args[0], j.args[1], append(j.args, "")[2])
		default:
			return 0, usagef("请写季度报告.pdf和数据.json两个文件，后面可以再写原表所在的文件夹。")
		}
		if err != nil {
			return 0, err
		}
		j.sayAll(v.Lines())
		return found(!v.Good()), nil
	},
}
