package forms

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"jingpin/internal/excel/book"
	"jingpin/internal/excel/exceltest"
	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/plan"
	"jingpin/internal/slowtest"
)

func TestFormHasThePlansColumns(t *testing.T) {
	p := plan.Builtin()
	f, err := excelize.OpenReader(bytes.NewReader(blankForm(t, "管理办")))
	require.NoError(t, err)
	defer f.Close()
	assert.Equal(t, []string{"项目计划表", "填报说明", "季度打印", "选项", "_计算", "_标识"}, f.GetSheetList())
	rows, err := f.GetRows(form.SheetForm)
	require.NoError(t, err)
	assert.Equal(t, "附件2", rows[0][0])
	assert.Contains(t, rows[1][0], p.Info.FormTitle)
	assert.Contains(t, rows[1][0], "不得填写涉密信息")
	assert.Equal(t, "填报单位：管理办", rows[2][0])
	assert.Contains(t, rows[2], "填报季度：2023年第二季度")
	assert.Contains(t, rows[2], "截至日期：2023年6月30日")
	var headers []string
	for i := range p.Columns {
		cell, err := f.GetCellValue(form.SheetForm, book.At(form.RowHeaders, i+1))
		require.NoError(t, err)
		headers = append(headers, cell)
	}
	for i, c := range p.Columns {
		assert.Equal(t, c.Header, headers[i])
	}
	assert.Equal(t, "项目0个　总投资0万元　累计完成投资0万元", rows[form.RowTotals-1][0])
}

func TestBlankFormIsAZeroReport(t *testing.T) {
	slowtest.Long(t)
	for _, u := range plan.Builtin().Units {
		t.Run(u.Name, func(t *testing.T) {
			sub := exceltest.Checked(u.Name+".xlsx", blankForm(t, u.Name))
			assert.Empty(t, exceltest.Rules(sub))
			assert.Equal(t, u.Name, sub.Unit)
			assert.Equal(t, exceltest.FormQuarter, sub.Quarter)
			assert.Equal(t, exceltest.FormQuarter.Last(), sub.AsOf)
			assert.Empty(t, sub.Rows)
		})
	}
}

func TestWorkedExamplePassesEveryRule(t *testing.T) {
	example := map[string]any{}
	for _, c := range plan.Builtin().Columns {
		if c.Example != "" && c.Type != plan.TypeComputed {
			example[c.Key] = c.Example
		}
		if c.Type == plan.TypeMoney || c.Type == plan.TypePercent {
			m, err := plan.ParseWan(c.Example)
			require.NoError(t, err)
			example[c.Key] = m.Float()
		}
	}
	left := exceltest.Checked("管理办.xlsx", exceltest.Filled(t, blankForm(t, "管理办"), example))
	assert.Equal(t, []string{"P04 " + exceltest.TypedCell(t, "name", form.FirstRow)}, exceltest.Rules(left), "the example itself is not a project")
	example["name"] = strings.TrimPrefix(example["name"].(string), "示例:")
	assert.Empty(t, exceltest.Rules(exceltest.Checked("管理办.xlsx", exceltest.Filled(t, blankForm(t, "管理办"), example))))
}

// TestEveryOptionIsAccepted fills in every value of every drop-down.
func TestEveryOptionIsAccepted(t *testing.T) {
	slowtest.Long(t)
	data := exceltest.Filled(t, blankForm(t, "管理办"), everyOption()...)
	for name, data := range map[string][]byte{"as written": data, "after LibreOffice": nil} {
		t.Run(name, func(t *testing.T) {
			if data == nil {
				data = exceltest.SavedByLibreOffice(t, exceltest.Filled(t, blankForm(t, "管理办"), everyOption()...))
			}
			sub := exceltest.Checked("管理办.xlsx", data)
			assert.Empty(t, slices.DeleteFunc(exceltest.Rules(sub), func(r string) bool { return strings.HasPrefix(r, "U07") }),
				"another unit leads some of the projects")
			assert.Len(t, sub.Rows, len(everyOption()))
		})
	}
}

