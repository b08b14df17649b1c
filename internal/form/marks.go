package form

import (
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// What a return workbook adds to the department's own file. All of it comes
// off again before the file is read or marked anew.
const (
	// SheetProblems is the list of what is wrong, the first sheet. Where the
	// department has a sheet of that name, ours has a ProblemsName.
	SheetProblems = "问题清单"
	// ResultHeader heads the column with each row's findings.
	ResultHeader = "检查结果"
	// NoteMark begins every note of ours.
	NoteMark = "【检查】"
)

// ProblemsName is the nth name to try for the list of what is wrong, from 0.
func ProblemsName(n int) string {
	switch n {
	case 0:
		return SheetProblems
	case 1:
		return SheetProblems + "(检查)"
	}
	return SheetProblems + "(检查" + strconv.Itoa(n) + ")"
}

// IsResult reports a text of ours under ResultHeader: a column that is only
// headed so is the department's own.
func IsResult(text string) bool {
	level, _, found := strings.Cut(text, "：")
	return found && (level == plan.Error.Word() || level == plan.Warning.Word())
}

// ResultText is what the column of check results says of a finding.
func ResultText(f filing.Finding) string { return f.Severity.Word() + "：" + f.Message }

// FillFormula is the condition of the conditional format that colours the bad
// cells of a severity. It always holds; its text is the signature by which the
// format is known as ours.
func FillFormula(s plan.Severity) string { return `LEN("` + NoteMark + s.Word() + `")>0` }

// IsFillFormula reports a condition that FillFormula made, as programs write
// it back.
func IsFillFormula(formula string) bool { return strings.Contains(formula, `LEN("`+NoteMark) }

// Where things stand on 问题清单 as it is written. It is read back wherever they
// stand: ReadRound.
const (
	ProblemRound  = 1 // the row that holds the round, in ProblemRule's and the next columns
	ProblemHeader = 4 // its header row; the findings follow
)

// The columns of 问题清单. Those from ProblemRule on are hidden. ProblemRow and
// ProblemCol are live references to the bad cell.
const (
	ProblemNo = iota + 1
	ProblemLevel
	ProblemPlace
	ProblemProject
	ProblemColumn
	ProblemValue
	ProblemMessage
	ProblemHint
	ProblemSuggest
	ProblemAccept
	ProblemAnswer
	ProblemRule
	ProblemSheet
	ProblemRow
	ProblemCol
	ProblemID
	ProblemAlso
)

// problemTitles are the header of 问题清单, by column.
var problemTitles = []string{
	"序号", "级别", "位置", "项目名称", "栏目", "填的是", "问题", "怎么改", "建议值", "采纳", "部门答复",
	"规则", "工作表", "行", "列", "标识", "同处",
}

// ProblemTitles are the header of 问题清单, by column.
func ProblemTitles() []string { return slices.Clone(problemTitles) }

// RoundCaption stands before the round on 问题清单.
const RoundCaption = "检查轮次"

// AcceptWord is what the department chooses to accept a suggestion.
const AcceptWord = "采纳"

// accepting is what accepts a suggestion where no drop-down held the writer to
// AcceptWord: a tick, or a word of consent and nothing but what is consented to.
var accepting = regexp.MustCompile(`^(?:[√✓✔☑是对y]|yes|ok|(?:[√✓✔☑]|已|我们|全部|都)?(?:采纳|同意|采用|接受|认可|可以|是的|按(?:此|建议)(?:值|修改|改|填)*)` +
	`(?:采纳|采用|修改|更改|改)?(?:此|该|这个?)?(?:建议值?|修改|更改)?[√✓✔☑]?)$`)

// declining are those that do not, and say nothing more.
var declining = []string{"", "不", "否", "不采纳", "不同意", "不采用", "×", "x", "✗", "✘", "n", "no"}

// bare is a word however it is set.
func bare(text string) string {
	return strings.ToLower(strings.TrimFunc(text, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("。.!！“”", r) }))
}

// Round is one round of checking as the department's file remembers it. The
// zero Round is a file that has not been returned yet.
type Round struct {
	N       int
	Listed  []Listed
	Touched []Touched
}

// Touched is how a sheet looked where the column of check results was put, to
// be made so again when that comes off. It is kept right of the round.
type Touched struct {
	Sheet  string
	Width  float64 // of the column, in characters
	Frozen bool    // the panes are ours
}

