package form

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/klauspost/compress/gzip"

	"jingpin/internal/filing"
	"jingpin/internal/stream"
	"jingpin/internal/tabular"
)

// Stored is what a consolidated workbook remembers of how it came about, so
// that it can be an input like any other: the submissions it was merged from,
// the previous quarter, and the office's work it has replayed.
type Stored struct {
	Head        stream.Head
	Submissions []*filing.Submission
	Street      string          // whose office's it is, "" of several
	Plan        []tabular.Table // what of its definition is not the built-in one
	Previous    *filing.Library // nil without a previous quarter
	Office      filing.Office
	Shares      []filing.StreetShare // of a merge of several streets; nil for one office's
	Shown       []Shown
	Line        Lineage
	Own         Own // what the office added by itself; carried over, not stored

	packing *packedSubmissions // of the submissions, nil before
}

// packedSubmissions is what becomes of packing submissions.
type packedSubmissions struct {
	done   chan struct{}
	packed []byte
	sum    []byte // of what is packed
	err    error
}

// Lineage is what a consolidated workbook was made from, so that a copy the
// office works in and reports from time and again is known as such.
type Lineage struct {
	Parents []string   `json:"parents,omitempty"` // records of the workbooks that were its inputs
	Own     OfficeWork `json:"own,omitzero"`      // done where it lies, not in those
}

// OfficeWork is what the office did in one workbook.
type OfficeWork struct {
	Office filing.Office `json:"office,omitzero"`
	Rows   []string      `json:"rows,omitempty"` // content of submissions of rows it added
}

// With is the work of both.
func (w OfficeWork) With(other OfficeWork) OfficeWork {
	rows := slices.Concat(w.Rows, other.Rows)
	slices.Sort(rows)
	return OfficeWork{w.Office.With(other.Office), slices.Compact(rows)}
}

// Record identifies the stored data in these cells.
func Record(cells []string) string {
	digest := sha256.Sum256([]byte(strings.Join(cells, "")))
	return hex.EncodeToString(digest[:6])
}

// Shown is a row of 项目汇总表 as it was written: what the office's
// corrections are told by.
type Shown struct {
	RowKey  string          `json:"row_key"`
	Number  string          `json:"number"`
	Project *filing.Project `json:"project,omitempty"`
	// Override is the key of the office's light that the row shows, "" without
	// one: the project may have had another name when the light was set.
	Override filing.RowID `json:"override,omitempty"`
	// Typed are the cells that show what was typed and could not be read, by
	// column. Mark is that of the row of a project whose data is 待核实, and
	// Ruling what the office decided about it: the words under ColRuling.
	Typed  map[string]string `json:"typed,omitempty"`
	Mark   string            `json:"mark,omitempty"`
	Ruling string            `json:"ruling,omitempty"`
}

// isEmpty reports a row of damaged data.
func isEmpty(s Shown) bool { return s.Project == nil }

// storedHead is the first line of the stored data; the ndjson stream of the
// submissions follows.
type storedHead struct {
	Format   int                  `json:"format"`
	Street   string               `json:"street,omitempty"`
	Plan     []tabular.Table      `json:"plan,omitempty"`
	Previous *filing.Library      `json:"previous,omitempty"`
	Office   filing.Office        `json:"office"`
	Shares   []filing.StreetShare `json:"shares,omitempty"`
	Shown    []Shown              `json:"shown,omitempty"`
	Line     Lineage              `json:"line,omitzero"`
}

// storedFormat is the format that is written: since 2 the data ends with a seal.
const storedFormat = 2

// seal is the last line of the stored data: it proves that the data is whole,
// not who wrote it.
type seal struct {
	Sealed string `json:"sealed"` // of the lines before
}

// The most that is read, and written: what a workbook of 100,000 projects holds.
// A small workbook may hold data that unpacks without end, or into a great many
// things.
var (
	maxStored  = 400 << 20
	maxObjects = 2_000_000
)

// dataBytes is how much of the data one cell holds, in 32,000 characters.
const dataBytes = 24_000

// DataMark stands in the first cell of the sheet PageData; the data follows
// below it, in one column.
const DataMark = "本表是程序的存档，请勿改动或删除。"

// ErrStored reports stored data that is damaged or of a later format.
var ErrStored = errors.New("汇总表里的存档读不出来")

// ErrTooMuch reports more than could be read back.
var ErrTooMuch = errors.New("项目太多，写成一份汇总表就读不回来了")

// Pack begins to pack the submissions, beside what else is done, and lets them
// go: they need not be held until all else is known. Done after the rest, it
// would make report a twentieth longer.
func (s *Stored) Pack() {
	head, subs, p := s.Head, s.Submissions, &packedSubmissions{done: make(chan struct{})}
	s.Submissions, s.packing = nil, p
	go func() {
		defer close(p.done)
		p.packed, p.sum, p.err = zipped(func(w io.Writer) error { return writeStream(w, head, subs) })
	}()
}

func writeStream(w io.Writer, head stream.Head, subs []*filing.Submission) error {
	if err := stream.WriteHead(w, head); err != nil {
		return err
	}
	for _, sub := range subs {
		if err := stream.Write(w, sub); err != nil {
			return err
		}
	}
	return nil
}

