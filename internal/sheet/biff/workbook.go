// Package biff reads the cells of a workbook as Excel 97 to 2003 and WPS saved
// it (.xls, .et): the records of BIFF8 flow in, a Workbook or a Fault flows out.
//
// The records have no checksum. So every record that concerns a cell must be as
// long as it should be, every index must lead somewhere, and every sheet must be
// there to its end; else the workbook is refused.
package biff

import (
	"fmt"
	"strings"
	"unicode"

	"jingpin/internal/sheet"
	"jingpin/internal/sheet/crypt"
)

// reader is what reading one workbook needs.
type reader struct {
	lim     sheet.Limits
	stream  stream
	build   sheet.Builder
	wb      *sheet.Workbook
	tabs    []tab
	codes   map[int]string // the file's own format codes
	broken  map[int]bool   // formats whose codes cannot be read
	fonts   []bool         // whether they strike through
	xfs     []xf
	texts   sheet.Texts
	strings []richText
}

// xf is a cell style as it is written: the numbers of its font and its format.
type xf struct{ font, format int }

// tab is an entry of the workbook's list of sheets.
type tab struct {
	name   string
	hidden bool
	at     int // in the stream
}

// richText is a text and where fonts of its own begin.
type richText struct {
	text string
	runs []sheet.Run
}

const (
	version8   = 0x0600
	typeGlobal = 0x0005
	typeSheet  = 0x0010
)

// Read reads the workbook in a stream of records.
func Read(data []byte, lim sheet.Limits) (*sheet.Workbook, *sheet.Fault) {
	r := &reader{lim: lim, stream: stream{data: data}, wb: new(sheet.Workbook), codes: make(map[int]string), broken: make(map[int]bool)}
	r.build = sheet.Builder{Limits: lim, Book: r.wb}
	if fault := r.readGlobals(); fault != nil {
		return nil, fault
	}
	for _, t := range r.tabs {
		if fault := r.readSheet(t); fault != nil {
			return nil, fault
		}
	}
	if fault := r.build.SameName(); fault != nil {
		return nil, fault
	}
	return r.wb, nil
}

func damaged(format string, args ...any) *sheet.Fault { return sheet.Damage("", format, args...) }

func torn(where string) *sheet.Fault {
	return sheet.Tear("", where+"内容在中途断开，不完整")
}

// begin reads the record that begins a part of the stream. What other versions
// wrote is not read.
func (r *reader) begin(kind int) *sheet.Fault {
	bof, ok := r.stream.next()
	switch {
	case !ok:
		return torn("")
	case bof.id != recBOF || len(bof.data) < 4:
		return damaged("内容不是从头开始的")
	case le.Uint16(bof.data) != version8:
		return sheet.Foreign("是Excel 95或更早版本的工作簿", "")
	case int(le.Uint16(bof.data[2:])) != kind:
		return damaged("内容的类别不对")
	}
	return nil
}

// readGlobals reads what the sheets share.
func (r *reader) readGlobals() *sheet.Fault {
	if fault := r.begin(typeGlobal); fault != nil {
		return fault
	}
	for {
		rec, ok := r.stream.next()
		if !ok {
			return torn("")
		}
		if rec.id == recEOF {
			break
		}
		if fault := r.readGlobal(rec); fault != nil {
			return fault
		}
	}
	if len(r.tabs) == 0 {
		return damaged("没有工作表")
	}
	return nil
}

func (r *reader) readGlobal(rec record) *sheet.Fault {
	switch rec.id {
	case recFilePass:
		plain, err := crypt.Records(r.stream.data, r.stream.pos, rec.data)
		if err != nil {
			return &sheet.Fault{Kind: sheet.Encrypted, Reason: "设了打开密码"}
		}
		r.stream.data = plain
	case recDate1904:
		r.wb.Date1904 = len(rec.data) >= 2 && le.Uint16(rec.data) != 0
	case recObProj:
		r.wb.Macros = true
	case recBoundSheet:
		return r.addTab(rec)
	case recFont:
		return r.addFont(rec)
	case recFormat:
		return r.addFormat(rec)
	case recXF:
		return r.addXF(rec)
	case recSST:
		return r.readStrings(r.stream.continued(rec))
	case recSupBook:
		r.addLink(r.stream.continued(rec))
	}
	return nil
}

// addTab reads an entry of the list of sheets; charts and modules are left out.
func (r *reader) addTab(rec record) *sheet.Fault {
	const worksheet, macros, module = 0, 1, 6
	if len(rec.data) < 8 {
		return damaged("工作表清单不对")
	}
	if len(r.tabs) == r.lim.Sheets {
		return r.lim.OverSheets()
	}
	name := newText(rec, 6)
	chars, _ := name.string(1)
	t := tab{name: string(chars), hidden: rec.data[4]&3 != 0, at: int(le.Uint32(rec.data))}
	if name.failed {
		return damaged("工作表清单不对")
	}
	switch rec.data[5] {
	case worksheet:
		r.tabs = append(r.tabs, t)
	case macros, module:
		r.wb.Macros = true
	}
	return nil
}

