package quarter

import (
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"jingpin/internal/form"
	"jingpin/internal/output"
	"jingpin/internal/plan"
	"jingpin/internal/quarter/folders"
	"jingpin/internal/quarter/mail"
	"jingpin/internal/quarter/runner"
	"jingpin/internal/quarter/seals"
	"jingpin/internal/quarter/system"
	"jingpin/internal/report"
)

// sealed is the report of the seal in force, as the one being made is compared
// with it; nil where there is none, or its data cannot be read any more, which
// is told.
func (j *job) sealed(results string) *report.Sealed {
	seal := seals.Last(results)
	if seal == nil || seal.Quarter.N == 0 {
		return nil
	}
	data, err := os.ReadFile(filepath.Join(seal.Dir, ResultData))
	if err == nil {
		var rep *report.Report
		if rep, err = report.Decode(data); err == nil {
			return &report.Sealed{Report: rep, Date: seal.Date, Code: seal.Code}
		}
	}
	j.warn("“%s”里的%s读不出来（%s），没有和定稿比较。", seal.Dir, ResultData, system.Reason(err))
	return nil
}

// seal copies the results, wherever they were put, into a folder that is then
// left alone. Results that are sealed already are not sealed twice.
func (j *job) seal(results string, of plan.Quarter, at resultPlaces) (*seals.Set, error) {
	s := seals.Set{Quarter: of, Date: j.Date}
	var files []output.File
	for _, name := range seals.Results {
		path, written := at[filepath.Join(results, name)]
		if !written {
			continue
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, runner.OpenError(path, err)
		}
		if name == ResultData {
			s.Code = report.Code(data)
		}
		s.Files = append(s.Files, seals.SealedFile{Name: name, SHA256: mail.Digest(data)})
		files = append(files, output.File{Path: name, Data: data})
	}
	if last := seals.Last(results); last != nil && slices.Equal(last.Files, s.Files) {
		return last, nil
	}
	s.Dir = seals.FreeFolder(results, s.Date)
	for i := range files {
		files[i].Path = filepath.Join(s.Dir, files[i].Path)
	}
	list, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return nil, err
	}
	if err := j.write(files...); err != nil {
		return nil, err
	}
	if err := j.write(output.File{Path: filepath.Join(s.Dir, seals.ListName), Data: append(list, '\n')}); err != nil {
		return nil, err
	}
	for _, f := range append(slices.Clone(seals.Results), seals.ListName) {
		if err := os.Chmod(filepath.Join(s.Dir, f), 0o444); err != nil && !os.IsNotExist(err) {
			j.warn("“%s”不能设成只读：%s。", filepath.Join(s.Dir, f), system.Reason(err))
		}
	}
	return &s, nil
}

// settledBook is the workbook that a quarter's results leave to the next: the
// sealed one where they were sealed, else the newest, "" for none.
func settledBook(results string) string {
	return cmp.Or(seals.Book(results), folders.Newest(filepath.Join(results, ResultBook)))
}

// keptBook is where the office's work is that a result at target is about to
// replace: in the newest of its editions, or where that is gone in the sealed
// one.
func keptBook(target string) string {
	return cmp.Or(folders.Newest(target), seals.Book(filepath.Dir(target)))
}

// sealLines say what was sealed, or how the results differ from what was.
func (o *Outcome) sealLines() []string {
	var lines []string
	if a := o.AfterSeal; a != nil {
		lines = append(lines, fmt.Sprintf("%s定稿以后有变化%d处，列在%s的“%s”里。", a.Date.Chinese(), len(a.Changes), ResultBook, form.PageAfterSeal))
	}
	if o.Seal == nil {
		if o.AfterSeal != nil {
			lines = append(lines, "这次写出的不是定稿，变化计入下一季度；要计入这一季度，加 --final 再定稿一次。")
		}
		return lines
	}
	lines = append(lines, fmt.Sprintf("已定稿：“%s”（核对码%s），以后不再改动。", o.Seal.Dir, o.Seal.Code))
	if o.ToDecide > 0 {
		lines = append(lines, fmt.Sprintf("定稿时还有%d项没有定。", o.ToDecide))
	}
	return lines
}
