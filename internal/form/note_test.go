package form

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// A cell with two findings, and what people do to its note.
func TestNoted(t *testing.T) {
	findings := []filing.Finding{
		{Rule: "T03", Severity: plan.Error, Key: "7|长廊", Column: "完成时限", Message: "完成时限“2026年”超出计划期。", Hint: "改到计划期内。", Suggest: "2025-12-31"},
		{Rule: "H08", Severity: plan.Warning, Key: "7|长廊", Column: "完成时限", Message: "完成时限上季度是2024年，没有查到批准。", Hint: "填错的，改回2024年。"},
	}
	var listed []Listed
	for _, f := range findings {
		listed = append(listed, Listed{Rule: f.Rule, Message: f.Message, Hint: f.Hint, ID: f.ID()})
	}
	listed = append(listed, Listed{Rule: "T03", Message: "完成时限“2027年”超出计划期。", ID: "T03|7|小游园|完成时限"})
	listed = append(listed, Listed{Rule: "T03", Message: "完成时限“2026年”", ID: "T03|7|步道|完成时限"}) // how the first begins
	ours := NoteText("问题清单", findings)
	const own = "\n怎么改：填错的，改回2024年。"
	for _, c := range []struct {
		name, text, words string
		about             int
	}{
		{"as it was made", ours, "", 3},
		{"at its end", ours + "已报领导小组同意", "已报领导小组同意", 3},
		{"on lines of their own", ours + "\n已报\r\n领导小组同意\n", "已报 领导小组同意", 3},
		{"before it", "张三：请看批复\n" + ours, "张三：请看批复", 3},
		{"in its middle", "【检查】" + ours[len(NoteMark):len(ours)-len(own+"\n"+noteAnswer)] + "\n批复已下" + own + "\n" + noteAnswer, "批复已下", 3},
		{"behind one of our lines", ours[:len(ours)-len("\n"+noteAnswer)] + "不是填错，有批复", "不是填错，有批复", 3},
		{"the last line taken off", ours[:len(ours)-len("\n"+noteAnswer)], "", 3},
		{"of another round", NoteText("问题清单", []filing.Finding{{Rule: "T02", Severity: plan.Warning, Message: "读不出是哪一天。"}}) + "知道了", "", 0},
		{"none of ours", "已电话确认", "", 0},
		{"answered already", NoteText("问题清单", []filing.Finding{findings[0], {Rule: "H08", Message: findings[1].Message, Severity: plan.Warning, Answer: "有批复"}}), "有批复", 3},
	} {
		t.Run(c.name, func(t *testing.T) {
			about, words := Noted(c.text, listed)
			assert.Len(t, about, c.about)
			assert.Equal(t, c.words, words)
		})
	}
}
