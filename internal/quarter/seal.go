package quarter

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"

	"jingpin/internal/form"
	"jingpin/internal/output"
	"jingpin/internal/pdf/quarterly"
	"jingpin/internal/plan"
	"jingpin/internal/quarter/folders"
	"jingpin/internal/quarter/mail"
	"jingpin/internal/quarter/runner"
	"jingpin/internal/quarter/system"
	"jingpin/internal/report"
)

// Seal is a set of results that the office has settled as the quarter's: 定稿.
// It stands in a folder of its own beside the results, read-only, with a list of
// what belongs to it.
type Seal struct {
	Dir     string       `json:"-"`
	Quarter plan.Quarter `json:"quarter"`
	Date    plan.Date    `json:"date"`
	Code    string       `json:"code"` // of the data, which the PDF carries
	Files   []SealedFile `json:"files"`
	again   int          // how many of that date came before
}

// SealedFile is one file of a sealed set.
type SealedFile struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
}

// What a seal's folder is called, and the list in it, which is written last: a
// folder without one is no seal.
const (
	dirSealed = "定稿-"
	sealList  = "定稿清单.json"
)

var sealName = regexp.MustCompile(`^` + dirSealed + `(\d{4}-\d{2}-\d{2})(?:\((\d+)\))?$`)

// sealedResults are the files of a set; the annexes are not always there.
var sealedResults = []string{ResultReport, ResultDraft, folders.Annexes, ResultBook, ResultData}

// Seals are the sealed sets beside results, oldest first.
func Seals(results string) []Seal {
	entries, err := os.ReadDir(results)
	if err != nil {
		return nil
	}
	var all []Seal
	for _, e := range entries {
		if name := sealName.FindStringSubmatch(e.Name()); name != nil && e.IsDir() {
			if s, err := readSeal(filepath.Join(results, e.Name())); err == nil {
				s.again, _ = strconv.Atoi(name[2])
				all = append(all, s)
			}
		}
	}
	slices.SortFunc(all, func(x, y Seal) int { return cmp.Or(cmp.Compare(x.Date, y.Date), cmp.Compare(x.again, y.again)) })
	return all
}

// lastSeal is the one in force, nil where nothing was sealed.
func lastSeal(results string) *Seal {
	all := Seals(results)
	if len(all) == 0 {
		return nil
	}
	return &all[len(all)-1]
}

func readSeal(dir string) (Seal, error) {
	s := Seal{Dir: dir}
	data, err := os.ReadFile(filepath.Join(dir, sealList))
	if err != nil {
		return s, err
	}
	return s, json.Unmarshal(data, &s)
}

