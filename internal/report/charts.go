package report

import "jingpin/internal/plan"

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
