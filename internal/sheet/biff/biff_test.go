package biff

import (
	"bytes"
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/sheet"
	"jingpin/internal/sheet/biff/biffrec"
	"jingpin/internal/sheet/sheettest"
)

var (
	bofGlobals = biffrec.New(recBOF, version8, typeGlobal)
	bofSheet   = biffrec.New(recBOF, version8, typeSheet)
	eof        = biffrec.New(recEOF)
	strings3   = biffrec.New(recSST, uint32(3), uint32(3), 1, byte(1), "甲", 2, byte(0), []byte("ab"),
		3, byte(flagWide|flagRich|flagPhonetic), 2, uint32(4), "一二三", 1, 5, 2, 0, []byte("yin."))
)

// book makes a stream of what the sheets share and one sheet.
func book(globals [][]byte, sheet ...[]byte) []byte {
	tabs := func(at int) []byte {
		return biffrec.New(recBoundSheet, uint32(at), byte(0), byte(0), byte(1), byte(1), "表")
	}
	shared := slices.Concat(globals...)
	at := len(bofGlobals) + len(tabs(0)) + len(shared) + len(eof)
	return slices.Concat(bofGlobals, tabs(at), shared, eof, bofSheet, slices.Concat(sheet...), eof)
}

// styles are five fonts, of which the last strikes through, a format and styles
// 0 (plain), 1 (percent), 2 (its own format) and 3 (struck).
var styles = [][]byte{
	biffrec.New(recFont, 200, 0), biffrec.New(recFont, 200, 0), biffrec.New(recFont, 200, 0), biffrec.New(recFont, 200, 0), biffrec.New(recFont, 200, 8),
	biffrec.New(recFormat, 164, 4, byte(0), []byte("0.00")),
	biffrec.New(recXF, 0, 0), biffrec.New(recXF, 0, 9), biffrec.New(recXF, 0, 164), biffrec.New(recXF, 5, 0),
	strings3,
}

func cells(t *testing.T, data []byte) map[string]string {
	t.Helper()
	wb, fault := Read(data, sheet.DefaultLimits)
	require.Nil(t, fault)
	got := make(map[string]string)
	for _, row := range wb.Sheets[0].Rows {
		for _, c := range row.Cells {
			got[c.Ref()] = c.Text
			if c.Formula {
				got[c.Ref()] = "=" + c.Text
			}
			if c.Format != "" {
				got[c.Ref()] += " as " + c.Format
			}
		}
	}
	return got
}

