package quarter_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"jingpin/internal/excel/consolidated"
	"jingpin/internal/form"
	"jingpin/internal/plan"
	"jingpin/internal/quarter"
	"jingpin/internal/slowtest"
	"jingpin/internal/tabular"
)

// firstStreetsWords are what the built-in plan is about, and no other.
var firstStreetsWords = []string{"潍坊", "六大", "十六项", "16项", "精品城区", "各居民区", "2022", "—2025"}

// otherStreet is the made-up plan of another street: 8 tracks, 30 tasks, 40
// units, from 2024 to 2026.
func otherStreet(t *testing.T) *plan.Plan {
	t.Helper()
	tracks, tasks, units := [][]string{}, [][]string{}, [][]string{}
	for i, name := range strings.Fields("道路畅通 水清岸绿 楼宇焕新 邻里互助 书香溪畔 安全守护 便民服务 产业培育") {
		tracks = append(tracks, []string{strconv.Itoa(i + 1), name + "行动", name})
	}
	for i := range 30 {
		tasks = append(tasks, []string{strconv.Itoa(i + 1), "云溪任务第" + strconv.Itoa(i+1) + "组", tracks[i%8][1], ""})
	}
	for i := range 40 {
		name, reporting := "云溪"+string([]rune("甲乙丙丁戊己庚辛壬癸")[i%10])+strconv.Itoa(i/10+1)+"科", plan.ReportsItself
		if i == 39 {
			name, reporting = "云溪社区联合会", "由"+units[0][0]+"汇总"
		}
		units = append(units, []string{name, "", "", reporting, "", "云溪副组长" + strconv.Itoa(i%4+1)})
	}
	info := map[string]string{
		"计划名称": "云溪街道三年提升计划(2024—2026)", "计划简称": "三年提升", "街道": "云溪街道", "文号": "云街〔2024〕1号", "印发日期": "2024-01-08",
		"领导小组": "云溪街道提升工作领导小组", "领导小组办公室": "云溪街道提升工作领导小组办公室", "表名": "云溪街道三年提升项目计划表(2024—2026)",
		"报告名": "云溪街道三年提升行动", "起始年": "2024", "截止年": "2026",
	}
	examples := map[string]string{
		"track": tracks[0][1], "task": tasks[0][1], "lead": units[1][0], "partners": units[2][0], "start": "2024-03-01", "deadline": "2026-06-30",
	}
	rows := map[string][][]string{
		"专项行动": tracks, "重点任务": tasks, "部门": units, "计划明确事项": {{"1", "溪畔步道", "步道"}}, "领导小组": {{"组长", "街道主任", "全面负责"}},
	}
	var tables []tabular.Table
	for _, table := range plan.Builtin().Tables() {
		table.Where, table.Rows = "云溪", slices.Clone(table.Rows)
		if own, ok := rows[table.Name]; ok {
			table.Rows = nil
			for i, c := range own {
				table.Rows = append(table.Rows, tabular.Row{Number: i + 2, Cells: c})
			}
		}
		for i, r := range table.Rows {
			table.Rows[i].Cells = slices.Clone(r.Cells)
			if value, ok := info[r.Cells[0]]; ok && table.Name == "基本信息" {
				table.Rows[i].Cells[1] = value
			}
			if example, ok := examples[r.Cells[min(2, len(r.Cells)-1)]]; ok && table.Name == "栏目" {
				table.Rows[i].Cells[8] = example
			}
		}
		tables = append(tables, table)
	}
	p, err := plan.Parse(tables)
	require.NoError(t, err)
	return p
}

