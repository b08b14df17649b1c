package form

import (
	"strconv"
	"strings"

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

// IsProblems reports the list of what is wrong by its sheet's name and what
// stands in it at ProblemRound and ProblemRule: a sheet that is only called so
// is the department's own.
func IsProblems(sheet, caption string) bool {
	return strings.HasPrefix(sheet, SheetProblems) && strings.TrimSpace(caption) == RoundCaption
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

// Where things stand on 问题清单.
const (
	ProblemRound  = 1 // the row that holds the round, in ProblemRule's and the next column
	ProblemHeader = 4 // its header row; the findings follow
)

// The columns of 问题清单. Those from ProblemRule on are hidden. ProblemRow and
// ProblemCol are live references to the bad cell, so that they still tell where
// it is after rows were inserted.
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
	ProblemRule
	ProblemSheet
	ProblemRow
	ProblemCol
	ProblemSame
)

// ProblemTitles are the header of 问题清单, by column.
func ProblemTitles() []string {
	return []string{
		"序号", "级别", "位置", "项目名称", "栏目", "填的是", "问题", "怎么改", "建议值", "采纳",
		"规则", "工作表", "行", "列", "标识",
	}
}

// RoundCaption stands before the round on 问题清单.
const RoundCaption = "检查轮次"

// AcceptWord is what the department chooses to accept a suggestion.
const AcceptWord = "采纳"

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
	Row, Col int    // where the cell is now, 0 for none
	Value    string // as it was typed when the finding was made
	Suggest  string
	Accepted bool // the department chose AcceptWord
	ID       filing.FindingID
}

// ReadRound reads 问题清单 from its cells: rows[r-1][c-1] is the text stored at
// row r, column c. Rows may be of any length. ok is false when it is not ours.
func ReadRound(rows [][]string) (round Round, ok bool) {
	at := func(row, col int) string {
		if row > len(rows) || col > len(rows[row-1]) {
			return ""
		}
		return strings.TrimSpace(rows[row-1][col-1])
	}
	if at(ProblemRound, ProblemRule) != RoundCaption {
		return Round{}, false
	}
	round.N = number(at(ProblemRound, ProblemRule+1))
	round.Touched = parseTouched(at(ProblemRound, ProblemRule+2))
	for row := ProblemHeader + 1; row <= len(rows); row++ {
		if at(row, ProblemSame) == "" {
			continue
		}
		round.Listed = append(round.Listed, Listed{
			Rule: at(row, ProblemRule), Sheet: at(row, ProblemSheet), Row: number(at(row, ProblemRow)), Col: number(at(row, ProblemCol)),
			Value: at(row, ProblemValue), Suggest: at(row, ProblemSuggest), Accepted: at(row, ProblemAccept) == AcceptWord,
			ID: filing.FindingID(at(row, ProblemSame)),
		})
	}
	return round, true
}

// number reads a count; anything else is 0.
func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

// Accepted are the suggestions to apply, by sheet and cell.
func (r Round) Accepted() []Listed {
	var accepted []Listed
	for _, l := range r.Listed {
		if l.Accepted && l.Suggest != "" && l.Row > 0 && l.Col > 0 {
			accepted = append(accepted, l)
		}
	}
	return accepted
}

// Headway is what has become of a round's findings.
type Headway struct {
	Fixed, Left, Fresh int // 已改, 还剩, 新发现
}

// Headway compares the round with the findings of the next: each finding of
// one is matched with one of the other at most.
func (r Round) Headway(now []filing.Finding) Headway {
	open := map[filing.FindingID]int{}
	for _, l := range r.Listed {
		open[l.ID]++
	}
	var h Headway
	for _, f := range now {
		if open[f.ID()] > 0 {
			open[f.ID()]--
			h.Left++
		} else {
			h.Fresh++
		}
	}
	h.Fixed = len(r.Listed) - h.Left
	return h
}

// String says the headway to the department.
func (h Headway) String() string {
	return "已改" + plan.Count(h.Fixed) + "处，还剩" + plan.Count(h.Left) + "处，新发现" + plan.Count(h.Fresh) + "处"
}

// Returned are the findings a return workbook lists: errors and warnings, in
// the order of the file. What was merely recorded is not the department's
// trouble.
func Returned(fs []filing.Finding) []filing.Finding {
	var listed []filing.Finding
	for _, f := range fs {
		if f.Severity == plan.Error || f.Severity == plan.Warning {
			listed = append(listed, f)
		}
	}
	return listed
}
