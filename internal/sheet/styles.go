package sheet

import "unicode/utf8"

// readStyles reads the number format of every cell style.
func (r *reader) readStyles(part string) *Fault {
	s, fault := r.parse(part)
	if fault != nil {
		return fault
	}
	codes := make(map[int]string)
	if !s.root(spaceMain, "styleSheet") {
		return s.end()
	}
	var ids []int
	for s.child(1) {
		switch {
		case s.is("numFmts"):
			r.readFormats(s, codes)
		case s.is("cellXfs"):
			ids = r.readStyleIDs(s)
		}
	}
	for _, id := range ids {
		code, own := codes[id]
		if !own {
			code = builtin[id]
		}
		if isGeneral(code) {
			code = ""
		}
		r.formats = append(r.formats, code)
	}
	return s.end()
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

// readStyleIDs returns the number of each cell style's format.
func (r *reader) readStyleIDs(s *scanner) []int {
	var ids []int
	for s.child(2) && r.room(s, len(ids)) {
		if !s.is("xf") {
			continue
		}
		id := 0
		if v := s.attr("numFmtId"); v != nil {
			var ok bool
			if id, ok = parseIndex(v); !ok {
				s.malformed("单元格样式的数字格式编号不对")
			}
		}
		ids = append(ids, id)
	}
	return ids
}

// format returns the number format of a cell style. Style 0 is there even in
// a workbook without styles.
func (r *reader) format(style []byte) (string, bool) {
	if style == nil {
		style = []byte{'0'}
	}
	i, ok := parseIndex(style)
	switch {
	case ok && i < len(r.formats):
		return r.formats[i], true
	case ok && i == 0:
		return "", true
	}
	return "", false
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
