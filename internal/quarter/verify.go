package quarter

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"jingpin/internal/pdf/quarterly"
	"jingpin/internal/quarter/system"
	"jingpin/internal/report"
)

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
		return Verification{}, OpenError(reportPath, err)
	}
	data, err := os.ReadFile(dataPath)
	if err != nil {
		return Verification{}, OpenError(dataPath, err)
	}
	rep, err := report.Decode(data)
	if err != nil {
		return Verification{}, misused("“%s”不是报告的数据.json：%s", dataPath, err)
	}
	folders := []string{folder, filepath.Join(folder, DirFiled)}
	if folder == "" {
		quarter := above(filepath.Dir(dataPath))
		folders = []string{filepath.Join(quarter, DirFiled), quarter}
	}
	v := Verification{Code: report.Code(data), Printed: quarterly.CodeOf(document)}
	v.compare(rep, folders)
	return v, nil
}

// compare compares every input the data names with the file as it is now.
func (v *Verification) compare(rep *report.Report, folders []string) {
	for _, in := range rep.Inputs {
		if in.SHA256 == "" {
			continue
		}
		sum, err := sumOf(in.Path, folders)
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
func sumOf(name string, folders []string) (string, error) {
	err := fs.ErrNotExist
	for _, dir := range folders {
		data, failed := contentOf(filepath.Join(dir, filepath.FromSlash(name)))
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

// contentOf is what is in a file, or in a file in a .zip, named as if it were a
// folder.
func contentOf(path string) ([]byte, error) {
	data, err := os.ReadFile(path)
	archive, inside, packed := strings.Cut(filepath.ToSlash(path), ".zip/")
	if err == nil || !packed {
		return data, err
	}
	var m material
	m.unpack(input{path: filepath.FromSlash(archive + ".zip")})
	for _, in := range m.inputs {
		if in.bundle != nil && in.name == inside {
			f := load(in)
			return f.Data, f.Err
		}
	}
	return nil, fs.ErrNotExist
}
