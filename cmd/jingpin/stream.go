package main

import (
	"bytes"
	"fmt"
	"io"

	"jingpin/internal/check"
	"jingpin/internal/filing"
	"jingpin/internal/intake"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
)

// stream checks file by file and writes each as soon as it and those before it
// are known. It holds the files being read and a few results that wait.
func (j *job) stream(m material, opt intake.Options, history *portfolio.History) (int, error) {
	if err := j.writeHead(m, opt); err != nil {
		return 0, err
	}
	j.memory.read(m.inputs, j.jobs)
	seen := copies{}
	code := exitDone
	err := inOrder(j.ctx, len(m.inputs), j.jobs, waitingFiles*j.jobs, func(i int) ([]checked, error) {
		return j.checkOne(m.inputs[i], opt, history)
	}, func(_ int, all []checked) (err error) {
		for _, c := range all {
			if seen.mark(c.sub, j.plan) {
				if c, err = j.checked(c.sub, history, j.dataDate(opt)); err != nil {
					return err
				}
			}
			code = max(code, exitCode([]*filing.Submission{c.sub}))
			if err := c.write(j.stdout); err != nil {
				return err
			}
		}
		return j.out.err // nobody reads on: no need to check on
	})
	if j.out.err != nil {
		return exitFailed, nil
	}
	return code, err
}

// checked is a submission with its line of the stream, nil where that is too
// long to be held beside it.
type checked struct {
	sub  *filing.Submission
	line []byte
}

// longLine is how many rows make a line that is not held.
const longLine = 2000

func (j *job) checked(s *filing.Submission, history *portfolio.History, asOf plan.Date) (checked, error) {
	j.finish(s, history, asOf)
	if len(s.Rows) > longLine {
		return checked{sub: s}, nil
	}
	var line bytes.Buffer
	err := filing.WriteSubmission(&line, s)
	return checked{s, line.Bytes()}, err
}

func (c checked) write(w io.Writer) error {
	if c.line == nil {
		return filing.WriteSubmission(w, c.sub)
	}
	_, err := w.Write(c.line)
	return err
}

// checkOne checks what one input holds: what a unit sent, or all that a
// consolidated workbook was merged from.
func (j *job) checkOne(in input, opt intake.Options, history *portfolio.History) ([]checked, error) {
	t := j.taken(load(in), opt)
	subs := []*filing.Submission{t.Submission}
	switch whole := t.Consolidated; {
	case t.Err != nil:
		return nil, fmt.Errorf("“%s”：%w", in.name, t.Err)
	case whole != nil:
		if err := (&collection{opt: opt, told: j.asOf != 0}).agree(in, whole.Head); err != nil {
			return nil, err
		}
		subs = whole.Submissions
	}
	var all []checked
	for _, s := range subs {
		one, err := j.checked(s, history, j.dataDate(opt))
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, nil
}

func (j *job) writeHead(m material, opt intake.Options) error {
	return filing.WriteHead(j.stdout, filing.Head{
		Plan: j.plan.Digest(), Quarter: opt.Quarter, AsOf: j.dataDate(opt), Told: j.asOf != 0, Attachments: j.attached(m.attachments),
	})
}

// writeStream writes submissions that are all known.
func (j *job) writeStream(m material, subs []*filing.Submission, opt intake.Options) error {
	if err := j.writeHead(m, opt); err != nil {
		return err
	}
	for _, s := range subs {
		if err := filing.WriteSubmission(j.stdout, s); err != nil {
			return err
		}
	}
	return nil
}

// copies remembers the files seen, by what is in them and whose they are: the
// same blank form may be two units' zero report.
type copies map[[2]string]string

// mark reports whether a file is byte for byte one seen before, and makes its
// submission say so.
func (c copies) mark(s *filing.Submission, p *plan.Plan) bool {
	if s.SHA256 == "" {
		return false // not read to its end
	}
	key := [2]string{s.SHA256, s.Unit}
	earlier, seen := c[key]
	if seen {
		check.MarkCopy(s, p, earlier)
	} else {
		c[key] = s.Path
	}
	return seen
}