// Another street's plan goes all the way, from the folder to the report, and
// nothing on the way speaks of the first street.
func TestAnotherStreetsPlan(t *testing.T) {
	slowtest.Long(t)
	t.Parallel()
	p := otherStreet(t)
	require.Equal(t, []int{8, 30, 40}, []int{len(p.Tracks), len(p.Tasks), len(p.Units)})
	given := filepath.Join(t.TempDir(), quarter.PlanFile)
	data, err := consolidated.WritePlan(p)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(given, data, 0o644))
	dir := filepath.Join(t.TempDir(), "2024Q2")
	desk := quarter.Open(quarter.Options{Date: plan.Day(2024, 7, 5), PlanPath: given})
	_, _, err = desk.Found(t.Context(), dir)
	require.NoError(t, err)
	desk = quarter.Open(quarter.Options{Date: plan.Day(2024, 7, 5)})
	for i, u := range p.Units[:3] {
		_, err = desk.Forms(t.Context(), quarter.FormsOrder{Dir: filepath.Join(dir, quarter.DirSend), Units: []string{u.Name}})
		require.NoError(t, err)
		fillOtherForm(t, p, dir, u.Name, i)
	}
	o, err := desk.Report(t.Context(), []string{dir}, "")
	require.NoError(t, err)
	assertOtherStreet(t, "what the run says", strings.Join(o.Lines(), "\n"))

	for _, name := range []string{"成果/数据.json", "下发/下发通知.txt"} {
		text, err := os.ReadFile(filepath.Join(dir, name))
		require.NoError(t, err)
		if name == "成果/数据.json" {
			assert.Contains(t, string(text), "八大专项行动")
			assert.Contains(t, string(text), "30项重点任务")
		}
		assertOtherStreet(t, name, string(text))
	}
	for _, name := range []string{"成果/汇总表.xlsx", "下发/" + p.Units[0].Name + ".xlsx"} {
		assertOtherStreet(t, name, cellsOf(t, filepath.Join(dir, name)))
	}
	t.Run("PDF", func(t *testing.T) {
		tool, err := exec.LookPath("pdftotext")
		if err != nil {
			t.Skip("pdftotext is not installed")
		}
		text, err := exec.Command(tool, filepath.Join(dir, "成果/季度报告.pdf"), "-").Output()
		require.NoError(t, err)
		assert.Contains(t, string(text), "云溪街道三年提升行动")
		assertOtherStreet(t, "the report", string(text))
	})
}

func assertOtherStreet(t *testing.T, where, text string) {
	t.Helper()
	for _, word := range firstStreetsWords {
		if i := strings.Index(text, word); i >= 0 {
			assert.Fail(t, where+" says "+word, "…%s…", strings.ToValidUTF8(text[max(0, i-60):min(len(text), i+60)], ""))
		}
	}
}

// fillOtherForm fills in a unit's form and sends it.
func fillOtherForm(t *testing.T, p *plan.Plan, dir, unit string, i int) {
	t.Helper()
	f, err := excelize.OpenFile(filepath.Join(dir, "下发", unit+".xlsx"))
	require.NoError(t, err)
	values := map[string]any{
		"track": p.TrackNo(p.Tasks[i].Track).Name, "task": p.Tasks[i].Name, "name": fmt.Sprintf("溪畔步道第%d段", i+1), "content": "新建步道一段。",
		"kind": "工程类", "priority": "重点", "y2024": "完成一半", "y2026": "全部完成", "start": "2024-03-01", "deadline": "2026-06-30", "lead": unit,
		"total": 100, "street": 100, "funding": "已落实", "status": "在建", "progress": 5 + 10*i, "done": "完成基础施工2处。", "paid": 5 + 10*i,
		"problem": "雨季停工。", "expected": "2026年9月", "ask": "请协调管线迁改。", "answer_by": "2024-07-31", "next": "8月底前完成第3处。", "next_target": 30,
	}
	for i, slot := range form.Slots(p, false) {
		if v, ok := values[slot.Key]; ok {
			cell, err := excelize.CoordinatesToCellName(i+1, form.FirstRow)
			require.NoError(t, err)
			require.NoError(t, f.SetCellValue(form.SheetForm, cell, v))
		}
	}
	require.NoError(t, os.MkdirAll(filepath.Join(dir, "上报"), 0o755))
	require.NoError(t, f.SaveAs(filepath.Join(dir, "上报", unit+".xlsx")))
	require.NoError(t, f.Close())
}

// cellsOf is all that stands in a workbook's visible sheets.
func cellsOf(t *testing.T, path string) string {
	t.Helper()
	f, err := excelize.OpenFile(path)
	require.NoError(t, err)
	defer f.Close()
	var text strings.Builder
	for _, name := range f.GetSheetList() {
		if visible, err := f.GetSheetVisible(name); err != nil || !visible {
			continue
		}
		rows, err := f.GetRows(name)
		require.NoError(t, err)
		for _, row := range rows {
			text.WriteString(strings.Join(row, "\t") + "\n")
		}
	}
	return text.String()
}
