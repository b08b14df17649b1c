package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/quarter"
)

// printer writes findings for people.
type printer struct {
	w      io.Writer
	colour bool
	plan   *plan.Plan
}

// shownPerRule is how many findings of one rule in one file are printed in
// full; the rest are counted.
const shownPerRule = 10

// check writes the findings file by file, and a summary.
func (p printer) check(subs []*filing.Submission) {
	for _, s := range subs {
		p.file(s)
	}
	p.summary(subs)
}

// file writes one file's errors and warnings; notes are only counted.
func (p printer) file(s *filing.Submission) {
	shown := map[string]int{}
	notes := 0
	for _, f := range s.Findings {
		if f.Severity == plan.Note {
			notes++
			continue
		}
		if shown[f.Rule]++; shown[f.Rule] <= shownPerRule {
			p.finding(f)
		}
	}
	for _, r := range p.plan.Rules {
		if more := shown[r.Code] - shownPerRule; more > 0 {
			fmt.Fprintf(p.w, "%s 还有%d处同样的问题（%s %s），不再一一列出。\n", s.Path, more, r.Code, r.Title)
		}
	}
	if unread := filing.Unread(s.Findings); unread != "" {
		fmt.Fprintf(p.w, "%s %s\n", s.Path, oneLine(unread))
	}
	if notes > 0 && len(shown) > 0 {
		fmt.Fprintf(p.w, "%s 另有自动读取转换等已记录的情况%d处，不用处理。\n\n", s.Path, notes)
	}
}

// finding writes one line to find it by, and what to do.
func (p printer) finding(f filing.Finding) {
	where := f.File
	if f.Sheet != "" {
		where += " " + f.Sheet
		if f.Cell != "" {
			where += "!" + f.Cell
		}
	}
	if f.Row > 0 {
		where += fmt.Sprintf(" 第%d行", f.Row)
		if f.Project != "" {
			where += "“" + f.Project + "”"
		}
	}
	if f.Column != "" {
		where += " " + f.Column
	}
	fmt.Fprintf(p.w, "%s %s%s\n", where, p.level(f.Severity), f.Rule)
	for _, line := range p.told(f) {
		fmt.Fprintf(p.w, "    %s\n", oneLine(line))
	}
	if f.Hint != "" {
		fmt.Fprintf(p.w, "    怎么改：%s\n", f.Hint)
	}
}

// told says what is wrong: what a cell holds and what it should, and the rule's
// message where that says more. What a value was read as is not what it should
// be, and a value of no cell makes no sense without the message.
func (p printer) told(f filing.Finding) []string {
	if f.Value == "" || f.Expected == "" {
		return []string{f.Message}
	}
	values := "填的是：" + f.Value + "；应为：" + f.Expected
	inCell := f.Column != "" && f.Rule != filing.CoercionRule
	switch {
	case inCell && p.repeats(f):
		return []string{values}
	case strings.Contains(f.Message, f.Value) && strings.Contains(f.Message, f.Expected):
		return []string{f.Message}
	}
	return []string{values, f.Message}
}

// repeats reports a message made of nothing but what the place, the value and
// what is expected say.
func (p printer) repeats(f filing.Finding) bool {
	rule, _ := p.plan.Rule(f.Rule)
	return f.Message == plan.Fill(rule.Message, map[string]string{
		"值": f.Value, "应为": f.Expected, "栏目": f.Column, "项目": f.Project,
	})
}

// oneLine keeps a typed value with line breaks on its line.
func oneLine(s string) string { return strings.ReplaceAll(s, "\n", "⏎") }

const (
	red    = "\x1b[31m"
	yellow = "\x1b[33m"
	plain  = "\x1b[0m"
)

func (p printer) level(s plan.Severity) string {
	word := "【" + s.Word() + "】"
	if !p.colour {
		return word
	}
	if s == plan.Error {
		return red + word + plain
	}
	return yellow + word + plain
}

