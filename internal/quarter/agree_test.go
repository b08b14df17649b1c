package quarter_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/form"
	"jingpin/internal/pdf/pdftest"
	"jingpin/internal/plan"
	"jingpin/internal/quarter"
	"jingpin/internal/report"
	"jingpin/internal/sheet"
	"jingpin/internal/sheet/verified"
)

// TestFiguresAgree looks for one quarter's figures in the data, in the rows they
// are sums of, in the workbook's total, in the text and on the printed page.
func TestFiguresAgree(t *testing.T) {
	t.Parallel()
	second := resultsOf(t, "2023Q2")
	r := reportIn(t, second)
	o := r.Overall

	t.Run("rows", func(t *testing.T) {
		var total, paid plan.Money
		lights, stillLate := map[plan.Light]int{}, 0
		for _, p := range r.Projects {
			lights[p.Light]++
			total += p.Project.Total.Value()
			paid += p.Project.Paid.Value()
			if p.StillLate {
				stillLate++
			}
		}
		assert.Equal(t, []plan.Money{o.Total, o.Paid}, []plan.Money{total, paid})
		assert.Equal(t, []int{o.Projects, o.Done, o.Green, o.Yellow, o.Red, o.Unverified, o.StillLate}, []int{
			len(r.Projects), lights[plan.Done], lights[plan.Green], lights[plan.Yellow], lights[plan.Red], lights[plan.Unverified], stillLate,
		})
		assert.Len(t, r.Late, o.Late())
		assert.Equal(t, o.Paid, r.LastOverall.Paid+r.Movement.Paid+r.Movement.FirstPaid-r.Movement.LeftPaid)
	})
	t.Run("workbook", func(t *testing.T) {
		book, err := os.ReadFile(filepath.Join(second, quarter.ResultBook))
		require.NoError(t, err)
		want := []string{plan.Count(o.Projects)}
		for _, b := range report.Buckets {
			want = append(want, plan.Count(b.Count(o)))
		}
		want = append(want, o.Total.Wan(), o.Paid.Wan(), o.PaidRate.Tenths())
		assert.Equal(t, want, totalOf(t, book, form.PageOverall))
	})
	text := ""
	for _, s := range r.Sections {
		for _, p := range s.Paragraphs {
			text += p.Lead + p.Text + "\n"
		}
	}
	t.Run("text", func(t *testing.T) {
		for _, want := range []struct{ form, value string }{
			{`共有项目(\d+)个，已核实`, plan.Count(o.Projects)}, {`，已核实(\d+)个、`, plan.Count(o.Verified())}, {`、待核实(\d+)个，核实率`, plan.Count(o.Unverified)},
			{`核实率([\d.]+)%`, plan.Share(o.Verified(), o.Projects).String()}, {`进度偏慢和滞后项目(\d+)个`, plan.Count(o.Late())},
			{`占纳入研判的(\d+)个`, plan.Count(o.Lit())}, {`提请领导小组协调(\d+)项`, plan.Count(len(r.Asks))},
			{`投资情况。计划总投资([\d.]+.元)`, o.Total.Text()}, {`本季度完成([\d.]+万元)`, r.Movement.Paid.Text()},
			{`待领导小组办公室核定的事项(\d+)项`, plan.Count(r.ToDecide())},
		} {
			if m := regexp.MustCompile(want.form).FindStringSubmatch(text); assert.NotNil(t, m, want.form) {
				assert.Equal(t, want.value, m[1], want.form)
			}
		}
	})
	t.Run("page", func(t *testing.T) {
		pdf, err := os.ReadFile(filepath.Join(second, quarter.ResultReport))
		require.NoError(t, err)
		page := pdftest.Squash(pdftest.Tool(t, pdf, "pdftotext", "-raw", "-l", "1", "FILE", "-"))
		assert.Contains(t, page, "合计"+plan.Count(o.Projects)+plan.Count(o.Done)+plan.Count(o.Green)+plan.Count(o.Yellow)+plan.Count(o.Red)+
			plan.Count(o.NotDue)+plan.Count(o.Stopped)+plan.Count(o.Unverified)+o.Total.Short()+o.Paid.Short()+o.PaidRate.Tenths())
		assert.Contains(t, page, pdftest.Squash(r.Sections[0].Paragraphs[0].Text))
	})
}

// totalOf are the figures of a sheet's line of totals.
func totalOf(t *testing.T, book []byte, page string) []string {
	t.Helper()
	wb, err := verified.Open(book, sheet.DefaultLimits)
	require.NoError(t, err)
	for _, s := range wb.Sheets {
		if s.Name != page {
			continue
		}
		for _, r := range s.Rows {
			var figures []string
			found := false
			for _, c := range r.Cells {
				found = found || c.Text == "合计"
				if f, err := strconv.ParseFloat(c.Text, 64); err == nil && found {
					figures = append(figures, strings.TrimSuffix(strconv.FormatFloat(f, 'f', -1, 64), ".0"))
				}
			}
			if found {
				return figures
			}
		}
	}
	return nil
}
