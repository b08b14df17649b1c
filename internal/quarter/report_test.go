package quarter

import (
	"testing"

	"jingpin/internal/pdf/quarterly"
	"jingpin/internal/report"

	"github.com/stretchr/testify/assert"
)

// A report that is out of joint is an error, not a crash.
func TestDrawOfBrokenReport(t *testing.T) {
	_, err := draw(&report.Report{Projects: make([]report.ProjectRow, 1), Leaders: []report.LeaderRows{{Rows: []int{7}}}}, quarterly.Options{})
	assert.EqualError(t, err, "季度报告画不出来：数据前后对不上。请用原来的表重新出报告")
}
