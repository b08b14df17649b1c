package filing

import (
	"bytes"
	"encoding/json"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/plan"
)

// FuzzCodecs holds what the library writes against what was written by hand.
func FuzzCodecs(f *testing.F) {
	for i, text := range texts {
		f.Add(text, "乙", int64(i*12345), int32(19000+i), i%2 == 0)
	}
	f.Fuzz(func(t *testing.T, a, b string, n int64, day int32, set bool) {
		amount, share := plan.Exactly(plan.Money(n%1e15)), plan.Percent(n%1e6)
		date := plan.Date(day % 100_000)
		if date < 0 {
			date = -date
		}
		p := Project{
			ID: a, Track: b, Task: a, TaskNo: int(n % 100), Name: b, Sub: a, Content: b, Kind: a, Priority: b,
			Targets: map[int]string{2022: a, 2023: b, 2025: ""}, Start: date, OpenEnded: set, Unit: b, Lead: a, Partners: []string{a, b}, Leader: b,
			Total: amount, Street: plan.Amount{Kind: plan.Pending}, Funding: a, Status: b, Self: a, Finished: date, Done: a, Note: b,
			Source: Source{a, b, int(day)},
		}
		if set {
			p.Progress, p.Partners, p.Targets = &share, nil, nil
		}
		got, err := marshal(p)
		require.NoError(t, err)
		assert.Equal(t, string(oldProject(&p, nil)), string(got))
		fi := Finding{File: a, Sheet: b, Row: int(day), Rule: a, Severity: plan.Error, Key: RowID(b), Across: set, Also: p.Partners, Value: a, Message: b, Col: int(n % 9)}
		got, err = marshal(fi)
		require.NoError(t, err)
		assert.Equal(t, string(oldFinding(&fi, nil)), string(got))
		s := &Submission{
			Path: a, Unit: b, AsOf: date, Round: int(n % 3), Doubtful: set, Rows: []Row{{Project: p}, {Project: p, Cause: Faulty, Typed: []Typed{{a, b, a}}}},
			Findings: []Finding{fi, {Rule: CoercionRule, Value: a, Expected: b}}, Foot: Foot{Total: amount},
		}
		if set {
			s.Saved, s.Rows = time.Unix(int64(day), 0).UTC(), nil
		}
		var old, now bytes.Buffer
		require.NoError(t, oldWriteSubmission(&old, s))
		require.NoError(t, WriteSubmission(&now, s))
		require.Equal(t, old.String(), now.String())
		back, err := DecodeSubmission(now.Bytes())
		require.NoError(t, err)
		var again bytes.Buffer
		require.NoError(t, WriteSubmission(&again, back))
		if utf8.ValidString(a) && utf8.ValidString(b) { // what is not is replaced, and then written as it is
			assert.Equal(t, now.String(), again.String())
		}
		assert.True(t, json.Valid(now.Bytes()))
	})
}

// object is a JSON object being written; blank values are left out. Projects
// and findings are written by hand, for a large quarter has them by the hundred
// thousand and writes them several times: this takes a third of the library's
// time.
type object struct{ b []byte }

func (o *object) key(key string) {
	if o.b[len(o.b)-1] != '{' {
		o.b = append(o.b, ',')
	}
	o.b = append(append(append(o.b, '"'), key...), '"', ':')
}

func (o *object) raw(key, value string) {
	o.key(key)
	o.b = append(o.b, value...)
}

func (o *object) text(key, s string) {
	if s != "" {
		o.key(key)
		o.b = appendText(o.b, s)
	}
}

// must writes a text that is not left out when it is blank.
func (o *object) must(key, s string) {
	o.key(key)
	o.b = appendText(o.b, s)
}

func (o *object) flag(key string, set bool) {
	if set {
		o.raw(key, "true")
	}
}

func (o *object) count(key string, n int) {
	if n != 0 {
		o.raw(key, strconv.Itoa(n))
	}
}

func (o *object) date(key string, d plan.Date) {
	if d != 0 {
		o.text(key, d.String())
	}
}

func (o *object) amount(key string, a plan.Amount) {
	if a != (plan.Amount{}) {
		o.text(key, a.String())
	}
}

func (o *object) percent(key string, p *plan.Percent) {
	if p != nil {
		o.raw(key, p.String())
	}
}

func (o *object) list(key string, list []string) {
	if len(list) == 0 {
		return
	}
	o.key(key)
	o.b = append(o.b, '[')
	for i, s := range list {
		if i > 0 {
			o.b = append(o.b, ',')
		}
		o.b = appendText(o.b, s)
	}
	o.b = append(o.b, ']')
}

// source writes a row's place, in which nothing is left out.
func (o *object) source(s Source) {
	o.b = appendText(append(o.b, `{"file":`...), s.File)
	o.b = appendText(append(o.b, `,"sheet":`...), s.Sheet)
	o.b = strconv.AppendInt(append(o.b, `,"row":`...), int64(s.Row), 10)
	o.b = append(o.b, '}')
}

func (o *object) years(targets map[int]string) {
	var years []int
	for y := range targets {
		years = append(years, y)
	}
	slices.Sort(years)
	for _, y := range years {
		o.text(plan.YearKey(y), targets[y])
	}
}

// appendText adds a text as JSON has it. Most texts stand as they are.
func appendText(b []byte, s string) []byte {
	if plain(s) {
		return append(append(append(b, '"'), s...), '"')
	}
	quoted, _ := marshal(s) // a text is never refused
	return append(b, quoted...)
}

