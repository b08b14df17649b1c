package verified

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"jingpin/internal/sheet"
	"jingpin/internal/slowtest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// limits returns the default limits with some changed.
func limits(change func(*sheet.Limits)) sheet.Limits {
	l := sheet.DefaultLimits
	change(&l)
	return l
}

// TestLimits sets each limit to what the plain workbook has, which passes, and
// to one less, which does not.
func TestLimits(t *testing.T) {
	parts := swap(t, plain(), sheetPart, "</sheetData>", `</sheetData><mergeCells><mergeCell ref="A5:B5"/></mergeCells>`)
	data := pack(t, parts)
	unpacked := 0
	for _, p := range parts {
		unpacked += len(p.body)
	}
	for _, tt := range []struct {
		name  string
		field func(l *sheet.Limits) *int
		least int
		limit string
	}{
		{"file", func(l *sheet.Limits) *int { return &l.FileBytes }, len(data), fmt.Sprintf("文件不超过%d字节", len(data)-1)},
		{"entries", func(l *sheet.Limits) *int { return &l.Entries }, 7, "内部部件不超过6个"},
		{"unpacked", func(l *sheet.Limits) *int { return &l.UnpackedBytes }, unpacked, fmt.Sprintf("解压后不超过%d字节", unpacked-1)},
		{"elements", func(l *sheet.Limits) *int { return &l.Elements }, 36, "内部元素不超过35个"},
		{"sheets", func(l *sheet.Limits) *int { return &l.Sheets }, 1, "工作表不超过0个"},
		{"rows", func(l *sheet.Limits) *int { return &l.Rows }, 2, "每个工作表有内容的行不超过1行"},
		{"columns", func(l *sheet.Limits) *int { return &l.Columns }, 3, "每个工作表有内容的列不超过2列"},
		{"cells", func(l *sheet.Limits) *int { return &l.Cells }, 3, "单元格总数不超过2个"},
		{"text", func(l *sheet.Limits) *int { return &l.Text }, 4, "每格文字不超过3字"},
		{"merges", func(l *sheet.Limits) *int { return &l.Merges }, 1, "每个工作表的合并单元格不超过0处"},
		{"items", func(l *sheet.Limits) *int { return &l.Items }, 3, "部件之间的关系不超过2个"},
		{"number format", func(l *sheet.Limits) *int { return &l.NumFmtLen }, 7, "数字格式不超过6个字符"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Open(data, limits(func(l *sheet.Limits) { *tt.field(l) = tt.least }))
			require.NoError(t, err)
			fault := refused(t, data, limits(func(l *sheet.Limits) { *tt.field(l) = tt.least - 1 }))
			assert.Equal(t, sheet.TooLarge, fault.Kind)
			assert.Equal(t, tt.limit, fault.Limit)
			assert.NotEmpty(t, fault.Reason)
		})
	}
	fault := refused(t, data, limits(func(l *sheet.Limits) { l.Cells = 1 }))
	assert.Equal(t, "文字不超过1条", fault.Limit)
	fault = refused(t, data, limits(func(l *sheet.Limits) { l.FileBytes = 50 << 20; l.UnpackedBytes = 1 << 10 }))
	assert.Equal(t, "解压后不超过1024字节", fault.Limit)
}

