package intake_test

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"jingpin/internal/form"
	"jingpin/internal/intake"
	"jingpin/internal/plan"
	"jingpin/internal/sheet"
)

// rowBelow is a row below those of the sound paper.
var rowBelow = len(sound().rows)

// zeroCell is where the form asks for the tick of a zero report.
func zeroCell(p *sheetProjects) string { return address(p.columns["name"], form.RowAttachment) }

func tickZero(t *testing.T, p *sheetProjects) { p.put(t, zeroCell(p), form.ZeroTick) }

// fileBreakages are those of a sheet or a file.
var fileBreakages = []breakage{
	{rule: "F01", book: func(*testing.T, []byte) []byte { return []byte("序号,项目名称\n1,街角座椅更新\n") }},
	{rule: "F02", book: encrypt},
	{rule: "F03", book: func(_ *testing.T, b []byte) []byte { return b[:len(b)*2/3] }},
	{rule: "F04", opt: intake.Options{Limits: limits(func(l *sheet.Limits) { l.Cells = 50 })}},
	{rule: "F05", page: func(t *testing.T, p *sheetProjects) {
		require.NoError(t, p.AddVBAProject(append([]byte{0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1}, make([]byte, 504)...)))
	}, file: "管理办.xlsm"},
	{rule: "F07", book: addLink},
	{rule: "F08", book: func(t *testing.T, b []byte) []byte {
		return patch(t, b, "docProps/core.xml", func(xml string) string { return xml[:len(xml)/2] })
	}},

	{rule: "L01", page: func(t *testing.T, p *sheetProjects) {
		_, err := p.NewSheet("总结")
		require.NoError(t, err)
		require.NoError(t, p.SetCellValue("总结", "A1", "本季度工作总结"))
		require.NoError(t, p.DeleteSheet(p.sheet))
	}},
	{rule: "L02", paper: without("deadline"), where: header("name")},
	{rule: "L02", about: "status", paper: without("status"), where: header("name")},
	{rule: "L03", paper: func(in *paper) { in.extra = []extra{{"完成时限", "2024-06-30"}} }, where: header("deadline"), not: []string{"aliases"}},
	{rule: "L03", about: "alias", paper: func(in *paper) { in.extra = []extra{{"完成时间", "2024-06-30"}} }, where: header("deadline"), not: only("aliases")},
	{rule: "L04", paper: func(in *paper) { in.extra = []extra{{"走访记录", "已走访"}} }, where: header("走访记录")},
	{rule: "L04", about: "the worse of two", paper: func(in *paper) { in.extra = []extra{{"时间节点", "2024-06-30"}} }, where: header("时间节点"), not: []string{"aliases"}},
	{rule: "L05", page: func(t *testing.T, p *sheetProjects) { require.NoError(t, p.SetRowVisible(p.sheet, p.rows[2], false)) }},
	{rule: "L05", about: "column", page: func(t *testing.T, p *sheetProjects) {
		name, err := excelize.ColumnNumberToName(p.columns["status"])
		require.NoError(t, err)
		require.NoError(t, p.SetColVisible(p.sheet, name, false))
	}, where: func(p *sheetProjects) string { return shownAt(p, p.columns["status"], p.top+headerDepth(p)) }},
	{rule: "L05", about: "sheet", page: func(t *testing.T, p *sheetProjects) {
		cover, err := p.NewSheet("封面")
		require.NoError(t, err)
		p.SetActiveSheet(cover)
		require.NoError(t, p.SetSheetVisible(p.sheet, false))
	}},
	{rule: "L06", page: identify(form.Identity{Template: "0", Plan: plan.Builtin().FormDigest(), Unit: "管理办", Quarter: quarter}), not: only("form")},
	{rule: "L06", about: "another plan", page: identify(form.Identity{
		Template: plan.Builtin().Info.TemplateVersion, Plan: "另一份", Unit: "管理办", Quarter: quarter,
	}), not: only("form")},
	{rule: "L07", paper: func(in *paper) { in.total = 2000 }, where: func(p *sheetProjects) string { return address(p.columns["total"], p.total) }},
	{rule: "L13", about: "dragged down", paper: func(in *paper) {
		for i, r := range in.rows {
			r["deadline"] = plan.Day(2024, 6, 20+i).String()
		}
	}, at: "deadline", severity: plan.Warning},
	{rule: "M04", about: "a column in 元", paper: func(in *paper) {
		for _, r := range in.rows {
			for _, key := range []string{"total", "city", "district", "street", "social", "paid"} {
				if n, ok := r[key].(int); ok {
					r[key] = n * 10_000
				}
			}
		}
	}, where: func(p *sheetProjects) string { return address(p.columns["total"], p.top+headerDepth(p)) }, severity: plan.Error, not: []string{"total on top"}},
	{rule: "L08", paper: func(in *paper) { in.rows = nil }},
	{rule: "L09", paper: func(in *paper) {
		in.rows[0]["sub"], in.rows[1]["sub"] = "东段", "西段"
		in.rows[1]["name"] = nil
	}, page: func(t *testing.T, p *sheetProjects) {
		p.merge(t, p.columns["name"], p.rows[0], p.columns["name"], p.rows[1])
	}, at: "name"},
	{rule: "L10", page: func(t *testing.T, p *sheetProjects) {
		_, err := p.NewSheet("第二批")
		require.NoError(t, err)
		copySheet(t, p.File, layouts[3].lay(t, paper{unit: "管理办", quarter: quarter.Chinese(), rows: []cells{sound().rows[service]}}), "第二批", "另一个项目")
	}},

	{rule: "L11", paper: func(in *paper) {
		first, second := maps.Clone(in.rows[0]), maps.Clone(in.rows[0])
		first["no"], first["name"] = "1.1", "其中：东园路东段"
		second["no"], second["name"] = "1.2", "东园路西段"
		in.rows = slices.Insert(in.rows, 1, first, second)
	}, at: "name", not: only("aliases")},
	{rule: "L12", paper: func(in *paper) { in.rows = append(in.rows, cells{"done": "座椅照明更新完成。"}) }, row: rowBelow, at: "done", not: only("form", "aliases")},
	{rule: "L13", paper: func(in *paper) { in.rows = append(in.rows, cells{"name": "口袋花园二期改造"}) }, row: rowBelow, at: "name", not: only("form", "aliases")},
	{rule: "L14", page: func(t *testing.T, p *sheetProjects) {
		_, err := p.NewSheet("旧稿")
		require.NoError(t, err)
		copySheet(t, p.File, layouts[3].lay(t, sound()), "旧稿", "")
		require.NoError(t, p.SetSheetVisible("旧稿", false))
	}},
	{rule: "L15", paper: func(in *paper) { in.rows = append(in.rows, cells{"name": "零报告"}) }, row: rowBelow, at: "name", not: only("form", "aliases")},
	{rule: "L17", paper: func(in *paper) { in.renamed = map[string]string{"deadline": "收口日"} }, opt: intake.Options{Lessons: lessons("收口日=deadline")},
		where: header("deadline"), not: []string{"form"}},
	{rule: "L16", page: tickZero, where: zeroCell, not: only("form")},
	{rule: "L16", about: "nothing filled in", paper: func(in *paper) {
		in.rows[0]["status"], in.rows[0]["progress"] = "已完成", 100 // brought along
		for _, r := range in.rows[1:] {
			for _, key := range []string{"status", "progress", "rate", "done", "paid", "problem", "next"} {
				delete(r, key)
			}
		}
	}, page: tickZero, where: zeroCell, severity: plan.Error, not: only("form")},
	{rule: "C08", about: "row", page: func(t *testing.T, p *sheetProjects) {
		struck, err := p.NewStyle(&excelize.Style{Font: &excelize.Font{Strike: true}})
		require.NoError(t, err)
		require.NoError(t, p.SetCellStyle(p.sheet, address(1, p.rows[2]), address(p.last, p.rows[2]), struck))
	}, row: 2, at: "name", not: only("aliases")},
	{rule: "C08", about: "runs", page: func(t *testing.T, p *sheetProjects) {
		require.NoError(t, p.SetCellRichText(p.sheet, p.at(0, "paid"), []excelize.RichTextRun{
			{Text: "10", Font: &excelize.Font{Strike: true}}, {Text: "240", Font: &excelize.Font{}},
		}))
	}, row: 0, at: "paid", not: only("aliases")},
	{rule: "C08", about: "cell", page: func(t *testing.T, p *sheetProjects) {
		struck, err := p.NewStyle(&excelize.Style{Font: &excelize.Font{Strike: true}})
		require.NoError(t, err)
		require.NoError(t, p.SetCellStyle(p.sheet, p.at(0, "note"), p.at(0, "note"), struck))
		require.NoError(t, p.SetCellValue(p.sheet, p.at(0, "note"), "已经作废的备注"))
	}, row: 0, at: "note", not: only("aliases")},

	{rule: "U01", paper: leadApart, file: "新建工作表.xlsx", not: []string{"form"}},
	{rule: "U02", paper: func(in *paper) { in.unit = "区绿化市容局" }, where: heading},
	{rule: "U03", file: "服务办.xlsx", where: heading},
	{rule: "U03", about: "a colleague's form", page: identify(form.Identity{
		Template: plan.Builtin().Info.TemplateVersion, Plan: plan.Builtin().FormDigest(), Unit: "服务办", Quarter: quarter,
	}), where: heading, not: only("form")},
	{rule: "U10", paper: func(in *paper) { in.quarter = "2023年第一季度" }, where: func(p *sheetProjects) string {
		if p.sheet == form.SheetForm {
			return address(p.columns["name"], form.RowHead)
		}
		return "E2"
	}},
	{rule: "U10", about: "without a year", paper: func(in *paper) { in.quarter = "一季度" }, where: func(p *sheetProjects) string {
		if p.sheet == form.SheetForm {
			return address(p.columns["name"], form.RowHead)
		}
		return "E2"
	}},

	{rule: "C07", typed: cells{"lead": "营商办"}, page: accept("lead", "区城管中队", "综合行政执法队(城管中队)"), at: "lead", also: []string{"U07 lead", "U08 lead"}},
	{rule: "C03", about: "an accepted suggestion", typed: cells{"lead": "管理处"}, page: accept("lead", "管理处", "管理办"), at: "lead"},
}

