package book

import (
	"github.com/xuri/excelize/v2"

	"jingpin/internal/plan"
)

// The typefaces. 宋体 and 黑体 are what Excel, WPS and the Linux office suites
// all have or replace by a face of the same widths; 等线 and 微软雅黑 are not.
const (
	FaceBody = "宋体"
	FaceHead = "黑体"
)

// The palette: ink and rules in grey, one blue for what is ours, one cream for
// cells to type in, and the lights. It survives a black-and-white printer, for
// every light is also a word.
const (
	InkText  = "1F2933"
	InkMuted = "6B7785"
	InkLink  = "1F5C99"
	InkTitle = "17375E"

	fillHead  = "DCE6F1" // headers
	FillGroup = "EEF3F9" // group rows and totals
	FillInput = "FFF8E1" // cells the office may type in
	FillMuted = "F3F4F6" // carried from last quarter, not counted

	LineThin = "BFC8D2"

	inkDone, fillDone             = "1F5C99", "E1ECF7"
	InkGreen, fillGreen           = "1E6B34", "E2F1E5"
	InkYellow, FillYellow         = "7A5200", "FFEFC2"
	InkRed, FillRed               = "9C1C16", "F8D7D3"
	InkUnverified, fillUnverified = "5B4A78", "ECE7F3"
)

// Look is one way a cell may look. It is comparable, so that equal looks share
// one style: very many distinct styles break Excel.
type Look struct {
	Head   bool    // in faceHead
	Size   float64 // in points, 0 is sizeBody
	Bold   bool
	Italic bool
	Under  bool
	Ink    string // "" is inkText
	Fill   string // "" is none
	Format string // number format, "" is General
	Align  string // left, center, right; "" is left
	Middle bool   // centred vertically; else at the top
	Wrap   bool
	Shrink bool // made smaller rather than cut off
	Border bool
	Free   bool // unlocked on a protected sheet
	indent int
}

// sizeBody is the size of ordinary text in points.
const sizeBody = 10

// Number formats. Money is in 万元; people see up to four decimals.
const (
	FormatText   = "@"
	FormatCount  = `0;-0;"–"` // none at all is quieter than a column of noughts
	FormatWhole  = "0"
	FormatMoney  = "#,##0.00##"
	FormatTenths = "0.0#"
	formatRate   = `0.0"%"`
	formatDate   = "yyyy-mm-dd"
)

// The looks most sheets share.
var (
	LookTitle   = Look{Head: true, Size: 16, Ink: InkTitle, Middle: true}
	LookNote    = Look{Ink: InkMuted, Wrap: true}
	LookHead    = Look{Head: true, Fill: fillHead, Align: "center", Middle: true, Wrap: true, Border: true}
	LookCell    = Look{Border: true, Middle: true, Wrap: true}
	LookCenter  = Look{Border: true, Middle: true, Wrap: true, Align: "center"}
	lookCount   = Look{Border: true, Middle: true, Align: "right", Format: FormatCount}
	lookMoney   = Look{Border: true, Middle: true, Align: "right", Format: FormatMoney}
	lookPoints  = Look{Border: true, Middle: true, Align: "right"}
	LookTenths  = Look{Border: true, Middle: true, Align: "right", Format: FormatTenths}
	LookRate    = Look{Border: true, Middle: true, Align: "right", Format: formatRate}
	lookDate    = Look{Border: true, Middle: true, Align: "center", Format: formatDate}
	LookCaption = Look{Middle: true, Bold: true}
	LookLink    = Look{Border: true, Middle: true, Wrap: true, Ink: InkLink, Under: true}
)

// Input is the look in a cell the office may type in.
func (l Look) Input() Look {
	l.Fill, l.Free = FillInput, true
	return l
}

// Muted is the look of what is not this quarter's.
func (l Look) Muted() Look {
	l.Ink, l.Fill = InkMuted, FillMuted
	return l
}

// Total is the look in a total's or group's row.
func (l Look) Total() Look {
	l.Bold, l.Fill = true, FillGroup
	return l
}

// styles hands out a workbook's styles, one for each distinct look.
type styles struct {
	file *excelize.File
	ids  map[Look]int
}

func NewStyles(f *excelize.File) *styles { return &styles{f, map[Look]int{}} }

// ID is the style of a look, made when it is first asked for.
func (s *styles) ID(l Look) (int, error) {
	if id, ok := s.ids[l]; ok {
		return id, nil
	}
	id, err := s.file.NewStyle(l.Style())
	if err != nil {
		return 0, err
	}
	s.ids[l] = id
	return id, nil
}

func (l Look) Style() *excelize.Style {
	st := &excelize.Style{
		Font:       l.Font(),
		Alignment:  &excelize.Alignment{Horizontal: l.Align, Vertical: "top", WrapText: l.Wrap, ShrinkToFit: l.Shrink, Indent: l.indent},
		Protection: &excelize.Protection{Locked: !l.Free},
	}
	if l.Middle {
		st.Alignment.Vertical = "center"
	}
	if l.Fill != "" {
		st.Fill = Solid(l.Fill)
	}
	if l.Format != "" {
		st.CustomNumFmt = &l.Format
	}
	if l.Border {
		for _, side := range []string{"left", "top", "right", "bottom"} {
			st.Border = append(st.Border, excelize.Border{Type: side, Color: LineThin, Style: 1})
		}
	}
	return st
}

func (l Look) Font() *excelize.Font {
	f := &excelize.Font{Family: FaceBody, Size: sizeBody, Bold: l.Bold, Italic: l.Italic, Color: InkText}
	if l.Head {
		f.Family = FaceHead
	}
	if l.Size > 0 {
		f.Size = l.Size
	}
	if l.Ink != "" {
		f.Color = l.Ink
	}
	if l.Under {
		f.Underline = "single"
	}
	return f
}

func Solid(color string) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}
}

// LightTint is the ink and fill of a light's word, for styles and conditional
// formats alike.
type LightTint struct {
	Word      string
	Ink, Fill string
}

// LightTints are the lights with a colour, in the order of the buckets.
func LightTints() []LightTint {
	return []LightTint{
		{plan.Done.String(), inkDone, fillDone},
		{plan.Green.String(), InkGreen, fillGreen},
		{plan.Yellow.String(), InkYellow, FillYellow},
		{plan.Red.String(), InkRed, FillRed},
		{plan.Unverified.String(), InkUnverified, fillUnverified},
	}
}

// Lit is the look with the colours of a light's word; other words stay plain.
func (l Look) Lit(word string) Look {
	for _, t := range LightTints() {
		if t.Word == word {
			l.Ink, l.Fill = t.Ink, t.Fill
		}
	}
	return l
}

// Fills are all colours that ours give to cells: any other is somebody else's.
func Fills() []string {
	return []string{fillHead, FillGroup, FillInput, FillMuted, fillDone, fillGreen, FillYellow, FillRed, fillUnverified}
}
