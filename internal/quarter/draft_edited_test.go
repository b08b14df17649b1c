package quarter_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/excel/exceltest"
	"jingpin/internal/opc"
	"jingpin/internal/quarter"
	"jingpin/internal/report"
	"jingpin/internal/slowtest"
)

// An edit of a draft, as testdata/draft/edit_with_uno.py reads it. Paragraphs are
// named by words in them.
type draftEdit struct {
	In     string `json:"in,omitempty"`
	Old    string `json:"old,omitempty"`
	New    string `json:"new,omitempty"`
	Cut    string `json:"cut,omitempty"`
	Before string `json:"before,omitempty"`
	Delete string `json:"delete,omitempty"`
	Add    string `json:"add,omitempty"`
	After  string `json:"after,omitempty"`
}

// An edited draft is read back the same, whatever it was edited with: a word and a
// figure changed, a paragraph moved, one deleted, one added.
func TestEditedDraftIsReadBack(t *testing.T) {
	t.Parallel()
	for name, edit := range map[string]func(*testing.T, []byte, []draftEdit) []byte{
		"XML": editXML, "LibreOffice": editInLibreOffice,
	} {
		t.Run(name, func(t *testing.T) {
			if name != "XML" {
				slowtest.Long(t)
			}
			t.Parallel()
			results := filepath.Join(t.TempDir(), "成果")
			require.NoError(t, os.CopyFS(results, os.DirFS(resultsOf(t, "2023Q2"))))
			p := toldParagraphs(t, results)
			require.Greater(t, len(p), 8)
			figure := regexp.MustCompile(`\d+个`).FindString(p[0].Text)
			edits := []draftEdit{
				{In: begins(p[0]), Old: figure, New: "987个"}, {In: begins(p[2]), Old: ends(p[2]), New: "请抓紧。"},
				{Cut: begins(p[5]), Before: begins(p[3])}, {Delete: begins(p[7])}, {Add: "办公室补充的一段。", After: begins(p[8])},
			}
			file, err := os.ReadFile(filepath.Join(results, quarter.ResultDraft))
			require.NoError(t, err)
			draft := filepath.Join(t.TempDir(), "送审稿.docx")
			require.NoError(t, os.WriteFile(draft, edit(t, file, edits), 0o644))
			o, err := quarter.Open(quarter.Options{Date: today, Draft: draft, Previous: firstQuarter(t)}).
				Report(context.Background(), []string{samples("2023Q2")}, results)
			require.NoError(t, err)
			assert.Empty(t, o.Draft.Doubt)
			var got []string
			for _, c := range o.Draft.Changes {
				got = append(got, fmt.Sprint(c.Kind, c.Label))
			}
			assert.Equal(t, []string{"改写" + p[0].ID, "改写" + p[2].ID, "移动" + p[5].ID, "新增" + p[8].ID, "删去" + p[7].ID}, got)
			assert.Contains(t, o.Draft.Changes[0].After, "987个")
			assert.True(t, strings.HasSuffix(o.Draft.Changes[1].After, "请抓紧。"))
			assert.True(t, strings.HasSuffix(o.Draft.Changes[3].After, "\n办公室补充的一段。"))
			rep := decoded(t, results)
			told := false
			for _, f := range rep.Findings {
				told = told || f.Rule == "X08" && strings.Contains(f.Message, "987个")
			}
			assert.True(t, told, "the figure that the data does not give")
		})
	}
}

func decoded(t *testing.T, results string) *report.Report {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(results, quarter.ResultData))
	require.NoError(t, err)
	rep, err := report.Decode(data)
	require.NoError(t, err)
	return rep
}

// toldParagraphs are those of a report's paragraphs that are one line and can be
// told by how they begin.
func toldParagraphs(t *testing.T, results string) []report.Paragraph {
	t.Helper()
	var told []report.Paragraph
	begun := map[string]bool{}
	for _, s := range decoded(t, results).Sections {
		for _, p := range s.Paragraphs {
			if p.Lead+p.Text == "" || p.Omitted || strings.Contains(p.Text, "\n") || begun[begins(p)] {
				continue
			}
			begun[begins(p)] = true
			told = append(told, p)
		}
	}
	return told
}

const fewRunes = 12

func begins(p report.Paragraph) string {
	r := []rune(p.Lead + p.Text)
	return string(r[:min(len(r), fewRunes)])
}

func ends(p report.Paragraph) string {
	r := []rune(p.Text)
	return string(r[max(0, len(r)-fewRunes):])
}

var (
	wordParagraph = regexp.MustCompile(`<w:p>.*?</w:p>`)
	wordText      = regexp.MustCompile(`<w:t[^>]*>([^<]*)</w:t>`)
)

// editXML edits the draft's text itself.
func editXML(t *testing.T, file []byte, edits []draftEdit) []byte {
	t.Helper()
	p, err := opc.OpenPackage(file)
	require.NoError(t, err)
	text := string(p.Data["word/document.xml"])
	find := func(words string) string {
		for _, whole := range wordParagraph.FindAllString(text, -1) {
			said := ""
			for _, m := range wordText.FindAllStringSubmatch(whole, -1) {
				said += m[1]
			}
			if strings.HasPrefix(said, words) {
				return whole
			}
		}
		require.Fail(t, "no paragraph has "+words)
		return ""
	}
	for _, e := range edits {
		switch {
		case e.Old != "":
			whole := find(e.In)
			at := strings.LastIndex(whole, e.Old)
			if strings.HasSuffix(e.Old, "个") {
				at = strings.Index(whole, e.Old)
			}
			require.Positive(t, at, e.Old)
			text = strings.Replace(text, whole, whole[:at]+e.New+whole[at+len(e.Old):], 1)
		case e.Cut != "":
			whole, next := find(e.Cut), find(e.Before)
			text = strings.Replace(text, whole, "", 1)
			text = strings.Replace(text, next, whole+next, 1)
		case e.Delete != "":
			text = strings.Replace(text, find(e.Delete), "", 1)
		default:
			whole := find(e.After)
			text = strings.Replace(text, whole, whole+"<w:p><w:r><w:t>"+e.Add+"</w:t></w:r></w:p>", 1)
		}
	}
	p.Put("word/document.xml", []byte(text))
	file, err = p.Bytes()
	require.NoError(t, err)
	return file
}

// editInLibreOffice has a clerk's program edit it.
func editInLibreOffice(t *testing.T, file []byte, edits []draftEdit) []byte {
	t.Helper()
	office, dir := exceltest.LibreOffice(t), t.TempDir()
	in, out, list := filepath.Join(dir, "in.docx"), filepath.Join(dir, "out.docx"), filepath.Join(dir, "edits.json")
	require.NoError(t, os.WriteFile(in, file, 0o644))
	asked, err := json.Marshal(edits)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(list, asked, 0o644))
	said, err := office.Command(filepath.Join("testdata", "draft", "edit_with_uno.py"), in, out, list).CombinedOutput()
	require.NoError(t, err, string(said))
	edited, err := os.ReadFile(out)
	require.NoError(t, err)
	return edited
}
