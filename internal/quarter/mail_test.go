package quarter

import (
	"os"
	"path/filepath"
	"testing"

	"jingpin/internal/excel/consolidated"
	"jingpin/internal/plan"
	"jingpin/internal/quarter/mail"
	"jingpin/internal/slowtest"
	"jingpin/internal/stream"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// folder is a new quarter's folder with two units' reports, as rehearsed.
func folder(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "2023Q2")
	require.NoError(t, desk().Rehearse(t.Context(), dir, Campaign{Units: 2, Rows: 3, Seed: 1}))
	return dir
}

// desk is one on a fixed day, that tells the events of the kind to each of the
// listeners.
func desk(listeners ...func(Event)) *Desk {
	return Open(Options{Date: plan.Day(2023, 7, 5), Tell: func(e Event) {
		for _, hear := range listeners {
			hear(e)
		}
	}})
}

func put(t *testing.T, path string, data []byte) {
	t.Helper()
	require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
	require.NoError(t, os.WriteFile(path, data, 0o644))
}

// What departments send is only ever their own report: a plan, a consolidated
// workbook and a stream among the reports are named and left alone, whatever
// they are called and say of themselves.
func TestMailSpeaksForNobodyElse(t *testing.T) {
	slowtest.Long(t)
	dir := folder(t)
	clean, err := desk().Report(t.Context(), []string{dir}, "")
	require.NoError(t, err)
	require.Equal(t, 6, clean.Reported)
	book := read(t, clean.Book)
	definition, err := consolidated.WritePlan(plan.Builtin())
	require.NoError(t, err)
	for name, sent := range map[string]struct {
		data []byte
		rule string
	}{
		"汇总表.xlsx":      {book, "F10"},
		"云川管理站(改).xlsx": {book, "F10"},
		"管理/检查.ndjson":  {[]byte(stream.HeadMark + "，这里什么都可以写\n"), "F10"},
		"方案.xlsx":       {definition, "F09"},
		"云川服务站2.xlsx":   {definition, "F09"},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(dir, DirFiled, filepath.FromSlash(name))
			put(t, path, sent.data)
			defer os.Remove(path)
			c, err := desk().Check(t.Context(), []string{filepath.Join(dir, DirFiled)}, "")
			require.NoError(t, err)
			require.Len(t, c.Submissions, 3)
			message := ""
			for _, s := range c.Submissions {
				if s.Path == name {
					require.Len(t, s.Findings, 1)
					assert.Equal(t, sent.rule, s.Findings[0].Rule)
					assert.Equal(t, plan.Warning, s.Findings[0].Severity)
					message = s.Findings[0].Message
					assert.Empty(t, s.Unit)
					assert.Empty(t, s.Rows)
				}
			}
			back, err := c.GiveBack()
			require.NoError(t, err)
			assert.Zero(t, back.Count, "nothing is returned to nobody")

			var noted []string
			o, err := desk(func(e Event) { noted = append(noted, e.Text) }).Report(t.Context(), []string{dir}, "")
			require.NoError(t, err)
			assert.Contains(t, noted, name+"："+message)
			o.Warnings = clean.Warnings // the file's own
			assert.Equal(t, clean, o)
			status, err := desk().Status(t.Context(), dir)
			require.NoError(t, err)
			for _, u := range status.Units {
				assert.NotContains(t, u.Files, name)
			}
		})
	}
}

// A workbook or a stream that the office names is the office's word.
func TestWhatTheOfficeNamesIsTaken(t *testing.T) {
	dir := folder(t)
	clean, err := desk().Report(t.Context(), []string{dir}, "")
	require.NoError(t, err)
	named := filepath.Join(dir, DirFiled, "汇总表.xlsx")
	put(t, named, read(t, clean.Book))
	o, err := desk().Merge(t.Context(), []string{named}, filepath.Join(t.TempDir(), ResultBook))
	require.NoError(t, err)
	assert.Equal(t, 6, o.Reported)

	for _, paths := range [][]string{{filepath.Join(dir, DirFiled), named}, {named, filepath.Join(dir, DirFiled)}} {
		m, err := mail.Gather(paths)
		require.NoError(t, err)
		require.Len(t, m.Inputs, 3)
		for _, in := range m.Inputs {
			assert.Equal(t, in.Path != named, in.Mail, "named as well as found, it is named")
		}
	}
}

// A sub-folder that cannot be entered, or a file that cannot be opened, is a
// finding and stops nothing.
func TestUnreadableInputStopsNothing(t *testing.T) {
	j := desk().job(t.Context())
	require.NoError(t, j.loadPlan())
	s := j.taken(mail.Item{Path: "x", Name: "分局", Mail: true, Err: os.ErrPermission}, j.collection(mail.Material{}).opt).Submissions[0]
	require.Len(t, s.Findings, 1)
	assert.Equal(t, "F03", s.Findings[0].Rule)
	assert.Contains(t, s.Findings[0].Message, "没有权限")
	assert.NotContains(t, s.Findings[0].Message, "损坏")
}
