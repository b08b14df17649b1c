package quarter

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"jingpin/internal/filing"
	"jingpin/internal/intake"
	"jingpin/internal/portfolio"
)

// Merge checks and merges everything the paths hold into the consolidated
// workbook at target.
func (d *Desk) Merge(ctx context.Context, paths []string, target string) (*Outcome, error) {
	return d.replacing(ctx, target, func(j *job) (*Outcome, error) {
		c, pf, err := j.portfolio(paths, target)
		if err != nil {
			return nil, err
		}
		batch := j.batch()
		defer batch.Discard()
		o := outcomeOf(pf)
		stored := j.toStore(c, pf)
		if err := j.stageWorkbook(batch, target, j.build(c, pf), stored); err != nil {
			return nil, err
		}
		at, err := j.place(batch)
		o.Book, o.Unchanged = at[target], batch.Unchanged(target)
		return o, err
	})
}

// Report checks, merges and analyses everything the paths hold and writes the
// results, with marked copies in 退回. A folder's reports are in its 上报, if it
// has one, and its results go to its 成果 unless another folder is named.
func (d *Desk) Report(ctx context.Context, paths []string, results string) (*Outcome, error) {
	named := results
	paths, results, err := places(paths, named)
	if err != nil {
		return nil, err
	}
	returned := filepath.Join(results, DirReturn)
	if named == "" {
		returned = filepath.Join(filepath.Dir(results), DirReturn)
	}
	target := filepath.Join(results, ResultBook)
	return d.replacing(ctx, target, func(j *job) (*Outcome, error) {
		c, pf, err := j.portfolio(paths, target)
		if err != nil {
			return nil, err
		}
		return j.publish(c, pf, results, returned)
	})
}

// againAtMost is how often work is done anew because the office saved the
// workbook meanwhile.
const againAtMost = 3

// replacing does work that replaces the office's workbook, and does it again
// when that was saved after it was read: no edit is lost to timing.
func (d *Desk) replacing(ctx context.Context, target string, do func(*job) (*Outcome, error)) (*Outcome, error) {
	for range againAtMost {
		j := d.job(ctx)
		j.replaced, j.seen = target, booksAt(target)
		o, err := attend(j, func() (*Outcome, error) { return do(j) })
		if !errors.Is(err, errSavedMeanwhile) {
			return o, err
		}
		j.warn("“%s”在这次运行的时候又保存过，重新读一遍。", target)
	}
	return nil, fmt.Errorf("“%s”一直在改，没有换上新的结果。请存好、关上以后再运行一次", target)
}

// errSavedMeanwhile is a workbook that was saved after it was read.
var errSavedMeanwhile = errors.New("saved meanwhile")

// booksAt are the digests of the workbook at target and of those that were
// written beside it.
func booksAt(target string) map[string]string {
	seen := map[string]string{}
	for _, path := range editions(target) {
		data, err := os.ReadFile(path)
		if err != nil {
			data = nil // as good as another content
		}
		seen[path] = digestOf(data)
	}
	return seen
}

// portfolio reads and merges all PATHs, with what the office did in the
// workbook about to be replaced.
func (j *job) portfolio(paths []string, replaced string) (*collection, *portfolio.Portfolio, error) {
	c, err := j.collect(paths)
	if err != nil {
		return nil, nil, err
	}
	if err := j.replay(c, replaced); err != nil {
		return nil, nil, err
	}
	pf, err := j.merge(c)
	return c, pf, err
}

var errNoResults = misused("请用 -o 写明结果放到哪个文件夹。")

// places settles what is read and where results go: a folder's 上报 if it has
// one, and its 成果.
func places(given []string, named string) (paths []string, results string, err error) {
	if paths, results, err = quarterFolder(given, named); err == nil && results == "" {
		err = errNoResults
	}
	return paths, results, err
}

// quarterFolder is places for work that writes no results: for files without a
// folder they are "".
func quarterFolder(given []string, named string) (paths []string, results string, err error) {
	paths, results = given, named
	info, err := os.Stat(given[0])
	if err != nil {
		return nil, "", OpenError(given[0], err)
	}
	if len(given) == 1 && info.IsDir() {
		if results == "" {
			results = filepath.Join(given[0], DirResult)
		}
		if filed := filepath.Join(given[0], DirFiled); exists(filed) {
			paths = []string{filed}
		}
	}
	return paths, results, nil
}

// replay takes over what the office did in the workbook about to be replaced,
// or the one named by --decisions.
func (j *job) replay(c *collection, target string) error {
	path := j.Decisions
	if path == "" {
		if path = newest(target); path == "" {
			return nil
		}
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return OpenError(path, err)
	}
	taken := j.read(intake.File{Path: filepath.Base(path), Data: data}, c.opt)
	switch whole := taken.Consolidated; {
	case taken.Err != nil:
		return j.unreadableWork(path, taken.Err.Error())
	case whole == nil:
		return j.unreadableWork(path, whyNoWhole(taken.Submissions[0]))
	case whole.Head.Quarter != c.opt.Quarter:
		j.note("“%s”是%s的，其中办公室核定的内容这次不用。", path, whole.Head.Quarter.Chinese())
		return nil
	default:
		c.takeOver(whole)
		c.book = path
		j.warnOf(c, input{name: path}, whole.Problems)
		return nil
	}
}

// replayBeside takes over what the office did in the quarter's own workbook,
// for work that replaces none.
func (j *job) replayBeside(c *collection) error {
	for _, dir := range quarterFolders(c.roots) {
		if target := filepath.Join(dir, DirResult, ResultBook); j.Decisions != "" || newest(target) != "" {
			return j.replay(c, target)
		}
	}
	return nil
}

// whyNoWhole says why a file is not read as a consolidated workbook.
func whyNoWhole(s *filing.Submission) string {
	for _, f := range s.Findings {
		if f.Rule == "F04" {
			return strings.TrimSuffix(f.Message, "。")
		}
	}
	return "文件已损坏，或者不是汇总表"
}

// unreadableWork refuses to replace a workbook whose office's work would be
// lost with it, and to go on without decisions that were asked for.
func (j *job) unreadableWork(path, why string) error {
	if j.Decisions != "" {
		return fmt.Errorf("--decisions 的“%s”里办公室核定的内容读不出来（%s）。请换一份汇总表，或者不写 --decisions", path, why)
	}
	return fmt.Errorf("“%s”里办公室核定的内容读不出来（%s）。请先把它移到别处，再运行", path, why)
}
