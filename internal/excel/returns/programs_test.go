package returns

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"jingpin/internal/excel/book"
	"jingpin/internal/excel/exceltest"
	"jingpin/internal/form"
	"jingpin/internal/slowtest"
)

// typing is what a clerk does to a cell: a value typed, words added to its note.
type typing struct {
	Sheet string `json:"sheet"`
	Cell  string `json:"cell"`
	Value any    `json:"value,omitempty"`
	Note  string `json:"note,omitempty"`
}

// program types into a workbook and saves it.
type program func(t *testing.T, data []byte, edits []typing) []byte

// TestThreeRoundsThroughPrograms sends a form through every program that
// departments use, three times from and to our marks, and once without them.
// What was done is told as it is, and in the end the department has all that it
// would have without the marks.
func TestThreeRoundsThroughPrograms(t *testing.T) {
	slowtest.Long(t)
	for name, start := range map[string]func(t *testing.T) program{
		"LibreOffice": libreOffice,
		"openpyxl":    func(t *testing.T) program { return python(t, "openpyxl") },
		"ExcelJS":     func(t *testing.T) program { return node(t, "exceljs") },
		"SheetJS":     func(t *testing.T) program { return node(t, "sheetjs") },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			threeRounds(t, start(t))
		})
	}
}

func threeRounds(t *testing.T, work program) {
	const file, reason = "管理办.xlsx", "上级统一组织，街道配合宣传"
	projects := faultyProjects()
	projects[4]["done"] = "稳步推进中"
	at := func(key string, row int) string { return exceltest.TypedCell(t, key, form.FirstRow+row) }
	typed := func(key string, row int, value any) typing {
		return typing{Sheet: form.SheetForm, Cell: at(key, row), Value: value}
	}
	var filled []typing
	for i, project := range projects {
		for key, value := range project {
			filled = append(filled, typed(key, i, value))
		}
	}
	empty := ownThings(t)
	rounds := []struct {
		edits  []typing
		listed []typing // in the list, by rule
		found  []string
		told   string
	}{
		{edits: filled, found: []string{"S05", "T03", "M03", "U05", "Q12"}, told: "第1次检查：请改正4处，请核实1处"},
		{
			edits:  []typing{typed("task", 0, "改善街区景观环境"), typed("progress", 4, "基本过半"), {Sheet: form.SheetForm, Cell: at("done", 4), Note: reason}},
			listed: []typing{{Cell: "U05", Value: form.AcceptWord}},
			found:  []string{"T03", "M03", "Q03"}, told: "已改2处，已答复1处，还剩2处，新发现1处",
		},
		{
			edits: []typing{typed("deadline", 1, "2025年6月"), typed("progress", 4, 39), typed("status", 1, "差不多了")},
			found: []string{"Q02", "M03"}, told: "已改2处，还剩1处，新发现1处",
		},
		{edits: []typing{typed("total", 2, 160), typed("status", 1, "在建")}, found: nil},
	}
	marked, sent := empty, empty
	own := 1 // bad cells with a note of the department's
	var all []typing
	for i, round := range rounds {
		edits := round.edits
		for _, l := range round.listed {
			edits = append(edits, typing{Sheet: form.SheetProblems, Cell: listedCell(t, marked, l.Cell), Value: l.Value})
		}
		sent = work(t, marked, edits)
		for _, e := range round.edits {
			if e.Note == "" {
				all = append(all, e)
			}
		}
		sub := exceltest.Checked(file, sent)
		require.Equal(t, round.found, codes(sub), "round %d", i+1)
		if i > 0 {
			require.Len(t, form.Answered(sub.Findings), 1, "round %d", i+1)
			assert.Equal(t, reason, form.Answered(sub.Findings)[0].Answer)
		}
		if len(round.found) == 0 {
			break
		}
		var letter string
		marked, letter = returned(t, file, sent)
		assert.Contains(t, letter, round.told)
		assert.NotContains(t, letter, "没有在原表上标注")
		fills, notes := marksOf(t, marked)
		assert.Len(t, fills, len(round.found), "round %d", i+1)
		assert.Len(t, notes, len(round.found)-own, "round %d", i+1)
		own = 0
	}
	plain, have := belongings(t, work(t, empty, all)), belongings(t, sent)
	for thing, was := range plain {
		if thing != "cell "+form.SheetForm+"!"+at("lead", 3) { // the suggestion that was accepted
			assert.Equal(t, was, have[thing], thing)
		}
	}
}

