// Package stream writes submissions as ndjson, one a line, and reads them back
// without loss, so that shards of one collection can be checked apart and merged.
// What flows in and out are values of filing and bytes; a line is written list by
// list, so that a long one is never held whole.
package stream

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"runtime"
	"slices"
	"time"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// Format is the version of the stream that its first line names.
const Format = 1

// HeadMark is what a stream begins with.
const HeadMark = `{"tool":"` + filing.Tool + `"`

// Head is the first line of an ndjson stream.
type Head struct {
	Tool    string       `json:"tool"`
	Format  int          `json:"format"`
	Plan    string       `json:"plan"` // digest of the definition
	Quarter plan.Quarter `json:"quarter,omitzero"`
	AsOf    plan.Date    `json:"as_of,omitzero"`
	// AsOfGiven says that AsOf was asked for, not made out from the submissions.
	AsOfGiven bool `json:"as_of_told,omitempty"`
	// Attachments lie beside the files of the stream.
	Attachments []filing.Attachment `json:"attachments,omitempty"`
}

// FileObject is a submission as JSON has it.
type FileObject struct {
	Path     string             `json:"path"`
	SHA256   string             `json:"sha256"`
	Unit     string             `json:"unit,omitempty"`
	Office   string             `json:"office,omitempty"`
	Quarter  plan.Quarter       `json:"quarter,omitzero"`
	NoPeriod bool               `json:"quarter_unstated,omitempty"`
	AsOf     plan.Date          `json:"as_of,omitzero"`
	Sheets   []filing.PlanSheet `json:"sheets"`
	Rows     int                `json:"rows"`
	Accepted int                `json:"accepted"`
	Rejected int                `json:"rejected"`
	Errors   int                `json:"errors"`
	Warnings int                `json:"warnings"`
}

// streamObject is a line of the stream.
type streamObject struct {
	streamHead
	Findings  []filing.Finding  `json:"findings"`
	Projects  []filing.Project  `json:"projects"`
	LeftOut   []leftOut         `json:"left_out"`
	Coercions []filing.Coercion `json:"coercions"`
}

// streamHead is what a line of the stream has before its lists.
type streamHead struct {
	FileObject
	Saved    time.Time        `json:"saved,omitzero"`
	Round    int              `json:"round,omitempty"`
	Doubtful bool             `json:"doubtful,omitempty"`
	Guest    bool             `json:"guest,omitempty"`
	ByOffice bool             `json:"by_office,omitempty"`
	Foot     filing.Foot      `json:"foot,omitzero"`
	Answers  []filing.Answer  `json:"answers,omitempty"`
	Wordings []filing.Wording `json:"wordings,omitempty"`
}

type leftOut struct {
	Source  filing.Source  `json:"source"`
	Cause   filing.Cause   `json:"cause"`
	Rules   []string       `json:"rules,omitempty"`
	Typed   []filing.Typed `json:"typed"`
	Project filing.Project `json:"project"`
}

// Object is a submission's JSON form without its rows.
func Object(s *filing.Submission) FileObject {
	accepted := s.CountRows(filing.Counted)
	sheets := s.Sheets
	if sheets == nil {
		sheets = []filing.PlanSheet{}
	}
	return FileObject{
		Path: s.Path, SHA256: s.SHA256, Unit: s.Unit, Office: s.Office, Quarter: s.Quarter, NoPeriod: s.Quarter.N == 0, AsOf: s.AsOf,
		Sheets: sheets, Rows: len(s.Rows), Accepted: accepted, Rejected: len(s.Rows) - accepted,
		Errors:   filing.CountSeverity(s.Findings, plan.Error),
		Warnings: filing.CountSeverity(s.Findings, plan.Warning),
	}
}

// WriteHead writes the stream's first line.
func WriteHead(w io.Writer, h Head) error {
	h.Tool, h.Format = filing.Tool, Format
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(h)
}

// Write writes one line, a streamObject. Typed cells are kept for rows
// that do not count: the others are whole in their project.
func Write(w io.Writer, s *filing.Submission) error {
	l := NewLine(w, streamHead{
		FileObject: Object(s), Saved: s.Saved, Round: s.Round, Doubtful: s.Doubtful, Guest: s.Guest, ByOffice: s.ByOffice, Foot: s.Foot, Answers: s.Answers,
		Wordings: s.Wordings,
	})
	WriteList(l, "findings", Pointers(s.Findings))
	WriteList(l, "projects", s.Counting())
	WriteList(l, "left_out", leftOutOf(s))
	WriteList(l, "coercions", Pointers(s.Coercions()))
	return l.End()
}

// leftOut are the rows that do not count, in order.
func leftOutOf(s *filing.Submission) iter.Seq[*leftOut] {
	return func(yield func(*leftOut) bool) {
		for i := range s.Rows {
			r := &s.Rows[i]
			if r.Cause != filing.Counted && !yield(&leftOut{r.Project.Source, r.Cause, r.Rules, nonNil(r.Typed), r.Project}) {
				return
			}
		}
	}
}

