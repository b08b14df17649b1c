// Package text says in plain lines, for a terminal or a message, what was found
// and what the rules mean. What flows in are submissions and the plan; what
// flows out are lines in which nothing that a workbook says can move a cursor.
package text

import (
	"fmt"
	"io"
	"strings"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// Printer writes for people.
type Printer struct {
	W      io.Writer
	Colour bool // W is a terminal
	Plan   *plan.Plan
}

// shownPerRule is how many findings of one rule in one file are printed in
// full; the rest are counted.
const shownPerRule = 10

// Check writes the findings file by file, and a summary.
func (p Printer) Check(subs []*filing.Submission) {
	for _, s := range subs {
		p.file(s)
	}
	p.summary(subs)
}

// file writes one file's errors and warnings; notes are only counted.
func (p Printer) file(s *filing.Submission) {
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
	for _, r := range p.Plan.Rules {
		if more := shown[r.Code] - shownPerRule; more > 0 {
			fmt.Fprintf(p.W, "%s 还有%d处同样的问题（%s %s），不再一一列出。\n", Line(s.Path), more, r.Code, r.Title)
		}
	}
	if unread := filing.Unread(s.Findings); unread != "" {
		fmt.Fprintf(p.W, "%s %s\n", Line(s.Path), Line(unread))
	}
	if notes > 0 && len(shown) > 0 {
		fmt.Fprintf(p.W, "%s 另有自动读取转换等已记录的情况%d处，不用处理。\n\n", Line(s.Path), notes)
	}
}

// finding writes one line to find it by, and what to do.
func (p Printer) finding(f filing.Finding) {
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
			where += plan.Quote(f.Project)
		}
	}
	if f.Column != "" {
		where += " " + f.Column
	}
	fmt.Fprintf(p.W, "%s %s%s\n", Line(where), p.level(f.Severity), f.Rule)
	for _, line := range p.findingLines(f) {
		fmt.Fprintf(p.W, "    %s\n", Line(line))
	}
	if f.Hint != "" {
		fmt.Fprintf(p.W, "    怎么改：%s\n", Line(f.Hint))
	}
}

// findingLines says what is wrong: what a cell holds and what it should, and the rule's
// message where that says more. What a value was read as is not what it should
// be, and a value of no cell makes no sense without the message.
func (p Printer) findingLines(f filing.Finding) []string {
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
func (p Printer) repeats(f filing.Finding) bool {
	rule, _ := p.Plan.Rule(f.Rule)
	return f.Message == plan.Fill(rule.Message, map[string]string{
		"值": f.Value, "应为": f.Expected, "栏目": f.Column, "项目": f.Project,
	})
}

const (
	red    = "\x1b[31m"
	yellow = "\x1b[33m"
	plain  = "\x1b[0m"
)

func (p Printer) level(s plan.Severity) string {
	word := "【" + s.Word() + "】"
	if !p.Colour {
		return word
	}
	if s == plan.Error {
		return red + word + plain
	}
	return yellow + word + plain
}

// summary says how many files, rows and findings there were, by rule.
func (p Printer) summary(subs []*filing.Submission) {
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
	fmt.Fprintf(p.W, "共检查%d个文件，读出项目%d行，计入%d行，未计入%d行；必须改%d处，请核实%d处，已记录%d处（自动读取转换等，不用处理）。\n",
		len(subs), rows, rows-left, left, totals[plan.Error], totals[plan.Warning], notes)
	for _, level := range []plan.Severity{plan.Error, plan.Warning} {
		var parts []string
		for _, r := range p.Plan.Rules {
			if n := counts[r.Code+string(level)]; n > 0 {
				parts = append(parts, fmt.Sprintf("%s %s %d处", r.Code, r.Title, n))
			}
		}
		if len(parts) > 0 {
			fmt.Fprintf(p.W, "  %s%s\n", p.level(level), strings.Join(parts, "，"))
		}
	}
}
