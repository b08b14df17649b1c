package quarter

import (
	"bytes"
	"fmt"
	"io"
	"sync"

	"jingpin/internal/check"
	"jingpin/internal/filing"
	"jingpin/internal/intake"
	"jingpin/internal/plan"
	"jingpin/internal/quarter/mail"
	"jingpin/internal/quarter/runner"
	"jingpin/internal/stream"
)

// stream checks file by file and writes each as soon as it and those before it
// are known. It holds the files being read and a few results that wait.
func (j *job) stream(w io.Writer, c *collection, g ground) (anyFaulty bool, err error) {
	if err := j.writeHead(w, c); err != nil {
		return false, err
	}
	j.memory.Read(sizesOf(c.Inputs), j.Jobs)
	seen := copies{}
	err = runner.InOrder(j.ctx, len(c.Inputs), j.Jobs, waitingFiles*j.Jobs, func(i int) ([]checked, error) {
		return j.checkOne(c.Inputs[i], c.opt, g)
	}, func(_ int, all []checked) (err error) {
		for _, one := range all {
			if seen.mark(one.sub, j.plan) {
				if one, err = j.checked(one.sub, g); err != nil {
					return err
				}
			}
			anyFaulty = anyFaulty || faulty(one.sub)
			if err := one.write(w); err != nil {
				return err
			}
		}
		return nil
	})
	return anyFaulty, err
}

// checked is a submission with its line of the stream, nil where that is too
// long to be held beside it.
type checked struct {
	sub  *filing.Submission
	line *bytes.Buffer
}

// spareLines are what held the lines of submissions that are written.
var spareLines = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// longLine is how many rows make a line that is not held.
const longLine = 2000

func (j *job) checked(s *filing.Submission, g ground) (checked, error) {
	j.finish(s, g)
	if len(s.Rows) > longLine {
		return checked{sub: s}, nil
	}
	line := spareLines.Get().(*bytes.Buffer)
	line.Reset()
	err := stream.Write(line, s)
	return checked{s, line}, err
}

func (c checked) write(w io.Writer) error {
	if c.line == nil {
		return stream.Write(w, c.sub)
	}
	_, err := w.Write(c.line.Bytes())
	spareLines.Put(c.line)
	return err
}

// checkOne checks what one input holds: what a unit sent, or all that a
// consolidated workbook was merged from.
func (j *job) checkOne(in mail.Item, opt intake.Options, g ground) ([]checked, error) {
	t := j.taken(in, opt)
	subs := t.Submissions
	switch workbook := t.Consolidated; {
	case t.Err != nil:
		return nil, fmt.Errorf("“%s”：%w", in.Name, t.Err)
	case workbook != nil:
		if err := (&collection{opt: opt, dateAsked: j.AsOf != 0}).agree(in, workbook.Head); err != nil {
			return nil, err
		}
		subs = workbook.Submissions
	}
	var all []checked
	for _, s := range subs {
		one, err := j.checked(s, g)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, nil
}

func (j *job) writeHead(w io.Writer, c *collection) error {
	return stream.WriteHead(w, stream.Head{
		Plan: j.plan.Digest(), Quarter: c.opt.Quarter, AsOf: dataDate(c.opt), AsOfGiven: j.AsOf != 0, Attachments: j.attached(c.Attachments),
	})
}

// writeStream writes submissions that are all known.
func (j *job) writeStream(w io.Writer, c *collection) error {
	if err := j.writeHead(w, c); err != nil {
		return err
	}
	for _, s := range c.subs {
		if err := stream.Write(w, s); err != nil {
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
