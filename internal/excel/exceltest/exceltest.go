// Package exceltest is what tests of workbooks share: forms filled in as a
// clerk would, files worked in by an office program, and how they read.
package exceltest

import (
	"bytes"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"jingpin/internal/check"
	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/intake"
	"jingpin/internal/opc"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
	"jingpin/internal/slowtest"
)

var FormQuarter = plan.Quarter{Year: 2023, N: 2}

// Filled is a form of ours with values typed into its rows, by column key.
func Filled(t testing.TB, data []byte, rows ...map[string]any) []byte {
	t.Helper()
	return Worked(t, data, func(f *excelize.File) {
		for i, row := range rows {
			for key, value := range row {
				require.NoError(t, f.SetCellValue(form.SheetForm, TypedCell(t, key, form.FirstRow+i), value))
			}
		}
	})
}

// Worked is a workbook after somebody worked in it.
func Worked(t testing.TB, data []byte, work func(f *excelize.File)) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	require.NoError(t, err)
	defer f.Close()
	work(f)
	return Saved(t, f)
}

// Saved is a workbook as it is saved, but not compressed: tests read it again at
// once.
func Saved(t testing.TB, f *excelize.File) []byte {
	t.Helper()
	f.SetZipWriter(func(w io.Writer) excelize.ZipWriter { return opc.NewStore(w) })
	out, err := f.WriteToBuffer()
	require.NoError(t, err)
	return out.Bytes()
}

// TypedCell is where a column stands on a form that is not rolled forward.
func TypedCell(t testing.TB, key string, row int) string {
	t.Helper()
	for i, s := range form.Slots(plan.Builtin(), false) {
		if s.Key == key {
			cell, err := excelize.CoordinatesToCellName(i+1, row)
			require.NoError(t, err)
			return cell
		}
	}
	require.Fail(t, "no such column", key)
	return ""
}

// Good is a project that passes every rule.
func Good(name string) map[string]any {
	return map[string]any{
		"track": "形态改善行动", "task": "改善街区景观环境", "name": name, "content": "在沿街绿地改造休憩点8处。", "kind": "工程类",
		"priority": "重点", "y2022": "改造2处", "y2023": "改造2处", "y2024": "改造2处", "y2025": "改造2处", "start": "2022-03-01",
		"deadline": "2025-12-31", "lead": "管理办", "partners": "营商办", "total": 160, "city": 0, "district": 100, "street": 50,
		"social": 10, "funding": "已落实", "status": "在建", "progress": 39, "done": "累计改造休憩点3处，第4处进场施工。", "paid": 60,
		"next": "8月底前完成第4处改造并开放。",
	}
}

// With is a project with some columns changed.
func With(project map[string]any, changes map[string]any) map[string]any {
	for key, value := range changes {
		project[key] = value
	}
	return project
}

// Checked reads a file as the program does.
func Checked(name string, data []byte) *filing.Submission {
	sub := intake.Read(intake.Received{Path: name, Data: data}, plan.Builtin(), intake.Options{})[0]
	check.Judge(sub, plan.Builtin(), check.Options{})
	portfolio.Settle(sub, plan.Builtin(), nil, 0)
	return sub
}

// Rules are what was found, as "T03 N9", without mere records.
func Rules(s *filing.Submission) []string {
	found := []string{}
	for _, f := range form.Returned(s.Findings) {
		found = append(found, f.Rule+" "+f.Cell)
	}
	return found
}

// SavedByLibreOffice is a workbook after LibreOffice opened and saved it.
func SavedByLibreOffice(t testing.TB, data []byte) []byte {
	t.Helper()
	return AllSavedByLibreOffice(t, map[string][]byte{"one": data})["one"]
}

// AllSavedByLibreOffice opens and saves many workbooks at one start, which is
// what takes the time.
func AllSavedByLibreOffice(t testing.TB, data map[string][]byte) map[string][]byte {
	t.Helper()
	return AllSavedAs(t, "xlsx", data)
}

// AllSavedAs opens many workbooks in LibreOffice and saves them in the format of
// an ending.
func AllSavedAs(t testing.TB, ending string, data map[string][]byte) map[string][]byte {
	t.Helper()
	return AllConverted(t, "xlsx", ending, data)
}

// AllConverted opens files of a format in LibreOffice and saves them in another,
// which is an ending or one with a filter: docx:MS Word 2007 XML. The test skips
// where LibreOffice is not installed, and in short runs, as it takes long to start.
func AllConverted(t testing.TB, from, to string, data map[string][]byte) map[string][]byte {
	t.Helper()
	soffice := findLibreOffice(t)
	dir := t.TempDir()
	out := filepath.Join(dir, "out")
	args := []string{"-env:UserInstallation=file://" + filepath.Join(dir, "profile"), "--headless", "--convert-to", to, "--outdir", out}
	names := slices.Sorted(maps.Keys(data))
	for i, name := range names {
		in := filepath.Join(dir, plan.Count(i)+"."+from)
		require.NoError(t, os.WriteFile(in, data[name], 0o600))
		args = append(args, in)
	}
	text, err := exec.Command(soffice, args...).CombinedOutput()
	require.NoError(t, err, string(text))
	ending, _, _ := strings.Cut(to, ":")
	saved := map[string][]byte{}
	for i, name := range names {
		saved[name], err = os.ReadFile(filepath.Join(out, plan.Count(i)+"."+ending))
		require.NoError(t, err, name)
	}
	return saved
}

func findLibreOffice(t testing.TB) string {
	t.Helper()
	slowtest.Long(t)
	path, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("soffice is not installed")
	}
	return path
}

// Opened is a workbook opened, for as long as the test runs.
func Opened(t testing.TB, data []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, f.Close()) })
	return f
}

var storedResult = regexp.MustCompile(`(</f>)<v>[^<]*</v>`)

// WithoutResults drops the stored result of every formula.
func WithoutResults(t *testing.T, data []byte) []byte {
	t.Helper()
	p, err := opc.OpenPackage(data)
	require.NoError(t, err)
	for name, part := range p.Data {
		if strings.HasPrefix(name, "xl/worksheets/") {
			p.Put(name, storedResult.ReplaceAll(part, []byte("$1")))
		}
	}
	out, err := p.Bytes()
	require.NoError(t, err)
	return out
}
