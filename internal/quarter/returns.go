package quarter

import (
	"cmp"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	marking "jingpin/internal/excel/returns"
	"jingpin/internal/filename"
	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/output"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
	"jingpin/internal/quarter/folders"
	"jingpin/internal/quarter/mail"
	"jingpin/internal/quarter/runner"
	"jingpin/internal/quarter/system"
)

// returnsBeside is where marked workbooks go that no folder is named for: 退回
// beside 上报; "" for none.
func returnsBeside(m mail.Material) string {
	for _, root := range m.Roots {
		abs, err := filepath.Abs(root)
		if err != nil {
			continue
		}
		if filepath.Base(abs) == DirFiled {
			return filepath.Join(folders.Above(root), DirReturn)
		}
		if folders.Exists(filepath.Join(root, DirFiled)) {
			return filepath.Join(root, DirReturn)
		}
	}
	return ""
}

// returns are the marked workbooks that one run gives back.
type returns struct {
	dir   string // "" for none
	subs  []*filing.Submission
	names []string             // of the returns, by submission; "" for one that is replaced
	files map[string]mail.Item // by the name findings have
	read  []readInput
	// merged says that the findings take last quarter and other files into account.
	merged bool
}

// readInput is an input's file.
type readInput struct {
	name string
	file os.FileInfo
}

// newReturns settles what is given back, and refuses a folder where that would
// replace what was read.
func newReturns(dir string, inputs []mail.Item, subs []*filing.Submission, p *plan.Plan) (returns, error) {
	r := returns{dir: dir, subs: subs, names: returnNames(subs, portfolio.Places(p, subs)), files: map[string]mail.Item{}}
	for _, in := range inputs {
		r.files[in.Name] = in
	}
	if dir == "" {
		return r, nil
	}
	for _, in := range inputs {
		if read, err := os.Stat(in.Path); err == nil {
			r.read = append(r.read, readInput{in.Name, read})
		}
	}
	return r, r.clash()
}

// faulty are the submissions with something to correct whose file is at hand:
// that of a stream or a consolidated workbook is not.
func (r returns) faulty() []int {
	var list []int
	for i, s := range r.subs {
		if _, ok := r.files[s.Path]; ok && r.owes(i) {
			list = append(list, i)
		}
	}
	return list
}

// owes reports a submission with something to correct that nothing newer has
// replaced.
func (r returns) owes(i int) bool {
	return r.names[i] != "" && misplaced(r.subs[i]) == "" && len(form.Returned(r.subs[i].Findings)) > 0
}

// stage adds a marked copy and a letter for every file with something to
// correct.
func (r returns) stage(j *job, batch *output.Batch, bar *progress) error {
	if r.dir == "" {
		return nil
	}
	faulty := r.faulty()
	return runner.InOrder(j.ctx, len(faulty), j.Jobs, waitingFiles*j.Jobs, func(k int) (marked, error) {
		return r.mark(j.plan, faulty[k])
	}, func(k int, m marked) error {
		bar.step()
		if m.changed {
			j.warn("“%s”在检查以后又变了，退回的只有问题清单，没有在原表上标注。请再检查一次。", r.subs[faulty[k]].Path)
		}
		return stage(batch, m.files...)
	})
}

// clash refuses a folder in which a return would replace, or put aside, a file
// that has just been read: inputs are never changed.
func (r returns) clash() error {
	for _, name := range r.names {
		if in := r.inputAt(filename.In(r.dir, name+".xlsx")); in != "" {
			return runner.Misused("退回表不能放到“%s”：会盖掉部门报来的“%s”。请换一个文件夹。", r.dir, in)
		}
	}
	return nil
}

// inputAt is the input that is the file at path, "" for none.
func (r returns) inputAt(path string) string {
	target, err := os.Stat(path)
	if err != nil {
		return "" // nothing stands there
	}
	for _, in := range r.read {
		if os.SameFile(target, in.file) {
			return in.name
		}
	}
	return ""
}

// marked is one return: the copy and its letter.
type marked struct {
	files   []output.File
	changed bool // the file is no longer the one that was checked
}

// mark makes one return. Of a file that is no longer what was checked, can no
// longer be read, or takes too long to mark, the list of problems alone is
// returned: marks must never stand beside what they are not about.
func (r returns) mark(p *plan.Plan, i int) (marked, error) {
	s := r.subs[i]
	original := r.files[s.Path].Load().Data
	m := marked{changed: s.SHA256 != "" && s.SHA256 != mail.Digest(original)}
	if m.changed {
		original = nil
	}
	type written struct {
		book   []byte
		letter string
		err    error
	}
	done := make(chan written, 1)
	go func() {
		var w written
		w.err = runner.Guard(func() (err error) {
			w.book, w.letter, err = marking.Write(original, p, s, r.merged)
			return err
		})
		done <- w
	}()
	var w written
	select {
	case w = <-done:
	case <-time.After(slowFile):
		w.book, w.letter, w.err = marking.Write([]byte{}, p, s, r.merged)
	}
	stem := filename.In(r.dir, r.names[i])
	book, err := canonical(w.book, w.err)
	m.files = []output.File{{Path: stem + ".xlsx", Data: book}, {Path: stem + returnLetter + system.LetterEnding, Data: system.Letter(w.letter)}}
	return m, err
}