func (r *reader) addFont(rec record) *sheet.Fault {
	const flagStrike = 0x0008
	switch {
	case len(rec.data) < 4:
		return damaged("字体不对")
	case len(r.fonts) == r.lim.Items:
		return r.lim.OverItems("", "字体")
	}
	if len(r.fonts) == 4 { // the number 4 was never given away
		r.fonts = append(r.fonts, false)
	}
	r.fonts = append(r.fonts, le.Uint16(rec.data[2:])&flagStrike != 0)
	return nil
}

func (r *reader) addFormat(rec record) *sheet.Fault {
	code := newText(r.stream.continued(rec), 2)
	chars, _ := code.string(2)
	switch {
	case code.failed && len(rec.data) >= 2: // it depends on the cells whether one needs it
		r.broken[int(le.Uint16(rec.data))] = true
		r.wb.Harmless = append(r.wb.Harmless, damaged("有一个数字格式不对"))
		return nil
	case code.failed:
		return damaged("数字格式不对")
	case len(r.codes) >= r.lim.Items:
		return r.lim.OverItems("", "数字格式")
	case len([]rune(string(chars))) > r.lim.NumFmtLen:
		return r.lim.OverNumFmtLen("")
	}
	r.codes[int(le.Uint16(rec.data))] = string(chars)
	return nil
}

func (r *reader) addXF(rec record) *sheet.Fault {
	switch {
	case len(rec.data) < 4:
		return damaged("单元格样式不对")
	case len(r.xfs) == r.lim.Items:
		return r.lim.OverItems("", "单元格样式")
	}
	r.xfs = append(r.xfs, xf{font: int(le.Uint16(rec.data)), format: int(le.Uint16(rec.data[2:]))})
	return nil
}

// addLink notes another workbook that formulas refer to.
func (r *reader) addLink(rec record) {
	const itself, addIns = 0x0401, 0x3A01
	if len(rec.data) < 4 || le.Uint16(rec.data[2:]) == itself || le.Uint16(rec.data[2:]) == addIns || len(r.wb.Links) >= r.lim.Items {
		return
	}
	name := newText(rec, 2)
	chars, _ := name.string(2)
	path := strings.TrimFunc(strings.Map(func(c rune) rune {
		if c == 3 { // a folder further down
			return '/'
		}
		if unicode.IsControl(c) {
			return -1
		}
		return c
	}, string(chars)), unicode.IsSpace)
	if !name.failed && path != "" {
		r.wb.Links = append(r.wb.Links, path)
	}
}

// readStrings reads the string table.
func (r *reader) readStrings(rec record) *sheet.Fault {
	if len(rec.data) < 8 || r.strings != nil {
		return damaged("文字表不对")
	}
	count := int(le.Uint32(rec.data[4:]))
	if count > r.lim.Cells {
		return r.lim.OverStrings("")
	}
	t := newText(rec, 8)
	r.strings = make([]richText, 0, min(count, 1<<16))
	for i := range count {
		if t.done() { // fewer than stated: what no cell refers to does no harm
			break
		}
		chars, runs := t.string(2)
		if t.failed {
			return damaged("文字表的第%d条不完整，应有%d条", i+1, count)
		}
		text := r.texts.Add(chars)
		r.strings = append(r.strings, richText{text, r.runsOf(text, runs)})
	}
	return nil
}

// runsOf returns the runs of a text, given where fonts begin in it.
func (r *reader) runsOf(text string, fonts []fontRun) []sheet.Run {
	if len(fonts) == 0 {
		return nil
	}
	runs := make([]sheet.Run, 0, len(fonts)+1)
	font, units, next := sheet.AsCell, 0, 0
	for i, c := range text {
		for next < len(fonts) && fonts[next].at <= units {
			if i > 0 {
				runs = append(runs, sheet.Run{End: i, Font: font})
			}
			font = sheet.NotStruck
			if f := fonts[next].font; f < len(r.fonts) && r.fonts[f] {
				font = sheet.StruckOut
			}
			next++
		}
		if units++; c > 0xFFFF {
			units++
		}
	}
	return append(runs, sheet.Run{End: len(text), Font: font})
}

// style returns the number format of a cell style, and whether it strikes
// through; not ok if it is not known.
func (r *reader) style(index int) (format string, struck, ok bool) {
	if index >= len(r.xfs) {
		return "", false, false
	}
	x := r.xfs[index]
	return sheet.FormatCode(x.format, r.codes), x.font < len(r.fonts) && r.fonts[x.font], !r.broken[x.format]
}

// located tells people where in a sheet the damage is.
func located(name string, row int, fault *sheet.Fault) *sheet.Fault {
	if fault != nil && (fault.Kind == sheet.Damaged || fault.Kind == sheet.Torn) {
		fault.Reason = fmt.Sprintf("工作表“%s”在第%d行附近出错：%s", name, max(row, 1), fault.Reason)
	}
	return fault
}
