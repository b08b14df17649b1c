package report

import (
	"cmp"
	"fmt"
	"slices"

	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
)

// How many quarters ahead the time line looks.
const timelineQuarters = 4

// Charts are the numbers behind the pictures.
type Charts struct {
	Lights     []LightBar  `json:"lights"`
	Investment []MoneyBar  `json:"investment"`
	Timeline   []Quarterly `json:"timeline"` // the next four quarters, as far as the plan goes
}

// LightBar is one track's lights, this quarter and last.
type LightBar struct {
	Track string `json:"track"`
	Now   Tally  `json:"now"`
	Last  *Tally `json:"last,omitempty"`
}

// MoneyBar is one track's investment.
type MoneyBar struct {
	Track string       `json:"track"`
	Plan  plan.Money   `json:"plan"`
	Paid  plan.Money   `json:"paid"`
	Rate  plan.Percent `json:"rate"`
}

// Quarterly is what falls due in one quarter.
type Quarterly struct {
	Quarter  plan.Quarter `json:"quarter"`
	Projects []DueRow     `json:"projects"`
}

// charts makes the numbers behind the pictures.
func (b *builder) charts() {
	c := Charts{Lights: []LightBar{}, Investment: []MoneyBar{}}
	for _, t := range b.Tracks {
		c.Lights = append(c.Lights, LightBar{t.Name, t.Tally, t.Last})
		c.Investment = append(c.Investment, MoneyBar{t.Name, t.Tally.Total, t.Tally.PaidKnown, t.Tally.PaidRate})
	}
	c.Timeline = []Quarterly{}
	for n := 1; n <= timelineQuarters && b.pf.Quarter.Add(n).First() <= b.plan.Info.Last(); n++ {
		q := b.pf.Quarter.Add(n)
		c.Timeline = append(c.Timeline, Quarterly{q, b.dueWithin(q.First(), q.Last())})
	}
	b.Charts = c
}

// dueWithin lists what falls due after the data date, from one day to
// another, by deadline and number.
func (b *builder) dueWithin(from, to plan.Date) []DueRow {
	return b.dueOf(from, to, func(*entry) bool { return true })
}

// dueOf is dueWithin for some of the entries.
func (b *builder) dueOf(from, to plan.Date, wanted func(*entry) bool) []DueRow {
	rows := []DueRow{}
	for _, e := range b.entries {
		d := e.deadline()
		if d <= b.pf.AsOf || d < from || d > to || !wanted(e) || !e.pending() {
			continue
		}
		row := DueRow{
			Month: monthWord(d), Deadline: d, Named: e.named(), Track: e.trackNo, Progress: e.Project.KnownProgress(), Light: e.light(),
		}
		if e.State == portfolio.Reported {
			row.Next = e.Project.Next
		}
		rows = append(rows, row)
	}
	slices.SortStableFunc(rows, func(x, y DueRow) int { return cmp.Compare(x.Deadline, y.Deadline) })
	return rows
}

func monthWord(d plan.Date) string {
	y, m, _ := d.Time().Date()
	return fmt.Sprintf("%d年%d月", y, int(m))
}

// due lists what falls due from the data date to the end of next quarter.
func (b *builder) due() {
	b.Due = b.dueWithin(b.pf.AsOf, b.pf.Quarter.Add(1).Last())
}