// everyOption is a row for each option of each list.
func everyOption() []map[string]any {
	p := plan.Builtin()
	var rows []map[string]any
	row := func(changes map[string]any) {
		rows = append(rows, exceltest.With(exceltest.Good(fmt.Sprintf("第%d个点位改造", len(rows)+1)), changes))
	}
	for _, k := range p.Tasks {
		row(map[string]any{"task": k.Name, "track": p.TrackNo(k.Track).Name})
	}
	for _, u := range p.Units {
		row(map[string]any{"lead": u.Name, "partners": nil})
		row(map[string]any{"partners": u.Name})
	}
	for _, status := range p.Canonical("项目状态") {
		changes := map[string]any{"status": status}
		switch status {
		case plan.StatusDone:
			changes["progress"], changes["finished"] = 100, "2023-06-20"
		case plan.StatusNotStarted:
			changes["progress"], changes["paid"], changes["start"] = 0, 0, "2023-10-01"
		}
		row(changes)
	}
	for key, list := range map[string]string{"kind": "项目类别", "priority": "轻重缓急", "self": "自评", "funding": "资金落实"} {
		for _, option := range p.Canonical(list) {
			changes := map[string]any{key: option}
			if option == plan.SelfLate {
				changes["problem"] = "征询延后，正在补做。"
			}
			row(changes)
		}
	}
	row(map[string]any{"deadline": "长期"})
	row(map[string]any{"total": plan.PendingWord, "city": nil, "district": nil, "street": nil, "social": nil})
	return rows
}

// TestFormJudgesAsThePlanDoes compares the formulas, as LibreOffice works them
// out, with plan.Judge.
func TestFormJudgesAsThePlanDoes(t *testing.T) {
	slowtest.Long(t)
	p := plan.Builtin()
	periods := map[string]plan.Date{
		"2023-12-31": plan.Day(2023, 12, 31), "2023年12月": plan.Day(2023, 12, 31), "2023.9": plan.Day(2023, 9, 30), "20230630": plan.Day(2023, 6, 30),
		"2023/6/29": plan.Day(2023, 6, 29), "2024年底前": plan.Day(2024, 12, 31), "2023年上半年": plan.Day(2023, 6, 30), "2025": plan.Day(2025, 12, 31),
		"2023年第三季度": plan.Day(2023, 9, 30), "2024Q1": plan.Day(2024, 3, 31), "2024年2月底": plan.Day(2024, 2, 29), "2023年7月15日前": plan.Day(2023, 7, 15),
		"２０２３年９月": plan.Day(2023, 9, 30), "2023年9月30日之前": plan.Day(2023, 9, 30), "2023三季度": plan.Day(2023, 9, 30),
	}
	starts := map[string]plan.Date{
		"": 0, "2022-03-01": plan.Day(2022, 3, 1), "2023年5月": plan.Day(2023, 5, 1), "2023年下半年": plan.Day(2023, 7, 1), "2022": plan.Day(2022, 1, 1),
		"2023年2月1日": plan.Day(2023, 2, 1), "2023上半年": plan.Day(2023, 1, 1),
	}
	var rows []map[string]any
	var want []plan.Verdict
	add := func(c plan.Case, start, deadline string, rate any) {
		row := exceltest.Good("项目" + plan.Count(len(rows)))
		row["start"], row["deadline"], row["kind"], row["status"], row["self"] = start, deadline, c.Kind, c.Status, c.Self
		row["progress"], row["rate"], row["next"] = c.Progress.Float(), rate, "开放"
		c.FirstTarget, c.Concrete = 2022, true
		rows, want = append(rows, row), append(want, p.Judge(c, exceltest.FormQuarter.Last()))
	}
	for _, deadline := range sortedKeys(periods) {
		for i, start := range sortedKeys(starts) {
			c := plan.Case{Kind: plan.KindWorks, Status: plan.StatusUnderWay, Start: starts[start], Deadline: periods[deadline], Progress: plan.Percent(100 * (7*i + 13))}
			add(c, start, deadline, nil)
		}
	}
	for i, status := range p.Canonical("项目状态") {
		for _, kind := range p.Canonical("项目类别") {
			rate := plan.Percent(2000 + 700*i)
			c := plan.Case{Kind: kind, Status: status, Deadline: plan.Day(2024, 6, 30), YearRate: &rate}
			add(c, "", "2024-06-30", rate.Float())
			c = plan.Case{Kind: kind, Status: status, Deadline: p.Info.Last(), OpenEnded: true, Self: plan.SelfLate, Progress: 4000}
			add(c, "", "长期", nil)
		}
	}
	// What is no plain date has no light, rather than a wrong one.
	unread := [][2]string{{"2023年3月", "2022-2024年"}, {"2023年3月", "2023年3月-12月"}, {"2023年3月", "2023.3-2023.12"}, {"2023年3月", "2023年2月30日"},
		{"2023年6月上旬", "2023年12月"}, {"明年初", "2023年12月"}, {"2023-2024", "2024年12月"}}
	for _, u := range unread {
		add(plan.Case{Kind: plan.KindWorks, Status: plan.StatusUnderWay, Progress: 4000}, u[0], u[1], nil)
		want[len(want)-1] = plan.Verdict{}
	}
	const perForm = 80
	sent := map[string][]byte{}
	for first := 0; first < len(rows); first += perForm {
		rows[first]["done"] = longText
		sent[plan.Count(first)] = exceltest.Filled(t, blankForm(t, "管理办"), rows[first:min(first+perForm, len(rows))]...)
	}
	saved := exceltest.AllSavedByLibreOffice(t, sent)
	for first := 0; first < len(rows); first += perForm {
		last := min(first+perForm, len(rows))
		f := exceltest.Opened(t, saved[plan.Count(first)])
		judgedAs(t, f, rows[first:last], want[first:last])
		printed(t, f, rows[first:last])
	}
}

