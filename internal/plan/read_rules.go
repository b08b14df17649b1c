package plan

import (
	"cmp"
	"slices"
	"strings"

	"jingpin/internal/tabular"
)

// builtinRules are the rules of the built-in definition by code; none while
// that definition itself is being read.
func builtinRules(t tabular.Table) map[string]*Rule {
	if embedded(t) {
		return nil
	}
	known := map[string]*Rule{}
	for _, rule := range Builtin().Rules {
		known[rule.Code] = &rule
	}
	return known
}

func (p *Plan) readRules(r *tabular.Reader) {
	builtin := builtinRules(r.Table)
	seen := map[string]bool{}
	r.Each(func() {
		code := r.Must("代号")
		known, ok := builtin[code]
		if len(builtin) > 0 && !ok {
			r.Fault("代号", "没有“"+code+"”这条规则")
			return
		}
		r.Once("代号", code)
		severity, ok := parseSeverity(r.Text("级别"))
		if !ok {
			r.Fault("级别", "应为必须改、请核实或已记录")
		}
		if !slices.Contains([]string{"是", "否"}, r.Text("启用")) {
			r.Fault("启用", "应为是或否")
		}
		rule := Rule{
			Code: code, Severity: severity, On: r.Text("启用") == "是", Title: r.Must("标题"),
			Message: r.Must("提示"), Hint: r.Text("怎么改"), Meaning: r.Text("含义"), Pass: r.Text("正例"), Fail: r.Text("反例"),
			Column: r.Text("栏目"), Needs: r.List("依据栏目"), Open: r.Text("可调整") != "否",
		}
		p.checkColumns(r, rule, known)
		rule.pointLike(known)
		if fixed := known != nil && !known.Open; fixed && (severity != known.Severity || !rule.On) {
			r.Fault("级别", "“"+code+"”不能降级或停用：缺了它就没有可以计入的数据")
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
func (p *Plan) checkColumns(r *tabular.Reader, rule Rule, known *Rule) {
	if known == nil {
		return
	}
	unknown := func(key string) bool {
		used := key == known.Column || slices.Contains(known.Needs, key)
		return !used && !slices.ContainsFunc(p.Columns, func(c Column) bool { return c.Key == key })
	}
	if rule.Column != "" && unknown(rule.Column) {
		r.Fault("栏目", "栏目表里没有“"+rule.Column+"”这个代号")
	}
	for _, key := range rule.Needs {
		if key != YearColumn && unknown(key) {
			r.Fault("依据栏目", "栏目表里没有“"+key+"”这个代号")
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

func (p *Plan) readExceptions(r *tabular.Reader) {
	r.Each(func() {
		e := Exception{
			Rule: r.Must("规则"), Unit: r.Text("单位"), Project: r.Text("项目"),
			ApprovedBy: r.Must("批准人"), Reason: r.Must("理由"),
		}
		if until := r.Text("有效期至"); until != "" {
			d, err := ParseDate(until)
			if err != nil {
				r.Fault("有效期至", "“"+until+"”应写成2023-12-31的样子")
			}
			e.Expires = d
		}
		if rule, ok := first(p.Rules, func(rule Rule) bool { return rule.Code == e.Rule }); !ok {
			r.Fault("规则", "没有“"+e.Rule+"”这条规则")
		} else if !rule.Open {
			r.Fault("规则", "“"+e.Rule+"”不能例外：缺了它就没有可以计入的数据")
		}
		p.Exceptions = append(p.Exceptions, e)
	})
}
