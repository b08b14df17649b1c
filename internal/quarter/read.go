package quarter

import (
	"bytes"
	"errors"
	"io"
	"os"
	"slices"
	"time"

	"jingpin/internal/check"
	"jingpin/internal/filing"
	"jingpin/internal/intake"
	"jingpin/internal/plan"
	"jingpin/internal/quarter/runner"
	"jingpin/internal/quarter/system"
	"jingpin/internal/sheet"
)

// How long one file may take before it is given up (F04): one that came by mail,
// and one of the office's own, which may hold tens of thousands of projects.
const (
	slowFile = 20 * time.Second
	slowBook = 10 * time.Minute
)

// bookLimits are what a workbook of the office's own may hold: as much as a run
// over 60,000 projects writes, and room for as much again.
func bookLimits() sheet.Limits {
	l := sheet.DefaultLimits
	l.FileBytes, l.UnpackedBytes, l.Elements, l.Cells = 3*l.FileBytes, 3*l.UnpackedBytes, 3*l.Elements, 3*l.Cells
	return l
}

// waitingFiles is how many results may wait, for each worker, until those
// before them are written.
const waitingFiles = 4

// sizesOf is how large the inputs are that are there.
func sizesOf(inputs []input) []runner.Sized {
	var all []runner.Sized
	for _, in := range inputs {
		if info, err := os.Stat(in.path); err == nil {
			all = append(all, runner.Sized{Bytes: info.Size(), Plain: isStream(in)})
		}
	}
	return all
}

// readAll reads inputs that units sent side by side and returns what each gave
// in their order.
func (j *job) readAll(inputs []input, opt intake.Options) ([][]*filing.Submission, error) {
	return eachInput(j, inputs, func(in input) []*filing.Submission {
		in.mail = true // a report it was, and is read as nothing else
		return j.taken(in, opt).Submissions
	})
}

// taken is what one file gave, judged. What came by mail is only ever a unit's
// report; of the office's own it says so, and no more.
func (j *job) taken(in input, opt intake.Options) intake.Taken {
	f := load(in)
	if !in.mail {
		return j.read(f, opt)
	}
	opt.Mail = j.planName
	if isStream(in) {
		t := intake.Taken{Submissions: intake.Misplaced(f, j.plan, opt, intake.NoReport)}
		j.judge(t, opt)
		return t
	}
	return j.read(f, opt)
}

// misplaced is what a submission says of the office's own that lies among the
// reports, "" for a report.
func misplaced(s *filing.Submission) string {
	for _, f := range s.Findings {
		if f.Rule == intake.NoForm || f.Rule == intake.NoReport {
			return f.Message
		}
	}
	return ""
}

// read is what the bytes of a file gave, judged.
func (j *job) read(f intake.File, opt intake.Options) intake.Taken {
	allowed := slowFile
	if opt.Mail == "" {
		allowed, opt.Limits = slowBook, bookLimits()
	}
	return j.Kept.read(f, j.plan, opt, func() intake.Taken {
		t, ok := j.ahead.take(f, opt)
		if !ok {
			t = intake.Take(f, j.plan, opt, allowed)
		}
		j.judge(t, opt)
		return t
	})
}

// judge makes findings of what was read.
func (j *job) judge(t intake.Taken, opt intake.Options) {
	judged := check.Options{Quarter: opt.Quarter, AsOf: opt.AsOf}
	for _, s := range t.Submissions {
		check.Judge(s, j.plan, judged)
	}
	if t.Consolidated != nil {
		for _, s := range t.Consolidated.Submissions {
			check.Judge(s, t.Consolidated.Plan, judged)
		}
	}
}

// eachInput reads every input side by side and returns what they gave in their
// order.
func eachInput[T any](j *job, inputs []input, read func(input) T) ([]T, error) {
	all := make([]T, 0, len(inputs))
	bar := j.begin(len(inputs), "读取")
	defer bar.end()
	err := runner.InOrder(j.ctx, len(inputs), j.Jobs, len(inputs), func(i int) (T, error) {
		return read(inputs[i]), nil
	}, func(_ int, one T) error {
		all = append(all, one)
		bar.step()
		return nil
	})
	return all, err
}

