package report

import (
	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// historyQuarters is how many quarters the history of a track has.
const historyQuarters = 4

// TrackHistory is how a track stood at the end of the last quarters, this one
// last.
type TrackHistory struct {
	Track  string         `json:"track"`
	Points []HistoryPoint `json:"points"`
}

// HistoryPoint is one quarter of a track.
type HistoryPoint struct {
	Quarter plan.Quarter `json:"quarter"`
	Late    int          `json:"late"` // of Lit
	Lit     int          `json:"lit"`
	Rate    plan.Percent `json:"rate"` // 投资完成率
	NoTotal bool         `json:"no_total,omitempty"`
}

// history sets the quarters beside each other that last quarter's library
// remembers; there is none without a last quarter.
func (b *builder) history() {
	if b.pf.Previous == nil {
		return
	}
	for i, t := range b.plan.Tracks {
		h := TrackHistory{Track: t.Name}
		for _, past := range b.pf.Previous.Past {
			h.Points = append(h.Points, pastPoint(past, t.No))
		}
		h.Points = append(h.Points, pointOf(b.Meta.Previous, *b.Tracks[i].Last), pointOf(b.Meta.Quarter, b.Tracks[i].Tally))
		h.Points = h.Points[max(0, len(h.Points)-historyQuarters):]
		b.History = append(b.History, h)
	}
}

func pastPoint(past filing.Past, track int) HistoryPoint {
	p := HistoryPoint{Quarter: past.Quarter, NoTotal: true}
	for _, t := range past.Tracks {
		if t.No == track {
			p.Late, p.Lit, p.Rate, p.NoTotal = t.Late, t.Lit, plan.Share(t.Paid, t.Total), t.Total == 0
		}
	}
	return p
}

func pointOf(q plan.Quarter, t Tally) HistoryPoint {
	return HistoryPoint{Quarter: q, Late: t.Late(), Lit: t.Lit(), Rate: t.PaidRate, NoTotal: t.Total == 0}
}

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
