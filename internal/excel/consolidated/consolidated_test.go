package consolidated

import (
	"bytes"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"jingpin/internal/excel/book"
	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/opc"
	"jingpin/internal/plan"
	"jingpin/internal/report"
	"jingpin/internal/sheet"
	"jingpin/internal/sheet/verified"
	"jingpin/internal/slowtest"
)

func TestSheetsInOrder(t *testing.T) {
	data, _ := written(t, 62)
	f, err := excelize.OpenReader(bytes.NewReader(data))
	require.NoError(t, err)
	defer f.Close()
	var visible []string
	for _, name := range f.GetSheetList() {
		shown, err := f.GetSheetVisible(name)
		require.NoError(t, err)
		if shown {
			visible = append(visible, name)
		}
	}
	var declared []string
	for _, page := range form.Pages() {
		declared = append(declared, page.Name)
		for i, h := range page.List {
			title, err := f.GetCellValue(page.Name, book.At(form.ListHeaderRow, i+1))
			require.NoError(t, err)
			assert.Equal(t, h.Title, title, page.Name)
			width, err := f.GetColWidth(page.Name, book.Letters(i+1))
			require.NoError(t, err)
			assert.InDelta(t, h.Width, width, 1, "%s %s", page.Name, h.Title)
			shown, err := f.GetColVisible(page.Name, book.Letters(i+1))
			require.NoError(t, err)
			assert.Equal(t, h.Hidden, !shown, "%s %s", page.Name, h.Title)
		}
	}
	assert.Equal(t, declared, visible)
}

func TestLongListGoesOn(t *testing.T) {
	slowtest.Long(t)
	pf, stored := campaign(t, 10)
	for i := range listRows + 5 {
		pf.Findings = append(pf.Findings, filing.Finding{File: "管理办.xlsx", Rule: "Q12", Severity: plan.Warning, Row: i, Message: "进展说得不具体。"})
	}
	data, _ := consolidate(t, pf, stored)
	wb, err := verified.Open(data, sheet.DefaultLimits)
	require.NoError(t, err)
	assert.Len(t, sheetOf(t, wb, form.PageFindings).Rows, listRows+form.ListHeaderRow)
	more := sheetOf(t, wb, form.PageFindings+"(2)")
	require.Len(t, more.Rows, len(pf.Findings)-listRows-1+form.ListHeaderRow, "less the conversion, which has a list of its own")
	first, _ := more.At(form.ListHeaderRow+1, 1)
	assert.Equal(t, strconv.Itoa(listRows+1), first.Text)
}

func TestSameArgumentsSameBytes(t *testing.T) {
	var first []byte
	for range 3 {
		pf, stored := campaign(t, 62)
		data, _ := consolidate(t, pf, stored)
		canonical, err := opc.Canonical(data)
		require.NoError(t, err)
		if first == nil {
			first = canonical
		}
		assert.True(t, bytes.Equal(first, canonical))
	}
}

func BenchmarkWriteConsolidated(b *testing.B) {
	for _, n := range []int{60, 10_000} {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			pf, stored := campaign(b, n)
			r := report.Build(pf, report.Options{Date: plan.Day(2023, 7, 5)})
			b.ReportAllocs()
			b.ResetTimer()
			for b.Loop() {
				data, err := Write(r, pf.Plan, stored)
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(len(data)), "bytes")
			}
		})
	}
}

func BenchmarkReadBack(b *testing.B) {
	data, _ := written(b, 10_000)
	for b.Loop() {
		readBack(b, data)
	}
}