// ownThings is a unit's form in which the department has a sheet of its own,
// with a note, a picture, a table, a formula and formats.
func ownThings(t *testing.T) []byte {
	t.Helper()
	f := exceltest.Opened(t, sentForm(t, "管理办"))
	furnish(t, f)
	for i, row := range [][]any{{"项目", "概算"}, {"小游园", 12.5}, {"长廊", 30}} {
		require.NoError(t, f.SetSheetRow(ownNotes, book.At(5+i, 1), &row))
	}
	require.NoError(t, f.AddTable(ownNotes, &excelize.Table{Range: "A5:B7", Name: "概算表", StyleName: "TableStyleMedium2"}))
	require.NoError(t, f.SetCellFormula(ownNotes, "B9", "SUM(B6:B7)*2"))
	require.NoError(t, f.SetCellValue(ownNotes, "D1", 0.45))
	style, err := f.NewStyle(&excelize.Style{NumFmt: 10, Font: &excelize.Font{Bold: true, Color: "FF0000"}, Fill: book.Solid("FFFF99")})
	require.NoError(t, err)
	require.NoError(t, f.SetCellStyle(ownNotes, "D1", "D1", style))
	out, err := f.WriteToBuffer() // packed: SheetJS reads no stored parts with descriptors
	require.NoError(t, err)
	return out.Bytes()
}

// listedCell is where the department answers a finding of a rule, or accepts
// what it suggests.
func listedCell(t *testing.T, marked []byte, rule string) string {
	t.Helper()
	rows, err := exceltest.Opened(t, marked).GetRows(form.SheetProblems)
	require.NoError(t, err)
	for i, row := range rows {
		if len(row) >= form.ProblemRule && row[form.ProblemRule-1] == rule {
			return book.At(i+1, form.ProblemAccept)
		}
	}
	require.Fail(t, "not listed", rule)
	return ""
}

// scripted is a program that runs a script, which is given files to read, to
// write, and of the edits.
func scripted(run func(files ...string) *exec.Cmd) program {
	return func(t *testing.T, data []byte, edits []typing) []byte {
		t.Helper()
		dir := t.TempDir()
		in, out, list := filepath.Join(dir, "in.xlsx"), filepath.Join(dir, "out.xlsx"), filepath.Join(dir, "edits.json")
		text, err := json.Marshal(edits)
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(in, data, 0o600))
		require.NoError(t, os.WriteFile(list, text, 0o600))
		said, err := run(in, out, list).CombinedOutput()
		require.NoError(t, err, "%s", said)
		saved, err := os.ReadFile(out)
		require.NoError(t, err, "%s", said)
		return saved
	}
}

// alone runs a script by an interpreter.
func alone(interpreter, script string) func(files ...string) *exec.Cmd {
	return func(files ...string) *exec.Cmd {
		return exec.Command(interpreter, append([]string{script}, files...)...)
	}
}

// interpreter is a program that can run scripts that load a module; the test
// skips where there is none.
func interpreter(t *testing.T, module string, probe func(name string) *exec.Cmd, names ...string) string {
	t.Helper()
	for _, name := range names {
		if probe(name).Run() == nil {
			return name
		}
	}
	t.Skipf("%s is not installed", module)
	return ""
}

func python(t *testing.T, module string) program {
	script := filepath.Join("testdata", "programs", "with_"+module+".py")
	probe := func(name string) *exec.Cmd { return exec.Command(name, "-c", "import "+module) }
	return scripted(alone(interpreter(t, module, probe, "/usr/bin/python3", "python3"), script))
}

// node needs npm's module of that name in a folder of NODE_PATH.
func node(t *testing.T, module string) program {
	name := map[string]string{"sheetjs": "xlsx"}[module]
	if name == "" {
		name = module
	}
	script := filepath.Join("testdata", "programs", "with_"+module+".js")
	probe := func(n string) *exec.Cmd { return exec.Command(n, "-e", "require('"+name+"')") }
	return scripted(alone(interpreter(t, "node's "+name, probe, "node"), script))
}

func libreOffice(t *testing.T) program {
	office := exceltest.LibreOffice(t)
	return scripted(func(files ...string) *exec.Cmd {
		return office.Command(filepath.Join("testdata", "programs", "with_uno.py"), files...)
	})
}
