package web

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"jingpin/internal/excel/exceltest"
	"jingpin/internal/filing"
	contract "jingpin/internal/form"
	"jingpin/internal/quarter"
	"jingpin/internal/report"
	"jingpin/internal/slowtest"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"
)

// tree is what lies in a folder, by name.
func tree(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	require.NoError(t, filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		require.NoError(t, err)
		files[filepath.ToSlash(name)], err = os.ReadFile(path)
		return err
	}))
	return files
}

// program is jingpin as offices have it, built once.
var program = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "jingpin-program-")
	if err != nil {
		return "", err
	}
	atEnd = append(atEnd, func() { _ = os.RemoveAll(dir) })
	path := filepath.Join(dir, "jingpin.exe")
	out, err := exec.Command("go", "build", "-o", path, "jingpin/cmd/jingpin").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%w: %s", err, out)
	}
	return path, nil
})

// commands runs the program in a folder, today being the samples'.
func commands(t *testing.T, dir string) func(args ...string) {
	path, err := program()
	require.NoError(t, err)
	home := t.TempDir()
	return func(args ...string) {
		t.Helper()
		c := exec.Command(path, args...)
		c.Dir, c.Env = dir, append(os.Environ(), "HOME="+home, "XDG_CACHE_HOME="+home)
		out, err := c.CombinedOutput()
		require.NoError(t, err, "%v: %s", args, out)
	}
}

// typing types into a workbook as an office does, and saves it: what texts stand
// under which titles, in the row that holds others, or below the last.
func typing(t *testing.T, f *excelize.File, sheet string, where, what map[string]string) {
	t.Helper()
	rows, err := f.GetRows(sheet)
	require.NoError(t, err)
	at := func(row []string, title string) int { return slices.Index(row, title) }
	knows := func(row []string, texts map[string]string) bool {
		for title := range texts {
			if at(row, title) < 0 {
				return false
			}
		}
		return true
	}
	header := slices.IndexFunc(rows, func(row []string) bool { return knows(row, where) && knows(row, what) })
	require.GreaterOrEqual(t, header, 0, "%s has no such columns", sheet)
	holds := func(row []string, texts map[string]string) bool {
		for title, text := range texts {
			if col := at(rows[header], title); col >= len(row) || row[col] != text {
				return false
			}
		}
		return true
	}
	empty := map[string]string{}
	for title := range what {
		empty[title] = ""
	}
	row := header + 1
	for ; row < len(rows); row++ {
		if len(where) > 0 && holds(rows[row], where) || len(where) == 0 && (len(rows[row]) == 0 || holds(rows[row], empty)) {
			break
		}
	}
	require.True(t, len(where) == 0 || row < len(rows), "%s has no row %v", sheet, where)
	for title, text := range what {
		cell, err := excelize.CoordinatesToCellName(at(rows[header], title)+1, row+1)
		require.NoError(t, err)
		require.NoError(t, f.SetCellValue(sheet, cell, text))
	}
}

// cells are what stands in a workbook, by sheet.
func cells(t *testing.T, data []byte) map[string][][]string {
	t.Helper()
	f := exceltest.Opened(t, data)
	all := map[string][][]string{}
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		require.NoError(t, err)
		for i := range rows {
			for len(rows[i]) > 0 && rows[i][len(rows[i])-1] == "" {
				rows[i] = rows[i][:len(rows[i])-1]
			}
		}
		for len(rows) > 0 && len(rows[len(rows)-1]) == 0 {
			rows = rows[:len(rows)-1]
		}
		all[sheet] = rows
	}
	return all
}