func TestCells(t *testing.T) {
	formula := func(col int, result ...any) []byte {
		return biffrec.New(recFormula, append([]any{0, col, 0}, append(result, 0, uint32(0), 0)...)...)
	}
	for _, tt := range []struct {
		name  string
		sheet [][]byte
		want  map[string]string
	}{
		{"numbers", [][]byte{biffrec.New(recNumber, 0, 0, 2, 12.5), biffrec.New(recRK, 0, 1, 1, uint32(50<<2|3)), biffrec.New(recRK, 0, 2, 0, uint32(0x40590000)), biffrec.New(recRK, 0, 3, 0, uint32(0xFFFFFFF2)), biffrec.New(recNumber, 1, 0, 0, 1e-7), biffrec.New(recNumber, 1, 1, 0, 1e15), biffrec.New(recNumber, 1, 2, 0, 0.0)},
			map[string]string{"A1": "12.5 as 0.00", "B1": "0.5 as 0%", "C1": "100", "D1": "-4", "A2": "1E-07", "B2": "1E+15", "C2": "0"}},
		{"a row of numbers", [][]byte{biffrec.New(recMulRK, 2, 1, 1, uint32(7<<2|2), 0, uint32(8<<2|2), 2), biffrec.New(recNumber, 2, 0, 0, 6.0)},
			map[string]string{"A3": "6", "B3": "7 as 0%", "C3": "8"}},
		{"texts", [][]byte{biffrec.New(recLabelSST, 0, 0, 0, uint32(0)), biffrec.New(recLabelSST, 0, 1, 0, uint32(1)), biffrec.New(recLabel, 0, 2, 0, 1, byte(1), "丙"), biffrec.New(recRString, 0, 3, 0, 2, byte(0), []byte("de"), 1, 1, 5), biffrec.New(recLabel, 0, 4, 0, 0, byte(0))},
			map[string]string{"A1": "甲", "B1": "ab", "C1": "丙", "D1": "d"}},
		{"what is struck", [][]byte{biffrec.New(recLabelSST, 0, 0, 0, uint32(2)), biffrec.New(recNumber, 0, 1, 3, 1.0), biffrec.New(recLabelSST, 0, 2, 3, uint32(2))},
			map[string]string{"A1": "一三", "C1": "三"}},
		{"booleans and errors", [][]byte{biffrec.New(recBoolErr, 0, 0, 0, byte(1), byte(0)), biffrec.New(recBoolErr, 0, 1, 0, byte(0x17), byte(1))}, map[string]string{"A1": "1", "B1": "#REF!"}},
		{"formulas", [][]byte{
			formula(0, 2.5), formula(1, byte(1), byte(0), byte(1), byte(0), uint32(0xFFFF0000)), formula(2, byte(2), byte(0), byte(7), byte(0), uint32(0xFFFF0000)),
			formula(3, byte(3), byte(0), 0, uint32(0xFFFF0000)), formula(4, 0, 0, uint32(0xFFFF0000)), biffrec.New(0x04BC), biffrec.New(recString, 2, byte(1), "文字"),
			formula(5, 0, 0, uint32(0xFFFF0000)), formula(6, 0, 0, uint32(0xFFFF0000)), biffrec.New(recString, 0, byte(0)), biffrec.New(recFormula4, 0, 7, 0, 3.0, 0, uint32(0), 0),
		}, map[string]string{"A1": "=2.5", "B1": "=1", "C1": "=#DIV/0!", "E1": "=文字", "F1": "=", "H1": "=3"}},
		{"a chart among the cells", [][]byte{biffrec.New(recNumber, 0, 0, 0, 1.0), biffrec.New(recBOF, version8, 0x20), biffrec.New(recNumber, 0, 1, 0, 2.0), eof, biffrec.New(recNumber, 0, 2, 0, 3.0)}, map[string]string{"A1": "1", "C1": "3"}},
		{"one value twice", [][]byte{biffrec.New(recNumber, 0, 0, 0, 1.0), biffrec.New(recNumber, 0, 0, 0, 1.0)}, map[string]string{"A1": "1"}},
		{"a text that goes on", [][]byte{biffrec.New(recLabel, 0, 0, 0, 4, byte(1), "一二"), biffrec.New(recContinue, byte(0), []byte("c")), biffrec.New(recContinue, byte(1), "四")}, map[string]string{"A1": "一二c四"}},
		{"style that is not there, of a text", [][]byte{biffrec.New(recLabelSST, 0, 0, 9, uint32(0))}, map[string]string{"A1": "甲"}},
	} {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, cells(t, book(styles, tt.sheet...))) })
	}
}

// TestStringsGoOn parts the string table wherever it may be parted.
func TestStringsGoOn(t *testing.T) {
	whole := strings3[4:]
	wide := map[int]byte{11: 1, 16: 0, 17: 0, 27: 1, 29: 1, 31: 1} // where characters go on, it is said anew
	sheet := [][]byte{biffrec.New(recLabelSST, 0, 0, 0, uint32(0)), biffrec.New(recLabelSST, 0, 1, 0, uint32(1)), biffrec.New(recLabelSST, 0, 2, 0, uint32(2))}
	for at := 8; at <= len(whole); at++ {
		if at == 12 || at == 28 || at == 30 || at == 32 { // in the middle of a character
			continue
		}
		rest := whole[at:]
		if flag, ok := wide[at]; ok {
			rest = slices.Concat([]byte{flag}, rest)
		}
		globals := append(slices.Clone(styles[:len(styles)-1]), biffrec.New(recSST, whole[:at]), biffrec.New(recContinue, rest))
		assert.Equal(t, map[string]string{"A1": "甲", "B1": "ab", "C1": "一三"}, cells(t, book(globals, sheet...)), at)
	}
}

