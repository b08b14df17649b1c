package tables

import (
	"regexp"
	"strings"

	"jingpin/internal/intake/values"
	"jingpin/internal/sheet"

	"golang.org/x/text/unicode/norm"
)

// LabelledValue is a labelled value above a table, such as 填报单位:管理办.
type LabelledValue struct {
	Value string
	At    Place
}

// Labels are what captions of one kind begin with, the plainest first. A label
// of two characters is believed only at the beginning of its cell.
type Labels []*regexp.Regexp

var (
	UnitLabels = newLabels("填报单位", "填报部门", "报送单位", "报送部门", "单位名称", "部门名称", "填表单位", "填表部门", "上报单位", "上报部门",
		"单位", "部门")
	QuarterLabels = newLabels("填报季度", "报送季度", "报告季度", "填报期", "报告期", "报表期", "季度")
	AsOfLabels    = newLabels("截至日期", "数据截至", "截止日期", "统计截至", "截至时间", "截止时间", "数据时点")
)

// newLabels makes patterns of words whose characters may stand apart.
func newLabels(words ...string) Labels {
	var ls Labels
	for _, w := range words {
		runes := strings.Split(w, "")
		pattern := strings.Join(runes, `\s*`) + `\s*(?:\([^()]*章\)\s*)?(:|$)`
		if len(runes) == 2 {
			pattern = `^\s*` + pattern
		}
		ls = append(ls, regexp.MustCompile(pattern))
	}
	return ls
}

// nextLabel is where the value of a caption ends: at the next caption of the
// Same cell, or where several blanks stand.
var nextLabel = regexp.MustCompile(`\s{2,}|\t|\n|\s*(?:填报|报送|填表|截至|截止|数据|统计|金额|计量|审核|联系|单位|部门|负责)[^\s:]{0,4}\s*:`)

// Find looks above a table for one of the labels and the value behind it, in
// the same cell or the next one.
func (ls Labels) Find(t *PlanTable) (LabelledValue, bool) {
	for _, label := range ls {
		for _, row := range t.titleRows() {
			if c, ok := captionIn(t.Sheet, row, label, t.finder.date1904); ok {
				return c, true
			}
		}
	}
	return LabelledValue{}, false
}

func captionIn(s *sheet.Sheet, row sheet.Row, label *regexp.Regexp, date1904 bool) (LabelledValue, bool) {
	for i, c := range row.Cells {
		text, _ := values.Clean(c.Text)
		text = norm.NFKC.String(text)
		m := label.FindStringSubmatchIndex(text)
		if m == nil {
			continue
		}
		at := Place{Sheet: s.Name, Row: row.Number, Col: int(c.Col)}
		if value := captionValue(text[m[1]:]); value != "" {
			return LabelledValue{value, at}, true
		}
		if i+1 < len(row.Cells) {
			next := row.Cells[i+1]
			at.Col = int(next.Col)
			if value, _ := values.Clean(values.Shown(next, date1904)); value != "" && !strings.ContainsAny(value, ":：") && !startsLabel(value) {
				return LabelledValue{value, at}, true
			}
		}
	}
	return LabelledValue{}, false
}

var stamp = regexp.MustCompile(`\([^()]*章\)$`)

// captionValue is the value at the beginning of what stands behind a label.
func captionValue(rest string) string {
	rest = strings.TrimLeft(rest, " _\t")
	if at := nextLabel.FindStringIndex(rest); at != nil {
		rest = rest[:at[0]]
	}
	return strings.Trim(stamp.ReplaceAllString(strings.Trim(rest, " _"), ""), " _")
}

// startsLabel reports a cell that is a label of its own, without a value.
func startsLabel(text string) bool {
	for _, ls := range []Labels{UnitLabels, QuarterLabels, AsOfLabels} {
		for _, l := range ls {
			if m := l.FindStringIndex(norm.NFKC.String(text)); m != nil && m[0] == 0 {
				return true
			}
		}
	}
	return false
}

// TitleTexts are the texts above a table.
func (t *PlanTable) TitleTexts() []string {
	var texts []string
	for _, row := range t.titleRows() {
		texts = append(texts, RowTexts(row)...)
	}
	return texts
}
