package sheet

import "unicode/utf8"

// style is what a reader of cells needs of a cell's style.
type style struct {
	format string // number format code, "" for General
	struck bool   // its font strikes through
}

// xf is a cell style as it is written: the numbers of its format and its font.
type xf struct{ format, font int }

// readStyles reads the number format of every cell style, and whether its font
// strikes through.
func (r *reader) readStyles(part string) *Fault {
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
			for s.child(2) && r.room(s, len(fonts)) {
				if s.is("font") {
					fonts = append(fonts, s.strikes())
				}
			}
		case s.is("cellXfs"):
			xfs = r.readXfs(s)
		}
	}
	for _, x := range xfs {
		code, own := codes[x.format]
		if !own {
			code = builtin[x.format]
		}
		if isGeneral(code) {
			code = ""
		}
		r.styles = append(r.styles, style{code, x.font < len(fonts) && fonts[x.font]})
	}
	return s.end()
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
	for s.child(2) && r.room(s, len(codes)) {
		if !s.is("numFmt") {
			continue
		}
		id, ok := parseIndex(s.attr("numFmtId"))
		code := s.attr("formatCode")
		switch {
		case !ok:
			s.malformed("数字格式的编号不对")
		case utf8.RuneCount(code) > r.lim.NumFmtLen:
			s.fail(r.lim.numFmtLen(s.part))
		default:
			codes[id] = string(code)
		}
	}
}

func (r *reader) readXfs(s *scanner) []xf {
	var xfs []xf
	for s.child(2) && r.room(s, len(xfs)) {
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
	if index == nil {
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

// builtin holds the number formats that a workbook refers to by number alone;
// 27 to 58 are those of Chinese Excel.
var builtin = map[int]string{
	1:  "0",
	2:  "0.00",
	3:  "#,##0",
	4:  "#,##0.00",
	5:  `"¥"#,##0;"¥"\-#,##0`,
	6:  `"¥"#,##0;[Red]"¥"\-#,##0`,
	7:  `"¥"#,##0.00;"¥"\-#,##0.00`,
	8:  `"¥"#,##0.00;[Red]"¥"\-#,##0.00`,
	9:  "0%",
	10: "0.00%",
	11: "0.00E+00",
	12: "# ?/?",
	13: "# ??/??",
	14: "yyyy/m/d",
	15: "d-mmm-yy",
	16: "d-mmm",
	17: "mmm-yy",
	18: "h:mm AM/PM",
	19: "h:mm:ss AM/PM",
	20: "h:mm",
	21: "h:mm:ss",
	22: "yyyy/m/d h:mm",
	27: `yyyy"年"m"月"`,
	28: `m"月"d"日"`,
	29: `m"月"d"日"`,
	30: "m-d-yy",
	31: `yyyy"年"m"月"d"日"`,
	32: `h"时"mm"分"`,
	33: `h"时"mm"分"ss"秒"`,
	34: `上午/下午h"时"mm"分"`,
	35: `上午/下午h"时"mm"分"ss"秒"`,
	36: `yyyy"年"m"月"`,
	37: `#,##0;\-#,##0`,
	38: `#,##0;[Red]\-#,##0`,
	39: `#,##0.00;\-#,##0.00`,
	40: `#,##0.00;[Red]\-#,##0.00`,
	41: `_ * #,##0_ ;_ * \-#,##0_ ;_ * "-"_ ;_ @_ `,
	42: `_ "¥"* #,##0_ ;_ "¥"* \-#,##0_ ;_ "¥"* "-"_ ;_ @_ `,
	43: `_ * #,##0.00_ ;_ * \-#,##0.00_ ;_ * "-"??_ ;_ @_ `,
	44: `_ "¥"* #,##0.00_ ;_ "¥"* \-#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ `,
	45: "mm:ss",
	46: "[h]:mm:ss",
	47: "mmss.0",
	48: "##0.0E+0",
	49: "@",
	50: `yyyy"年"m"月"`,
	51: `m"月"d"日"`,
	52: `yyyy"年"m"月"`,
	53: `m"月"d"日"`,
	54: `m"月"d"日"`,
	55: `上午/下午h"时"mm"分"`,
	56: `上午/下午h"时"mm"分"ss"秒"`,
	57: `yyyy"年"m"月"`,
	58: `m"月"d"日"`,
}
