package quarter

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"jingpin/internal/docx"
	"jingpin/internal/filing"
	"jingpin/internal/output"
	"jingpin/internal/pdf/quarterly"
	"jingpin/internal/portfolio"
	"jingpin/internal/quarter/folders"
	"jingpin/internal/quarter/runner"
	"jingpin/internal/report"
)

// DraftRead is what came of reading an edited draft back.
type DraftRead struct {
	Path    string
	Changes []docx.DraftChange
	// Doubt says why nothing of the draft is taken; "" where it is.
	Doubt string
}

// Lines say in sentences what is otherwise in the draft.
func (d *DraftRead) Lines() []string {
	lines := []string{fmt.Sprintf("核对送审稿“%s”：改动%d处。", filepath.Base(d.Path), len(d.Changes))}
	if len(d.Changes) == 0 {
		lines[0] = fmt.Sprintf("核对送审稿“%s”：没有改动。", filepath.Base(d.Path))
	}
	if d.Doubt != "" {
		lines = append(lines, d.Doubt)
	}
	for _, c := range d.Changes {
		line := "  " + string(c.Kind) + "："
		switch c.Kind {
		case docx.Gone:
			line += quoted(c.Before)
		case docx.Moved:
			line += quoted(c.After)
		case docx.Added:
			line += quoted(c.After)
		default:
			line += quoted(c.Before) + "→" + quoted(c.After)
		}
		if c.Kept != "" && c.Kept != d.Doubt {
			line += "（" + c.Kept + "）"
		}
		lines = append(lines, line)
	}
	return lines
}

// quoted is the beginning of a text in quotation marks.
func quoted(text string) string {
	const most = 30
	if r := []rune(text); len(r) > most {
		text = string(r[:most]) + "…"
	}
	return "“" + text + "”"
}

// readDraft reads an edited draft back against the report in the folder of
// results that it was made from.
func readDraft(path, results string, opt quarterly.Options) (*DraftRead, []filing.Draft, error) {
	file, err := os.ReadFile(path)
	if err != nil {
		return nil, nil, runner.OpenError(path, err)
	}
	data, err := os.ReadFile(filepath.Join(results, ResultData))
	if err != nil {
		return nil, nil, runner.Misused("“%s”里还没有出过报告，没有可以核对的。请先出一次报告。", results)
	}
	rep, err := report.Decode(data)
	if err != nil {
		return nil, nil, runner.Misused("“%s”读不出来：%s", filepath.Join(results, ResultData), err)
	}
	doc := quarterly.Document(rep, opt)
	edited, err := docx.Read(file, doc)
	if err != nil {
		return nil, nil, runner.Misused("--draft 的“%s”：%s。", path, err)
	}
	changes, labelled := docx.Compare(rep, docx.Labels(doc), edited.Paragraphs)
	read := &DraftRead{Path: path, Changes: changes}
	switch {
	case !labelled:
		read.Doubt = "送审稿里的段落标记都没有了（可能是复制到别的文档里改的），对不上原来的段落，只列出不同，没有采用。"
	case edited.Key != "" && edited.Key != docx.TextKey(rep):
		read.Doubt = "这份送审稿不是照现在的报告出的，或者出来以后数据又变了：只列出不同，没有采用。请在最近一次的送审稿上改。"
	default:
		return read, docx.Drafts(rep, changes), nil
	}
	return read, nil, nil
}

// takeDraft reads the draft that was asked for and takes what was changed in it
// as the office's.
func (j *job) takeDraft(pf *portfolio.Portfolio, results string, opt quarterly.Options) (*DraftRead, error) {
	if j.Draft == "" {
		return nil, nil
	}
	read, drafts, err := readDraft(j.Draft, results, opt)
	if err != nil {
		return nil, err
	}
	earlier := slices.DeleteFunc(slices.Clone(pf.Office.Drafts), func(d filing.Draft) bool {
		return slices.ContainsFunc(drafts, func(now filing.Draft) bool { return now.Section == d.Section })
	})
	pf.Office.Drafts = append(earlier, drafts...)
	return read, nil
}

// stageDrafts adds the report in Word.
func stageDrafts(batch *output.Batch, results string, rep *report.Report, opt quarterly.Options) error {
	opt.Summary = false
	drafts, err := writeDrafts(rep, opt)
	if err != nil {
		return err
	}
	files := []output.File{{Path: filepath.Join(results, ResultDraft), Data: drafts.Text}}
	if drafts.Annexes != nil {
		files = append(files, output.File{Path: filepath.Join(results, folders.Annexes), Data: drafts.Annexes})
	}
	return stage(batch, files...)
}

// writeDrafts draws the drafts; as with the PDF, data out of joint is no crash.
func writeDrafts(rep *report.Report, opt quarterly.Options) (d docx.Files, err error) {
	defer func() {
		if recover() != nil {
			err = errors.New("送审稿画不出来：数据前后对不上。请用原来的表重新出报告")
		}
	}()
	opt.Code = ""
	return docx.Write(quarterly.Document(rep, opt), opt.Faces, docx.TextKey(rep))
}