// settle moves the old returns of units that have nothing to correct now out
// of the way, once the new ones are in place.
func (r returns) settle() (GivenBack, error) {
	if r.dir == "" {
		return GivenBack{}, nil
	}
	owed, senders := map[string]bool{}, map[string]bool{}
	for i, s := range r.subs {
		if r.names[i] != "" {
			owed[r.names[i]] = r.owes(i)
			senders[senderOf(s)] = s.Unit != ""
		}
	}
	for _, name := range r.standing(senders) {
		if owed[name] {
			continue
		}
		if err := passed(r.dir, name); err != nil {
			return GivenBack{}, err
		}
	}
	return GivenBack{r.dir, len(r.faulty())}, nil
}

const returnLetter = "-退回说明"

// ReturnLetter ends the name of the letter that goes with a return.
const ReturnLetter = returnLetter + system.LetterEnding

// standing are the names of the returns of senders that stand in the folder,
// from this run and earlier ones: a unit's under whatever number.
func (r returns) standing(senders map[string]bool) []string {
	entries, err := os.ReadDir(r.dir)
	if err != nil {
		return nil // nothing has ever been returned
	}
	var names []string
	for _, e := range entries {
		name, isBook := strings.CutSuffix(e.Name(), ".xlsx")
		_, sent := senders[name]
		sent = sent || senders[returnNumber.ReplaceAllString(name, "")]
		if isBook && sent && r.inputAt(filepath.Join(r.dir, e.Name())) == "" {
			names = append(names, name)
		}
	}
	return names
}

// returnNumber ends the name of a return after a unit's first.
var returnNumber = regexp.MustCompile(`\([0-9]+\)$`)

// senderOf is what a file's return is called: its unit or, where that is
// unknown, the file.
func senderOf(s *filing.Submission) string {
	if s.Unit != "" {
		return filename.Of(s.Unit)
	}
	base := path.Base(s.Path)
	return filename.Of(strings.TrimSuffix(base, path.Ext(base)))
}

// returnNames name the returns by unit: the file that counts has the unit's
// name, further ones that count too are numbered, and one that is replaced has
// no return. A file whose unit is unknown keeps its own name.
func returnNames(subs []*filing.Submission, places []int) []string {
	order := make([]int, len(subs))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(places[a], places[b]) })
	used := names{}
	list := make([]string, len(subs))
	for _, i := range order {
		if places[i] == portfolio.Replaced {
			continue
		}
		list[i] = used.of(senderOf(subs[i]))
	}
	return list
}

// passed moves the old return of a unit that is clean now out of the way.
func passed(dir, name string) error {
	for _, ending := range []string{".xlsx", returnLetter + system.LetterEnding} {
		old := filepath.Join(dir, name+ending)
		if !folders.Exists(old) {
			continue
		}
		if err := os.MkdirAll(filepath.Join(dir, folders.Passed), 0o755); err != nil {
			return fmt.Errorf("建不了文件夹“%s”：%s", filepath.Join(dir, folders.Passed), system.Reason(err))
		}
		if err := os.Rename(old, filepath.Join(dir, folders.Passed, name+ending)); err != nil {
			return fmt.Errorf("移不动“%s”：%s", old, system.Reason(err))
		}
	}
	return nil
}

// withFindings are the submissions of a merge with what was found in them,
// the comparison with last quarter included, and without their rows: marking
// goes by the findings.
func withFindings(subs []*filing.Submission, found []filing.Finding) []*filing.Submission {
	byFile := map[string][]filing.Finding{}
	for i := range found {
		if f := &found[i]; f.Severity == plan.Error || f.Severity == plan.Warning || f.Rule == filing.UnreadRule {
			byFile[f.File] = append(byFile[f.File], *f)
		}
	}
	units := map[string]int{} // by file
	for _, s := range subs {
		units[s.Path]++
	}
	out := make([]*filing.Submission, len(subs))
	for i, s := range subs {
		copied := *s
		copied.Rows, copied.Findings = nil, byFile[s.Path]
		if units[s.Path] > 1 { // each unit's own alone
			copied.Findings = slices.DeleteFunc(slices.Clone(copied.Findings), func(f filing.Finding) bool { return f.Unit != s.Unit })
		}
		out[i] = &copied
	}
	return out
}