// sealed is the report of the seal in force, as the one being made is compared
// with it; nil where there is none, or its data cannot be read any more, which
// is told.
func (j *job) sealed(results string) *report.Sealed {
	seal := lastSeal(results)
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
func (j *job) seal(results string, of plan.Quarter, at standing) (*Seal, error) {
	s := Seal{Quarter: of, Date: j.Date}
	var files []output.File
	for _, name := range sealedResults {
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
		s.Files = append(s.Files, SealedFile{name, digestOf(data)})
		files = append(files, output.File{Path: name, Data: data})
	}
	if last := lastSeal(results); last != nil && slices.Equal(last.Files, s.Files) {
		return last, nil
	}
	s.Dir = freeSeal(results, s.Date)
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
	if err := j.write(output.File{Path: filepath.Join(s.Dir, sealList), Data: append(list, '\n')}); err != nil {
		return nil, err
	}
	for _, f := range append(slices.Clone(sealedResults), sealList) {
		if err := os.Chmod(filepath.Join(s.Dir, f), 0o444); err != nil && !os.IsNotExist(err) {
			j.warn("“%s”不能设成只读：%s。", filepath.Join(s.Dir, f), system.Reason(err))
		}
	}
	return &s, nil
}

// freeSeal is a folder of the date that is no seal yet.
func freeSeal(results string, date plan.Date) string {
	dir := filepath.Join(results, dirSealed+date.String())
	for n := 2; folders.Exists(filepath.Join(dir, sealList)); n++ {
		dir = filepath.Join(results, dirSealed+date.String()+"("+strconv.Itoa(n)+")")
	}
	return dir
}

// SealVerification says whether a sealed set is still what was sealed.
type SealVerification struct {
	Seal  Seal
	Wrong []string // what is wrong with the set, in sentences
	Since []string // inputs that have changed since it was sealed, in sentences
	Same  int      // inputs that have not
}

// Good reports that the set is whole and no input has changed since.
func (v SealVerification) Good() bool { return len(v.Wrong) == 0 && len(v.Since) == 0 }

// VerifySeal checks a sealed set: every file against the list, the report and
// the draft against the data. dir is its folder, or a quarter's, whose last seal
// is checked.
func VerifySeal(dir string) (SealVerification, error) {
	if !folders.Exists(filepath.Join(dir, sealList)) {
		last := lastSeal(filepath.Join(dir, DirResult))
		if last == nil {
			last = lastSeal(dir)
		}
		if last == nil {
			return SealVerification{}, runner.Misused("“%s”里没有定稿。定稿用 jingpin report 文件夹 --final。", dir)
		}
		dir = last.Dir
	}
	s, err := readSeal(dir)
	if err != nil {
		return SealVerification{}, runner.OpenError(filepath.Join(dir, sealList), err)
	}
	v := SealVerification{Seal: s}
	content := map[string][]byte{}
	for _, f := range s.Files {
		data, err := os.ReadFile(filepath.Join(dir, filepath.Base(f.Name)))
		switch {
		case os.IsNotExist(err):
			v.Wrong = append(v.Wrong, f.Name+"不见了。")
		case err != nil:
			v.Wrong = append(v.Wrong, f.Name+"读不了："+system.Reason(err)+"。")
		case digestOf(data) != f.SHA256:
			v.Wrong = append(v.Wrong, f.Name+"在定稿以后改过。")
		}
		content[f.Name] = data
	}
	v.match(content)
	return v, nil
}

// match checks that the report and the draft were made of the data, and what
// has become of the inputs named there.
func (v *SealVerification) match(content map[string][]byte) {
	data := content[ResultData]
	rep, err := report.Decode(data)
	if err != nil {
		v.Wrong = append(v.Wrong, ResultData+"读不出来："+err.Error()+"。")
		return
	}
	if code := report.Code(data); code != v.Seal.Code || quarterly.CodeOf(content[ResultReport]) != code {
		v.Wrong = append(v.Wrong, ResultReport+"和"+ResultData+"不是一份。")
	}
	quarter := filepath.Dir(filepath.Dir(v.Seal.Dir))
	var inputs Verification
	inputs.compare(rep, []string{filepath.Join(quarter, DirFiled), quarter})
	v.Since, v.Same = inputs.Changed, inputs.Same
}

// Lines say in sentences how the set stands.
func (v SealVerification) Lines() []string {
	lines := []string{fmt.Sprintf("%s%s定稿（核对码%s）：%d个文件都和定稿时一样。", v.Seal.Quarter.Chinese(), v.Seal.Date.Chinese(), v.Seal.Code, len(v.Seal.Files))}
	if len(v.Wrong) > 0 {
		lines[0] = fmt.Sprintf("%s%s定稿（核对码%s）：和定稿时不一样了。", v.Seal.Quarter.Chinese(), v.Seal.Date.Chinese(), v.Seal.Code)
	}
	lines = append(lines, v.Wrong...)
	if len(v.Since) == 0 {
		return append(lines, fmt.Sprintf("数据里记着的%d个原表都没有变。", v.Same))
	}
	return append(append(lines, "定稿以后原表有变化："), v.Since...)
}

// settledBook is the workbook that a quarter's results leave to the next: the
// sealed one where they were sealed, else the newest, "" for none.
func settledBook(results string) string {
	return cmp.Or(sealedBook(results), folders.Newest(filepath.Join(results, ResultBook)))
}

// keptBook is where the office's work is that a result at target is about to
// replace: in the newest of its editions, or where that is gone in the sealed
// one.
func keptBook(target string) string {
	return cmp.Or(folders.Newest(target), sealedBook(filepath.Dir(target)))
}

// sealedBook is the workbook of the seal in force, "" for none.
func sealedBook(results string) string {
	if seal := lastSeal(results); seal != nil {
		if path := filepath.Join(seal.Dir, ResultBook); folders.Exists(path) {
			return path
		}
	}
	return ""
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

// Verification says whether a report and its data belong together, and whether
// the inputs are still what they were.
type Verification struct {
	Code    string   // of the data
	Printed string   // the code in the report; "" where there is none
	Changed []string // what is wrong with inputs, in sentences
	Same    int      // inputs that are unchanged
}

// Good reports that all belongs together.
func (v Verification) Good() bool { return v.Code == v.Printed && len(v.Changed) == 0 }

// Lines say so in sentences.
func (v Verification) Lines() []string {
	together := fmt.Sprintf("报告与数据是一份（核对码%s）。", v.Code)
	if v.Printed != v.Code {
		together = fmt.Sprintf("报告与数据不是一份：报告的核对码是%s，数据的是%s。", cmp.Or(v.Printed, "（没有）"), v.Code)
	}
	if len(v.Changed) == 0 {
		return []string{together, fmt.Sprintf("数据里记着的%d个原表都没有变。", v.Same)}
	}
	return append([]string{together}, v.Changed...)
}

// Verify compares a report with its data, and the inputs named there with the
// files in a folder or, where folder is "", in the quarter's around the data.
func Verify(reportPath, dataPath, folder string) (Verification, error) {
	document, err := os.ReadFile(reportPath)
	if err != nil {
		return Verification{}, runner.OpenError(reportPath, err)
	}
	data, err := os.ReadFile(dataPath)
	if err != nil {
		return Verification{}, runner.OpenError(dataPath, err)
	}
	rep, err := report.Decode(data)
	if err != nil {
		return Verification{}, runner.Misused("“%s”不是报告的数据.json：%s", dataPath, err)
	}
	dirs := []string{folder, filepath.Join(folder, DirFiled)}
	if folder == "" {
		quarter := folders.Above(filepath.Dir(dataPath))
		dirs = []string{filepath.Join(quarter, DirFiled), quarter}
	}
	v := Verification{Code: report.Code(data), Printed: quarterly.CodeOf(document)}
	v.compare(rep, dirs)
	return v, nil
}

// compare compares every input the data names with the file as it is now.
func (v *Verification) compare(rep *report.Report, dirs []string) {
	for _, in := range rep.Inputs {
		if in.SHA256 == "" {
			continue
		}
		sum, err := sumOf(in.Path, dirs)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			v.Changed = append(v.Changed, "找不到原表："+in.Path+"。")
		case err != nil:
			v.Changed = append(v.Changed, "原表读不了："+in.Path+"（"+system.Reason(err)+"）。")
		case sum != in.SHA256:
			v.Changed = append(v.Changed, "原表已经变了："+in.Path+"。")
		default:
			v.Same++
		}
	}
}

// sumOf is the digest of the first of the folders' files of that name.
func sumOf(name string, dirs []string) (string, error) {
	err := fs.ErrNotExist
	for _, dir := range dirs {
		data, failed := mail.ContentOf(filepath.Join(dir, filepath.FromSlash(name)))
		if failed == nil {
			return digestOf(data), nil
		}
		if !errors.Is(failed, fs.ErrNotExist) {
			err = failed
		}
	}
	return "", err
}

// digestOf is the SHA-256 of a file's content, as a submission states it.
func digestOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
