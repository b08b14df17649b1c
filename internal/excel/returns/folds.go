package returns

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strconv"

	"github.com/xuri/excelize/v2"

	"jingpin/internal/sheet"
)

// uncover makes the cells with marks be seen, and typed in where the sheet is
// protected: rows and columns that hold one are no longer hidden, and its lock
// is off. All else stays hidden and locked.
func (m *marking) uncover(p *markable, name, part string, cells []badCell) error {
	i := slices.IndexFunc(m.clean.Sheets, func(tab *sheet.Sheet) bool { return tab.Name == name })
	if i < 0 {
		return nil
	}
	tab, data := m.clean.Sheets[i], p.Data[part]
	hidden := map[int]bool{}
	for _, r := range tab.Rows {
		if r.Hidden {
			hidden[r.Number] = true
		}
	}
	shown, rows := map[int]bool{}, map[int]bool{}
	for _, c := range cells {
		if !shown[c.col] && slices.ContainsFunc(tab.HiddenCols, func(s sheet.Span) bool { return s.First <= c.col && c.col <= s.Last }) {
			shown[c.col] = true
			width, err := widthOf(data, c.col)
			if err != nil {
				return err
			}
			if data, err = setWidth(data, c.col, width); err != nil {
				return err
			}
		}
	}
	for _, f := range m.findings {
		if f.Sheet == name {
			rows[f.Row] = hidden[f.Row]
		}
	}
	if len(hidden) > 0 {
		var err error
		if data, err = showRows(data, rows); err != nil {
			return err
		}
	}
	p.Put(part, data)
	if tagAt(data, "<sheetProtection") < 0 {
		return nil
	}
	return p.unlock(part, cells)
}

// firstShownOf is the first column of a sheet that people see.
func (m *marking) firstShownOf(name string) int {
	first := 1
	for _, tab := range m.clean.Sheets {
		if tab.Name != name {
			continue
		}
		for _, hidden := range tab.HiddenCols { // from the left
			if hidden.First <= first && hidden.Last < sheet.DefaultLimits.Columns {
				first = max(first, hidden.Last+1)
			}
		}
	}
	return first
}

var hiddenRow = regexp.MustCompile(`\s(?:hidden|zeroHeight)="[^"]*"`)

// showRows takes rows of a plain worksheet out of hiding.
func showRows(part []byte, rows map[int]bool) ([]byte, error) {
	return eachRow(part, func(r rowPlace, text []byte) ([]byte, error) {
		if !rows[r.number] {
			return text, nil
		}
		head := r.head - r.start
		return slices.Concat(hiddenRow.ReplaceAll(text[:head], nil), text[head:]), nil
	})
}

// eachRow is a plain worksheet with its rows changed one by one.
func eachRow(part []byte, change func(r rowPlace, text []byte) ([]byte, error)) ([]byte, error) {
	start, end, err := dataOf(part)
	if err != nil {
		return nil, err
	}
	out := bytes.NewBuffer(make([]byte, 0, len(part)))
	out.Write(part[:start])
	for at, last := start, 0; at < end; {
		row, err := nextRow(part[at:end], last)
		if err != nil {
			return nil, err
		}
		out.Write(part[at : at+row.start])
		text, err := change(row, part[at+row.start:at+row.end])
		if err != nil {
			return nil, err
		}
		out.Write(text)
		at, last = at+row.end, row.number
	}
	out.Write(part[end:])
	return out.Bytes(), nil
}

// unlock takes the locks off cells of a plain worksheet that are stored: others
// have no style of their own.
func (p *markable) unlock(part string, cells []badCell) error {
	styles, err := p.openStyles()
	if err != nil {
		return err
	}
	cols := map[int][]int{} // by row
	for _, c := range cells {
		cols[c.row] = append(cols[c.row], c.col)
	}
	data, err := eachRow(p.Data[part], func(r rowPlace, text []byte) ([]byte, error) {
		for _, col := range cols[r.number] {
			start, end, style, err := cellTag(text[r.head-r.start:], col)
			if err != nil {
				return nil, err
			}
			if end == 0 {
				continue
			}
			free, err := styles.unlocked(style)
			if err != nil {
				return nil, err
			}
			tag := cellStyle.ReplaceAll(text[r.head-r.start+start:r.head-r.start+end], nil)
			tag = slices.Concat([]byte(`<c s="`+strconv.Itoa(free)+`"`), tag[len("<c"):])
			text = splice(text, r.head-r.start+start, r.head-r.start+end, string(tag))
		}
		return text, nil
	})
	if err != nil {
		return err
	}
	p.Put(part, data)
	p.Put(styles.part, styles.data)
	return nil
}

