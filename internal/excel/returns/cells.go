package returns

import (
	"bytes"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"

	"github.com/xuri/excelize/v2"

	"jingpin/internal/excel/book"
)

// Worksheets are changed in their XML: all else stays byte for byte, and the
// library takes longer to read a sheet and write it again than all of checking.

var plainRoot = regexp.MustCompile(`^(?:\xEF\xBB\xBF)?\s*(?:<\?xml[^>]*\?>)?\s*<worksheet[\s>]`)

// otherwise are spellings that XML allows and programs do not use.
var otherwise = [][]byte{
	[]byte("<!"), []byte("='"), []byte("r ="), []byte("r= "), []byte("<sheetData "), []byte("</sheetData "), []byte("</row "), []byte("</c "),
	[]byte("http://purl.oclc.org/"), // the strict format, which the library makes the usual one
}

// isPlain reports a worksheet written as nearly all programs do: in UTF-8 and
// double quotes, without prefixes, comments and CDATA.
func isPlain(part []byte) bool {
	head, _, _ := bytes.Cut(part[:min(len(part), 200)], []byte("?>"))
	utf8 := !bytes.Contains(head, []byte("encoding=")) || bytes.Contains(bytes.ToLower(head), []byte("utf-8"))
	return utf8 && plainRoot.Match(part) && !slices.ContainsFunc(otherwise, func(s []byte) bool { return bytes.Contains(part, s) })
}

// setColumn puts cells into one column of a plain worksheet: their XML, by row.
// An empty one takes the cell off. The caller knows that the cells there are
// blank; a formula is not replaced.
func setColumn(part []byte, col int, cells map[int][]byte) ([]byte, error) {
	start, end, err := dataOf(part)
	if err != nil {
		return nil, err
	}
	out := bytes.NewBuffer(make([]byte, 0, len(part)+len(cells)*512))
	out.Write(part[:start])
	todo := slices.Sorted(maps.Keys(cells))
	last := 0
	for at := start; at < end; {
		row, err := nextRow(part[at:end], last)
		if err != nil {
			return nil, err
		}
		for ; len(todo) > 0 && todo[0] < row.number; todo = todo[1:] {
			writeRow(out, todo[0], cells[todo[0]])
		}
		out.Write(part[at : at+row.start])
		text := part[at+row.start : at+row.end]
		if len(todo) > 0 && todo[0] == row.number {
			if text, err = row.with(text, col, cells[row.number]); err != nil {
				return nil, err
			}
			todo = todo[1:]
		}
		out.Write(text)
		at, last = at+row.end, row.number
	}
	for _, row := range todo {
		writeRow(out, row, cells[row])
	}
	out.Write(part[end:])
	return out.Bytes(), nil
}

// dataOf is where the rows of a plain worksheet stand.
func dataOf(part []byte) (start, end int, err error) {
	start = bytes.Index(part, []byte("<sheetData>"))
	end = bytes.LastIndex(part, []byte(book.EndOfRows))
	if start < 0 || end < start {
		return 0, 0, errUnmarkable
	}
	return start + len("<sheetData>"), end, nil
}

// writeRow writes a row that was not there.
func writeRow(out *bytes.Buffer, number int, cell []byte) {
	if len(cell) > 0 {
		fmt.Fprintf(out, `<row r="%d">%s</row>`, number, cell)
	}
}

// rowPlace is where a row stands in the rows it was found in, and its start tag
// ends. The end of a row behind the last is the end of all.
type rowPlace struct {
	number, start, head, end int
}

var (
	rowNumber = regexp.MustCompile(`\sr="(\d+)"`)
	rowSpans  = regexp.MustCompile(`\sspans="[^"]*"`)
)

// nextRow finds the first row in rows, which come after the last-th.
func nextRow(rows []byte, last int) (rowPlace, error) {
	start := tagAt(rows, "<row")
	if start < 0 {
		return rowPlace{number: 1 << 30, start: len(rows), head: len(rows), end: len(rows)}, nil
	}
	head := bytes.IndexByte(rows[start:], '>')
	if head < 0 {
		return rowPlace{}, errUnmarkable
	}
	r := rowPlace{number: last + 1, start: start, head: start + head + 1}
	tag := rows[start:r.head]
	if m := rowNumber.FindSubmatch(tag); m != nil {
		n, err := strconv.Atoi(string(m[1]))
		if err != nil || n <= last {
			return rowPlace{}, errUnmarkable
		}
		r.number = n
	}
	if tag[len(tag)-2] == '/' {
		r.end = r.head
		return r, nil
	}
	const tail = "</row>"
	end := bytes.Index(rows[r.head:], []byte(tail))
	if end < 0 {
		return rowPlace{}, errUnmarkable
	}
	r.end = r.head + end + len(tail)
	return r, nil
}

// tagAt is where a start tag begins, -1 for nowhere: one whose name goes on is
// another.
func tagAt(text []byte, tag string) int {
	for from := 0; ; {
		i := bytes.Index(text[from:], []byte(tag))
		if i < 0 || from+i+len(tag) >= len(text) {
			return -1
		}
		switch text[from+i+len(tag)] {
		case ' ', '>', '/', '\t', '\n', '\r':
			return from + i
		}
		from += i + len(tag)
	}
}

// with is the row's text with another cell in a column. The row's spans no
// longer hold then, and may be left out.
func (r rowPlace) with(text []byte, col int, cell []byte) ([]byte, error) {
	head := rowSpans.ReplaceAll(text[:r.head-r.start], nil)
	inner, tail := text[r.head-r.start:], "</row>"
	if len(inner) == 0 { // <row/>
		head = append(bytes.TrimSuffix(head, []byte("/>")), '>')
	} else {
		inner = inner[:len(inner)-len(tail)]
	}
	start, end, err := cellIn(inner, col)
	if err != nil {
		return nil, err
	}
	return slices.Concat(head, inner[:start], cell, inner[end:], []byte(tail)), nil
}

var cellColumn = regexp.MustCompile(`\sr="([A-Za-z]+)\d+"`)

// cellIn is where the cell of a column stands among a row's cells, or where it
// would.
func cellIn(cells []byte, col int) (start, end int, err error) {
	last := 0
	for at := 0; ; {
		i := tagAt(cells[at:], "<c")
		if i < 0 {
			end := len(cells)
			if other := tagAt(cells[at:], "<extLst"); other >= 0 {
				end = at + other
			}
			return end, end, nil
		}
		head := bytes.IndexByte(cells[at+i:], '>')
		if head < 0 {
			return 0, 0, errUnmarkable
		}
		tag := cells[at+i : at+i+head+1]
		number := last + 1
		if m := cellColumn.FindSubmatch(tag); m != nil {
			if number, err = excelize.ColumnNameToNumber(string(m[1])); err != nil {
				return 0, 0, err
			}
		}
		if number > col {
			return at + i, at + i, nil
		}
		start, end = at+i, at+i+len(tag)
		if tag[len(tag)-2] != '/' {
			const tail = "</c>"
			content := bytes.Index(cells[end:], []byte(tail))
			if content < 0 || number == col && tagAt(cells[end:end+content], "<f") >= 0 {
				return 0, 0, errUnmarkable
			}
			end += content + len(tail)
		}
		if number == col {
			return start, end, nil
		}
		at, last = end, number
	}
}