// TouchedText is what is kept of sheets.
func TouchedText(sheets []Touched) string {
	var lines []string
	for _, t := range sheets {
		lines = append(lines, strconv.FormatFloat(t.Width, 'g', -1, 64)+" "+strconv.FormatBool(t.Frozen)+" "+t.Sheet)
	}
	return strings.Join(lines, "\n")
}

// parseTouched reads what TouchedText wrote, passing over anything else.
func parseTouched(text string) []Touched {
	var sheets []Touched
	for line := range strings.SplitSeq(text, "\n") {
		parts := strings.SplitN(line, " ", 3)
		if len(parts) < 3 {
			continue
		}
		width, err := strconv.ParseFloat(parts[0], 64)
		if err == nil && width >= 0 {
			sheets = append(sheets, Touched{Sheet: parts[2], Width: width, Frozen: parts[1] == "true"})
		}
	}
	return sheets
}

// Listed is one finding of 问题清单.
type Listed struct {
	Rule     string
	Sheet    string
	Row, Col int    // where the cell was last known to be, 0 for nowhere
	Project  string // its title
	Column   string // the form's name of it
	Value    string // as it was typed when the finding was made
	Message  string
	Hint     string
	Suggest  string
	Accepted bool // the department accepts the suggestion
	Answer   string
	Answered bool // it was no longer asked in that round
	ID       filing.FindingID
	// AlsoMend are further cells that the suggestion's acceptance mends.
	AlsoMend []filing.Mending
}

// IsProblems reports the cells of a 问题清单: a sheet that is only called so is
// the department's own, and ours may have been renamed.
func IsProblems(rows [][]string) bool {
	row, _ := captionAt(rows)
	return row > 0
}

// captionAt is where RoundCaption stands, in one of the rows down to the header.
func captionAt(rows [][]string) (row, col int) {
	for i := range min(len(rows), 2*ProblemHeader) {
		if j := slices.IndexFunc(rows[i], func(text string) bool { return strings.TrimSpace(text) == RoundCaption }); j >= 0 {
			return i + 1, j + 1
		}
	}
	return 0, 0
}

// ReadRound reads 问题清单 from its cells: rows[r-1][c-1] is the text stored at
// row r, column c. Rows may be of any length, and rows and columns may have
// been moved, inserted and sorted. ok is false when it is not ours.
func ReadRound(rows [][]string) (round Round, ok bool) {
	at := func(row, col int) string {
		if row > len(rows) || col == 0 || col > len(rows[row-1]) {
			return ""
		}
		return strings.TrimSpace(rows[row-1][col-1])
	}
	row, col := captionAt(rows)
	if row == 0 {
		return Round{}, false
	}
	round.N = number(at(row, col+1))
	round.Touched = parseTouched(at(row, col+2))
	var column map[string]int // by title, nil above the header
	for row++; row <= len(rows); row++ {
		if column == nil {
			column = problemColumns(rows[row-1])
			continue
		}
		text := func(title int) string { return at(row, column[problemTitles[title-1]]) }
		if text(ProblemID) == "" {
			continue
		}
		accept, answer := text(ProblemAccept), text(ProblemAnswer)
		accepted := accepting.MatchString(bare(accept))
		if !accepted && !slices.Contains(declining, bare(accept)) {
			answer = strings.TrimPrefix(answer+"；"+accept, "；") // written one cell too far to the left
		}
		round.Listed = append(round.Listed, Listed{
			Rule: text(ProblemRule), Sheet: text(ProblemSheet), Row: number(text(ProblemRow)), Col: number(text(ProblemCol)),
			Project: text(ProblemProject), Column: text(ProblemColumn), Value: text(ProblemValue),
			Message: text(ProblemMessage), Hint: text(ProblemHint), Suggest: text(ProblemSuggest),
			Accepted: accepted, Answer: answer, Answered: text(ProblemLevel) == filing.Answered, ID: filing.FindingID(text(ProblemID)),
			AlsoMend: parseCorrections(text(ProblemAlso)),
		})
	}
	return round, true
}

