package plan

import (
	"slices"
	"strings"
)

// Severity is how grave a finding is.
type Severity string

// The severities, as JSON has them.
const (
	Error   Severity = "error"   // not counted until corrected
	Warning Severity = "warning" // counted and flagged
	Note    Severity = "info"    // recorded
)

// grades are the severities from the mildest to the gravest.
var grades = []Severity{Note, Warning, Error}

// Milder is the less grave of two severities.
func Milder(a, b Severity) Severity {
	return grades[min(slices.Index(grades, a), slices.Index(grades, b))]
}

// Graver is the graver of two severities.
func Graver(a, b Severity) Severity {
	return grades[max(slices.Index(grades, a), slices.Index(grades, b))]
}

var severityWords = map[Severity]string{Error: "必须改", Warning: "请核实", Note: "已记录"}

// Word is how people are told the severity.
func (s Severity) Word() string { return severityWords[s] }

func parseSeverity(word string) (Severity, bool) {
	for s, w := range severityWords {
		if w == word {
			return s, true
		}
	}
	return "", false
}

// Rule is the wording and level of one check. What it tests is code.
type Rule struct {
	Code     string
	Severity Severity
	On       bool
	Title    string
	Message  string // with {值} {应为} {栏目} … to be filled in
	Hint     string // likewise
	Meaning  string
	Pass     string // an example that passes
	Fail     string // and one that does not
	Column   string // key of the column it points at
	Needs    []string
	Open     bool // may be lowered or excepted
}

// Rule is the rule with that code; ok is false when there is none.
func (p *Plan) Rule(code string) (Rule, bool) {
	return indexed(p.Rules, p.index.rules, code)
}

// FillHint is Fill for advice of several sentences: a sentence one of whose
// placeholders has no value is left out.
func FillHint(wording string, values map[string]string) string {
	if !strings.Contains(wording, "{") {
		return wording
	}
	var b strings.Builder
	for _, sentence := range strings.SplitAfter(wording, "。") {
		if text, complete := fill(sentence, values); complete {
			b.WriteString(text)
		}
	}
	return b.String()
}

// FillMessage is Fill for a message: what stands in brackets is left out where
// one of its placeholders has no value.
func FillMessage(wording string, values map[string]string) string {
	before, rest, _ := strings.Cut(wording, "（")
	if aside, after, closed := strings.Cut(rest, "）"); closed {
		if _, complete := fill(aside, values); !complete {
			wording = before + after
		}
	}
	return Fill(wording, values)
}

// Fill puts values into a wording. Placeholders without a value vanish. Quotation
// marks of a value that the wording quotes become those within quotes, and its full stop
// goes where the wording has a mark of its own behind it.
func Fill(wording string, values map[string]string) string {
	text, _ := fill(wording, values)
	return text
}

// fill is Fill; complete reports a wording all of whose placeholders have a value.
func fill(wording string, values map[string]string) (text string, complete bool) {
	complete = true
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(wording, "{")
		b.WriteString(before)
		if !ok {
			return b.String(), complete
		}
		name, after, closed := strings.Cut(rest, "}")
		if !closed {
			b.WriteString("{" + rest)
			return b.String(), false
		}
		value := values[name]
		complete = complete && value != ""
		if strings.HasSuffix(before, "“") {
			value = inner(value)
			if behind := strings.TrimPrefix(after, "”"); strings.HasPrefix(behind, "。") || strings.HasPrefix(behind, "，") {
				value = strings.TrimSuffix(value, "。")
			}
		}
		b.WriteString(value)
		wording = after
	}
}

// Quote puts a text between quotation marks; its own become those within quotes.
func Quote(text string) string { return "“" + inner(text) + "”" }

// inner is a text to stand between quotation marks.
func inner(text string) string {
	if strings.Contains(text, "“") {
		return nested.Replace(text)
	}
	return text
}

// nested turns outer quotation marks into inner ones and back.
var nested = strings.NewReplacer("“", "‘", "”", "’", "‘", "“", "’", "”")
