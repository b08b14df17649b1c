package sheet

import (
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