// heading is the cell of the submitting unit.
func heading(p *sheetProjects) string {
	if p.sheet == form.SheetForm {
		return address(1, form.RowHead)
	}
	return "A2"
}

// header is a column's header cell.
func header(key string) func(*sheetProjects) string {
	return func(p *sheetProjects) string {
		row := p.top
		if p.sheet == form.SheetForm && p.columns[key] <= len(form.Slots(plan.Builtin(), false)) {
			row = form.RowParents // the cell is merged down from there
		}
		return address(p.columns[key], row)
	}
}

// headerDepth is how many rows the header goes on below its first.
func headerDepth(p *sheetProjects) int {
	top, err := p.GetCellValue(p.sheet, address(p.columns["y2023"], p.top))
	if err != nil || strings.Contains(top, "2023") || p.sheet == form.SheetForm {
		return 0
	}
	return 1
}

// shownAt is where a cell is seen, be it that it lies in a merged one.
func shownAt(p *sheetProjects, col, row int) string {
	merges, err := p.GetMergeCells(p.sheet)
	if err != nil {
		return ""
	}
	for _, m := range merges {
		left, top, errFirst := excelize.CellNameToCoordinates(m.GetStartAxis())
		right, bottom, errLast := excelize.CellNameToCoordinates(m.GetEndAxis())
		if errFirst == nil && errLast == nil && left <= col && col <= right && top <= row && row <= bottom {
			return m.GetStartAxis()
		}
	}
	return address(col, row)
}

