package intake_test

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// laws are the laws by which a sheet is read, and the tests that hold each: one
// that is renamed or taken away is missed here.
var laws = []struct {
	law   string
	tests []string
}{
	{"one cell, one fact", []string{"TestRefusedDates", "TestRefusedMoney", "TestRefusedShares", "TestRefusedStatuses", "FuzzMoney", "FuzzDate", "FuzzShare", "FuzzStatus", "FuzzUnits"}},
	{"what is shown is what is read", []string{"TestShownDates", "TestShownMoney", "TestShown"}},
	{"a neighbour never changes a cell", []string{"TestColumnsOfShares", "TestLoneFraction"}},
	{"one test of blank", []string{"TestDeadlines", "TestStatuses", "TestMoney", "TestEveryRuleIsFoundInItsCell"}},
	{"struck-through text is not there", []string{"TestEveryRuleIsFoundInItsCell", "TestStruckNameWithARemark"}},
	{"a parent over several columns is a header row", []string{"TestChildrenAreChosenByMeaning", "TestNoChildIsTakenForWantOfABetter", "TestMarkedColumnsAreRead", "TestHeadersOfRealSheets"}},
	{"a filled column is never lost in silence", []string{"TestUnreadColumnsAreTold", "TestOtherFiguresAreAskedAbout", "TestLastQuarterTellsColumns", "TestWhatAReportTeaches"}},
	{"a line is a project only when it says something a project has", []string{"TestLoneWordsAndNames", "TestLinesOfRealSheets", "TestPlanAndActualRows", "TestARowWithoutAProject"}},
	{"the visible sheet wins", []string{"TestCopiesOfSheets", "TestCopiesAreReadOnce", "TestLaterDataIsRead", "TestTwoUnitsInOneFile"}},
	{"witnesses are independent", []string{"TestWitnesses", "TestWhoseFileItIs", "TestABorrowedForm"}},
	{"one cause, one finding", []string{"TestOneCauseOneFinding", "TestAbsentColumnsAreToldOnce", "TestEveryRuleIsProved"}},
	{"words are the office's", []string{"TestHeadersDependOnTheirTable", "TestNoHeaderIsTwoColumns", "TestAnOfficeTeachesSmallWords", "TestSmallWordsAreNeverLost"}},
}

// Every law of reading is held by tests.
func TestEveryLawIsHeld(t *testing.T) {
	t.Parallel()
	there := map[string]bool{}
	declared := regexp.MustCompile(`(?m)^func ((?:Test|Fuzz)\w+)\(`)
	for _, dir := range []string{".", "values", "tables", filepath.Join("..", "check")} {
		files, err := filepath.Glob(filepath.Join(dir, "*_test.go"))
		require.NoError(t, err)
		for _, file := range files {
			text, err := os.ReadFile(file)
			require.NoError(t, err)
			for _, m := range declared.FindAllStringSubmatch(string(text), -1) {
				there[m[1]] = true
			}
		}
	}
	assert.Len(t, laws, 12)
	for _, l := range laws {
		for _, test := range l.tests {
			assert.True(t, there[test], "%s: no %s", l.law, test)
		}
	}
}
