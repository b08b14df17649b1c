package stream

import (
	"bytes"
	"encoding/json"
	"io"
	"iter"
	"sync"
)

// LineWriter writes one JSON object on a line of its own, list by list, so that a
// long one is never held whole.
type LineWriter struct {
	w io.Writer
	*pending
	err error
}

// pending is what of a line is not handed on yet.
type pending struct {
	text   bytes.Buffer
	encode *json.Encoder // into it
}

// spare are what lines held that have ended. Without them a check of many small
// files would spend a fifteenth of its time on making room for their lines.
var spare = sync.Pool{New: func() any {
	h := new(pending)
	h.encode = json.NewEncoder(&h.text)
	h.encode.SetEscapeHTML(false)
	return h
}}

// heldAtMost is how many bytes of a line are held before they are handed on.
const heldAtMost = 64 << 10

// NewLine begins a line with the fields of an object, which has one at least.
func NewLine(w io.Writer, fields any) *LineWriter {
	l := &LineWriter{w: w, pending: spare.Get().(*pending)}
	l.value(fields)
	if l.err == nil {
		l.text.Truncate(l.text.Len() - len("}"))
	}
	return l
}

// value writes one value without the encoder's line break. What has a JSON of
// its own has it compact: the encoder would read it through again.
func (l *LineWriter) value(v any) {
	if l.err != nil {
		return
	}
	if own, ok := v.(json.Marshaler); ok {
		var b []byte
		b, l.err = own.MarshalJSON()
		l.text.Write(b)
		return
	}
	if l.err = l.encode.Encode(v); l.err == nil {
		l.text.Truncate(l.text.Len() - len("\n"))
	}
}

// WriteList adds a field that is a list.
func WriteList[T any](l *LineWriter, field string, list iter.Seq[*T]) {
	l.text.WriteString(`,"` + field + `":[`)
	first := true
	for element := range list {
		if !first {
			l.text.WriteByte(',')
		}
		first = false
		l.value(element)
		if l.text.Len() >= heldAtMost {
			l.handOn()
		}
	}
	l.text.WriteByte(']')
}

// handOn writes what is held.
func (l *LineWriter) handOn() {
	if l.err == nil {
		_, l.err = l.w.Write(l.text.Bytes())
	}
	l.text.Reset()
}

// End ends the line. The error is the first there was.
func (l *LineWriter) End() error {
	l.text.WriteString("}\n")
	l.handOn()
	spare.Put(l.pending)
	l.pending = nil
	return l.err
}

// Pointers leads to each element of a list.
func Pointers[T any](list []T) iter.Seq[*T] {
	return func(yield func(*T) bool) {
		for i := range list {
			if !yield(&list[i]) {
				return
			}
		}
	}
}