// plain reports a text in which JSON escapes nothing.
func plain(s string) bool {
	ascii, separators := true, false
	for i := range len(s) {
		c := s[i]
		if c < ' ' || c == '"' || c == '\\' || c == 0x7f {
			return false
		}
		ascii = ascii && c < utf8.RuneSelf
		separators = separators || c == 0xA8 || c == 0xA9 // U+2028 and U+2029 end so
	}
	return ascii || utf8.ValidString(s) && !(separators && strings.ContainsAny(s, "\u2028\u2029"))
}

// AppendJSON adds what MarshalJSON writes.
func oldProject(p *Project, b []byte) []byte {
	o := object{append(b, '{')}
	o.text("id", p.ID)
	o.text("track", p.Track)
	o.text("task", p.Task)
	o.count("task_no", p.TaskNo)
	o.text("name", p.Name)
	o.text("sub", p.Sub)
	o.text("content", p.Content)
	o.text("kind", p.Kind)
	o.text("priority", p.Priority)
	o.date("start", p.Start)
	o.date("deadline", p.Deadline)
	o.flag("open_ended", p.OpenEnded)
	o.text("unit", p.Unit)
	o.text("lead", p.Lead)
	o.list("partners", p.Partners)
	o.text("leader", p.Leader)
	o.text("person", p.Person)
	o.amount("total", p.Total)
	o.amount("city", p.City)
	o.amount("district", p.District)
	o.amount("street", p.Street)
	o.amount("social", p.Social)
	o.text("funding", p.Funding)
	o.amount("paid", p.Paid)
	o.text("status", p.Status)
	o.percent("progress", p.Progress)
	o.percent("rate", p.Rate)
	o.text("self", p.Self)
	o.date("finished", p.Finished)
	o.text("done", p.Done)
	o.text("problem", p.Problem)
	o.text("ask", p.Ask)
	o.text("next", p.Next)
	o.text("note", p.Note)
	o.key("source")
	o.source(p.Source)
	o.years(p.Targets)
	return append(o.b, '}')
}

// AppendJSON adds what the JSON library writes of a finding.
func oldFinding(f *Finding, b []byte) []byte {
	o := object{append(b, '{')}
	o.must("file", f.File)
	o.text("sheet", f.Sheet)
	o.text("cell", f.Cell)
	o.count("row", f.Row)
	o.text("column", f.Column)
	o.must("rule", f.Rule)
	o.must("severity", string(f.Severity))
	o.text("unit", f.Unit)
	o.text("project", f.Project)
	o.text("value", f.Value)
	o.text("expected", f.Expected)
	o.must("message", f.Message)
	o.text("hint", f.Hint)
	o.text("suggest", f.Suggest)
	o.text("key", string(f.Key))
	o.text("passed_by", f.PassedBy)
	o.text("was", string(f.Was))
	o.flag("across", f.Across)
	o.list("also", f.Also)
	o.count("col", f.Col)
	return append(o.b, '}')
}

// AppendJSON adds what the JSON library writes of a coercion.
func oldCoercion(c *Coercion, b []byte) []byte {
	o := object{append(b, '{')}
	o.must("sheet", c.Sheet)
	o.must("cell", c.Cell)
	o.must("column", c.Column)
	o.must("raw", c.Raw)
	o.must("read", c.Read)
	return append(o.b, '}')
}

// longObject is an object that is written bit by bit.
type longObject struct {
	object
	w   io.Writer
	err error
}

// atOnce is how many bytes of a long object are held.
const atOnce = 64 << 10

// buffers are the memory of long objects that are written.
var buffers = sync.Pool{New: func() any { return new([]byte) }}

func newLine(w io.Writer, begin []byte) *longObject {
	buf := *buffers.Get().(*[]byte)
	return &longObject{object: object{append(buf[:0], begin...)}, w: w}
}

// pass hands on what is held, if that is much. The last byte stays: what
// follows goes by it.
func (l *longObject) pass() {
	if last := len(l.b) - 1; last >= atOnce && l.err == nil {
		_, l.err = l.w.Write(l.b[:last])
		l.b = append(l.b[:0], l.b[last])
	}
}

// end hands on all.
func (l *longObject) end() error {
	if l.err == nil {
		_, l.err = l.w.Write(l.b)
	}
	buf := l.b
	buffers.Put(&buf) // not all of l
	return l.err
}

// addList adds a list of what can add itself.
func addList[T any](l *longObject, list iter.Seq[*T], add func(*T, []byte) []byte) {
	l.b = append(l.b, '[')
	first := true
	for one := range list {
		if !first {
			l.b = append(l.b, ',')
		}
		first = false
		l.b = add(one, l.b)
		l.pass()
	}
	l.b = append(l.b, ']')
}

func oldWriteSubmission(w io.Writer, s *Submission) error {
	line, err := marshal(streamHead{
		FileObject: s.Object(), Saved: s.Saved, Round: s.Round, Doubtful: s.Doubtful, ByOffice: s.ByOffice, Foot: s.Foot,
	})
	if err != nil {
		return err
	}
	left := []leftOut{}
	for i := range s.Rows {
		if r := &s.Rows[i]; r.Cause != Counted {
			left = append(left, leftOut{r.Project.Source, r.Cause, r.Rules, nonNil(r.Typed), r.Project})
		}
	}
	rows, err := marshal(left)
	if err != nil {
		return err
	}
	l := newLine(w, line[:len(line)-1])
	l.key("findings")
	addList(l, Pointers(s.Findings), oldFinding)
	l.key("projects")
	addList(l, s.counted(), oldProject)
	l.raw("left_out", string(rows))
	l.key("coercions")
	addList(l, Pointers(s.Coercions()), oldCoercion)
	l.b = append(l.b, "}\n"...)
	return l.end()
}
