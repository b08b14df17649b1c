package main

import (
	"strings"

	"jingpin/internal/plan"
)

var explainCommand = command{
	name:    "explain",
	usage:   "[规则代号]",
	short:   "说明一条检查规则的意思，带对的和不对的例子",
	long:    "说明一条规则查什么、为什么、怎么改，带一个对的例子和一个不对的例子。不写代号时列出全部规则。",
	example: "jingpin explain T03\njingpin explain",
	shares:  []string{"plan"},
	run: func(j *job) (int, error) {
		rules, err := j.desk().Plan(".")
		if err != nil {
			return 0, err
		}
		p := printer{w: j.stdout, plan: rules}
		if len(j.args) == 0 {
			p.explainAll()
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
			p.explainRule(rule)
		}
		return exitDone, nil
	},
}
