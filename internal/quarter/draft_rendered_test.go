package quarter_test

import (
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/excel/exceltest"
	"jingpin/internal/opc"
	"jingpin/internal/pdf/pdftest"
	"jingpin/internal/quarter"
	"jingpin/internal/slowtest"
)

// The drafts say what the PDF says: every paragraph and every cell of theirs
// stands in it, and LibreOffice draws every one.
func TestDraftsReadAsTheReport(t *testing.T) {
	t.Parallel()
	results := resultsOf(t, "2023Q2")
	report, err := os.ReadFile(filepath.Join(results, quarter.ResultReport))
	require.NoError(t, err)
	drawn := readAll(t, report)
	// A number sign, as equal names get, would end the address of LibreOffice's profile.
	for kind, name := range map[string]string{"text": quarter.ResultDraft, "annexes": quarter.ResultAnnexes} {
		said := saidIn(t, filepath.Join(results, name))
		require.Greater(t, len(said), 100)
		for _, text := range said {
			// A time line's months have a head only where it is a table.
			assert.True(t, text == "月份" || strings.Contains(drawn, text), "%s: %s", name, text)
		}
		t.Run("LibreOffice "+kind, func(t *testing.T) {
			slowtest.Long(t)
			draft, err := os.ReadFile(filepath.Join(results, name))
			require.NoError(t, err)
			rendered := readAll(t, exceltest.AllConverted(t, "docx", "pdf", map[string][]byte{name: draft})[name])
			for _, text := range said {
				assert.True(t, strings.Contains(rendered, text), "%s: %s", name, text)
			}
		})
	}
}

// furniture is what stands in the margins of a page.
var furniture = regexp.MustCompile(`内部资料注意保管|核对码[0-9a-f]{4}-[0-9a-f]{4}`)

// readAll is a PDF's text as fold has it.
func readAll(t *testing.T, pdf []byte) string {
	t.Helper()
	return furniture.ReplaceAllString(fold(pdftest.Tool(t, pdf, "pdftotext", "-raw", "FILE", "-")), "")
}

// fold takes away white space, the signs of lights, which the PDF draws, and the
// brackets about the number of a time line's projects.
func fold(text string) string {
	return regexp.MustCompile(`[■▲●○◆□－（）]`).ReplaceAllString(pdftest.Squash(text), "")
}

// saidIn are the texts of a Word file's paragraphs.
func saidIn(t *testing.T, path string) []string {
	t.Helper()
	file, err := os.ReadFile(path)
	require.NoError(t, err)
	p, err := opc.OpenPackage(file)
	require.NoError(t, err)
	var said []string
	for _, whole := range wordParagraph.FindAllString(string(p.Data["word/document.xml"]), -1) {
		text := ""
		for _, m := range wordText.FindAllStringSubmatch(whole, -1) {
			text += m[1]
		}
		if text = fold(html.UnescapeString(text)); text != "" {
			said = append(said, text)
		}
	}
	return said
}
