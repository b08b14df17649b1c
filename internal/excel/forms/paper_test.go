package forms

import (
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/excel/exceltest"
	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/slowtest"
)

var pdfPage = regexp.MustCompile(`/Type\s*/Page\b`)

// TestFormsPrintOnFewPages prints whole workbooks in a program that does not
// know an area that a formula ends: two sheets of A3, the guide, two pages of
// 季度打印, the lists.
func TestFormsPrintOnFewPages(t *testing.T) {
	slowtest.Long(t)
	u, _ := plan.Builtin().Unit("管理办")
	eleven := make([]filing.Standing, 11)
	for i := range eleven {
		eleven[i] = standings()[0]
		eleven[i].Number = "08-" + plan.Count(100+i)
	}
	rolled, err := Write(plan.Builtin(), Form{Unit: u, Quarter: exceltest.FormQuarter, Standings: eleven})
	require.NoError(t, err)
	three := exceltest.Filled(t, blankForm(t, "管理办"), exceltest.Good("一"), exceltest.Good("二"), exceltest.Good("三"))
	sent := map[string][]byte{"blank": blankForm(t, "管理办"), "three rows": three, "rolled": rolled}
	for name, pdf := range exceltest.AllSavedAs(t, "pdf", sent) {
		assert.Len(t, pdfPage.FindAllIndex(pdf, -1), 6, name)
	}
}