func nonNil[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

// ErrFormat reports a stream that is not ours or of a later format.
var ErrFormat = errors.New("不是 jingpin 的 ndjson 数据")

// Read reads a whole stream written by WriteHead and Write, as many lines at
// once as there are processors.
func Read(r io.Reader) (Head, []*filing.Submission, error) {
	var head Head
	var subs []*filing.Submission
	in := bufio.NewReader(r)
	var ahead []*readLine // being read
	for n, more := 1, true; more; n++ {
		data, err := in.ReadBytes('\n')
		if err != nil && err != io.EOF {
			return head, nil, err
		}
		if more = err == nil; len(bytes.TrimSpace(data)) > 0 {
			ahead = append(ahead, readAhead(n, data))
		}
		for ; len(ahead) > 0 && (!more || len(ahead) > runtime.GOMAXPROCS(0)); ahead = ahead[1:] {
			if err := ahead[0].add(&head, &subs); err != nil {
				return head, nil, err
			}
		}
	}
	if head.Tool != filing.Tool {
		return head, nil, ErrFormat
	}
	return head, subs, nil
}

// readLine is a line of a stream that is being read.
type readLine struct {
	n    int
	data []byte
	read chan struct{} // closed once sub or err is there; nil for a head
	sub  *filing.Submission
	err  error
}

// readAhead begins to read the n-th line. What breaks in it is an error of that
// line.
func readAhead(n int, data []byte) *readLine {
	l := &readLine{n: n, data: data}
	if bytes.HasPrefix(data, []byte(HeadMark)) {
		return l
	}
	l.read = make(chan struct{})
	go func() {
		defer close(l.read)
		defer func() {
			if broke := recover(); broke != nil {
				l.err = fmt.Errorf("broken: %v", broke)
			}
		}()
		l.sub, l.err = Decode(data)
	}()
	return l
}

// add adds what the line holds. A further head is a concatenated shard's, and
// must be of the same plan, quarter and data date.
func (l *readLine) add(head *Head, subs *[]*filing.Submission) error {
	if l.read != nil {
		<-l.read
		switch {
		case head.Tool == "":
			return ErrFormat
		case l.err != nil:
			return fmt.Errorf("第%d行读不出来，数据可能不完整", l.n) // the cause is in English
		}
		*subs = append(*subs, l.sub)
		return nil
	}
	var h Head
	if err := json.Unmarshal(l.data, &h); err != nil || h.Tool != filing.Tool || h.Format > Format {
		return fmt.Errorf("第%d行：%w", l.n, ErrFormat)
	}
	if head.Tool != "" && (h.Plan != head.Plan || h.Quarter != head.Quarter) {
		return fmt.Errorf("第%d行：与前面的数据不是同一份方案或同一个季度", l.n)
	}
	if head.AsOfGiven && h.AsOfGiven && h.AsOf != head.AsOf {
		return fmt.Errorf("第%d行：数据截至%s，前面的截至%s，不是同一天。请都加上同一个 --as-of 再检查", l.n, h.AsOf.Chinese(), head.AsOf.Chinese())
	}
	if head.AsOfGiven {
		h.AsOf, h.AsOfGiven = head.AsOf, true
	}
	h.Attachments = append(head.Attachments, h.Attachments...)
	*head = h
	return nil
}

// Decode reads one line written by Write.
func Decode(line []byte) (*filing.Submission, error) {
	var o streamObject
	if err := json.Unmarshal(line, &o); err != nil {
		return nil, err
	}
	s := &filing.Submission{
		Path: o.Path, SHA256: o.SHA256, Unit: o.Unit, Office: o.Office, Quarter: o.Quarter, AsOf: o.AsOf, Saved: o.Saved, Round: o.Round,
		Doubtful: o.Doubtful, Guest: o.Guest, ByOffice: o.ByOffice, Foot: o.Foot, Answers: o.Answers, Wordings: o.Wordings, Sheets: o.Sheets, Findings: o.Findings,
	}
	if n := len(o.Projects) + len(o.LeftOut); o.Rows != n || o.Accepted != len(o.Projects) || o.Rejected != len(o.LeftOut) {
		return nil, errors.New("the rows do not add up")
	}
	for _, p := range o.Projects {
		s.Rows = append(s.Rows, filing.Row{Project: p})
	}
	for _, l := range o.LeftOut {
		s.Rows = append(s.Rows, filing.Row{Project: l.Project, Typed: l.Typed, Cause: l.Cause, Rules: l.Rules})
	}
	sortRows(s)
	return s, nil
}

// sortRows puts rows back into the order of the file.
func sortRows(s *filing.Submission) {
	order := map[string]int{}
	for i, sh := range s.Sheets {
		order[sh.Name] = i
	}
	slices.SortStableFunc(s.Rows, func(a, b filing.Row) int {
		x, y := a.Project.Source, b.Project.Source
		if x.Sheet != y.Sheet {
			return order[x.Sheet] - order[y.Sheet]
		}
		return x.Row - y.Row
	})
}
