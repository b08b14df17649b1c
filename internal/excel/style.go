package excel

import (
	"github.com/xuri/excelize/v2"

	"jingpin/internal/plan"
)

// The typefaces. 宋体 and 黑体 are what Excel, WPS and the Linux office suites
// all have or replace by a face of the same widths; 等线 and 微软雅黑 are not.
const (
	faceBody = "宋体"
	faceHead = "黑体"
)

// The palette: ink and rules in grey, one blue for what is ours, one cream for
// cells to type in, and the lights. It survives a black-and-white printer, for
// every light is also a word.
const (
	inkText  = "1F2933"
	inkMuted = "6B7785"
	inkLink  = "1F5C99"
	inkTitle = "17375E"

	fillHead  = "DCE6F1" // headers
	fillGroup = "EEF3F9" // group rows and totals
	fillInput = "FFF8E1" // cells the office may type in
	fillMuted = "F3F4F6" // carried from last quarter, not counted

	lineThin = "BFC8D2"

	inkDone, fillDone             = "1F5C99", "E1ECF7"
	inkGreen, fillGreen           = "1E6B34", "E2F1E5"
	inkYellow, fillYellow         = "7A5200", "FFEFC2"
	inkRed, fillRed               = "9C1C16", "F8D7D3"
	inkUnverified, fillUnverified = "5B4A78", "ECE7F3"
)

// look is one way a cell may look. It is comparable, so that equal looks share
// one style: very many distinct styles break Excel.
type look struct {
	head   bool    // in faceHead
	size   float64 // in points, 0 is sizeBody
	bold   bool
	italic bool
	under  bool
	ink    string // "" is inkText
	fill   string // "" is none
	format string // number format, "" is General
	align  string // left, center, right; "" is left
	middle bool   // centred vertically; else at the top
	wrap   bool
	shrink bool // made smaller rather than cut off
	border bool
	free   bool // unlocked on a protected sheet
	indent int
}

// sizeBody is the size of ordinary text in points.
const sizeBody = 10

// Number formats. Money is in 万元; people see up to four decimals.
const (
	formatText   = "@"
	formatCount  = `0;-0;"–"` // none at all is quieter than a column of noughts
	formatWhole  = "0"
	formatMoney  = "#,##0.00##"
	formatTenths = "0.0#"
	formatRate   = `0.0"%"`
	formatDate   = "yyyy-mm-dd"
)

// The looks most sheets share.
var (
	lookTitle   = look{head: true, size: 16, ink: inkTitle, middle: true}
	lookNote    = look{ink: inkMuted, wrap: true}
	lookHead    = look{head: true, fill: fillHead, align: "center", middle: true, wrap: true, border: true}
	lookCell    = look{border: true, middle: true, wrap: true}
	lookCenter  = look{border: true, middle: true, wrap: true, align: "center"}
	lookCount   = look{border: true, middle: true, align: "right", format: formatCount}
	lookMoney   = look{border: true, middle: true, align: "right", format: formatMoney}
	lookPoints  = look{border: true, middle: true, align: "right"}
	lookTenths  = look{border: true, middle: true, align: "right", format: formatTenths}
	lookRate    = look{border: true, middle: true, align: "right", format: formatRate}
	lookDate    = look{border: true, middle: true, align: "center", format: formatDate}
	lookCaption = look{middle: true, bold: true}
	lookLink    = look{border: true, middle: true, wrap: true, ink: inkLink, under: true}
)

// input is the look in a cell the office may type in.
func (l look) input() look {
	l.fill, l.free = fillInput, true
	return l
}

// muted is the look of what is not this quarter's.
func (l look) muted() look {
	l.ink, l.fill = inkMuted, fillMuted
	return l
}

// total is the look in a total's or group's row.
func (l look) total() look {
	l.bold, l.fill = true, fillGroup
	return l
}

// styles hands out a workbook's styles, one for each distinct look.
type styles struct {
	file *excelize.File
	ids  map[look]int
}

func newStyles(f *excelize.File) *styles { return &styles{f, map[look]int{}} }

// id is the style of a look, made when it is first asked for.
func (s *styles) id(l look) (int, error) {
	if id, ok := s.ids[l]; ok {
		return id, nil
	}
	id, err := s.file.NewStyle(l.style())
	if err != nil {
		return 0, err
	}
	s.ids[l] = id
	return id, nil
}

func (l look) style() *excelize.Style {
	st := &excelize.Style{
		Font:       l.font(),
		Alignment:  &excelize.Alignment{Horizontal: l.align, Vertical: "top", WrapText: l.wrap, ShrinkToFit: l.shrink, Indent: l.indent},
		Protection: &excelize.Protection{Locked: !l.free},
	}
	if l.middle {
		st.Alignment.Vertical = "center"
	}
	if l.fill != "" {
		st.Fill = solid(l.fill)
	}
	if l.format != "" {
		st.CustomNumFmt = &l.format
	}
	if l.border {
		for _, side := range []string{"left", "top", "right", "bottom"} {
			st.Border = append(st.Border, excelize.Border{Type: side, Color: lineThin, Style: 1})
		}
	}
	return st
}

func (l look) font() *excelize.Font {
	f := &excelize.Font{Family: faceBody, Size: sizeBody, Bold: l.bold, Italic: l.italic, Color: inkText}
	if l.head {
		f.Family = faceHead
	}
	if l.size > 0 {
		f.Size = l.size
	}
	if l.ink != "" {
		f.Color = l.ink
	}
	if l.under {
		f.Underline = "single"
	}
	return f
}

func solid(color string) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}
}

// lightTint is the ink and fill of a light's word, for styles and conditional
// formats alike.
type lightTint struct {
	word      string
	ink, fill string
}

// lightTints are the lights with a colour, in the order of the buckets.
func lightTints() []lightTint {
	return []lightTint{
		{plan.Done.String(), inkDone, fillDone},
		{plan.Green.String(), inkGreen, fillGreen},
		{plan.Yellow.String(), inkYellow, fillYellow},
		{plan.Red.String(), inkRed, fillRed},
		{plan.Unverified.String(), inkUnverified, fillUnverified},
	}
}

// lit is the look with the colours of a light's word; other words stay plain.
func (l look) lit(word string) look {
	for _, t := range lightTints() {
		if t.word == word {
			l.ink, l.fill = t.ink, t.fill
		}
	}
	return l
}
