package layout

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"jingpin/internal/pdf/truetype"
)

// An officeFont says by what names the font of a role is known; the first
// words are the better ones. Names are compared in lower case and without
// spaces, hyphens and underlines.
type officeFont struct {
	role   role
	used   string // what for, as people say it
	family string // in the PDF
	words  []string
}

// A fontCandidate is a font of the folder that may fit: a file, or one face of a
// collection.
type fontCandidate struct {
	file string
	face int
}

var officeFonts = []officeFont{
	{roleTitle, "标题", "xiaobiaosong", []string{"小标宋", "xiaobiaosong", "fzxbs"}},
	{roleBody, "正文", "fangsong", []string{"仿宋gb2312", "fangsonggb2312", "仿宋", "fangsong", "fzfs"}},
	{roleHei, "一级标题", "heiti", []string{"黑体", "simhei", "heiti", "fzht"}},
	{roleKai, "二级标题", "kaiti", []string{"楷体gb2312", "kaitigb2312", "楷体", "kaiti", "文楷", "wenkai", "fzkt"}},
}

// OfficeFaces are the built-in fonts with the office's own in front of them:
// 小标宋 for the title, 仿宋 for the text, 黑体 and 楷体 for headings, each
// where the folder has it, and each for whatever no other font has. Fonts are recognised by the names inside the files,
// read and checked to the end. The error is a Chinese sentence that names the
// file; all fonts are whole when there is none.
func OfficeFaces(dir fs.FS) (*Faces, error) {
	candidates, err := officeCandidates(dir)
	if err != nil {
		return nil, err
	}
	faces := BuiltInFaces()
	for i, wanted := range officeFonts {
		font, file, err := faces.firstUsable(dir, candidates[i])
		if err != nil {
			return nil, err
		}
		if font != nil {
			faces.origins = append(faces.origins, wanted.used+"用"+file)
			own := &face{family: wanted.family, font: func() *truetype.Font { return font }}
			faces.add(wanted.role, own)
		}
	}
	return faces, nil
}

// Origins says which of the office's fonts is used for what, and why others were
// passed over; nothing for the built-in ones.
func (f *Faces) Origins() []string { return f.origins }

// add puts a face before all others of its role, and behind all of the others.
func (f *Faces) add(to role, own *face) {
	for as, chain := range f.chains {
		if role(as) == to {
			f.chains[as] = slices.Concat([]*face{own}, chain)
		} else {
			f.chains[as] = slices.Concat(chain, []*face{own})
		}
	}
}

// officeCandidates lists, for each of officeFonts, the files whose names fit,
// better names first, then by file name.
func officeCandidates(dir fs.FS) ([][]fontCandidate, error) {
	entries, err := fs.ReadDir(dir, ".")
	if err != nil {
		return nil, errors.New("字体文件夹" + unreadable(err))
	}
	found := make([][][]fontCandidate, len(officeFonts)) // font, word, files
	for i := range found {
		found[i] = make([][]fontCandidate, len(officeFonts[i].words))
	}
	some := false
	for _, e := range entries {
		if e.IsDir() || !isFontFile(e.Name()) {
			continue
		}
		names, err := namesOf(dir, e.Name())
		if err != nil {
			return nil, fontError(e.Name(), err)
		}
		for face, of := range names {
			for i, wanted := range officeFonts {
				if w := firstWord(wanted.words, of); w >= 0 {
					found[i][w] = append(found[i][w], fontCandidate{e.Name(), face})
					some = true
				}
			}
		}
	}
	if !some {
		return nil, errors.New("字体文件夹里没有认得的公文字体(小标宋、仿宋、黑体、楷体的TTF文件)")
	}
	candidates := make([][]fontCandidate, len(officeFonts))
	for i, words := range found {
		for _, files := range words {
			candidates[i] = append(candidates[i], files...)
		}
	}
	return candidates, nil
}

// namesOf reads the names of the faces of a font file, folded for comparison.
func namesOf(dir fs.FS, name string) ([][]string, error) {
	file, err := dir.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	in, ok := file.(io.ReaderAt)
	if !ok {
		data, err := io.ReadAll(file)
		if err != nil {
			return nil, err
		}
		in = bytes.NewReader(data)
	}
	faces, err := truetype.Names(in)
	for _, names := range faces {
		for i, n := range names {
			names[i] = foldName(n)
		}
	}
	return faces, err
}

// firstUsable reads the first font that is whole, and says which it is; the ones
// before it are noted with their faults. Where none is whole, the first one's
// fault is the error; where there are no files, there is no font.
func (f *Faces) firstUsable(dir fs.FS, candidates []fontCandidate) (font *truetype.Font, file string, err error) {
	var faults []error
	for _, c := range candidates {
		data, err := fs.ReadFile(dir, c.file)
		if err != nil {
			return nil, "", fontError(c.file, err)
		}
		if data, err = truetype.Face(data, c.face); err == nil {
			font, err = truetype.Parse(data)
		}
		if err == nil {
			err = font.Validate()
		}
		if err == nil {
			for _, fault := range faults {
				f.origins = append(f.origins, "没有用"+strings.TrimPrefix(fault.Error(), "字体文件"))
			}
			return font, c.file, nil
		}
		faults = append(faults, fontError(c.file, err))
	}
	if len(faults) > 0 {
		return nil, "", faults[0]
	}
	return nil, "", nil
}

// unreadable says why a file or folder could not be read.
func unreadable(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "不存在，请检查路径"
	case errors.Is(err, fs.ErrPermission):
		return "没有读取权限"
	}
	return "读不出来，请检查路径和文件是否完好"
}

func fontError(file string, err error) error {
	if system := (*fs.PathError)(nil); errors.As(err, &system) {
		return errors.New("字体文件" + file + unreadable(err))
	}
	return fmt.Errorf("字体文件%s:%v", file, err)
}

func isFontFile(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".ttf", ".ttc", ".otf":
		return true
	}
	return false
}

// firstWord is the first of the words that one of the names contains, or -1.
func firstWord(words, names []string) int {
	for i, w := range words {
		for _, n := range names {
			if strings.Contains(n, w) {
				return i
			}
		}
	}
	return -1
}

func foldName(name string) string {
	return strings.NewReplacer(" ", "", "-", "", "_", "").Replace(strings.ToLower(name))
}
