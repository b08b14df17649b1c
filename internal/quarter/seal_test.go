package quarter

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/plan"
	"jingpin/internal/quarter/seals"
	"jingpin/internal/report"
	"jingpin/internal/slowtest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"
)

// sealing is a desk on the fifth of July 2023 or some days later that settles
// what it reports.
func sealing(later int) *Desk { return Open(Options{Date: plan.Day(2023, 7, 5+later), Final: true}) }

// filedIn are the reports of a rehearsed quarter's folder.
func filedIn(t *testing.T, dir string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, DirFiled, "*.xlsx"))
	require.NoError(t, err)
	require.Len(t, files, 2)
	return files
}

// A sealed set stays as it is, whatever comes later; what differs from it is
// told, and is no news once it is sealed itself.
func TestSealedSetStays(t *testing.T) {
	slowtest.Long(t)
	t.Parallel()
	dir := folder(t)
	files := filedIn(t, dir)
	late := read(t, files[1])
	require.NoError(t, os.Remove(files[1]))

	first, err := sealing(0).Report(t.Context(), []string{dir}, "")
	require.NoError(t, err)
	require.NotNil(t, first.Seal)
	assert.Nil(t, first.AfterSeal)
	results := filepath.Join(dir, DirResult)
	assert.Equal(t, filepath.Join(results, "定稿-2023-07-05"), first.Seal.Dir)
	for _, f := range first.Seal.Files {
		sealed := filepath.Join(first.Seal.Dir, f.Name)
		assert.Equal(t, read(t, filepath.Join(results, f.Name)), read(t, sealed))
		info, err := os.Stat(sealed)
		require.NoError(t, err)
		assert.Zero(t, info.Mode()&0o222, "%s can be written", f.Name)
	}
	before := read(t, filepath.Join(first.Seal.Dir, ResultBook))

	again, err := desk().Report(t.Context(), []string{dir}, "")
	require.NoError(t, err)
	assert.Nil(t, again.AfterSeal)
	assert.True(t, again.Unchanged, "sealing itself is no change")

	put(t, files[1], late)
	after, err := desk().Report(t.Context(), []string{dir}, "")
	require.NoError(t, err)
	require.NotNil(t, after.AfterSeal)
	assert.Equal(t, report.SealChange{Kind: "新到文件", Unit: after.AfterSeal.Changes[0].Unit, Name: filepath.Base(files[1])}, after.AfterSeal.Changes[0])
	assert.Contains(t, after.Lines(), "这次写出的不是定稿，变化计入下一季度；要计入这一季度，加 --final 再定稿一次。")
	assert.Equal(t, before, read(t, filepath.Join(first.Seal.Dir, ResultBook)))

	second, err := sealing(0).Report(t.Context(), []string{dir}, "")
	require.NoError(t, err)
	assert.Equal(t, filepath.Join(results, "定稿-2023-07-05(2)"), second.Seal.Dir, "a day may have two")
	assert.NotNil(t, second.AfterSeal, "what the new one changes is told")
	same, err := sealing(0).Report(t.Context(), []string{dir}, "")
	require.NoError(t, err)
	assert.Equal(t, second.Seal.Dir, same.Seal.Dir, "nothing is sealed twice")
	assert.Nil(t, same.AfterSeal)
	require.Len(t, seals.All(results), 2)
	assert.Equal(t, second.Seal.Dir, seals.Last(results).Dir)
}

// Numbers that leaders have read stay, even where a report that came first is
// taken back.
func TestSealedNumbersStay(t *testing.T) {
	slowtest.Long(t)
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "2023Q2")
	require.NoError(t, desk().Rehearse(t.Context(), dir, Campaign{Units: 2, Rows: 12, Seed: 1})) // several of each task
	numbers := func() map[string]string {
		rep, err := report.Decode(read(t, filepath.Join(dir, DirResult, ResultData)))
		require.NoError(t, err)
		of := map[string]string{}
		for i := range rep.Projects {
			of[rep.Projects[i].Project.Title()] = rep.Projects[i].Number
		}
		return of
	}
	_, err := sealing(0).Report(t.Context(), []string{dir}, "")
	require.NoError(t, err)
	sealed := numbers()
	for _, file := range filedIn(t, dir) {
		data := read(t, file)
		require.NoError(t, os.Remove(file))
		_, err = desk().Report(t.Context(), []string{dir}, "")
		require.NoError(t, err)
		left := numbers()
		assert.NotEmpty(t, left)
		for title, number := range left {
			assert.Equal(t, sealed[title], number, title)
		}
		put(t, file, data)
	}
}