// Encode is the stored data as the texts of cells, in order.
func (s Stored) Encode() ([]string, error) {
	if s.packing == nil {
		s.Pack()
	}
	head, sum, err := zipped(s.writeHead)
	<-s.packing.done
	end, _, errEnd := zipped(func(w io.Writer) error { return json.NewEncoder(w).Encode(seal{sealOf(sum, s.packing.sum)}) })
	if err := errors.Join(err, s.packing.err, errEnd); err != nil {
		return nil, err
	}
	var cells []string
	for part := range slices.Chunk(slices.Concat(head, s.packing.packed, end), dataBytes) { // zips in a row are read as one
		cells = append(cells, base64.StdEncoding.EncodeToString(part))
	}
	return cells, nil
}

// zipped is what is written, packed, and its digest before.
func zipped(write func(io.Writer) error) (data, sum []byte, err error) {
	var packed bytes.Buffer
	digest := sha256.New()
	zip := gzip.NewWriter(&packed)
	if err := write(io.MultiWriter(zip, digest, &spaceLeft{maxStored})); err != nil {
		return nil, nil, err
	}
	err = zip.Close()
	return packed.Bytes(), digest.Sum(nil), err
}

// spaceLeft is what may still be written.
type spaceLeft struct{ left int }

func (r *spaceLeft) Write(p []byte) (int, error) {
	if r.left -= len(p); r.left < 0 {
		return 0, ErrTooMuch
	}
	return len(p), nil
}

// sealOf is the seal of a first line and a stream with these digests.
func sealOf(head, lines []byte) string {
	sum := sha256.Sum256(slices.Concat(head, lines))
	return hex.EncodeToString(sum[:16])
}

// writeHead writes the first line, a storedHead, a row at a time: a large
// quarter's takes a hundred megabytes.
func (s Stored) writeHead(w io.Writer) error {
	l := stream.NewLine(w, storedHead{
		Format: storedFormat, Street: s.Street, Plan: s.Plan, Previous: s.Previous, Office: s.Office, Shares: s.Shares, Line: s.Line,
	})
	stream.WriteList(l, "shown", stream.Pointers(s.Shown))
	return l.End()
}

// unsealed is the stream without the seal behind it; ok is false when there is
// none, or it is another's.
func unsealed(first, lines []byte) (rest []byte, ok bool) {
	at := bytes.LastIndex(lines, []byte(`{"sealed":`))
	var end seal
	if at < 0 || json.Unmarshal(lines[at:], &end) != nil {
		return nil, false
	}
	head, body := sha256.Sum256(append(slices.Clip(first), '\n')), sha256.Sum256(lines[:at])
	return lines[:at], end.Sealed == sealOf(head[:], body[:])
}

// read reads the first line, while others read the rest.
func (h *storedHead) read(line []byte) (err error) {
	defer func() {
		if broke := recover(); broke != nil {
			err = fmt.Errorf("%w:%v", ErrStored, broke)
		}
	}()
	if err := json.Unmarshal(line, h); err != nil || h.Format > storedFormat || slices.ContainsFunc(h.Shown, isEmpty) {
		return ErrStored
	}
	return nil
}

// DecodeStored reads what Encode wrote. The error wraps ErrStored when the
// cells do not hold the whole of it.
func DecodeStored(cells []string) (Stored, error) {
	packed, err := base64.StdEncoding.DecodeString(strings.Join(cells, ""))
	if err != nil {
		return Stored{}, fmt.Errorf("%w:%v", ErrStored, err)
	}
	zip, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return Stored{}, fmt.Errorf("%w:%v", ErrStored, err)
	}
	data, err := io.ReadAll(io.LimitReader(zip, int64(maxStored)+1))
	if err != nil {
		return Stored{}, fmt.Errorf("%w:%v", ErrStored, err)
	}
	if len(data) > maxStored || bytes.Count(data, []byte("{")) > maxObjects {
		return Stored{}, fmt.Errorf("%w:more than a workbook of ours holds", ErrStored)
	}
	first, lines, _ := bytes.Cut(data, []byte("\n"))
	var head storedHead
	headRead := make(chan error, 1)
	go func() { headRead <- head.read(first) }()
	rest, whole := unsealed(first, lines)
	if whole {
		lines = rest
	}
	var s Stored
	s.Head, s.Submissions, err = stream.Read(bytes.NewReader(lines))
	if errHead := <-headRead; errHead != nil {
		return Stored{}, errHead
	}
	switch {
	case head.Format > 1 && !whole:
		return Stored{}, fmt.Errorf("%w:the seal is broken", ErrStored)
	case err != nil:
		return Stored{}, fmt.Errorf("%w:%v", ErrStored, err)
	}
	s.Street, s.Plan, s.Previous, s.Office, s.Shares, s.Shown, s.Line = head.Street, head.Plan, head.Previous, head.Office, head.Shares, head.Shown, head.Line
	for i := range s.Shares {
		share := &s.Shares[i]
		for _, sub := range s.Submissions {
			if sub.Office == share.Street {
				share.Submissions = append(share.Submissions, sub)
			}
		}
	}
	return s, nil
}
