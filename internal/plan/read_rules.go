package plan

import (
	"cmp"
	"slices"
	"strings"
)

// builtinRules are the rules of the built-in definition by code; none while
// that definition itself is being read.
func builtinRules(t Table) map[string]*Rule {
	if t.embedded() {
		return nil
	}
	known := map[string]*Rule{}
	for _, rule := range Builtin().Rules {
		known[rule.Code] = &rule
	}
	return known
}

func (p *Plan) readRules(r *reader) {
	builtin := builtinRules(r.table)
	seen := map[string]bool{}
	r.each(func() {
		code := r.must("代号")
		known, ok := builtin[code]
		if len(builtin) > 0 && !ok {
			r.fault("代号", "没有“"+code+"”这条规则")
			return
		}
		r.once("代号", code)
		severity, ok := parseSeverity(r.text("级别"))
		if !ok {
			r.fault("级别", "应为必须改、请核实或已记录")
		}
		if !slices.Contains([]string{"是", "否"}, r.text("启用")) {
			r.fault("启用", "应为是或否")
		}
		rule := Rule{
			Code: code, Severity: severity, On: r.text("启用") == "是", Title: r.must("标题"),
			Message: r.must("提示"), Hint: r.text("怎么改"), Meaning: r.text("含义"), Pass: r.text("正例"), Fail: r.text("反例"),
			Column: r.text("栏目"), Needs: r.list("依据栏目"), Open: r.text("可调整") != "否",
		}
		p.checkColumns(r, rule, known)
		rule.pointLike(known)
		if fixed := known != nil && !known.Open; fixed && (severity != known.Severity || !rule.On) {
			r.fault("级别", "“"+code+"”不能降级或停用：缺了它就没有可以计入的数据")
		} else if fixed {
			rule.Open = false
		}
		seen[code] = true
		p.Rules = append(p.Rules, rule)
	})
	p.keepBuiltin(builtin, seen)
}

// checkColumns finds columns of a rule that neither the definition has nor the
// built-in rule: an office that drops a column from its form need not rewrite
// the rules about it.
func (p *Plan) checkColumns(r *reader, rule Rule, known *Rule) {
	if known == nil {
		return
	}
	unknown := func(key string) bool {
		used := key == known.Column || slices.Contains(known.Needs, key)
		return !used && !slices.ContainsFunc(p.Columns, func(c Column) bool { return c.Key == key })
	}
	if rule.Column != "" && unknown(rule.Column) {
		r.fault("栏目", "栏目表里没有“"+rule.Column+"”这个代号")
	}
	for _, key := range rule.Needs {
		if key != YearColumn && unknown(key) {
			r.fault("依据栏目", "栏目表里没有“"+key+"”这个代号")
		}
	}
}

// pointLike takes the columns that a definition leaves open from the built-in
// rule.
func (rule *Rule) pointLike(known *Rule) {
	if known == nil {
		return
	}
	rule.Column = cmp.Or(rule.Column, known.Column)
	if rule.Needs == nil {
		rule.Needs = known.Needs
	}
}

// keepBuiltin adds the rules a definition does not list: a rule is switched
// off by saying so, not by deleting its line.
func (p *Plan) keepBuiltin(builtin map[string]*Rule, seen map[string]bool) {
	for _, rule := range builtin {
		if !seen[rule.Code] {
			p.Rules = append(p.Rules, *rule)
		}
	}
	slices.SortFunc(p.Rules, func(a, b Rule) int {
		return strings.Compare(ruleOrder(a.Code), ruleOrder(b.Code))
	})
}

// ruleOrder sorts families as rules.md lists them.
func ruleOrder(code string) string {
	if code == "" {
		return ""
	}
	return string(rune('a'+strings.IndexByte("FLUSPTMQHCX", code[0]))) + code[1:]
}

func (p *Plan) readExceptions(r *reader) {
	r.each(func() {
		e := Exception{
			Rule: r.must("规则"), Unit: r.text("单位"), Project: r.text("项目"),
			ApprovedBy: r.must("批准人"), Reason: r.must("理由"),
		}
		if until := r.text("有效期至"); until != "" {
			d, err := ParseDate(until)
			if err != nil {
				r.fault("有效期至", "“"+until+"”应写成2023-12-31的样子")
			}
			e.Expires = d
		}
		if rule, ok := p.findRule(e.Rule); !ok {
			r.fault("规则", "没有“"+e.Rule+"”这条规则")
		} else if !rule.Open {
			r.fault("规则", "“"+e.Rule+"”不能例外：缺了它就没有可以计入的数据")
		}
		p.Exceptions = append(p.Exceptions, e)
	})
}

func (p *Plan) findRule(code string) (Rule, bool) {
	i := slices.IndexFunc(p.Rules, func(r Rule) bool { return r.Code == code })
	if i < 0 {
		return Rule{}, false
	}
	return p.Rules[i], true
}
