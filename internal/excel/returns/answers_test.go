package returns

import (
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"jingpin/internal/excel/book"
	"jingpin/internal/excel/exceltest"
	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
)

// TestAnswerSettlesAWarning writes a reason beside a warning and sends the file
// three more times: as it is, as it comes back, and with the value changed.
func TestAnswerSettlesAWarning(t *testing.T) {
	const reason = "项目是上级交办的，进度以上级通报为准"
	data := exceltest.Worked(t, ownTable(t), func(f *excelize.File) {
		require.NoError(t, f.SetCellStr(ownSheet, ownCell(plan.KeyDone, ownFirst+4), "稳步推进中"))
	})
	first, letter := returned(t, "管理办.xlsx", data)
	assert.Contains(t, letter, "请核实2处（确实没错的可以不改，在“问题清单”的“部门答复”里写明情况）")
	sent := exceltest.Worked(t, first, func(f *excelize.File) { answer(t, f, "Q12", reason) })

	sub := exceltest.Checked("管理办.xlsx", sent)
	assert.Equal(t, []string{"T05", "S05", "T03", "U05"}, codes(sub), "no longer asked")
	require.Len(t, form.Answered(sub.Findings), 1)
	assert.Equal(t, reason, form.Answered(sub.Findings)[0].Answer)
	second, letter := returned(t, "管理办.xlsx", sent)
	assert.Contains(t, letter, "已改0处，已答复1处，还剩4处，新发现0处")
	assert.Contains(t, letter, "请核实1处")
	fills, _ := marksOf(t, second)
	assert.Len(t, fills, 4)
	assert.NotContains(t, fills, ownSheet+"!"+ownCell(plan.KeyDone, ownFirst+4))

	third, letter := returned(t, "管理办.xlsx", second)
	assert.Contains(t, letter, "已改0处，还剩4处，新发现0处", "it was answered before")
	assert.Len(t, form.Answered(exceltest.Checked("管理办.xlsx", third).Findings), 1, "round after round")

	changed := exceltest.Worked(t, third, func(f *excelize.File) {
		require.NoError(t, f.SetCellStr(ownSheet, ownCell(plan.KeyDone, ownFirst+4), "正在抓紧推进"))
	})
	assert.Contains(t, codes(exceltest.Checked("管理办.xlsx", changed)), "Q12", "another value is asked about anew")

	mended := exceltest.Worked(t, third, func(f *excelize.File) {
		require.NoError(t, f.SetCellStr(ownSheet, ownCell(plan.KeyDone, ownFirst+4), "累计改造休憩点3处，第4处进场施工。"))
	})
	fourth, _ := returned(t, "管理办.xlsx", mended)
	assert.NotContains(t, listedRules(t, fourth), "Q12", "what no longer holds is not listed")
}

// listedRules are the rules of a file's list.
func listedRules(t *testing.T, data []byte) []string {
	t.Helper()
	rows, err := exceltest.Opened(t, data).GetRows(form.SheetProblems)
	require.NoError(t, err)
	round, ok := form.ReadRound(rows)
	require.True(t, ok)
	var rules []string
	for _, l := range round.Listed {
		rules = append(rules, l.Rule)
	}
	return rules
}

// TestAnswerToAnErrorIsKept: an answer does not let an error pass.
func TestAnswerToAnErrorIsKept(t *testing.T) {
	first, _ := returned(t, "管理办.xlsx", ownTable(t))
	sent := exceltest.Worked(t, first, func(f *excelize.File) { answer(t, f, "T03", "已报领导小组") })
	second, _ := returned(t, "管理办.xlsx", sent)
	sub := exceltest.Checked("管理办.xlsx", second)
	assert.Equal(t, []string{"T05", "S05", "T03", "U05"}, codes(sub))
	for _, f := range sub.Findings {
		if f.Rule == "T03" {
			assert.Equal(t, "已报领导小组", f.Answer)
		}
	}
}

// answer writes beside the findings of a rule.
func answer(t *testing.T, f *excelize.File, rule, text string) {
	t.Helper()
	rows, err := f.GetRows(form.SheetProblems)
	require.NoError(t, err)
	for i, row := range rows {
		if len(row) >= form.ProblemRule && row[form.ProblemRule-1] == rule {
			require.NoError(t, f.SetCellStr(form.SheetProblems, book.At(i+1, form.ProblemAnswer), text))
		}
	}
}

