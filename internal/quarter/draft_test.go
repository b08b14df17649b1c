package quarter_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jingpin/internal/docx"
	"jingpin/internal/opc"
	"jingpin/internal/quarter"
	"jingpin/internal/report"
	"jingpin/internal/slowtest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// changeWord rewrites a draft's text in place of its XML.
func changeWord(t *testing.T, path, old, now string) {
	t.Helper()
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	p, err := opc.OpenPackage(data)
	require.NoError(t, err)
	text := string(p.Data["word/document.xml"])
	require.Contains(t, text, old)
	p.Put("word/document.xml", []byte(strings.ReplaceAll(text, old, now)))
	data, err = p.Bytes()
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(path, data, 0o644))
}

// TestDraftComesBack has a draft edited twice: what was changed is the office's
// from then on, and a figure that the data does not give is told.
func TestDraftComesBack(t *testing.T) {
	slowtest.Long(t)
	t.Parallel()
	d := newDesk(t, "2023Q2", "管理办", "服务办", "党建办")
	draft := filepath.Join(t.TempDir(), "送审稿.docx")
	run := func(draft string) *quarter.Outcome {
		d.opt.Draft = draft
		o, err := quarter.Open(d.opt).Report(t.Context(), []string{d.dir}, "")
		require.NoError(t, err)
		return o
	}
	read := func() *report.Report { return reportIn(t, d.path(quarter.DirResult)) }
	assert.Nil(t, run("").Draft)
	word, err := os.ReadFile(d.path(quarter.DirResult, quarter.ResultDraft))
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(draft, word, 0o644))
	assert.Empty(t, run(draft).Draft.Changes, "an unchanged draft changes nothing")

	changeWord(t, draft, "下季度，重点推进", "下季度，要抓紧推进")
	o := run(draft)
	require.NotEmpty(t, o.Draft.Changes)
	assert.Empty(t, o.Draft.Doubt)
	for _, c := range o.Draft.Changes {
		assert.Equal(t, docx.Changed, c.Kind)
	}
	text := func() string {
		var b strings.Builder
		for _, s := range read().Sections {
			for _, p := range s.Paragraphs {
				b.WriteString(p.Text)
			}
		}
		return b.String()
	}
	assert.Contains(t, text(), "要抓紧推进")
	assert.NotContains(t, text(), "重点推进")

	changeWord(t, draft, "万元", "亿万元")
	again := run(draft)
	require.NotEmpty(t, again.Draft.Changes, "a draft edited further is still known")
	assert.Empty(t, again.Draft.Doubt)
	wrong := 0
	for _, f := range read().Findings {
		if f.Rule == "X08" {
			wrong++
		}
	}
	assert.Positive(t, wrong, "amounts that the data does not give are told")
	run("")
	assert.Contains(t, text(), "要抓紧推进", "what was taken stays")
}

func TestDraftThatIsNone(t *testing.T) {
	slowtest.Long(t)
	t.Parallel()
	d := newDesk(t, "2023Q2", "党建办")
	path := filepath.Join(t.TempDir(), "稿.docx")
	require.NoError(t, os.WriteFile(path, []byte("不是Word"), 0o644))
	named := d.opt
	named.Draft = path
	_, err := quarter.Open(named).Report(t.Context(), []string{d.dir}, "")
	assert.ErrorContains(t, err, "还没有出过报告")
	d.report()
	_, err = quarter.Open(named).Report(t.Context(), []string{d.dir}, "")
	assert.ErrorContains(t, err, "不是Word文档")
}