func without(key string) func(*paper) {
	return func(in *paper) { in.without = append(in.without, key) }
}

// leadApart has nothing tell whose the paper is: no heading, and two leads.
func leadApart(in *paper) {
	in.unit = ""
	for i := range in.rows {
		in.rows[i] = maps.Clone(in.rows[i])
		if i%2 == 1 {
			in.rows[i]["lead"], in.rows[i]["partners"] = "营商办", "管理办"
		}
	}
}

func limits(change func(*sheet.Limits)) sheet.Limits {
	l := sheet.DefaultLimits
	change(&l)
	return l
}

// encrypt protects the workbook by a password.
func encrypt(t *testing.T, book []byte) []byte {
	f, err := excelize.OpenReader(bytes.NewReader(book))
	require.NoError(t, err)
	defer f.Close()
	var out bytes.Buffer
	require.NoError(t, f.Write(&out, excelize.Options{Password: "密码"}))
	return out.Bytes()
}

// addLink makes the workbook take values from another one.
func addLink(t *testing.T, book []byte) []byte {
	const ns = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	book = patch(t, book, "xl/_rels/workbook.xml.rels", func(xml string) string {
		return strings.Replace(xml, "</Relationships>", `<Relationship Id="rId99" Type="`+ns+`/externalLink" Target="externalLinks/externalLink1.xml"/></Relationships>`, 1)
	})
	book = patch(t, book, "xl/externalLinks/externalLink1.xml", func(string) string {
		return `<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="` + ns + `"><externalBook r:id="rId1"/></externalLink>`
	})
	book = patch(t, book, "xl/externalLinks/_rels/externalLink1.xml.rels", func(string) string {
		return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="` + ns + `/externalLinkPath" Target="经费.xlsx" TargetMode="External"/></Relationships>`
	})
	book = patch(t, book, "xl/workbook.xml", func(xml string) string {
		links := `<externalReferences><externalReference r:id="rId99" xmlns:r="` + ns + `"/></externalReferences>`
		return strings.Replace(xml, "</sheets>", "</sheets>"+links, 1)
	})
	return patch(t, book, "[Content_Types].xml", func(xml string) string {
		return strings.Replace(xml, "</Types>", `<Override PartName="/xl/externalLinks/externalLink1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"/></Types>`, 1)
	})
}

// identify stamps another identity on a form.
func identify(id form.Identity) func(*testing.T, *sheetProjects) {
	return func(t *testing.T, p *sheetProjects) {
		for i, prop := range id.Properties() {
			require.NoError(t, p.SetCustomProps(excelize.CustomProperty{Name: prop.Name, Value: prop.Value}))
			require.NoError(t, p.SetCellValue(form.SheetIdentity, address(2, i+1), prop.Value))
		}
	}
}

// copySheet copies a laid-out page into a sheet, its project renamed.
func copySheet(t *testing.T, to *excelize.File, from *sheetProjects, name, project string) {
	t.Helper()
	rows, err := from.GetRows(from.sheet)
	require.NoError(t, err)
	for i, row := range rows {
		for j, value := range row {
			if i+1 == from.rows[0] && j+1 == from.columns["name"] {
				value = project
			}
			require.NoError(t, to.SetCellValue(name, address(j+1, i+1), value))
		}
	}
	require.NoError(t, from.Close())
}

// accept adds the list of a return workbook, with a suggestion that the
// department accepted for a cell of the first row.
func accept(key, value, suggest string) func(*testing.T, *sheetProjects) {
	return func(t *testing.T, p *sheetProjects) {
		_, err := p.NewSheet(form.SheetProblems)
		require.NoError(t, err)
		put := func(row, col int, v any) {
			require.NoError(t, p.SetCellValue(form.SheetProblems, address(col, row), v))
		}
		put(form.ProblemRound, form.ProblemRule, form.RoundCaption)
		put(form.ProblemRound, form.ProblemRule+1, 1)
		for i, title := range form.ProblemTitles() {
			put(form.ProblemHeader, i+1, title)
		}
		row := form.ProblemHeader + 1
		name, err := p.GetCellValue(p.sheet, address(p.columns[plan.KeyName], p.rows[0]))
		require.NoError(t, err)
		for col, v := range map[int]any{
			form.ProblemValue: value, form.ProblemSuggest: suggest, form.ProblemAccept: form.AcceptWord, form.ProblemRule: "U05",
			form.ProblemSheet: p.sheet, form.ProblemRow: p.rows[0], form.ProblemCol: p.columns[key], form.ProblemColumn: "牵头部门",
			form.ProblemProject: name, form.ProblemID: "U05|6|" + plan.Key(name) + "|牵头部门",
		} {
			put(row, col, v)
		}
	}
}
