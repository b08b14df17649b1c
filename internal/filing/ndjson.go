package filing

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"time"

	"jingpin/internal/plan"
)

// Tool and Format identify the stream in its first line.
const (
	Tool   = "jingpin"
	Format = 1
)

// HeadMark is what a stream begins with.
const HeadMark = `{"tool":"` + Tool + `"`

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
	Attachments []Attachment `json:"attachments,omitempty"`
}

// FileObject is a submission as JSON has it.
type FileObject struct {
	Path     string       `json:"path"`
	SHA256   string       `json:"sha256"`
	Unit     string       `json:"unit,omitempty"`
	Office   string       `json:"office,omitempty"`
	Quarter  plan.Quarter `json:"quarter,omitzero"`
	NoPeriod bool         `json:"quarter_unstated,omitempty"`
	AsOf     plan.Date    `json:"as_of,omitzero"`
	Sheets   []Sheet      `json:"sheets"`
	Rows     int          `json:"rows"`
	Accepted int          `json:"accepted"`
	Rejected int          `json:"rejected"`
	Errors   int          `json:"errors"`
	Warnings int          `json:"warnings"`
}

// streamObject is a line of the stream.
type streamObject struct {
	streamHead
	Findings  []Finding  `json:"findings"`
	Projects  []Project  `json:"projects"`
	LeftOut   []leftOut  `json:"left_out"`
	Coercions []Coercion `json:"coercions"`
}

// streamHead is what a line of the stream has before its lists.
type streamHead struct {
	FileObject
	Saved    time.Time `json:"saved,omitzero"`
	Round    int       `json:"round,omitempty"`
	Doubtful bool      `json:"doubtful,omitempty"`
	Guest    bool      `json:"guest,omitempty"`
	ByOffice bool      `json:"by_office,omitempty"`
	Foot     Foot      `json:"foot,omitzero"`
	Answers  []Answer  `json:"answers,omitempty"`
	Wordings []Wording `json:"wordings,omitempty"`
}

type leftOut struct {
	Source  Source   `json:"source"`
	Cause   Cause    `json:"cause"`
	Rules   []string `json:"rules,omitempty"`
	Typed   []Typed  `json:"typed"`
	Project Project  `json:"project"`
}

// Object is the submission's JSON form without its rows.
func (s *Submission) Object() FileObject {
	accepted := s.CountRows(Counted)
	sheets := s.Sheets
	if sheets == nil {
		sheets = []Sheet{}
	}
	return FileObject{
		Path: s.Path, SHA256: s.SHA256, Unit: s.Unit, Office: s.Office, Quarter: s.Quarter, NoPeriod: s.Quarter.N == 0, AsOf: s.AsOf,
		Sheets: sheets, Rows: len(s.Rows), Accepted: accepted, Rejected: len(s.Rows) - accepted,
		Errors:   CountSeverity(s.Findings, plan.Error),
		Warnings: CountSeverity(s.Findings, plan.Warning),
	}
}

// WriteHead writes the stream's first line.
func WriteHead(w io.Writer, h Head) error {
	h.Tool, h.Format = Tool, Format
	return writeLine(w, h)
}

// WriteSubmission writes one line, a streamObject. Typed cells are kept for rows
// that do not count: the others are whole in their project.
func WriteSubmission(w io.Writer, s *Submission) error {
	l := NewLine(w, streamHead{
		FileObject: s.Object(), Saved: s.Saved, Round: s.Round, Doubtful: s.Doubtful, Guest: s.Guest, ByOffice: s.ByOffice, Foot: s.Foot, Answers: s.Answers,
		Wordings: s.Wordings,
	})
	WriteList(l, "findings", Pointers(s.Findings))
	WriteList(l, "projects", s.counted())
	WriteList(l, "left_out", s.leftOut())
	WriteList(l, "coercions", Pointers(s.Coercions()))
	return l.End()
}