// summary says how many files, rows and findings there were, by rule.
func (p printer) summary(subs []*filing.Submission) {
	rows, left, notes := 0, 0, 0
	counts := map[string]int{}
	totals := map[plan.Severity]int{}
	for _, s := range subs {
		rows += len(s.Rows)
		left += len(s.Rows) - s.CountRows(filing.Counted)
		for _, f := range s.Findings {
			if f.Severity == plan.Note {
				notes++
				continue
			}
			counts[f.Rule+string(f.Severity)]++
			totals[f.Severity]++
		}
	}
	fmt.Fprintf(p.w, "共检查%d个文件，读出项目%d行，计入%d行，未计入%d行；必须改%d处，请核实%d处，已记录%d处（自动读取转换等，不用处理）。\n",
		len(subs), rows, rows-left, left, totals[plan.Error], totals[plan.Warning], notes)
	for _, level := range []plan.Severity{plan.Error, plan.Warning} {
		var parts []string
		for _, r := range p.plan.Rules {
			if n := counts[r.Code+string(level)]; n > 0 {
				parts = append(parts, fmt.Sprintf("%s %s %d处", r.Code, r.Title, n))
			}
		}
		if len(parts) > 0 {
			fmt.Fprintf(p.w, "  %s%s\n", p.level(level), strings.Join(parts, "，"))
		}
	}
}

// writeJSON writes the one JSON object of check --format json.
func writeJSON(w io.Writer, c *quarter.Checked) error {
	out := struct {
		Tool     string              `json:"tool"`
		Plan     string              `json:"plan"`
		Quarter  plan.Quarter        `json:"quarter"`
		AsOf     plan.Date           `json:"as_of"`
		Files    []filing.FileObject `json:"files"`
		Findings []filing.Finding    `json:"findings"`
	}{Tool: filing.Tool, Plan: c.Plan.Digest(), Quarter: c.Quarter, AsOf: c.AsOf, Files: []filing.FileObject{}, Findings: []filing.Finding{}}
	for _, s := range c.Submissions {
		out.Files = append(out.Files, s.Object())
		out.Findings = append(out.Findings, s.Findings...)
	}
	filing.SortFindings(out.Findings)
	return encode(w, out)
}

// encode writes a value as JSON that people can read too.
func encode(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

// explainRule prints what a rule means with examples.
func (p printer) explainRule(r plan.Rule) {
	fmt.Fprintf(p.w, "%s %s【%s】\n\n%s\n\n", r.Code, r.Title, r.Severity.Word(), r.Meaning)
	fmt.Fprintf(p.w, "会这样提示：%s\n", readable(r.Message))
	if r.Hint != "" {
		fmt.Fprintf(p.w, "怎么改：%s\n", readable(r.Hint))
	}
	if r.Pass != "" {
		fmt.Fprintf(p.w, "\n对的例子：%s\n", r.Pass)
	}
	if r.Fail != "" {
		fmt.Fprintf(p.w, "不对的例子：%s\n", r.Fail)
	}
	if !r.Open {
		fmt.Fprint(p.w, "\n这条规则不能降级、停用或例外：缺了它就没有可以计入的数据。\n")
	}
}

// readable shows a wording's placeholders as what they stand for.
func readable(wording string) string {
	return plan.Fill(wording, map[string]string{
		"值": "〔填的内容〕", "应为": "〔应填的内容〕", "栏目": "〔栏目〕", "项目": "〔项目名称〕", "单位": "〔部门〕",
		"另": "〔对照的内容〕", "差": "〔相差的数〕", "建议": "〔建议的写法〕",
	})
}

// explainAll lists the rules by family.
func (p printer) explainAll() {
	families := []struct{ letter, name string }{
		{"F", "文件"}, {"L", "版式"}, {"U", "单位"}, {"S", "专项行动和重点任务"}, {"P", "项目"}, {"T", "时间"},
		{"M", "资金"}, {"Q", "进展"}, {"H", "跨季度"}, {"C", "单元格"}, {"X", "汇总"},
	}
	for _, f := range families {
		fmt.Fprintf(p.w, "%s %s\n", f.letter, f.name)
		for _, r := range p.plan.Rules {
			if !strings.HasPrefix(r.Code, f.letter) {
				continue
			}
			off := ""
			if !r.On {
				off = "（已停用）"
			}
			fmt.Fprintf(p.w, "  %s 【%s】%s%s\n", r.Code, r.Severity.Word(), r.Title, off)
		}
	}
	fmt.Fprint(p.w, "\n用 jingpin explain 代号 看一条规则的意思和例子，如 jingpin explain T03。\n")
}