// judgedAs holds what a form's formulas say of its rows to the verdicts, and
// its foot to their number.
func judgedAs(t *testing.T, f *excelize.File, rows []map[string]any, want []plan.Verdict) {
	t.Helper()
	for i, v := range want {
		light, err := f.GetCellValue(form.SheetForm, exceltest.TypedCell(t, plan.KeyLight, form.FirstRow+i))
		require.NoError(t, err)
		due, err := f.GetCellValue(form.SheetForm, exceltest.TypedCell(t, plan.KeyDue, form.FirstRow+i))
		require.NoError(t, err)
		said := fmt.Sprintf("%s—%s %s %s", rows[i]["start"], rows[i]["deadline"], rows[i]["kind"], rows[i]["status"])
		assert.Equal(t, v.Light.String(), light, said)
		if v.Timed {
			assert.Equal(t, v.Due.String(), due, said)
		} else {
			assert.Empty(t, due, said)
		}
	}
	total, err := f.GetCellValue(form.SheetForm, book.At(form.RowTotals, 1))
	require.NoError(t, err)
	n := plan.Money(len(rows))
	assert.Equal(t, form.FootLine(filing.Foot{
		Projects: len(rows), Total: plan.Exactly(160 * n * plan.Wan), Paid: plan.Exactly(60 * n * plan.Wan),
	}), total)
}

// printed holds a form's 季度打印 to its rows, the first of which has longText.
func printed(t *testing.T, f *excelize.File, rows []map[string]any) {
	t.Helper()
	names, done := printedTexts(t, f, 2), printedTexts(t, f, 7)
	head, err := f.GetCellValue(form.SheetPrint, book.At(3, 1))
	require.NoError(t, err)
	if 2*len(rows) > printLeast { // every project takes two lines
		assert.Less(t, len(names), len(rows))
		assert.Contains(t, head, "后面的项目这里印不下")
	} else {
		require.Len(t, names, len(rows), "the quarter's print shows the last project too")
		assert.Equal(t, rows[len(rows)-1]["name"], names[len(names)-1])
		assert.NotContains(t, head, "印不下")
	}
	assert.Equal(t, longText, done[0], "a long text is printed whole")
	first, err := f.GetCellValue(form.SheetPrint, book.At(printRowFirst, 1))
	require.NoError(t, err)
	assert.Equal(t, "1", first, "a project without a serial number is counted")
}

