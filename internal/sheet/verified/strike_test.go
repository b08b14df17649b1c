package verified

import (
	"testing"

	"jingpin/internal/sheet"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestStruck reads what is struck through: runs of a text in the string table
// and in a cell, and whole cells by their style's font.
func TestStruck(t *testing.T) {
	const (
		red  = `<r><rPr><color rgb="FFFF0000"/></rPr><t>`
		line = `<r><rPr><strike/></rPr><t>`
		off  = `<r><rPr><strike val="0"/></rPr><t>`
		bare = `<r><t>`
		end  = `</t></r>`
	)
	parts := with(plain(), stylesPart, `<styleSheet xmlns="`+mainURI+`"><fonts><font/><font><b/><strike/></font><font><strike val="false"/></font></fonts><cellXfs><xf numFmtId="0"/><xf numFmtId="14" fontId="1"/><xf numFmtId="0" fontId="2"/><xf fontId="7"/></cellXfs></styleSheet>`)
	for _, tt := range []struct {
		name, text, style string
		left, struck      string
	}{
		{"no run", `<t>甲乙</t>`, "0", "甲乙", ""},
		{"first run", line + `2023年6月` + end + red + `2023年12月` + end, "0", "2023年12月", "2023年6月"},
		{"between digits", bare + `10` + end + line + `2` + end + bare + `30` + end, "0", "10 30", "2"},
		{"between words", bare + `甲` + end + line + `乙` + end + bare + `3` + end, "0", "甲3", "乙"},
		{"two that adjoin, one apart", line + `1` + end + line + `2` + end + bare + `甲` + end + line + `3` + end, "0", "甲", "12 3"},
		{"all runs", line + `甲` + end + line + `乙` + end, "0", "", "甲乙"},
		{"all but a blank", line + `甲` + end + bare + ` ` + end, "0", "", "甲"},
		{"only a blank", bare + `1` + end + line + ` ` + end + bare + `2` + end, "0", "1 2", ""},
		{"switched off", off + `甲` + end, "0", "甲", ""},
		{"the cell's font", `<t>甲</t>`, "1", "", "甲"},
		{"the cell's font, for runs without one", bare + `甲` + end + red + `乙` + end, "1", "乙", "甲"},
		{"the cell's font switched off", `<t>甲</t>`, "2", "甲", ""},
		{"a font that is not there", `<t>甲</t>`, "3", "甲", ""},
	} {
		for kind, parts := range map[string][]part{
			"shared": with(with(parts, stringsPart, `<sst xmlns="`+mainURI+`"><si><t>先</t></si><si>`+tt.text+`</si></sst>`),
				sheetPart, worksheetXML(`<row r="1"><c r="B1" s="`+tt.style+`" t="s"><v>1</v></c><c r="C1" t="s"><v>0</v></c></row>`)),
			"inline": with(parts, sheetPart, worksheetXML(`<row r="1"><c r="B1" s="`+tt.style+`" t="inlineStr"><is>`+tt.text+`</is></c><c r="C1" t="str"><v>先</v></c></row>`)),
		} {
			t.Run(tt.name+", "+kind, func(t *testing.T) {
				wb, err := Open(pack(t, parts), sheet.DefaultLimits)
				require.NoError(t, err)
				sh := wb.Sheets[0]
				c, there := sh.At(1, 2)
				assert.Equal(t, tt.left, c.Text)
				assert.Equal(t, tt.left != "", there)
				k, ok := sh.Strike(1, 2)
				assert.Equal(t, tt.struck, k.Struck)
				assert.Equal(t, tt.struck != "", ok)
				assert.Equal(t, tt.left, map[bool]string{true: k.Left, false: c.Text}[ok])
				assert.Equal(t, ok && !there, ok && k.Whole())
				next, _ := sh.At(1, 3)
				assert.Equal(t, "先", next.Text)
			})
		}
	}
	t.Run("numbers, dates, formulas and whole rows", func(t *testing.T) {
		wb, err := Open(pack(t, with(parts, sheetPart, worksheetXML(`<row r="1"><c r="A1" s="1"><v>45107</v></c><c r="B1" s="1"><f>1</f></c></row><row r="2"><c r="A2" s="1"/><c r="C2" s="2"><v>7</v></c></row><row r="3"><c r="B3" s="1"><v>2</v></c></row>`))), sheet.DefaultLimits)
		require.NoError(t, err)
		assert.Equal(t, `date1904 false, macros false, embedded false, links []
sheet "表", hidden false, 1 cells
  struck A1 "45107" of "45107", left ""
  struck B1 "" of "", left ""
  struck B3 "2" of "2", left ""
  C2 number "7"
`, dump(wb))
		y, m, d, ok := wb.Sheets[0].Struck[0].Date(false)
		assert.Equal(t, []any{2023, 6, 30, true}, []any{y, m, d, ok})
		_, ok = wb.Sheets[0].Strike(2, 3)
		assert.False(t, ok)
	})
}