// settleQuarter settles the quarter and the data date by what most submissions
// say, those of streams and workbooks included, and reads again the files that
// would be read otherwise under them. inputs are the submissions' own.
func (j *job) settleQuarter(inputs []input, subs, others []*filing.Submission, c *collection) error {
	opt := &c.opt
	all := slices.DeleteFunc(slices.Concat(others, subs), func(s *filing.Submission) bool { return s.ByOffice })
	asked := *opt
	if opt.Quarter.N == 0 {
		opt.Quarter = most(all, func(s *filing.Submission) plan.Quarter { return s.Quarter }, plan.Quarter.Before)
	}
	if opt.Quarter.N == 0 {
		return misused("看不出是哪个季度：文件夹名和表里都没有写。请加 --quarter，如 --quarter 2023Q2。")
	}
	if opt.AsOf == 0 {
		opt.AsOf = most(all, func(s *filing.Submission) plan.Date { return s.AsOf }, func(a, b plan.Date) bool { return a < b })
	}
	if opt.AsOf == 0 {
		opt.AsOf = opt.Quarter.Last()
	}
	if asked.Lessons == nil {
		if err := j.learn(c); err != nil {
			return err
		}
	}
	var otherwise []int
	var again []input
	for i, s := range subs {
		if asked.Lessons != opt.Lessons || asked.Quarter != opt.Quarter && s.Quarter != opt.Quarter || asked.AsOf != opt.AsOf && readAsOf(s, opt.Quarter) != opt.AsOf {
			otherwise, again = append(otherwise, i), append(again, inputs[i])
		}
	}
	second, err := j.readAll(again, *opt)
	if err != nil {
		return err
	}
	for k, i := range otherwise {
		if n := ordinal(subs, i); n < len(second[k]) {
			subs[i] = second[k][n]
		}
	}
	return nil
}

// ordinal is which of its file's submissions the i-th is.
func ordinal(subs []*filing.Submission, i int) int {
	n := 0
	for ; subs[i-n].Guest && n < i; n++ {
	}
	return n
}

// readAsOf is the data date a file was read under when none was asked for.
func readAsOf(s *filing.Submission, quarter plan.Quarter) plan.Date {
	if s.AsOf != 0 {
		return s.AsOf
	}
	return quarter.Last()
}

// most is the value most submissions state; the zero value counts for nothing,
// and of equals the latest wins, in whatever order they come.
func most[T comparable](subs []*filing.Submission, stated func(*filing.Submission) T, before func(a, b T) bool) T {
	var zero, best T
	votes := map[T]int{}
	for _, s := range subs {
		if v := stated(s); v != zero {
			votes[v]++
		}
	}
	for v, n := range votes {
		if n > votes[best] || n == votes[best] && before(best, v) {
			best = v
		}
	}
	return best
}

// load reads an input. One that cannot be read is for intake to report, so
// that the others go on.
func load(in input) intake.File {
	if in.err != nil {
		return intake.File{Path: in.name, Err: errors.New("打不开（" + system.Reason(in.err) + "）")}
	}
	if in.bundle != nil {
		data, fault := in.bundle.read(in.member)
		if fault != nil {
			return intake.File{Path: in.name, Err: fault}
		}
		return intake.File{Path: in.name, Data: data}
	}
	most := bookLimits().FileBytes
	if in.mail {
		most = sheet.DefaultLimits.FileBytes
	}
	data, cut, err := readFile(in.path, most)
	if err != nil {
		return intake.File{Path: in.name, Err: errors.New("打不开（" + system.Reason(err) + "）")}
	}
	return intake.File{Path: in.name, Data: data, Cut: cut}
}

// readFile reads a file of at most that many bytes whole. Of a larger one it
// reads just enough to show that it is larger, and cut is true.
func readFile(path string, most int) (data []byte, cut bool, err error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, false, err
	}
	if !info.Mode().IsRegular() {
		return nil, false, errors.New("不是普通文件") // a pipe might never end
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, false, err
	}
	defer f.Close()
	var buf bytes.Buffer
	buf.Grow(min(int(info.Size()), most) + bytes.MinRead)
	_, err = buf.ReadFrom(io.LimitReader(f, int64(most)+1))
	return buf.Bytes(), buf.Len() > most, err
}