const longText = "本季度完成崂山路、浦电路沿街绿地休憩点三处改造，累计完成投资六十万元；与综合行政执法队联合整治乱设摊十二起；" +
	"第四处进场施工，完成基础浇筑与管线迁移，预计八月底前完成并开放，另与居委会召开听证会两次，收集意见三十六条并逐条答复。"

// printedTexts are the texts of a column of 季度打印, their lines put together
// again. No line begins with a mark that may not.
func printedTexts(t *testing.T, f *excelize.File, col int) []string {
	t.Helper()
	rows, err := f.GetRows(form.SheetPrint, excelize.Options{RawCellValue: true})
	require.NoError(t, err)
	var texts []string
	for _, row := range rows[printRowFirst-1:] {
		lineNo := len(row)
		if lineNo == 0 || row[lineNo-1] == "" {
			break
		}
		if row[lineNo-1] == "1" {
			texts = append(texts, "")
		}
		assert.False(t, row[col-1] != "" && strings.ContainsAny(row[col-1][:3], lineEnders), row[col-1])
		texts[len(texts)-1] += row[col-1]
	}
	return texts
}

func sortedKeys(m map[string]plan.Date) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

func TestFormKeepsExcelsLimits(t *testing.T) {
	f, err := excelize.OpenReader(bytes.NewReader(blankForm(t, "管理办")))
	require.NoError(t, err)
	defer f.Close()
	checks, err := f.GetDataValidations(form.SheetForm)
	require.NoError(t, err)
	require.Len(t, checks, len(plan.Builtin().Columns)-3+1, "every column but 项目编号 and the computed two, and the tick")
	for _, dv := range checks {
		assert.LessOrEqual(t, units(*dv.PromptTitle), 32, dv.Sqref)
		assert.LessOrEqual(t, units(*dv.Prompt), 255, dv.Sqref)
		if dv.Error != nil {
			assert.LessOrEqual(t, units(*dv.ErrorTitle), 32, dv.Sqref)
			assert.LessOrEqual(t, units(*dv.Error), 255, dv.Sqref)
		}
		assert.LessOrEqual(t, units(dv.Formula1), 255, dv.Sqref)
	}
}

func units(s string) int { return len(utf16.Encode([]rune(s))) }

func TestOnlyInputCellsAreFree(t *testing.T) {
	f, err := excelize.OpenReader(bytes.NewReader(blankForm(t, "管理办")))
	require.NoError(t, err)
	defer f.Close()
	for _, c := range plan.Builtin().Columns {
		want := c.Type == plan.TypeComputed || c.Key == "id"
		assert.Equal(t, want, locked(t, f, exceltest.TypedCell(t, c.Key, form.FirstRow)), c.Header)
		assert.True(t, locked(t, f, exceltest.TypedCell(t, c.Key, form.RowHeaders)), c.Header)
	}
	assert.False(t, locked(t, f, "E1"), "the tick of a zero report")
}

func locked(t *testing.T, f *excelize.File, cell string) bool {
	t.Helper()
	id, err := f.GetCellStyle(form.SheetForm, cell)
	require.NoError(t, err)
	style, err := f.GetStyle(id)
	require.NoError(t, err)
	return style.Protection == nil || style.Protection.Locked
}

func TestNoticeNamesWhatToSendAndWhen(t *testing.T) {
	text := Notice(plan.Builtin(), exceltest.FormQuarter, 0, false)
	assert.NotContains(t, text, "已经列好")
	assert.Contains(t, Notice(plan.Builtin(), exceltest.FormQuarter, 0, true), "上季度报过的项目已经列好")
	for _, said := range []string{"2023年第二季度", "数据截至2023年6月30日", "2023年6月20日前", "零报告", "由自治办汇总", "党政办、人大办、监察办有牵头项目才报"} {
		assert.Contains(t, text, said)
	}
}

// blankForm is a unit's form without last quarter's projects.
func blankForm(t testing.TB, unit string) []byte {
	t.Helper()
	u, ok := plan.Builtin().Unit(unit)
	require.True(t, ok)
	data, err := Write(plan.Builtin(), Form{Unit: u, Quarter: exceltest.FormQuarter})
	require.NoError(t, err)
	return data
}
