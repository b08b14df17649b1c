package verified

import (
	"archive/zip"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/sheet"
	"jingpin/internal/sheet/sheettest"
)

// FuzzOpen opens whole files.
func FuzzOpen(f *testing.F) {
	f.Add(packBy(f, plain(), zip.Store))
	f.Add(pack(f, plain()))
	f.Add(ole("Workbook", ">WordDocument"))
	for _, pattern := range []string{"testdata/workbooks/*.[xo]?s*", "testdata/foreign/*"} {
		files, err := filepath.Glob(pattern)
		require.NoError(f, err)
		for _, name := range files {
			data, err := os.ReadFile(name)
			require.NoError(f, err)
			f.Add(data)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) { assertSound(t, data) })
}

// FuzzParts opens sound archives of the given parts, which bit flips in a whole
// file hardly ever reach.
func FuzzParts(f *testing.F) {
	seed := plain()
	for _, xml := range []string{
		`<row r="1"><c r="A1" t="inlineStr"><is><r><t>_x000D_</t></r></is></c><c t="b"><v>1</v></c><c t="e"><f>x</f><v>#N/A</v></c></row>`,
		`<row><c s="1"><v>45107.5</v></c><c t="d"><v>2023-06-30</v></c><c><f>1</f></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells><sheetData>`,
	} {
		f.Add(seed[2].body, seed[4].body, seed[5].body, worksheetXML(xml))
	}
	f.Add(seed[2].body, seed[4].body, seed[5].body, seed[6].body)
	f.Fuzz(func(t *testing.T, book, styles, strings, body string) {
		parts := with(with(with(with(plain(), bookPart, book), stylesPart, styles), stringsPart, strings), sheetPart, body)
		assertSound(t, packBy(t, parts, zip.Store))
	})
}

// assertSound opens data and asserts what every caller relies on.
func assertSound(t *testing.T, data []byte) {
	wb, err := Open(data, limits(func(l *sheet.Limits) { l.UnpackedBytes = 1 << 20 }))
	if err != nil {
		var fault *sheet.Fault
		require.ErrorAs(t, err, &fault)
		assert.Nil(t, wb)
		assert.NotEmpty(t, fault.Reason)
		assert.Equal(t, fault.Kind == sheet.TooLarge, fault.Limit != "")
		return
	}
	sheettest.Sound(t, wb)
}
