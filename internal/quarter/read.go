package quarter

import (
	"cmp"
	"os"
	"slices"
	"strings"
	"time"

	"jingpin/internal/check"
	"jingpin/internal/filing"
	"jingpin/internal/intake"
	"jingpin/internal/plan"
	"jingpin/internal/quarter/mail"
	"jingpin/internal/quarter/runner"
)

// How long one file may take before it is given up (F04): one that came by mail,
// and one of the office's own, which may hold tens of thousands of projects.
const (
	slowFile = 20 * time.Second
	slowBook = 10 * time.Minute
)

// waitingFiles is how many results may wait, for each worker, until those
// before them are written.
const waitingFiles = 4

// sizesOf is how large the inputs are that are there.
func sizesOf(inputs []mail.Item) []runner.Sized {
	var all []runner.Sized
	for _, in := range inputs {
		if info, err := os.Stat(in.Path); err == nil {
			all = append(all, runner.Sized{Bytes: info.Size(), Plain: in.IsStream()})
		}
	}
	return all
}

// readAll reads inputs that units sent side by side and returns what each gave
// in their order.
func (j *job) readAll(inputs []mail.Item, opt intake.Options) ([][]*filing.Submission, error) {
	return eachInput(j, inputs, func(in mail.Item) []*filing.Submission {
		in.Mail = true // a report it was, and is read as nothing else
		return j.taken(in, opt).Submissions
	})
}

// taken is what one file gave, judged. What came by mail is only ever a unit's
// report; of the office's own it says so, and no more.
func (j *job) taken(in mail.Item, opt intake.Options) intake.Taken {
	f := in.Load()
	if !in.Mail {
		return j.read(f, opt)
	}
	opt.Mail = j.planName
	if in.IsStream() {
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
func (j *job) read(f intake.Received, opt intake.Options) intake.Taken {
	allowed := slowFile
	if opt.Mail == "" {
		allowed, opt.Limits = slowBook, mail.BookLimits()
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
func eachInput[T any](j *job, inputs []mail.Item, read func(mail.Item) T) ([]T, error) {
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
func (j *job) settleQuarter(inputs []mail.Item, subs, others []*filing.Submission, c *collection) error {
	opt := &c.opt
	all := slices.DeleteFunc(slices.Concat(others, subs), func(s *filing.Submission) bool { return s.ByOffice })
	asked := *opt
	if opt.Quarter.N == 0 {
		opt.Quarter = most(all, func(s *filing.Submission) plan.Quarter { return s.Quarter }, plan.Quarter.Before)
	}
	if opt.Quarter.N == 0 {
		return runner.Misused("看不出是哪个季度：文件夹名和表里都没有写。请加 --quarter，如 --quarter 2023Q2。")
	}
	if opt.AsOf == 0 {
		opt.AsOf = j.agreedDate(all, opt.Quarter)
	}
	if asked.Lessons == nil {
		if err := j.learn(c); err != nil {
			return err
		}
	}
	var otherwise []int
	var again []mail.Item
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

// straysNamed is how many files a sentence names whose data date is not taken.
const straysNamed = 5

// agreedDate is the data date that most submissions state, else the quarter's last
// day. One outside the quarter is a slip or an old form's: no project is late by
// the end of the year before.
func (j *job) agreedDate(all []*filing.Submission, quarter plan.Quarter) plan.Date {
	var strays []string
	stated := func(s *filing.Submission) plan.Date {
		if s.AsOf < quarter.First() || s.AsOf > quarter.Last() {
			return 0
		}
		return s.AsOf
	}
	for _, s := range all {
		if s.AsOf != 0 && stated(s) == 0 && s.Quarter == quarter {
			strays = append(strays, plan.Quote(s.Path)+"写的是"+s.AsOf.Chinese())
		}
	}
	agreed := cmp.Or(most(all, stated, func(a, b plan.Date) bool { return a < b }), quarter.Last())
	if n := len(strays); n > straysNamed {
		strays = append(strays[:straysNamed], "等"+plan.Count(n)+"份")
	}
	if len(strays) > 0 {
		j.note("截至日期不在%s里的，没有采用：%s；按%s算。", quarter.Chinese(), strings.Join(strays, "、"), agreed.Chinese())
	}
	return agreed
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