func TestBeyondCells(t *testing.T) {
	links := [][]byte{biffrec.New(recDate1904, 1), biffrec.New(recObProj), biffrec.New(recSupBook, 1, 8, byte(0), []byte("\x01\x44\x03a.xls")), biffrec.New(recSupBook, 1, itself), biffrec.New(recBoundSheet, uint32(0), byte(0), byte(2), byte(1), byte(0), []byte("c"))}
	wb, fault := Read(book(append(links, styles...),
		biffrec.New(recRow, 4, 0, 1, 0, 0, 0, 0x23, 0), biffrec.New(recColInfo, 2, 3, 10*256+128, 0, 0x0101, 0), biffrec.New(recColInfo, 0, 0, 0, 0, 1, 0),
		biffrec.New(recNumber, 4, 0, 0, 1.0), biffrec.New(recMergeCells, 1, 0, 1, 2, 3),
		biffrec.New(recObj, 0x15, 0x12, 0x19, 7, make([]byte, 14)), biffrec.New(recTxO, make([]byte, 10), 2, 0, uint32(0)), biffrec.New(recContinue, byte(1), "核对"), biffrec.New(recContinue, make([]byte, 16)),
		biffrec.New(recNote, 4, 0, 0, 7, 3, byte(1), "审核人"),
	), sheet.DefaultLimits)
	require.Nil(t, fault)
	sh := wb.Sheets[0]
	assert.True(t, wb.Date1904)
	assert.True(t, wb.Macros)
	assert.Equal(t, []string{"D/a.xls"}, wb.Links)
	assert.Equal(t, []sheet.Span{{First: 1, Last: 1}, {First: 3, Last: 4, Grouped: true}}, sh.HiddenCols)
	assert.Equal(t, sheet.Width{First: 3, Last: 4, Chars: 10.5}, sh.Widths[0])
	assert.Equal(t, []sheet.Range{{Top: 1, Left: 3, Bottom: 2, Right: 4}}, sh.Merges)
	assert.Equal(t, []sheet.Note{{Row: 5, Col: 1, Author: "审核人", Text: "核对"}}, sh.Notes)
	assert.True(t, sh.Rows[0].Hidden && sh.Rows[0].Grouped)
}

const itself = 0x0401