var cellStyle = regexp.MustCompile(`\ss="(\d+)"`)

// cellTag is where the start tag of a column's cell stands among a row's cells,
// and the cell's style; end is 0 where the cell is not stored.
func cellTag(cells []byte, col int) (start, end, style int, err error) {
	last := 0
	for at := 0; ; {
		i := tagAt(cells[at:], "<c")
		if i < 0 {
			return 0, 0, 0, nil
		}
		head := bytes.IndexByte(cells[at+i:], '>')
		if head < 0 {
			return 0, 0, 0, errUnmarkable
		}
		start, end = at+i, at+i+head+1
		tag := cells[start:end]
		number := last + 1
		if m := cellColumn.FindSubmatch(tag); m != nil {
			if number, err = excelize.ColumnNameToNumber(string(m[1])); err != nil {
				return 0, 0, 0, err
			}
		}
		if number == col {
			if m := cellStyle.FindSubmatch(tag); m != nil {
				style, err = strconv.Atoi(string(m[1]))
			}
			return start, end, style, err
		}
		at, last = end, number
	}
}

// styleTable are a workbook's styles while more are added to them.
type styleTable struct {
	part string
	data []byte
	free map[int]int // the unlocked one of a style
}

func (p *markable) openStyles() (*styleTable, error) {
	workbook, err := p.Related("", "/officeDocument")
	if err != nil {
		return nil, err
	}
	part, err := p.Related(workbook, "/relationships/styles")
	return &styleTable{part: part, data: p.Data[part], free: map[int]int{}}, err
}

var (
	xfCount     = regexp.MustCompile(`^<cellXfs[^>]*?\scount="(\d+)"`)
	xfProtected = regexp.MustCompile(`\sapplyProtection="[^"]*"`)
)

// unlocked is a style that is another's but for its lock.
func (s *styleTable) unlocked(style int) (int, error) {
	if id, ok := s.free[style]; ok {
		return id, nil
	}
	all, err := children(s.data)
	if err != nil {
		return 0, err
	}
	xfs, ok := named(all, "cellXfs")
	if !ok {
		return 0, errUnmarkable
	}
	text, below, err := xfs.inside(s.data)
	if err != nil {
		return 0, err
	}
	if style >= len(below) {
		return 0, errUnmarkable
	}
	free, err := withoutLock(text[below[style].start:below[style].end])
	if err != nil {
		return 0, err
	}
	end := below[len(below)-1].end
	grown := splice(text, end, end, free)
	if m := xfCount.FindSubmatchIndex(grown); m != nil {
		grown = splice(grown, m[2], m[3], strconv.Itoa(len(below)+1))
	}
	s.data = splice(s.data, xfs.start, xfs.end, string(grown))
	s.free[style] = len(below)
	return len(below), nil
}

// withoutLock is a style's element that lets its cells be typed in.
func withoutLock(xf []byte) (string, error) {
	head := bytes.IndexByte(xf, '>')
	if head < 0 {
		return "", errUnmarkable
	}
	below, err := children(xf)
	if err != nil {
		return "", err
	}
	open := bytes.TrimSuffix(xfProtected.ReplaceAll(xf[:head], nil), []byte("/"))
	before, after := "", ""
	for _, e := range below {
		switch text := string(xf[e.start:e.end]); e.name {
		case "alignment":
			before += text
		case "protection":
		default:
			after += text
		}
	}
	return fmt.Sprintf(`%s applyProtection="1">%s<protection locked="0"/>%s</xf>`, open, before, after), nil
}
