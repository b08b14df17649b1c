package quarter

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"jingpin/internal/filename"
	"jingpin/internal/opc"
	"jingpin/internal/output"
	"jingpin/internal/quarter/folders"
	"jingpin/internal/quarter/runner"
	"jingpin/internal/quarter/system"
)

// canonical makes equal workbooks equal bytes.
func canonical(data []byte, err error) ([]byte, error) {
	if err != nil {
		return nil, err
	}
	return opc.Canonical(data)
}

// write puts results in place and says when one had to be put elsewhere.
func (j *job) write(files ...output.File) error {
	batch := j.work.Batch()
	defer batch.Discard()
	if err := stage(batch, files...); err != nil {
		return err
	}
	_, err := j.place(batch)
	return err
}

// stage adds results to a batch.
func stage(batch *output.Batch, files ...output.File) error {
	for _, f := range files {
		if err := batch.Add(f); err != nil {
			return unwritable(f.Path, err)
		}
	}
	return nil
}

// unwritable says that a result cannot be written.
func unwritable(path string, err error) error {
	return fmt.Errorf("写不了“%s”：%s。已有的文件没有改动", path, system.Reason(err))
}

// resultPlaces says where a result stands that was to stand at a path: elsewhere
// where another program holds that open.
type resultPlaces map[string]string

// place puts a batch in place, unless the program was asked to stop.
func (j *job) place(batch *output.Batch) (resultPlaces, error) {
	if j.replaced != "" && !maps.Equal(j.seen, booksAt(j.replaced)) {
		return nil, errSavedMeanwhile
	}
	taken, err := j.occupy(batch.Targets()...)
	if err != nil {
		return nil, err
	}
	defer vacate(taken)
	if err := j.work.Commit(j.ctx); err != nil {
		return nil, err
	}
	placed, err := batch.Place()
	at := resultPlaces{}
	for _, p := range placed {
		at[p.Target] = p.Path
		if p.Path != p.Target {
			j.warn("“%s”正在被别的程序打开，新的结果写在“%s”。%s", p.Target, p.Path, lockWords(p.Target))
		}
	}
	if err != nil {
		return nil, fmt.Errorf("换不上新的结果：%s。共写好%d个文件，其余没有改动", system.Reason(err), len(placed))
	}
	return at, nil
}

// lockWords say how to go on where only a lock file says that a result is open:
// a program that broke off leaves its behind.
func lockWords(target string) string {
	if lock := output.Lock(target); lock != "" {
		return "如果其实没有打开，请删去旁边的“" + lock + "”。"
	}
	return ""
}

// names are those that files of one run have, so that no two of them have the
// same, on disks that do not tell capitals from small letters either.
type names map[string]bool

// of is the name of a file that belongs to something called so: numbered where
// another file has it already.
func (n names) of(something string) string {
	name := filename.Of(something)
	free := name
	for i := 2; n[strings.ToLower(free)]; i++ {
		free = fmt.Sprintf("%s(%d)", name, i)
	}
	n[strings.ToLower(free)] = true
	return free
}

// Claim is a quarter's folder taken to work in, Holder who has taken it.
type (
	Claim  = output.Claim
	Holder = output.Holder
)

// ClaimFile lies in a folder that has been taken.
const ClaimFile = output.ClaimFile

// Occupy takes a quarter's folder for a page that is open on it. The claim is
// nil where somebody else has taken it, whom the holder names, or where nobody
// can: what is written there says then why.
func Occupy(dir string) (*Claim, *Holder) {
	c, h, _ := output.Take(dir, true)
	return c, h
}

// TakeOver takes a quarter's folder over from a page or a command that is not
// heard of any more.
func TakeOver(dir string) (*Claim, error) {
	if !output.Silent(dir) {
		return nil, runner.Misused("那边还开着，不能接管。请先在那边关闭程序。")
	}
	return output.Seize(dir, true)
}

// Silent reports a folder that may be taken over.
func Silent(dir string) bool { return output.Silent(dir) }

// occupy takes the quarters' folders that work writes into. Its own page's it
// has, and a page that one has open oneself does not mind while it is not
// writing.
func (j *job) occupy(targets ...string) ([]*Claim, error) {
	var taken []*Claim
	for _, dir := range folders.Distinct(folders.Of(targets)) {
		if j.Claim.Holds(dir) || slices.ContainsFunc(j.claims, func(c *Claim) bool { return c.Holds(dir) }) {
			continue
		}
		c, h, _ := output.Take(dir, false) // where nobody can, what is written will tell
		switch {
		case c != nil:
			taken = append(taken, c)
		case h != nil && !(h.Page && !h.Busy && h.Myself()):
			vacate(taken)
			return nil, runner.Misused("%s正在用“%s”，现在只能看，不能写。请等那边做完、关闭程序以后再做。", h, dir)
		}
	}
	return taken, nil
}

// vacate leaves what was taken.
func vacate(claims []*Claim) {
	for _, c := range claims {
		c.Release()
	}
}