func TestDamaged(t *testing.T) {
	one := biffrec.New(recNumber, 0, 0, 0, 1.0)
	for _, tt := range []struct {
		name   string
		data   []byte
		kind   sheet.FaultKind
		reason string
	}{
		{"nothing", nil, sheet.Torn, "断开"},
		{"no beginning", eof, sheet.Damaged, "从头开始"},
		{"Excel 95", biffrec.New(recBOF, 0x0500, typeGlobal), sheet.NotWorkbook, "Excel 95"},
		{"a sheet first", bofSheet, sheet.Damaged, "类别"},
		{"no sheets", slices.Concat(bofGlobals, eof), sheet.Damaged, "没有工作表"},
		{"password", slices.Concat(bofGlobals, biffrec.New(recFilePass, 1, 1, 1, make([]byte, 48))), sheet.Encrypted, "密码"},
		{"sheet beyond the end", slices.Concat(bofGlobals, biffrec.New(recBoundSheet, uint32(9999), byte(0), byte(0), byte(1), byte(0), []byte("a")), eof), sheet.Torn, "工作表“a”"},
		{"sheet that is none", slices.Concat(bofGlobals, biffrec.New(recBoundSheet, uint32(8), byte(0), byte(0), byte(1), byte(0), []byte("a")), eof), sheet.Damaged, "从头开始"},
		{"list of sheets cut", slices.Concat(bofGlobals, biffrec.New(recBoundSheet, uint32(8), byte(0), byte(0), byte(9), byte(0), []byte("a")), eof), sheet.Damaged, "清单"},
		{"two sheets of one name", func() []byte {
			twin := biffrec.New(recBoundSheet, uint32(0), byte(0), byte(0), byte(1), byte(1), "表")
			b := book(append([][]byte{twin}, styles...), one)
			copy(b[len(bofGlobals)+len(twin)+4:], b[len(bofGlobals)+4:][:4])
			return b
		}(), sheet.Damaged, "都叫“表”"},
		{"string beyond the table", book(styles, biffrec.New(recLabelSST, 3, 0, 0, uint32(3))), sheet.Damaged, "第4行附近出错：单元格A4的值"},
		{"no table", book(nil, biffrec.New(recLabelSST, 0, 0, 0, uint32(0))), sheet.Damaged, "A1的值"},
		{"text that the table lacks", book([][]byte{biffrec.New(recSST, uint32(2), uint32(2), 1, byte(0), []byte("a"))}, biffrec.New(recLabelSST, 0, 0, 0, uint32(1))), sheet.Damaged, "A1的值"},
		{"table cut in a text", book([][]byte{biffrec.New(recSST, uint32(2), uint32(2), 1, byte(0), []byte("a"), 1)}), sheet.Damaged, "第2条不完整"},
		{"two tables", book([][]byte{strings3, strings3}), sheet.Damaged, "文字表"},
		{"style of a number", book(styles, biffrec.New(recNumber, 0, 0, 4, 1.0)), sheet.Damaged, "样式"},
		{"format of a number cut", book([][]byte{biffrec.New(recFormat, 164, 9, byte(0), []byte("0")), biffrec.New(recXF, 0, 164)}, one), sheet.Damaged, "样式"},
		{"number cut", book(styles, biffrec.New(recNumber, 0, 0, 0, 1)), sheet.Damaged, "值"},
		{"not a number", book(styles, biffrec.New(recNumber, 0, 0, 0, math.NaN())), sheet.Damaged, "值"},
		{"cell cut", book(styles, biffrec.New(recNumber, 0, 0)), sheet.Damaged, "不完整"},
		{"row of numbers cut", book(styles, biffrec.New(recMulRK, 2, 1, 1, uint32(7<<2|2), 0, 2)), sheet.Damaged, "不完整"},
		{"row of numbers that does not end", book(styles, biffrec.New(recMulRK, 2, 1, 1, uint32(7<<2|2), 3)), sheet.Damaged, "不完整"},
		{"boolean", book(styles, biffrec.New(recBoolErr, 0, 0, 0, byte(2), byte(0))), sheet.Damaged, "值"},
		{"error", book(styles, biffrec.New(recBoolErr, 0, 0, 0, byte(2), byte(1))), sheet.Damaged, "值"},
		{"formula cut", book(styles, biffrec.New(recFormula, 0, 0, 0, 0, 0)), sheet.Damaged, "公式"},
		{"formula of another kind", book(styles, biffrec.New(recFormula, 0, 0, 0, byte(9), byte(0), 0, uint32(0xFFFF0000), 0, uint32(0), 0)), sheet.Damaged, "公式"},
		{"text of a formula cut", book(styles, biffrec.New(recFormula, 0, 0, 0, 0, 0, uint32(0xFFFF0000), 0, uint32(0), 0), biffrec.New(recString, 5, byte(0), []byte("ab"))), sheet.Damaged, "文字结果"},
		{"two values", book(styles, one, biffrec.New(recNumber, 0, 0, 0, 2.0)), sheet.Damaged, "两个值"},
		{"merge upside down", book(styles, biffrec.New(recMergeCells, 1, 2, 1, 0, 0)), sheet.Damaged, "合并"},
		{"merges cut", book(styles, biffrec.New(recMergeCells, 2, 0, 1, 0, 0)), sheet.Damaged, "合并"},
		{"row cut", book(styles, biffrec.New(recRow, 1)), sheet.Damaged, "行的记录"},
		{"cell of an older version", book(styles, biffrec.New(0x0003, 0, 0, 0, 1.0)), sheet.Damaged, "旧版本"},
		{"sheet without an end", book(styles, one)[:len(book(styles, one))-4], sheet.Torn, "工作表“表”在第1行"},
		{"chart without an end", book(styles, one, biffrec.New(recBOF, version8, 0x20)), sheet.Torn, "断开"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			wb, fault := Read(tt.data, sheet.DefaultLimits)
			require.NotNil(t, fault)
			assert.Nil(t, wb)
			assert.Equal(t, tt.kind, fault.Kind, fault.Reason)
			assert.Contains(t, fault.Reason, tt.reason)
		})
	}
	wb, fault := Read(book([][]byte{biffrec.New(recFormat, 164, 9, byte(0), []byte("0")), biffrec.New(recXF, 0, 0)}, one), sheet.DefaultLimits)
	require.Nil(t, fault, "a format that no cell needs")
	assert.Len(t, wb.Harmless, 1)
}

