package ooxml

import (
	"unicode/utf8"

	"jingpin/internal/sheet"
)

// style is what a reader of cells needs of a cell's style.
type style struct {
	format string // number format code, "" for General
	struck bool   // its font strikes through
}

// xf is a cell style as it is written: the numbers of its format and its font.
type xf struct{ format, font int }

// readStyles reads the number format of every cell style, and whether its font
// strikes through.
func (r *reader) readStyles(part string) *sheet.Fault {
	s, fault := r.parse(part)
	if fault != nil {
		return fault
	}
	codes := make(map[int]string)
	if !s.root(spaceMain, "styleSheet") {
		return s.end()
	}
	var fonts []bool // whether they strike through
	var xfs []xf
	for s.child(1) {
		switch {
		case s.is("numFmts"):
			r.readFormats(s, codes)
		case s.is("fonts"):
			for s.child(2) && r.room(s, len(fonts), "字体") {
				if s.is("font") {
					fonts = append(fonts, s.strikes())
				}
			}
		case s.is("cellXfs"):
			xfs = r.readXfs(s)
		}
	}
	if fault := s.end(); fault != nil {
		return fault
	}
	for _, x := range xfs {
		r.styles = append(r.styles, style{sheet.FormatCode(x.format, codes), x.font < len(fonts) && fonts[x.font]})
	}
	return nil
}

// strikes reads the current element, a font or the properties of a run, and
// reports whether it strikes through.
func (s *scanner) strikes() bool {
	struck := false
	for depth := s.depth(); s.child(depth); {
		if s.is("strike") {
			struck = s.attr("val") == nil || s.flag("val")
		}
	}
	return struck
}

// readFormats adds the file's own format codes, by number.
func (r *reader) readFormats(s *scanner, codes map[int]string) {
	for s.child(2) && r.room(s, len(codes), "数字格式") {
		if !s.is("numFmt") {
			continue
		}
		id, ok := parseIndex(s.attr("numFmtId"))
		code := s.attr("formatCode")
		switch {
		case !ok:
			s.malformed("数字格式的编号不对")
		case utf8.RuneCount(code) > r.lim.NumFmtLen:
			s.fail(r.lim.OverNumFmtLen(s.part))
		default:
			codes[id] = string(code)
		}
	}
}

func (r *reader) readXfs(s *scanner) []xf {
	var xfs []xf
	for s.child(2) && r.room(s, len(xfs), "单元格样式") {
		if !s.is("xf") {
			continue
		}
		var x xf
		if v := s.attr("numFmtId"); v != nil {
			var ok bool
			if x.format, ok = parseIndex(v); !ok {
				s.malformed("单元格样式的数字格式编号不对")
			}
		}
		x.font, _ = parseIndex(s.attr("fontId"))
		xfs = append(xfs, x)
	}
	return xfs
}

// style returns a cell's style. Style 0 is there even in a workbook without
// styles.
func (r *reader) style(index []byte) (style, bool) {
	if len(index) == 0 {
		index = []byte{'0'}
	}
	i, ok := parseIndex(index)
	switch {
	case ok && i < len(r.styles):
		return r.styles[i], true
	case ok && i == 0:
		return style{}, true
	}
	return style{}, false
}
