package book

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"jingpin/internal/excel/exceltest"
	"jingpin/internal/opc"
)

func TestRowIsNoHigherThanExcelAllows(t *testing.T) {
	for name, startBody := range map[string]bool{"streamed": false, "past excelize": true} {
		t.Run(name, func(t *testing.T) {
			b := New()
			defer b.Close()
			p := b.NewPage(Setup{Name: "表", Widths: []float64{10}})
			if startBody {
				p.StartBody()
			}
			p.Write(RowOptions{}, Words(strings.Repeat("很长的文字。", 900)))
			p.Write(RowOptions{Least: HeightList}, Words("短"))
			p.Close()
			require.NoError(t, b.Err)
			data, err := b.Saved()
			require.NoError(t, err)
			f := exceltest.Opened(t, data)
			for row, want := range map[int]float64{1: HeightMost, 2: HeightList} {
				height, err := f.GetRowHeight("表", row)
				require.NoError(t, err)
				assert.Equal(t, want, height, "row %d", row)
			}
		})
	}
}

// TestPartsAreAsOfficesWriteThem holds for what ExcelJS and strict readers ask
// of a workbook.
func TestPartsAreAsOfficesWriteThem(t *testing.T) {
	b := New()
	defer b.Close()
	p := b.NewPage(Setup{Name: "表", Widths: []float64{10, 20, 30, 40}, Hidden: []int{2}, Fold: [][2]int{{3, 4}}, Tab: InkTitle})
	p.Write(RowOptions{}, Words("一"))
	p.Do(p.File.AddChart("表", "A3", &excelize.Chart{Type: excelize.Col, Series: []excelize.ChartSeries{{Values: "表!$A$1:$A$2"}}}))
	p.Close()
	b.Do(b.File.SetDocProps(&excelize.DocProperties{Title: "题", LastModifiedBy: "办公室", Created: "2023-06-30T00:00:00Z"}))
	require.NoError(t, b.Err)
	data, err := b.Saved()
	require.NoError(t, err)
	parts, err := opc.OpenPackage(data)
	require.NoError(t, err)
	sheet := string(parts.Data["xl/worksheets/sheet1.xml"])
	assert.Contains(t, sheet, `<tabColor rgb="FF`+InkTitle+`">`)
	assert.Contains(t, sheet, `<cols><col min="1" max="1" width="10" customWidth="1"/><col min="2" max="2" width="20" customWidth="1" hidden="1"/>`+
		`<col min="3" max="3" width="30" customWidth="1" outlineLevel="1"/><col min="4" max="4" width="40" customWidth="1" outlineLevel="1"/></cols>`)
	assert.Regexp(t, `<drawing [^>]*\br:id="rId1"`, sheet)
	core := string(parts.Data[coreProperties])
	assert.Contains(t, core, `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc=`)
	assert.Contains(t, core, `<cp:lastModifiedBy>办公室</cp:lastModifiedBy>`)
	assert.Contains(t, core, `<dc:title>题</dc:title>`)
	assert.Contains(t, core, `</cp:coreProperties>`)
	assert.Equal(t, core, string(AsExcel(coreProperties, []byte(core))), "once is enough")
}

// What is hidden for good takes no room; what is folded away will be opened.
func TestRowsAreAsHighAsWhatIsSeen(t *testing.T) {
	long := strings.Repeat("很长的文字", 20)
	p := &Page{Setup: Setup{Widths: []float64{10, 10, 10}, Hidden: []int{2, 3}, Fold: [][2]int{{3, 3}}}}
	one := p.Fit([]Cell{Words("一")})
	assert.Equal(t, one, p.Fit([]Cell{Words("一"), Words(long)}))
	assert.Greater(t, p.Fit([]Cell{Words("一"), {}, Words(long)}), one)
}

// A hanzi takes the room of two digits, a line break begins a line, and a row
// has some white above and below its lines.
func TestRowsFitTheirLines(t *testing.T) {
	for text, want := range map[string]int{"": 1, "一二三四五": 1, "一二三四五六": 2, "0123456789": 1, "01234567890": 2, "一\n二": 2, "一二三四五六\n七": 3} {
		assert.Equal(t, want, LinesIn(text, 10), text)
	}
	p := &Page{Setup: Setup{Widths: []float64{10}}}
	assert.Equal(t, []float64{19, 32}, []float64{p.Fit([]Cell{Words("一")}), p.Fit([]Cell{Words("一二三四五六")})})
}

func TestBlanksAtTheEndsOfATextAreKept(t *testing.T) {
	for text, want := range map[string]string{
		" 一": `<c r="A1" s="0" t="inlineStr"><is><t xml:space="preserve"> 一</t></is></c>`, "一": `<c r="A1" s="0" t="inlineStr"><is><t>一</t></is></c>`,
	} {
		var b Body
		b.Cell(1, 0, &Cell{Value: text}, 0)
		assert.Equal(t, want, string(b.Rows))
	}
}
