package quarter_test

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"jingpin/internal/form"
	"jingpin/internal/plan"
	"jingpin/internal/quarter"
)

// testdata/format1 holds what the program wrote when it wrote these formats
// first: a consolidated workbook with the office's work in it, the plan it was
// made by, and a check's stream. They are read as they were then.
func TestFirstFormatsAreStillRead(t *testing.T) {
	const dir = "testdata/format1"
	for _, c := range []struct {
		input                        string
		plan                         bool // as the workbook of that time has it, not built in
		edits, overrides, exceptions []string
	}{
		{"检查.ndjson", true, nil, nil, nil},
		{"检查.ndjson", false, nil, nil, nil},
		{"汇总表.xlsx", false, []string{"备注：→办公室核对", "累计进度(%)：46→41"}, []string{"进度偏慢：现场核实"}, []string{"P02：组长"}},
		{"汇总表.xlsx", true, []string{"备注：→办公室核对", "累计进度(%)：46→41"}, []string{"进度偏慢：现场核实"}, []string{"P02：组长"}},
	} {
		t.Run(c.input, func(t *testing.T) {
			t.Parallel()
			merged := filepath.Join(t.TempDir(), "汇总表.xlsx")
			o := quarter.Options{Date: plan.Day(2023, 7, 8)}
			if c.plan {
				o.PlanPath = filepath.Join(dir, quarter.PlanFile)
			}
			_, err := quarter.Open(o).Merge(t.Context(), []string{filepath.Join(dir, c.input)}, merged)
			require.NoError(t, err)
			book, err := excelize.OpenFile(merged)
			require.NoError(t, err)
			defer book.Close()
			b := &officeBook{t: t, file: book}
			var names, edits, overrides, exceptions []string
			for _, line := range b.table(form.PageProjects, form.ColName, form.ColFinal) {
				if name := line[form.ColName]; name != "" {
					names = append(names, name+" "+line[form.ColState])
				}
				if light := line[form.ColOverride]; light != "" {
					overrides = append(overrides, light+"："+line[form.ColReason])
				}
			}
			for _, line := range b.table(form.PageEdits, form.ColColumn, form.ColIs) {
				if column := line[form.ColColumn]; column != "" {
					edits = append(edits, column+"："+line[form.ColWas]+"→"+line[form.ColIs])
				}
			}
			for _, line := range b.table(form.PageExceptions, form.ColRule, form.ColPassedBy) {
				if rule := line[form.ColRule]; rule != "" {
					exceptions = append(exceptions, rule+"："+line[form.ColPassedBy])
				}
			}
			assert.Len(t, names, 5, names)
			assert.Equal(t, c.edits, edits)
			assert.Equal(t, c.overrides, overrides)
			assert.Equal(t, c.exceptions, exceptions)
		})
	}
}