// TestWordsInANoteAreAnAnswer writes below our text in the note on a cell, with
// rows inserted above it or not.
func TestWordsInANoteAreAnAnswer(t *testing.T) {
	const reason = "上级统一组织，街道配合宣传"
	data := exceltest.Worked(t, ownTable(t), func(f *excelize.File) {
		require.NoError(t, f.SetCellStr(ownSheet, ownCell(plan.KeyDone, ownFirst+4), "稳步推进中"))
		require.NoError(t, f.SetCellStr(ownSheet, ownCell(plan.KeyDone, ownFirst+2), "稳步推进中"))
	})
	first, _ := returned(t, "管理办.xlsx", data)
	for name, c := range map[string]struct {
		above, told, astray int
	}{
		"where it stood":                     {0, 0, 0},
		"moved":                              {2, 2, 0},
		"moved, in a list that tells it not": {2, 0, 0},
		"astray":                             {2, 0, 30},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sent := exceltest.Worked(t, first, func(f *excelize.File) {
				// The library moves no notes: the note goes where the row is to be.
				at := ownCell(plan.KeyDone, ownFirst+4)
				comments, err := f.GetComments(ownSheet)
				require.NoError(t, err)
				for _, n := range comments {
					if n.Cell == at {
						text := n.Text
						for _, run := range n.Paragraph {
							text += run.Text
						}
						require.NoError(t, f.DeleteComment(ownSheet, at))
						n = excelize.Comment{Cell: ownCell(plan.KeyDone, ownFirst+4+c.above+c.astray), Author: n.Author, Paragraph: []excelize.RichTextRun{{Text: text + "\n" + reason}}}
						require.NoError(t, f.AddComment(ownSheet, n))
					}
				}
				for range c.above {
					require.NoError(t, f.InsertRows(ownSheet, ownFirst, 1))
				}
				rows, err := f.GetRows(form.SheetProblems)
				require.NoError(t, err)
				for i := range rows[form.ProblemHeader:] {
					cell := book.At(form.ProblemHeader+1+i, form.ProblemRow)
					formula, err := f.GetCellFormula(form.SheetProblems, cell)
					require.NoError(t, err)
					if formula != "" {
						row, err := f.GetCellValue(form.SheetProblems, cell)
						require.NoError(t, err)
						n, err := strconv.Atoi(row)
						require.NoError(t, err)
						require.NoError(t, f.SetCellValue(form.SheetProblems, cell, n+c.told))
					}
				}
			})
			sub := exceltest.Checked("管理办.xlsx", sent)
			answered := form.Answered(sub.Findings)
			if c.astray > 0 {
				assert.Empty(t, sub.Answers, "two findings have such a note")
				return
			}
			require.Len(t, answered, 1, "%v", sub.Answers)
			assert.Equal(t, reason, answered[0].Answer)
			assert.Equal(t, ownFirst+4+c.above, answered[0].Row)
			second, letter := returned(t, "管理办.xlsx", sent)
			assert.Contains(t, letter, "已答复1处")
			assert.Len(t, form.Answered(exceltest.Checked("管理办.xlsx", second).Findings), 1, "the list keeps it")
		})
	}
}

// TestAnswerOutlivesACheck: a check by itself knows nothing of last quarter,
// and yet returns the answers to what a merge had found.
func TestAnswerOutlivesACheck(t *testing.T) {
	data := ownTable(t)
	merged := func(data []byte) *filing.Submission {
		sub := exceltest.Checked("管理办.xlsx", data)
		i := slices.IndexFunc(sub.Findings, func(f filing.Finding) bool { return f.Rule == "T03" })
		jump := sub.Findings[i]
		jump.Rule, jump.Severity, jump.Column, jump.Value, jump.Message, jump.Across = "H11", plan.Warning, "累计进度(%)", "85", "增加太多。", true
		copied := jump
		copied.Rule = "H06"
		sub.Findings = append(sub.Findings, jump, copied)
		portfolio.Settle(sub, plan.Builtin(), nil, 0)
		return sub
	}
	first, _, err := Write(data, plan.Builtin(), merged(data), true)
	require.NoError(t, err)
	sent := exceltest.Worked(t, first, func(f *excelize.File) { answer(t, f, "H11", "集中完工") })
	second, letter := returned(t, "管理办.xlsx", sent)
	assert.Contains(t, letter, "已改0处，还剩4处，新发现0处")
	assert.Contains(t, listedRules(t, second), "H11")
	assert.NotContains(t, listedRules(t, second), "H06", "it was not answered")
	third, letter := returned(t, "管理办.xlsx", second)
	assert.Contains(t, letter, "已改0处，还剩4处，新发现0处")
	_, letter, err = Write(third, plan.Builtin(), merged(third), true)
	require.NoError(t, err)
	assert.Equal(t, "集中完工", form.Answered(merged(third).Findings)[0].Answer)
	assert.Contains(t, letter, "已改0处，还剩4处，新发现1处")
}

// TestAnsweredSuggestionIsNoMoreToAccept: the cell to accept a suggestion in
// invites to it as long as the warning is open, and not once it is answered.
func TestAnsweredSuggestionIsNoMoreToAccept(t *testing.T) {
	open := filing.Finding{Rule: "S05", Severity: plan.Warning, Sheet: ownSheet, Cell: "F6", Row: 6, Col: 6, Suggest: "优化文化供给"}
	answered, bare := open, open
	answered.Severity, answered.Answer = plan.Note, "是上级定的"
	bare.Suggest = ""
	invites := func(f filing.Finding) bool {
		return new(returning).problemRow(1, f, false)[form.ProblemAccept-1].Look == book.LookCenter.Input()
	}
	assert.Equal(t, []bool{true, false, false}, []bool{invites(open), invites(answered), invites(bare)})
}
