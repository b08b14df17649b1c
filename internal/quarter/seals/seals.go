// Package seals is the sets of results that an office has settled (定稿), as they
// stand beside the results: which there are, what is in them, and whether they and
// the inputs that they were made of are still what they were. It reads and never
// writes; package quarter makes the sets.
package seals

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"

	"jingpin/internal/pdf/quarterly"
	"jingpin/internal/plan"
	"jingpin/internal/quarter/folders"
	"jingpin/internal/quarter/mail"
	"jingpin/internal/quarter/runner"
	"jingpin/internal/quarter/system"
	"jingpin/internal/report"
)

// Set is a set of results that the office has settled as the quarter's: 定稿.
// It stands in a folder of its own beside the results, read-only, with a list of
// what belongs to it.
type Set struct {
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
	ListName  = "定稿清单.json"
)

// IsSet reports the folder of a set by its name.
func IsSet(dir string) bool { return sealName.MatchString(filepath.Base(dir)) }

var sealName = regexp.MustCompile(`^` + dirSealed + `(\d{4}-\d{2}-\d{2})(?:\((\d+)\))?$`)

// Results are the files of a set; the annexes are not always there.
var Results = []string{folders.Report, folders.Draft, folders.Annexes, folders.Book, folders.Data}

// All are the sealed sets beside results, oldest first.
func All(results string) []Set {
	entries, err := os.ReadDir(results)
	if err != nil {
		return nil
	}
	var all []Set
	for _, e := range entries {
		if name := sealName.FindStringSubmatch(e.Name()); name != nil && e.IsDir() {
			if s, err := read(filepath.Join(results, e.Name())); err == nil {
				s.again, _ = strconv.Atoi(name[2])
				all = append(all, s)
			}
		}
	}
	slices.SortFunc(all, func(x, y Set) int { return cmp.Or(cmp.Compare(x.Date, y.Date), cmp.Compare(x.again, y.again)) })
	return all
}

// Last is the one in force, nil where nothing was sealed.
func Last(results string) *Set {
	all := All(results)
	if len(all) == 0 {
		return nil
	}
	return &all[len(all)-1]
}

func read(dir string) (Set, error) {
	s := Set{Dir: dir}
	data, err := os.ReadFile(filepath.Join(dir, ListName))
	if err != nil {
		return s, err
	}
	return s, json.Unmarshal(data, &s)
}

// FreeFolder is a folder of the date that is no seal yet.
func FreeFolder(results string, date plan.Date) string {
	dir := filepath.Join(results, dirSealed+date.String())
	for n := 2; folders.Exists(filepath.Join(dir, ListName)); n++ {
		dir = filepath.Join(results, dirSealed+date.String()+"("+strconv.Itoa(n)+")")
	}
	return dir
}

// SetVerification says whether a sealed set is still what was sealed.
type SetVerification struct {
	Set   Set
	Wrong []string // what is wrong with the set, in sentences
	Since []string // inputs that have changed since it was sealed, in sentences
	Same  int      // inputs that have not
}

// Good reports that the set is whole and no input has changed since.
func (v SetVerification) Good() bool { return len(v.Wrong) == 0 && len(v.Since) == 0 }

// VerifySet checks a sealed set: every file against the list, the report and
// the draft against the data. dir is its folder, or a quarter's, whose last seal
// is checked.
func VerifySet(dir string) (SetVerification, error) {
	if !folders.Exists(filepath.Join(dir, ListName)) {
		last := Last(filepath.Join(dir, folders.Results))
		if last == nil {
			last = Last(dir)
		}
		if last == nil {
			return SetVerification{}, runner.Misused("“%s”里没有定稿。定稿用 jingpin report 文件夹 --final。", dir)
		}
		dir = last.Dir
	}
	s, err := read(dir)
	if err != nil {
		return SetVerification{}, runner.OpenError(filepath.Join(dir, ListName), err)
	}
	v := SetVerification{Set: s}
	content := map[string][]byte{}
	for _, f := range s.Files {
		data, err := os.ReadFile(filepath.Join(dir, filepath.Base(f.Name)))
		switch {
		case os.IsNotExist(err):
			v.Wrong = append(v.Wrong, f.Name+"不见了。")
		case err != nil:
			v.Wrong = append(v.Wrong, f.Name+"读不了："+system.Reason(err)+"。")
		case mail.Digest(data) != f.SHA256:
			v.Wrong = append(v.Wrong, f.Name+"在定稿以后改过。")
		}
		content[f.Name] = data
	}
	v.match(content)
	return v, nil
}

// match checks that the report and the draft were made of the data, and what
// has become of the inputs named there.
func (v *SetVerification) match(content map[string][]byte) {
	data := content[folders.Data]
	rep, err := report.Decode(data)
	if err != nil {
		v.Wrong = append(v.Wrong, folders.Data+"读不出来："+err.Error()+"。")
		return
	}
	if code := report.Code(data); code != v.Set.Code || quarterly.CodeOf(content[folders.Report]) != code {
		v.Wrong = append(v.Wrong, folders.Report+"和"+folders.Data+"不是一份。")
	}
	quarter := filepath.Dir(filepath.Dir(v.Set.Dir))
	var inputs Verification
	inputs.compare(rep, []string{filepath.Join(quarter, folders.Filed), quarter})
	v.Since, v.Same = inputs.Changed, inputs.Same
}

// Lines say in sentences how the set stands.
func (v SetVerification) Lines() []string {
	lines := []string{fmt.Sprintf("%s%s定稿（核对码%s）：%d个文件都和定稿时一样。", v.Set.Quarter.Chinese(), v.Set.Date.Chinese(), v.Set.Code, len(v.Set.Files))}
	if len(v.Wrong) > 0 {
		lines[0] = fmt.Sprintf("%s%s定稿（核对码%s）：和定稿时不一样了。", v.Set.Quarter.Chinese(), v.Set.Date.Chinese(), v.Set.Code)
	}
	lines = append(lines, v.Wrong...)
	if len(v.Since) == 0 {
		return append(lines, fmt.Sprintf("数据里记着的%d个原表都没有变。", v.Same))
	}
	return append(append(lines, "定稿以后原表有变化："), v.Since...)
}

// Book is the workbook of the seal in force, "" for none.
func Book(results string) string {
	if seal := Last(results); seal != nil {
		if path := filepath.Join(seal.Dir, folders.Book); folders.Exists(path) {
			return path
		}
	}
	return ""
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
	dirs := []string{folder, filepath.Join(folder, folders.Filed)}
	if folder == "" {
		quarter := folders.Above(filepath.Dir(dataPath))
		dirs = []string{filepath.Join(quarter, folders.Filed), quarter}
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
			return mail.Digest(data), nil
		}
		if !errors.Is(failed, fs.ErrNotExist) {
			err = failed
		}
	}
	return "", err
}
