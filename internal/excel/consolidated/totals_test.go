package consolidated

import (
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/excel/exceltest"
	"jingpin/internal/form"
	"jingpin/internal/plan"
	"jingpin/internal/report"
	"jingpin/internal/sheet"
	"jingpin/internal/sheet/verified"
)

// figures are what a line of a tally table shows, in the order of
// tallyTitles.
type figures [11]string

// counted is what 项目汇总表 alone gives for a selection of its rows, worked
// out apart from the formulas and from the report.
type counted struct {
	projects    int
	lights      map[string]int
	total, paid plan.Money
	paidOfKnown plan.Money
}

func (c *counted) figures() figures {
	stopped := c.lights[plan.Paused.String()] + c.lights[plan.Cancelled.String()]
	rate := noRate
	if c.total != 0 {
		rate = plan.Share(c.paidOfKnown, c.total).String()
	}
	f := figures{strconv.Itoa(c.projects)}
	for i, l := range []plan.Light{plan.Done, plan.Green, plan.Yellow, plan.Red, plan.NotDue} {
		f[i+1] = strconv.Itoa(c.lights[l.String()])
	}
	f[6], f[7] = strconv.Itoa(stopped), strconv.Itoa(c.lights[plan.Unverified.String()])
	f[8], f[9], f[10] = c.total.Wan(), c.paid.Wan(), rate
	return f
}

// recount counts 项目汇总表 by the value in one of its columns; "" is all.
func recount(t *testing.T, wb *sheet.Workbook, column string) map[string]*counted {
	t.Helper()
	s := sheetOf(t, wb, form.PageProjects)
	col := map[string]int{}
	for i, c := range form.ProjectTable(plan.Builtin()) {
		col[c.ID()] = i + 1
	}
	value := func(r sheet.Row, id string) string { c, _ := r.At(col[id]); return c.Text }
	all := map[string]*counted{}
	for _, r := range s.Rows {
		if r.Number <= form.ProjectHeaderRow || form.IsGroupKey(value(r, form.ColRowKey)) {
			continue
		}
		for _, key := range []string{"", value(r, column)} {
			c := all[key]
			if c == nil {
				c = &counted{lights: map[string]int{}}
				all[key] = c
			}
			c.projects++
			c.lights[value(r, form.ColFinal)]++
			paid := amountIn(t, value(r, "paid"))
			c.paid += paid
			if total := value(r, "total"); total != plan.PendingWord && total != "" {
				c.total += amountIn(t, total)
				c.paidOfKnown += paid
			}
		}
	}
	return all
}

func amountIn(t *testing.T, s string) plan.Money {
	t.Helper()
	if s == "" {
		return 0
	}
	m, err := plan.ParseWan(s)
	require.NoError(t, err)
	return m
}

// shownFigures are the lines of a tally table by their name; the line of the
// total goes by "".
func shownFigures(t *testing.T, wb *sheet.Workbook, page string, header, name, first int) map[string]figures {
	t.Helper()
	lines := map[string]figures{}
	for _, r := range sheetOf(t, wb, page).Rows {
		label, _ := r.At(name)
		total, _ := r.At(2)
		if r.Number <= header || label.Text == "" && total.Text != "合计" {
			continue
		}
		var f figures
		for i := range f {
			c, _ := r.At(first + i)
			f[i] = c.Text
			if m, err := plan.ParseWan(c.Text); err == nil {
				f[i] = m.Wan()
			}
		}
		key := label.Text
		if total.Text == "合计" {
			key = ""
		}
		lines[key] = f
		if key == "" {
			break
		}
	}
	return lines
}

// assertTotals recomputes every total of a workbook from 项目汇总表 alone.
func assertTotals(t *testing.T, data []byte) {
	t.Helper()
	wb, err := verified.Open(data, sheet.DefaultLimits)
	require.NoError(t, err)
	for _, table := range []struct {
		page, column        string
		header, name, first int
	}{
		{form.PageOverall, form.ColInTrack, overallHeader, 2, overallTally},
		{form.PageTasks, form.ColInTask, form.ListHeaderRow, 3, 4},
		{form.PageUnits, form.ColInUnit, form.ListHeaderRow, 2, 7},
	} {
		want := recount(t, wb, table.column)
		got := shownFigures(t, wb, table.page, table.header, table.name, table.first)
		for key, c := range want {
			assert.Equal(t, c.figures(), got[key], "%s %q", table.page, key)
		}
		for key, f := range got {
			if want[key] == nil {
				assert.Equal(t, (&counted{}).figures(), f, "%s %q", table.page, key)
			}
		}
	}
}

func TestTotalsAreThoseOfTheTable(t *testing.T) {
	data, r := written(t, 200)
	assertTotals(t, data)
	assert.Equal(t, 200, r.Overall.Projects)
}

// TestFilingsBalance proves the equation of 报送情况, line by line.
func TestFilingsBalance(t *testing.T) {
	data, r := written(t, 62)
	wb, err := verified.Open(data, sheet.DefaultLimits)
	require.NoError(t, err)
	lines := 0
	for _, row := range sheetOf(t, wb, form.PageFilings).Rows {
		if row.Number <= form.ListHeaderRow {
			continue
		}
		lines++
		number := func(col int) int {
			c, _ := row.At(col)
			n, err := strconv.Atoi(strings.TrimSuffix(c.Text, ".0"))
			require.NoError(t, err)
			return n
		}
		sum := 0
		for col := filingCounted; col < filingBalance; col++ {
			sum += number(col)
		}
		assert.Equal(t, number(filingRead), sum, "row %d", row.Number)
		verdict, _ := row.At(filingBalance)
		assert.Equal(t, "相等", verdict.Text)
	}
	assert.Equal(t, len(r.Filings)+1, lines)
}

// TestRateIsRoundedOverProjectsWithATotal holds the formula to the report's
// arithmetic where no office program works it out.
func TestRateIsRoundedOverProjectsWithATotal(t *testing.T) {
	paid := "ROUND(ROUND(SUMIFS(投资,状态,\"?*\",行动,$B7,总额,\">=0\"),6)*1000000,0)"
	got := rateFormula("K7", selector{"行动", "$B7"})
	got = strings.NewReplacer(namePaid, "投资", nameState, "状态", nameTotal, "总额").Replace(got)
	assert.Equal(t, `IF(K7=0,"—",INT((2000*`+paid+`+ROUND(K7*1000000,0))/(2*ROUND(K7*1000000,0)))/10)`, got)
}

// TestGapIsBelowNothingWhereLate: what is missing of what is due stands with a
// minus, as the form works it out.
func TestGapIsBelowNothingWhereLate(t *testing.T) {
	pf, _ := campaign(t, 3)
	r := report.Build(pf, report.Options{})
	pr := &r.Projects[0]
	pr.Entry.Verdict = plan.Verdict{Timed: true, Due: 50 * plan.Point, Actual: 30 * plan.Point}
	l := newLayout(r, pf.Plan)
	assert.Equal(t, []any{50.0, -20.0}, []any{l.derivedCell(form.ColDue, pr, 0).Value, l.derivedCell(form.ColGap, pr, 0).Value})
}

// TestNamesStayInView of 项目汇总表, and its header.
func TestNamesStayInView(t *testing.T) {
	data, r := written(t, 3)
	panes, err := exceltest.Opened(t, data).GetPanes(form.PageProjects)
	require.NoError(t, err)
	assert.True(t, panes.Freeze)
	assert.Equal(t, []int{newLayout(r, plan.Builtin()).column[plan.KeyName], form.ProjectHeaderRow}, []int{panes.XSplit, panes.YSplit})
}
