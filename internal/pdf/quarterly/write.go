package quarterly

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"unicode/utf16"

	"jingpin/internal/pdf/layout"
	"jingpin/internal/report"
)

// Options say how a report is drawn.
type Options struct {
	Faces    *layout.Faces // nil: the built-in fonts
	Summary  bool          // the first three pages alone
	FullList bool          // lists every project, however many there are
	Code     string        // the short code of the data, "" for none
}

// How many pages a summary has, how many a report has without contents, and
// how many projects are listed unasked.
const (
	summaryPages = 3
	pagesUnaided = 19
	listUnasked  = 2000
)

// Write draws a report as PDF. The same report and options give the same
// bytes. It computes nothing: every word and figure is the report's.
func Write(r *report.Report, opt Options) ([]byte, error) {
	var out bytes.Buffer
	if err := layout.Draw(&out, Document(r, opt), opt.faces()); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// Unsupported returns the characters of a report that no font has, ascending,
// each once; Write draws 〓 in their place.
func Unsupported(r *report.Report, opt Options) []rune {
	return opt.faces().Missing(Document(r, opt))
}

// codeMark stands before the code, on every page and in the properties.
const codeMark = "核对码"

// CodeOf finds the code that a report drawn by Write carries, "" if there is
// none.
func CodeOf(pdf []byte) string {
	const digits = 9 // four, a hyphen, four
	at := bytes.LastIndex(pdf, []byte("/Keywords"))
	mark := bigEndian(codeMark)
	if at < 0 {
		return ""
	}
	_, after, found := bytes.Cut(pdf[at:], mark)
	if !found || len(after) < 2*digits {
		return ""
	}
	code := make([]uint16, digits)
	for i := range code {
		code[i] = binary.BigEndian.Uint16(after[2*i:])
	}
	return string(utf16.Decode(code))
}

// bigEndian is a text as the properties of a PDF hold it.
func bigEndian(text string) []byte {
	var out []byte
	for _, word := range utf16.Encode([]rune(text)) {
		out = binary.BigEndian.AppendUint16(out, word)
	}
	return out
}

// faces are the fonts asked for, else the built-in ones.
func (o Options) faces() *layout.Faces { return cmp.Or(o.Faces, layout.BuiltInFaces()) }
