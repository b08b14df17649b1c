package quarter

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// The year of an old form left above the tables would have everything in time.
func TestADataDateIsOfItsQuarter(t *testing.T) {
	t.Parallel()
	second := plan.Quarter{Year: 2023, N: 2}
	for _, c := range []struct {
		name   string
		stated []plan.Date
		want   plan.Date
		said   string
	}{
		{"nobody says", []plan.Date{0, 0}, plan.Day(2023, 6, 30), ""},
		{"most say", []plan.Date{plan.Day(2023, 6, 20), plan.Day(2023, 6, 20), plan.Day(2023, 6, 30)}, plan.Day(2023, 6, 20), ""},
		{"the year before", []plan.Date{plan.Day(2022, 6, 30), plan.Day(2022, 6, 30), plan.Day(2023, 6, 25)}, plan.Day(2023, 6, 25), "“甲.xlsx”写的是2022年6月30日"},
		{"the quarter before", []plan.Date{plan.Day(2023, 3, 31)}, plan.Day(2023, 6, 30), "按2023年6月30日算"},
		{"many", slices.Repeat([]plan.Date{plan.Day(2022, 6, 30)}, 7), plan.Day(2023, 6, 30), "、等7份；"},
		{"the quarter after", []plan.Date{plan.Day(2023, 9, 30)}, plan.Day(2023, 6, 30), "写的是2023年9月30日"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var subs []*filing.Submission
			for _, d := range c.stated {
				subs = append(subs, &filing.Submission{Path: "甲.xlsx", Quarter: second, AsOf: d})
			}
			said := ""
			j := Open(Options{Tell: func(e Event) { said += e.Text }}).job(t.Context())
			assert.Equal(t, c.want, j.agreedDate(subs, second))
			assert.Contains(t, said, c.said)
			assert.Equal(t, c.said == "", said == "")
		})
	}
}