func TestLimits(t *testing.T) {
	data := book(styles, biffrec.New(recNumber, 0, 0, 0, 1.0), biffrec.New(recNumber, 0, 1, 0, 1.0), biffrec.New(recMulRK, 1, 0, 0, uint32(2), 0, uint32(2), 1), biffrec.New(recLabelSST, 2, 0, 0, uint32(2)), biffrec.New(recMergeCells, 2, 0, 1, 0, 0, 0, 1, 2, 2))
	for _, tt := range []struct {
		limit string
		field func(*sheet.Limits) *int
		least int
	}{
		{"单元格总数", func(l *sheet.Limits) *int { return &l.Cells }, 5},
		{"有内容的行", func(l *sheet.Limits) *int { return &l.Rows }, 3},
		{"有内容的列", func(l *sheet.Limits) *int { return &l.Columns }, 2},
		{"合并单元格", func(l *sheet.Limits) *int { return &l.Merges }, 2},
		{"每格文字", func(l *sheet.Limits) *int { return &l.Text }, 3},
		{"数字格式", func(l *sheet.Limits) *int { return &l.NumFmtLen }, 4},
		{"字体", func(l *sheet.Limits) *int { return &l.Items }, 5},
		{"工作表", func(l *sheet.Limits) *int { return &l.Sheets }, 1},
	} {
		l := sheet.DefaultLimits
		*tt.field(&l) = tt.least
		_, fault := Read(data, l)
		require.Nil(t, fault, tt.limit)
		*tt.field(&l)--
		_, fault = Read(data, l)
		require.NotNil(t, fault, tt.limit)
		assert.Equal(t, sheet.TooLarge, fault.Kind)
		assert.Contains(t, fault.Limit, tt.limit)
	}
}

// FuzzRead asserts what every caller relies on, whatever the records say.
func FuzzRead(f *testing.F) {
	f.Add(book(styles, biffrec.New(recNumber, 0, 0, 0, 1.0), biffrec.New(recLabelSST, 1, 0, 0, uint32(2)), biffrec.New(recMergeCells, 1, 0, 1, 2, 3)))
	f.Add(book(styles, biffrec.New(recFormula, 0, 0, 0, 0, 0, uint32(0xFFFF0000), 0, uint32(0), 0), biffrec.New(recString, 2, byte(0), []byte("ab")), biffrec.New(recRString, 0, 3, 0, 2, byte(0), []byte("de"), 1, 1, 5)))
	f.Add(book([][]byte{biffrec.New(recFilePass, 1, 1, 1, bytes.Repeat([]byte{1}, 48))}))
	f.Fuzz(func(t *testing.T, data []byte) {
		wb, fault := Read(data, sheet.DefaultLimits)
		if fault != nil {
			require.Nil(t, wb)
			return
		}
		sheettest.Sound(t, wb)
	})
}
