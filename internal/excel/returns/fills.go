package returns

import (
	"bytes"
	"fmt"
	"html"
	"regexp"
	"strconv"
	"strings"

	"jingpin/internal/excel/book"
	"jingpin/internal/form"
	"jingpin/internal/plan"
)

// fillOrder is the order fills are tried in: an error's goes before.
var fillOrder = []plan.Severity{plan.Error, plan.Warning}

// fill colours cells of a worksheet by conditional formats with our signature,
// ahead of all the sheet has, so that the colours show and come off exactly.
func fill(sheet []byte, cells map[plan.Severity][]string, dxf map[plan.Severity]int) ([]byte, error) {
	var rules strings.Builder
	priority := 0
	for _, s := range fillOrder {
		if len(cells[s]) == 0 {
			continue
		}
		priority++
		fmt.Fprintf(&rules, `<conditionalFormatting sqref="%s"><cfRule type="expression" dxfId="%d" priority="%d"><formula>%s</formula></cfRule></conditionalFormatting>`,
			strings.Join(cells[s], " "), dxf[s], priority, book.Escaped(form.FillFormula(s)))
	}
	if priority == 0 {
		return sheet, nil
	}
	return insert(postpone(sheet, priority), "conditionalFormatting", rules.String())
}

var rulePriority = regexp.MustCompile(`(<cfRule\b[^>]*\bpriority=")(\d+)(")`)

// postpone makes room for so many rules ahead of the sheet's own.
func postpone(sheet []byte, by int) []byte {
	return rulePriority.ReplaceAllFunc(sheet, func(tag []byte) []byte {
		m := rulePriority.FindSubmatch(tag)
		n, err := strconv.Atoi(string(m[2]))
		if err != nil {
			return tag
		}
		return bytes.Join([][]byte{m[1], strconv.AppendInt(nil, int64(n+by), 10), m[3]}, nil)
	})
}

// unfill takes our conditional formats off a worksheet.
func unfill(sheet []byte) ([]byte, error) {
	if !mayBeMarked(sheet) {
		return sheet, nil
	}
	elements, err := children(sheet)
	if err != nil {
		return nil, err
	}
	for i := len(elements) - 1; i >= 0; i-- {
		e := elements[i]
		if e.name != "conditionalFormatting" {
			continue
		}
		rest, err := withoutOurRules(sheet[e.start:e.end])
		if err != nil {
			return nil, err
		}
		sheet = splice(sheet, e.start, e.end, rest)
	}
	return sheet, nil
}

// mayBeMarked reports a part that holds our signature or, where a program writes
// characters by their numbers, may hold it.
func mayBeMarked(part []byte) bool {
	return bytes.Contains(part, []byte(form.NoteMark)) || bytes.Contains(part, []byte("&#"))
}

// withoutOurRules is a conditional format without our rules, "" when nothing
// is left: some programs join formats of the same cells into one.
func withoutOurRules(format []byte) (string, error) {
	rules, err := children(format)
	if err != nil {
		return "", err
	}
	left := len(rules)
	for i := len(rules) - 1; i >= 0; i-- {
		formula := html.UnescapeString(string(format[rules[i].start:rules[i].end]))
		if form.IsFillFormula(formula) {
			format = splice(format, rules[i].start, rules[i].end, "")
			left--
		}
	}
	if left == 0 {
		return "", nil
	}
	return string(format), nil
}