func TestVerifySeal(t *testing.T) {
	slowtest.Long(t)
	t.Parallel()
	dir := folder(t)
	_, err := seals.VerifySet(dir)
	require.ErrorAs(t, err, new(Misuse))
	o, err := sealing(0).Report(t.Context(), []string{dir}, "")
	require.NoError(t, err)

	v, err := seals.VerifySet(dir)
	require.NoError(t, err)
	assert.True(t, v.Good())
	assert.Equal(t, 2, v.Same)
	v, err = seals.VerifySet(o.Seal.Dir)
	require.NoError(t, err)
	assert.True(t, v.Good())

	file := filedIn(t, dir)[0]
	require.NoError(t, os.Rename(file, file+".old"))
	v, err = seals.VerifySet(o.Seal.Dir)
	require.NoError(t, err)
	assert.Empty(t, v.Wrong)
	assert.Equal(t, []string{"找不到原表：" + filepath.Base(file) + "。"}, v.Since)
	assert.False(t, v.Good())
	require.NoError(t, os.Rename(file+".old", file))

	for _, name := range []string{ResultReport, ResultDraft, ResultBook, ResultData} {
		path := filepath.Join(o.Seal.Dir, name)
		good := read(t, path)
		require.NoError(t, os.Remove(path))
		v, err = seals.VerifySet(o.Seal.Dir)
		require.NoError(t, err)
		assert.Contains(t, v.Wrong, name+"不见了。")
		put(t, path, append([]byte(nil), good[:len(good)-1]...))
		v, err = seals.VerifySet(o.Seal.Dir)
		require.NoError(t, err)
		assert.Contains(t, v.Wrong, name+"在定稿以后改过。")
		require.NoError(t, os.Remove(path))
		put(t, path, good)
	}
	v, err = seals.VerifySet(o.Seal.Dir)
	require.NoError(t, err)
	assert.True(t, v.Good())
}

// The next quarter goes by what was sealed, not by what came later; approvals
// that came later count.
func TestNextQuarterGoesByTheSeal(t *testing.T) {
	slowtest.Long(t)
	t.Parallel()
	year := t.TempDir()
	last := filepath.Join(year, "2023Q1")
	require.NoError(t, desk().Rehearse(t.Context(), last, Campaign{Units: 2, Rows: 2, Seed: 1}))
	sealDesk := Open(Options{Date: plan.Day(2023, 4, 7), Final: true, Quarter: plan.Quarter{Year: 2023, N: 1}})
	o, err := sealDesk.Report(t.Context(), []string{last}, "")
	require.NoError(t, err)
	require.NoError(t, os.Remove(filedIn(t, last)[0]))
	_, err = Open(Options{Date: plan.Day(2023, 4, 20), Quarter: plan.Quarter{Year: 2023, N: 1}}).Report(t.Context(), []string{last}, "")
	require.NoError(t, err)

	approve(t, filepath.Join(last, DirResult, ResultBook))

	j := desk().job(t.Context())
	require.NoError(t, j.loadPlan())
	library, err := j.lastQuarter([]string{filepath.Join(year, "2023Q2")}, plan.Quarter{Year: 2023, N: 2})
	require.NoError(t, err)
	require.NotNil(t, library)
	assert.Equal(t, filepath.Join(o.Seal.Dir, ResultBook), library.path)
	assert.Len(t, library.Standings, 4, "as sealed")
	require.Len(t, library.Changes, 1)
	assert.Equal(t, "领导小组第5次会议", library.Changes[0].Basis)

	require.NoError(t, os.Remove(filepath.Join(last, DirResult, ResultBook)))
	assert.Equal(t, library.path, keptBook(filepath.Join(last, DirResult, ResultBook)), "the office's work is in the seal where the workbook is gone")
}

// What units reported once a quarter was sealed is handed on beside what was
// sealed; what the seal does not have at all is named.
func TestReportsAfterTheSealAreHandedOn(t *testing.T) {
	then := plan.Quarter{Year: 2023, N: 1}
	at := func(number, name string, q plan.Quarter, l plan.Light) filing.Standing {
		return filing.Standing{Number: number, Project: filing.Project{Name: name}, Quarter: q, Light: l}
	}
	sealed := &filing.Library{Quarter: then, Standings: []filing.Standing{
		at("06-001", "甲", then.Add(-1), plan.Unverified), at("06-002", "乙", then, plan.Green), at("06-003", "丙", then.Add(-1), plan.Unverified),
		at("06-004", "丁", plan.Quarter{}, plan.Unverified),
	}}
	later := &filing.Library{Quarter: then, Standings: []filing.Standing{
		at("06-001", "甲（补报）", then, plan.Red), at("06-002", "乙", then, plan.Green), at("06-003", "丙（还没有报）", then.Add(-1), plan.Unverified),
		at("06-004", "丁（补报）", then, plan.Green), at("06-005", "戊", then, plan.Green),
	}}
	assert.Equal(t, []string{"戊"}, reportedLate(sealed, later))
	late := sealed.Standings[0].Late
	require.NotNil(t, late)
	assert.Equal(t, filing.LateReport{Project: filing.Project{Name: "甲（补报）"}, Light: plan.Red, Quarter: then}, *late)
	for _, s := range sealed.Standings[1:] {
		assert.Nil(t, s.Late, s.Project.Name)
	}
}

// approve types an approved change into a consolidated workbook.
func approve(t *testing.T, path string) {
	t.Helper()
	book, err := excelize.OpenFile(path)
	require.NoError(t, err)
	rows, err := book.GetRows(form.PageChanges)
	require.NoError(t, err)
	header := slices.IndexFunc(rows, func(row []string) bool { return slices.Contains(row, form.ColBasis) })
	require.GreaterOrEqual(t, header, 0)
	for title, value := range map[string]string{
		form.ColKind: "调整时限", form.ColOld: "01-001", form.ColBefore: "2023-12-31", form.ColAfter: "2024-12-31", form.ColBasis: "领导小组第5次会议", form.ColApproved: "2023-04-18",
	} {
		cell, err := excelize.CoordinatesToCellName(1+slices.Index(rows[header], title), header+2)
		require.NoError(t, err)
		require.NoError(t, book.SetCellStr(form.PageChanges, cell, value))
	}
	require.NoError(t, book.Save())
	require.NoError(t, book.Close())
}