// TestHostile opens workbooks made to exhaust time or memory, under a
// sixteenth of the usual limits. Each is dealt with in a quarter of a second, on a
// busy machine in one or two, and far below a gigabyte.
func TestHostile(t *testing.T) {
	slowtest.Long(t)
	const huge = 16 << 20
	lim := limits(func(l *sheet.Limits) { l.UnpackedBytes, l.Elements, l.Cells = huge, 1_250_000, 312_500 })
	fill := func(unit string) string { return strings.Repeat(unit, (huge-4096)/len(unit)) }
	each := func(n int, format string) string {
		var b strings.Builder
		for i := 1; i <= n; i++ {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	entries := func() []part {
		parts := plain()
		for i := range 20_000 {
			parts = append(parts, part{fmt.Sprintf("xl/worksheets/s%d.xml", i), ""})
		}
		return parts
	}
	sst := func(items string) []part {
		return with(plain(), stringsPart, `<sst xmlns="`+mainURI+`"><si><t>甲</t></si><si/>`+items+`</sst>`)
	}
	extension := func(xml string) []part { return rows("", "<extLst>"+xml+"</extLst>") }
	attributes := "<a" + each(64, ` a%02d=""`) + "/>"
	for _, tt := range []struct {
		name  string
		parts func() []part
		kind  sheet.FaultKind // 0 for what is only slow
		limit string
	}{
		{"bomb", func() []part { return append(plain(), part{"x", strings.Repeat("\x00", huge)}) }, sheet.TooLarge, "解压后不超过16MB"},
		{"20,000 entries", entries, sheet.TooLarge, "内部部件不超过1000个"},
		{"20,000 sheets", func() []part {
			return swap(t, plain(), bookPart, "</sheets>", each(20_000, `<sheet name="s%d" sheetId="9" r:id="rId1"/>`)+"</sheets>")
		}, sheet.TooLarge, "工作表不超过200个"},
		{"20,000 rows of column XFD", func() []part { return rows(each(20_000, `<row r="%[1]d"><c r="XFD%[1]d"><v>1</v></c></row>`)) }, 0, ""},
		{"cells in 16,384 columns", func() []part { return rows(`<row r="1">` + strings.Repeat("<c><v>1</v></c>", 16384) + `</row>`) }, sheet.TooLarge, "每个工作表有内容的列不超过512列"},
		{"100,000 merges", func() []part {
			return rows("", "<mergeCells>"+each(100_000, `<mergeCell ref="A%[1]d:B%[1]d"/>`)+"</mergeCells>")
		}, sheet.TooLarge, "每个工作表的合并单元格不超过50000处"},
		{"300,000 rows", func() []part { return rows(each(300_000, `<row r="%d"><c><v>1</v></c></row>`)) }, sheet.TooLarge, "每个工作表有内容的行不超过200000行"},
		{"325,000 cells", func() []part { return rows(each(650, "<row r=\"%d\">"+strings.Repeat("<c><v/></c>", 500)+"</row>")) }, sheet.TooLarge, "单元格总数不超过312500个"},
		{"empty strings", func() []part { return sst(fill("<si/>")) }, sheet.TooLarge, "文字不超过312500条"},
		{"giant number format", func() []part { return swap(t, plain(), stylesPart, "0.0", strings.Repeat("0", 400<<10)) }, sheet.TooLarge, "数字格式不超过255个字符"},
		{"giant attribute", func() []part { return rows(`<row r="` + fill("1") + `"/>`) }, sheet.TooLarge, "单处内容不超过4MB"},
		{"giant text", func() []part { return rows(`<row r="1"><c t="str"><v>` + fill("1") + `</v></c></row>`) }, sheet.TooLarge, "单处内容不超过4MB"},
		{"giant comment", func() []part { return rows(`<!--` + fill("x") + `-->`) }, sheet.TooLarge, "单处内容不超过4MB"},
		{"attributes without end", func() []part { return rows(`<row` + fill(` a=""`) + `/>`) }, sheet.Damaged, ""},
		{"elements without end", func() []part { return extension(fill("<a>")) }, sheet.Damaged, ""},
		{"styles", func() []part { return swap(t, plain(), stylesPart, "</cellXfs>", fill("<xf/>")+"</cellXfs>") }, sheet.TooLarge, "单元格样式不超过65536个"},
		{"number formats", func() []part {
			return swap(t, plain(), stylesPart, "</numFmts>", each(70_000, `<numFmt numFmtId="%d" formatCode=""/>`)+"</numFmts>")
		}, sheet.TooLarge, "数字格式不超过65536个"},
		{"relationships", func() []part { return swap(t, plain(), bookRels, "</", fill("<Relationship/>")+"</") }, sheet.TooLarge, "部件之间的关系不超过65536个"},
		{"notes", func() []part { return noted(fill(`<comment ref="A1"/>`)) }, sheet.TooLarge, "批注不超过65536个"},
		{"chart sheets", func() []part {
			return swap(t, plain(), bookPart, "</sheets>", fill(`<sheet name="c" r:id="rId2"/>`)+"</sheets>")
		}, sheet.TooLarge, "工作表不超过200个"},
		{"prefixes to resolve", func() []part {
			return extension("<a" + each(60, ` xmlns:b%02d=""`) + "><a" + each(60, ` xmlns:c%02d=""`) + ">" + strings.Repeat("<b01:a/>", 1_200_000) + "</a></a>")
		}, 0, ""},
		{"prefixes without end", func() []part {
			return extension("<a" + each(70, ` xmlns:b%02d=""`) + "><a" + each(70, ` xmlns:c%02d=""`) + "/></a>")
		}, sheet.Damaged, ""},
		{"tiny elements", func() []part { return extension(fill("<a/>")) }, sheet.TooLarge, "内部元素不超过1250000个"},
		{"attributes to compare", func() []part { return extension(fill(attributes)) }, 0, ""},
		{"references to decode", func() []part { return extension(fill(strings.Repeat("&#65;", 1000) + "<a/>")) }, 0, ""},
		{"escapes to decode", func() []part { return sst(fill("<si><t>" + strings.Repeat("_x005F_", 1000) + "</t></si>")) }, 0, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			data := pack(t, tt.parts())
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			start := time.Now()
			_, err := Open(data, lim)
			took := time.Since(start)
			runtime.ReadMemStats(&after)
			assert.Less(t, took, 5*time.Second)
			assert.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(100<<20))
			t.Logf("%v, %d MB", took.Round(time.Millisecond), (after.TotalAlloc-before.TotalAlloc)>>20)
			if tt.kind == 0 {
				require.NoError(t, err)
				return
			}
			var fault *sheet.Fault
			require.ErrorAs(t, err, &fault)
			assert.Equal(t, tt.kind, fault.Kind)
			assert.Equal(t, tt.limit, fault.Limit)
		})
	}
}