// problemColumns are the columns of 问题清单 by their titles, nil for a row that
// is not its header.
func problemColumns(cells []string) map[string]int {
	column := map[string]int{}
	for i, text := range cells {
		if text = strings.TrimSpace(text); slices.Contains(problemTitles, text) {
			column[text] = i + 1
		}
	}
	if column[problemTitles[ProblemID-1]] == 0 || column[problemTitles[ProblemRule-1]] == 0 {
		return nil
	}
	return column
}

// number reads a count; anything else is 0.
func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

// Accepted are the suggestions to apply, each to the cell of its project and
// column wherever that is now.
func (r Round) Accepted() []Listed {
	var accepted []Listed
	for _, l := range r.Listed {
		if !l.Accepted || l.Suggest == "" || l.Column == "" && (l.Row == 0 || l.Col == 0) {
			continue
		}
		accepted = append(accepted, l)
		for _, m := range l.AlsoMend {
			l.Column, l.Value, l.Suggest, l.Col, l.AlsoMend = m.Column, m.Value, m.Suggest, 0, nil
			accepted = append(accepted, l)
		}
	}
	return accepted
}

// CorrectionsText is what is kept of further cells.
func CorrectionsText(all []filing.Mending) string {
	if len(all) == 0 {
		return ""
	}
	text, _ := json.Marshal(all) // of strings alone
	return string(text)
}

// parseCorrections reads what MendingsText wrote; anything else is none.
func parseCorrections(text string) []filing.Mending {
	var all []filing.Mending
	if json.Unmarshal([]byte(text), &all) != nil {
		return nil
	}
	return all
}

// Answers are what the department wrote beside the findings.
func (r Round) Answers() []filing.Answer {
	var answers []filing.Answer
	for _, l := range r.Listed {
		if l.Answer != "" {
			answers = append(answers, filing.Answer{Finding: l.ID, Value: l.Value, Text: l.Answer})
		}
	}
	return answers
}

// Headway is what has become of a round's findings.
type Headway struct {
	Fixed, Answered, Left, Fresh int // 已改, 已答复, 还剩, 新发现
}

// Headway compares the round with all findings of the next: each finding that
// one asked about is matched with one of the other at most. Where these do not
// go beyond the file, as merged says, nothing is told of those that did.
func (r Round) Headway(now []filing.Finding, merged bool) Headway {
	open, asked := map[filing.FindingID]int{}, 0
	for _, l := range r.Listed {
		if !l.Answered && (merged || !l.GoesBeyond()) {
			open[l.ID]++
			asked++
		}
	}
	var h Headway
	for _, f := range now {
		known := open[f.ID()] > 0
		switch {
		case f.IsAnswered() && known:
			h.Answered++
		case !f.IsAsked() || !merged && goesBeyond(f.Rule):
			continue
		case known:
			h.Left++
		default:
			h.Fresh++
		}
		if known {
			open[f.ID()]--
		}
	}
	h.Fixed = asked - h.Left - h.Answered
	return h
}

// GoesBeyond reports a finding that takes last quarter or other files.
func (l Listed) GoesBeyond() bool { return goesBeyond(l.Rule) }

// goesBeyond reports a rule that takes last quarter or other files.
func goesBeyond(rule string) bool {
	return strings.HasPrefix(rule, "H") || strings.HasPrefix(rule, "X")
}

// String says the headway to the department.
func (h Headway) String() string {
	answered := ""
	if h.Answered > 0 {
		answered = "已答复" + plan.Count(h.Answered) + "处，"
	}
	return "已改" + plan.Count(h.Fixed) + "处，" + answered + "还剩" + plan.Count(h.Left) + "处，新发现" + plan.Count(h.Fresh) + "处"
}

// Returned are the findings a return workbook lists: those that are asked of the
// department, in the order of the file.
func Returned(fs []filing.Finding) []filing.Finding {
	return those(fs, (*filing.Finding).IsAsked)
}

// Answered are the findings that the department has answered: they stay in the
// list, to be known in the next round.
func Answered(fs []filing.Finding) []filing.Finding {
	return those(fs, (*filing.Finding).IsAnswered)
}

func those(fs []filing.Finding, listed func(*filing.Finding) bool) []filing.Finding {
	var all []filing.Finding
	for i := range fs {
		if listed(&fs[i]) {
			all = append(all, fs[i])
		}
	}
	return all
}