// TestTwoFacesOneWork does a whole quarter in a browser, and the same with the
// program's commands and in the workbook itself; then the folders hold the same
// bytes. Only the copy in 存档 of the workbook that was typed into was saved by
// another hand, which orders its parts in its own way: that holds the same cells.
func TestTwoFacesOneWork(t *testing.T) {
	slowtest.Long(t)
	ctx := browser(t, 1366, 768)
	byPage, byCommand := laid(t, "new"), laid(t, "new")
	late := filepath.Join(quarter.DirFiled, "管理办.xlsx")
	lands, err := os.ReadFile(filepath.Join(byPage, late))
	require.NoError(t, err)
	require.NoError(t, os.Remove(filepath.Join(byPage, late)))
	jingpin := commands(t, filepath.Dir(byCommand))
	book := filepath.Join(byCommand, quarter.DirResult, quarter.ResultBook)
	do := func(actions ...chromedp.Action[chromedp.Void]) {
		t.Helper()
		require.NoError(t, chromedp.Do(ctx, actions...))
	}
	address := serveFolder(t, optionsFor(byPage))
	home := address[:strings.Index(address, "?")]
	fill := func(values map[string]string) {
		for name, value := range values {
			do(script(fmt.Sprintf(`document.querySelector("main form:last-of-type [name=%s]").value = %q`, name, value)))
		}
	}
	unfold := script(`document.querySelectorAll("details").forEach(d => d.open = true)`)

	// A file lands, and the first report is made.
	do(chromedp.Navigate(address), chromedp.WaitVisible("#errands"))
	assert.NotContains(t, ask[string](ctx, t, `document.getElementById("main").textContent`), "管理办.xlsx")
	require.NoError(t, os.WriteFile(filepath.Join(byPage, late), lands, 0o644))
	says(ctx, t, "管理办.xlsx")
	do(chromedp.Click(`form[action="/do/report"] button.main`))
	says(ctx, t, "还要办的")
	jingpin("report", "2023Q2", "--date", "2023-07-07")

	// One decision of each kind.
	view, err := quarter.Open(quarter.Options{Date: sampleDay}).Overview(context.Background(), byCommand)
	require.NoError(t, err)
	n := slices.IndexFunc(view.Report.Errands, func(e report.Errand) bool { return len(e.Choices) > 1 })
	require.GreaterOrEqual(t, n, 0)
	decided := view.Report.Errands[n]
	send := view.Report.Errands[slices.IndexFunc(view.Report.Errands, func(e report.Errand) bool { return e.Group == report.ToSend })]
	paused := view.Report.Projects[0].Number
	waiting := view.Report.Unapproved[0]

	do(chromedp.Click(fmt.Sprintf(`a[href="/errand/%d"]`, n)), chromedp.WaitVisible(`input[name=choice][value="1"]`), chromedp.Click(`input[name=choice][value="1"]`))
	do(script(`document.querySelector("[name=basis]").value = "主任办公会"`), chromedp.Click(`form[action="/do/decide"] button.main`))
	says(ctx, t, "已经定的（1）")
	do(unfold, chromedp.Click(fmt.Sprintf(`input[name=what][value="%s"] ~ button`, send.What)))
	says(ctx, t, "还没有发")
	do(chromedp.Navigate(home + "passes"))
	fill(map[string]string{"rule": "H04", "unit": "管理办", "by": "主任", "why": "已批", "expires": "2023-12-31"})
	do(chromedp.Click(`form[action="/do/pass"] button`))
	says(ctx, t, "（主任：已批")
	do(chromedp.Navigate(home + "changes"))
	fill(map[string]string{"kind": filing.ChangePause, "old": paused, "basis": "第3次会议", "day": "2023-07-01"})
	do(chromedp.Click(`main > form[action="/do/change"]:last-of-type button`))
	says(ctx, t, "第3次会议，2023年7月1日")
	do(script(`const f = document.querySelector("form.card"); f.basis.value = "批复"; f.day.value = "2023-07-02"`), chromedp.Click(`form.card button`))
	says(ctx, t, "批复，2023年7月2日")

	f, err := excelize.OpenFile(book)
	require.NoError(t, err)
	typing(t, f, contract.PageConflicts, map[string]string{contract.ColRule: decided.Rule, contract.ColKey: decided.Key},
		map[string]string{contract.ColChoice: decided.Choices[1].Choice, contract.ColDecidedBy: "主任办公会"})
	typing(t, f, contract.PageDesk, map[string]string{contract.ColErrand: send.What}, map[string]string{contract.ColSent: "2023年7月7日"})
	typing(t, f, contract.PageExceptions, nil, map[string]string{
		contract.ColRule: "H04", contract.ColUnit: "管理办", contract.ColPassedBy: "主任", contract.ColWhy: "已批", contract.ColExpires: "2023年12月31日",
	})
	typing(t, f, contract.PageChanges, nil, map[string]string{contract.ColKind: filing.ChangePause, contract.ColOld: paused, contract.ColBasis: "第3次会议", contract.ColApproved: "2023年7月1日"})
	typing(t, f, contract.PageChanges, map[string]string{contract.ColKind: waiting.Kind, contract.ColOld: waiting.Old, contract.ColAfter: waiting.After},
		map[string]string{contract.ColBasis: "批复", contract.ColApproved: "2023年7月2日"})
	require.NoError(t, f.Save())
	require.NoError(t, f.Close())

	// The report is settled, and the next quarter's forms are written.
	do(chromedp.Navigate(home), chromedp.WaitVisible("#errands"), unfold)
	do(script(`document.querySelector("[name=leader]").value = "全部"; document.querySelector("[name=final]").checked = true`), chromedp.Click(`form[action="/do/report"].filters button`))
	says(ctx, t, "已定稿")
	jingpin("report", "2023Q2", "--date", "2023-07-07", "--final", "--leader", "全部")
	do(unfold, chromedp.Click(`a[href="/forms/next"]`), chromedp.WaitVisible(`input[name=unit]`), chromedp.Click(`form[action="/do/forms"] button.main`))
	says(ctx, t, "已写出2023年第三季度的填报表")
	jingpin("init", "2023Q3")
	jingpin("template", "--quarter", "2023Q3", "--from", filepath.Join("2023Q2", quarter.DirResult, quarter.ResultBook), "-o", filepath.Join("2023Q3", quarter.DirSend))
	do(chromedp.Click(`form[action="/do/quit"] button`))
	says(ctx, t, "程序已关闭")
	assert.Eventually(t, func() bool { _, err := os.Stat(filepath.Join(byPage, quarter.ClaimFile)); return err != nil }, longest, tenth)

	page, command := tree(t, filepath.Dir(byPage)), tree(t, filepath.Dir(byCommand))
	const typed = "2023Q2/成果/存档/汇总表-01.xlsx"
	assert.Equal(t, slices.Sorted(maps.Keys(command)), slices.Sorted(maps.Keys(page)))
	assert.Equal(t, cells(t, command[typed]), cells(t, page[typed]))
	for name, data := range command {
		assert.True(t, name == typed || bytes.Equal(data, page[name]), "%s is not the same", name)
	}
	assert.Contains(t, page, "2023Q2/成果/定稿-2023-07-07/定稿清单.json")
	assert.Contains(t, page, "2023Q3/下发/管理办.xlsx")
}
