package quarter

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jingpin/internal/docx"
	"jingpin/internal/excel/exceltest"
	"jingpin/internal/opc"
	"jingpin/internal/plan"
	"jingpin/internal/report"

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
	results := filepath.Join(t.TempDir(), "成果")
	draft := filepath.Join(t.TempDir(), "送审稿.docx")
	date, err := plan.ParseDate("2023-07-07")
	require.NoError(t, err)
	run := func(draft string) *Outcome {
		o, err := Open(Options{Date: date, Draft: draft}).Report(context.Background(), []string{"../../samples/2023Q2"}, results)
		require.NoError(t, err)
		return o
	}
	read := func() *report.Report {
		data, err := os.ReadFile(filepath.Join(results, ResultData))
		require.NoError(t, err)
		r, err := report.Decode(data)
		require.NoError(t, err)
		return r
	}
	assert.Nil(t, run("").Draft)
	word, err := os.ReadFile(filepath.Join(results, ResultDraft))
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
	exceltest.Long(t)
	results := t.TempDir()
	path := filepath.Join(t.TempDir(), "稿.docx")
	require.NoError(t, os.WriteFile(path, []byte("不是Word"), 0o644))
	_, err := Open(Options{Draft: path}).Report(context.Background(), []string{"../../samples/2023Q2"}, results)
	assert.ErrorContains(t, err, "还没有出过报告")
	_, err = Open(Options{}).Report(context.Background(), []string{"../../samples/2023Q2"}, results)
	require.NoError(t, err)
	_, err = Open(Options{Draft: path}).Report(context.Background(), []string{"../../samples/2023Q2"}, results)
	assert.ErrorContains(t, err, "不是Word文档")
}