// leftOut are the rows that do not count, in order.
func (s *Submission) leftOut() iter.Seq[*leftOut] {
	return func(yield func(*leftOut) bool) {
		for i := range s.Rows {
			r := &s.Rows[i]
			if r.Cause != Counted && !yield(&leftOut{r.Project.Source, r.Cause, r.Rules, nonNil(r.Typed), r.Project}) {
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

func writeLine(w io.Writer, v any) error {
	b, err := marshal(v)
	if err != nil {
		return err
	}
	_, err = w.Write(append(b, '\n'))
	return err
}

// ErrFormat reports a stream that is not ours or of a later format.
var ErrFormat = errors.New("不是 jingpin 的 ndjson 数据")

// ReadStream reads a whole stream written by WriteHead and WriteSubmission.
func ReadStream(r io.Reader) (Head, []*Submission, error) {
	var head Head
	var subs []*Submission
	in := bufio.NewReader(r)
	for n := 1; ; n++ {
		line, err := in.ReadBytes('\n')
		if err != nil && err != io.EOF {
			return head, nil, err
		}
		if len(bytes.TrimSpace(line)) > 0 {
			if failed := readLine(line, n, &head, &subs); failed != nil {
				return head, nil, failed
			}
		}
		if err == io.EOF {
			break
		}
	}
	if head.Tool != Tool {
		return head, nil, ErrFormat
	}
	return head, subs, nil
}

// readLine reads one line. A further head is a concatenated shard's, and must
// be of the same plan, quarter and data date.
func readLine(line []byte, n int, head *Head, subs *[]*Submission) error {
	if bytes.HasPrefix(line, []byte(HeadMark)) {
		var h Head
		if err := json.Unmarshal(line, &h); err != nil {
			return fmt.Errorf("第%d行：%w", n, ErrFormat)
		}
		if h.Tool != Tool || h.Format > Format {
			return fmt.Errorf("第%d行：%w", n, ErrFormat)
		}
		if head.Tool != "" && (h.Plan != head.Plan || h.Quarter != head.Quarter) {
			return fmt.Errorf("第%d行：与前面的数据不是同一份方案或同一个季度", n)
		}
		if head.AsOfGiven && h.AsOfGiven && h.AsOf != head.AsOf {
			return fmt.Errorf("第%d行：数据截至%s，前面的截至%s，不是同一天。请都加上同一个 --as-of 再检查", n, h.AsOf.Chinese(), head.AsOf.Chinese())
		}
		if head.AsOfGiven {
			h.AsOf, h.AsOfGiven = head.AsOf, true
		}
		h.Attachments = append(head.Attachments, h.Attachments...)
		*head = h
		return nil
	}
	if head.Tool == "" {
		return ErrFormat
	}
	s, err := DecodeSubmission(line)
	if err != nil {
		return fmt.Errorf("第%d行读不出来，数据可能不完整", n) // the cause is in English
	}
	*subs = append(*subs, s)
	return nil
}

// DecodeSubmission reads one line written by WriteSubmission.
func DecodeSubmission(line []byte) (*Submission, error) {
	var o streamObject
	if err := json.Unmarshal(line, &o); err != nil {
		return nil, err
	}
	s := &Submission{
		Path: o.Path, SHA256: o.SHA256, Unit: o.Unit, Office: o.Office, Quarter: o.Quarter, AsOf: o.AsOf, Saved: o.Saved, Round: o.Round,
		Doubtful: o.Doubtful, Guest: o.Guest, ByOffice: o.ByOffice, Foot: o.Foot, Answers: o.Answers, Wordings: o.Wordings, Sheets: o.Sheets, Findings: o.Findings,
	}
	if n := len(o.Projects) + len(o.LeftOut); o.Rows != n || o.Accepted != len(o.Projects) || o.Rejected != len(o.LeftOut) {
		return nil, errors.New("the rows do not add up")
	}
	for _, p := range o.Projects {
		s.Rows = append(s.Rows, Row{Project: p})
	}
	for _, l := range o.LeftOut {
		s.Rows = append(s.Rows, Row{Project: l.Project, Typed: l.Typed, Cause: l.Cause, Rules: l.Rules})
	}
	s.sortRows()
	return s, nil
}

// sortRows puts rows back into the order of the file.
func (s *Submission) sortRows() {
	order := map[string]int{}
	for i, sh := range s.Sheets {
		order[sh.Name] = i
	}
	slices.SortStableFunc(s.Rows, func(a, b Row) int {
		x, y := a.Project.Source, b.Project.Source
		if x.Sheet != y.Sheet {
			return order[x.Sheet] - order[y.Sheet]
		}
		return x.Row - y.Row
	})
}
