package sheet

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestFormats(t *testing.T) {
	for _, tt := range []struct {
		format        string
		date, percent bool
	}{
		{"", false, false},
		{"General", false, false},
		{"G/通用格式", false, false},
		{`General"天"`, false, false},
		{"@", false, false},
		{"0.00", false, false},
		{"0.00E+00", false, false},
		{`#,##0.00"元/m/d"`, false, false},
		{`0.0 \d\a\y\s`, false, false},
		{`[Red]-0;[Blue][>=1]0`, false, false},
		{`[$-804]0`, false, false},
		{`_ "¥"* #,##0_ ;_ @_ `, false, false},
		{`0_d*y`, false, false},
		{"0%", false, true},
		{"0.0%;[Red]-0.0%", false, true},
		{`0"%"`, false, false},
		{`0\%`, false, false},
		{"yyyy-mm-dd", true, false},
		{"YYYY/M/D", true, false},
		{"m月", true, false},
		{"mmm", true, false},
		{"yyyy", true, false},
		{`[$-804]yyyy"年"m"月"d"日";@`, true, false},
		{`[DBNum1][$-804]m"月"`, true, false},
		{`[$-F800]dddd, mmmm dd, yyyy`, true, false},
		{"yyyy/m/d h:mm", true, false},
		{"h:mm", false, false},
		{"mm:ss", false, false},
		{"h:mm AM/PM", false, false},
		{"[h]:mm", false, false},
		{"[mm]:ss", false, false},
		{"[h]", false, false},
		{`上午/下午h"时"mm"分"`, false, false},
		{`"没有结尾yyyy`, false, false},
		{`[没有结尾yyyy`, false, false},
		{`yyyy\`, true, false},
	} {
		assert.Equal(t, tt.date, IsDate(tt.format), tt.format)
		assert.Equal(t, tt.percent, IsPercent(tt.format), tt.format)
	}
	for id, code := range builtin {
		isDate := 14 <= id && id <= 17 || id == 22 || 27 <= id && id <= 31 || id == 36 || 50 <= id && id <= 54 || 57 <= id
		assert.Equal(t, isDate, IsDate(code), "%d %s", id, code)
		assert.Equal(t, id == 9 || id == 10, IsPercent(code), "%d %s", id, code)
	}
}

func TestCellDate(t *testing.T) {
	type day [3]int
	for _, tt := range []struct {
		cell     Cell
		date1904 bool
		want     day // zero for none
	}{
		{Cell{Kind: Number, Text: "45107", Format: "yyyy-mm-dd"}, false, day{2023, 6, 30}},
		{Cell{Kind: Number, Text: "45107.999", Format: "m/d/yy"}, false, day{2023, 6, 30}},
		{Cell{Kind: Number, Text: "4.5107E4", Format: "m/d/yy"}, false, day{2023, 6, 30}},
		{Cell{Kind: Number, Text: "43645", Format: "m/d/yy"}, true, day{2023, 6, 30}},
		{Cell{Kind: Number, Text: "1", Format: "m/d/yy"}, false, day{1900, 1, 1}},
		{Cell{Kind: Number, Text: "59", Format: "m/d/yy"}, false, day{1900, 2, 28}},
		{Cell{Kind: Number, Text: "60", Format: "m/d/yy"}, false, day{}},
		{Cell{Kind: Number, Text: "61", Format: "m/d/yy"}, false, day{1900, 3, 1}},
		{Cell{Kind: Number, Text: "0", Format: "m/d/yy"}, false, day{}},
		{Cell{Kind: Number, Text: "0", Format: "m/d/yy"}, true, day{1904, 1, 1}},
		{Cell{Kind: Number, Text: "-1", Format: "m/d/yy"}, true, day{}},
		{Cell{Kind: Number, Text: "2958465", Format: "m/d/yy"}, false, day{9999, 12, 31}},
		{Cell{Kind: Number, Text: "2958466", Format: "m/d/yy"}, false, day{}},
		{Cell{Kind: Number, Text: "1e999", Format: "m/d/yy"}, false, day{}},
		{Cell{Kind: Number, Text: "45107", Format: "0"}, false, day{}},
		{Cell{Kind: Text, Text: "45107", Format: "m/d/yy"}, false, day{}},
		{Cell{Kind: Missing, Format: "m/d/yy"}, false, day{}},
		{Cell{Kind: ISODate, Text: "2023-06-30"}, false, day{2023, 6, 30}},
		{Cell{Kind: ISODate, Text: "2023-06-30T08:00:00Z"}, true, day{2023, 6, 30}},
		{Cell{Kind: ISODate, Text: "2023-02-30"}, false, day{}},
		{Cell{Kind: ISODate, Text: "08:00"}, false, day{}},
	} {
		y, m, d, ok := tt.cell.Date(tt.date1904)
		assert.Equal(t, tt.want != day{}, ok, tt.cell)
		if ok {
			assert.Equal(t, tt.want, day{y, m, d}, tt.cell)
		}
	}
}

func TestShownParts(t *testing.T) {
	for format, want := range map[string]string{
		"yyyy/m/d":                         "ymd",
		`yyyy"年"m"月"`:                      "ym",
		`[$-804]yyyy"年"m"月"d"日";@`:         "ymd",
		`m"月"d"日"`:                         "md",
		"mmm-yy":                           "ym",
		"d-mmm":                            "md",
		"yyyy":                             "y",
		`yyyy"年"`:                          "y",
		"m":                                "m",
		`e"年"m"月"`:                         "ym",
		"yyyy-mm-dd hh:mm:ss":              "ymd",
		"hh:mm:ss yyyy":                    "y",
		"h:mm":                             "",
		"mm:ss":                            "",
		"m/d h:mm AM/PM":                   "md",
		"yyyy/m aaaa":                      "ym",
		"yyyy mmm dddd":                    "ym",
		`[$-F800]dddd\,\ mmmm\ dd\,\ yyyy`: "ymd",
		"yyyy!-mm":                         "ym",
		`yyyy!dmm`:                         "ym",
	} {
		y, m, d := ShownParts(format)
		assert.Equal(t, strings.Contains(want, "y"), y, format)
		assert.Equal(t, strings.Contains(want, "m"), m, format)
		assert.Equal(t, strings.Contains(want, "d"), d, format)
	}
}

func TestScale(t *testing.T) {
	for _, tt := range []struct {
		format string
		value  float64
		want   int
	}{
		{"", 5, 0},
		{"0", 5, 0},
		{"0.00", 5, 0},
		{"#,##0.00", 5, 0},
		{`_ * #,##0.00_ ;_ * \-#,##0.00_ ;_ * "-"??_ ;_ @_ `, 5, 0},
		{"0%", 0.5, 2},
		{"0.00%", 0.5, 2},
		{`0"%"`, 50, 0},
		{"0,", 5000, -3},
		{"0.0,", 5000, -3},
		{"0.00,,", 5e6, -6},
		{"#,##0,", 5000, -3},
		{"0!.0000", 5, -4},
		{`0\.0000"万元"`, 5, -4},
		{`0"."0000`, 5, -4},
		{"0!.0,", 5e4, -4},
		{`#!.#,"万"`, 5e4, -4},
		{"0!.00", 5, -2},
		{"0!.00.000", 5, -2},
		{`[>=10000]0!.0,"万元";0"元"`, 20000, -4},
		{`[>=10000]0!.0,"万元";0"元"`, 9999, 0},
		{"0;-0,", -5000, -3},
		{"0;-0,", 5000, 0},
		{`0"元,"`, 5, 0},
		{`"约."0`, 5, 0},
		{"yyyy.m.d", 45000, 0},
		{`yyyy"."m`, 45000, 0},
		{"0.00E+00", 5, 0},
		{"# ?/?", 5, 0},
		{"0_,", 5, 0},
	} {
		assert.Equal(t, tt.want, Scale(tt.format, tt.value), "%s of %v", tt.format, tt.value)
	}
}

func TestSection(t *testing.T) {
	for _, tt := range []struct {
		format string
		value  float64
		want   string
	}{
		{"0", -1, "0"},
		{"a;b", 0, "a"},
		{"a;b", -1, "b"},
		{"a;b;c", 0, "c"},
		{"a;b;c;@", 1, "a"},
		{"a;b;;@", 0, ""},
		{";;;", 5, ""},
		{"a;@", -1, "a"},
		{"@", 1, "@"},
		{`"a;b"0`, -1, `"a;b"0`},
		{`[=1]"是";[=0]"否";0`, 0, `[=0]"否"`},
		{`[=1]"是";[=0]"否";0`, 7, `0`},
		{"[Red][<5]a;b", 6, "b"},
		{"[Red]a", 6, "[Red]a"},
		{"[<>5]a", 5, "[<>5]a"},
	} {
		assert.Equal(t, tt.want, Section(tt.format, tt.value), "%s of %v", tt.format, tt.value)
	}
}
