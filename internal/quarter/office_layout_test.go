package quarter_test

import (
	"bytes"
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"jingpin/internal/excel/exceltest"
	"jingpin/internal/form"
	"jingpin/internal/plan"
	"jingpin/internal/report"
	"jingpin/internal/slowtest"
)

// However the office arranges the table, it reads the same: what the office has
// corrected in it is all that differs.
func TestArrangingTheTableChangesNothing(t *testing.T) {
	slowtest.Long(t)
	const name = "养老院改造"
	d := newDesk(t, "2023Q2", "管理办", "党建办", "服务办")
	first := d.merge()
	for way, arrange := range map[string]func(b *officeBook){
		"sorted": sortProjects,
		"column inserted": func(b *officeBook) {
			require.NoError(b.t, b.file.InsertCols(form.PageProjects, "F", 2))
			b.put(form.PageProjects, 6, form.ProjectHeaderRow, "经办人意见")
			b.put(form.PageProjects, 6, form.ProjectHeaderRow+2, "已电话核实")
		},
		"wider, filtered, with rows above": func(b *officeBook) {
			require.NoError(b.t, b.file.SetColWidth(form.PageProjects, "A", "Z", 30))
			require.NoError(b.t, b.file.SetRowVisible(form.PageProjects, 8, false))
			require.NoError(b.t, b.file.InsertRows(form.PageProjects, 1, 2))
		},
		"derived columns cleared": func(b *officeBook) {
			columns, header := b.titled(form.PageProjects, form.ColName, form.ColFinal)
			for _, title := range []string{form.ColSource, form.ColLight, form.ColDue, "序号"} {
				for row := header + 1; row < header+20; row++ {
					b.put(form.PageProjects, columns[title], row, "")
				}
			}
		},
		"sheets moved and removed": func(b *officeBook) {
			require.NoError(b.t, b.file.DeleteSheet(form.PageLate))
			require.NoError(b.t, b.file.MoveSheet(form.PageProjects, form.PageAbout))
		},
		"saved by LibreOffice": saveByLibreOffice,
	} {
		t.Run(way, func(t *testing.T) {
			t.Parallel()
			d := d.copied(t)
			d.work(func(b *officeBook) {
				arrange(b)
				b.correct(name, "累计进度(%)", 51)
			})
			last := d.merge()
			assert.Equal(t, []string{"progress:48→51"}, last.edits())
			assert.Equal(t, 51*plan.Point, last.project(name).Project.KnownProgress())
			assert.Empty(t, last.Office.Removed)
			assert.Empty(t, last.Stale)
			others := func(r *outcome) []report.ProjectRow {
				return slices.DeleteFunc(slices.Clone(r.Projects), func(p report.ProjectRow) bool { return p.Project.Title() == name })
			}
			assert.Equal(t, others(first), others(last))
			assert.Equal(t, first.Findings, last.Findings)
		})
	}
}

// sortProjects turns the order of the table's rows round, as a sort by a
// column does, group rows and all.
func sortProjects(b *officeBook) {
	_, header := b.titled(form.PageProjects, form.ColName, form.ColFinal)
	rows, err := b.file.GetRows(form.PageProjects, excelize.Options{RawCellValue: true})
	require.NoError(b.t, err)
	type cell struct {
		value string
		typ   excelize.CellType
		style int
	}
	var cells [][]cell
	for i := header + 1; i <= len(rows); i++ {
		var line []cell
		for j := range rows[i-1] {
			ref, err := excelize.CoordinatesToCellName(j+1, i)
			require.NoError(b.t, err)
			typ, err := b.file.GetCellType(form.PageProjects, ref)
			require.NoError(b.t, err)
			style, err := b.file.GetCellStyle(form.PageProjects, ref)
			require.NoError(b.t, err)
			line = append(line, cell{rows[i-1][j], typ, style})
		}
		cells = append(cells, line)
	}
	slices.Reverse(cells)
	for i, line := range cells {
		for j := range len(rows[header-1]) {
			ref, err := excelize.CoordinatesToCellName(j+1, header+1+i)
			require.NoError(b.t, err)
			c := cell{}
			if j < len(line) {
				c = line[j]
			}
			require.NoError(b.t, b.file.SetCellFormula(form.PageProjects, ref, ""))
			require.NoError(b.t, b.file.SetCellStyle(form.PageProjects, ref, ref, c.style))
			require.NoError(b.t, b.file.SetCellValue(form.PageProjects, ref, nil))
			if number, err := strconv.ParseFloat(c.value, 64); err == nil && c.typ == excelize.CellTypeUnset {
				require.NoError(b.t, b.file.SetCellValue(form.PageProjects, ref, number))
			} else if c.value != "" {
				require.NoError(b.t, b.file.SetCellStr(form.PageProjects, ref, c.value))
			}
		}
	}
}

// saveByLibreOffice opens the workbook in LibreOffice and saves it.
func saveByLibreOffice(b *officeBook) {
	data := exceltest.SavedByLibreOffice(b.t, exceltest.Saved(b.t, b.file))
	saved, err := excelize.OpenReader(bytes.NewReader(data))
	require.NoError(b.t, err)
	b.file = saved
}
