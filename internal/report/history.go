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
	b.History = []TrackHistory{}
	if b.pf.Previous == nil {
		return
	}
	for i, t := range b.plan.Tracks {
		h := TrackHistory{Track: t.Name}
		for _, past := range b.pf.Previous.Past {
			h.Points = append(h.Points, pastPoint(past, t.No))
		}
		if last := b.Tracks[i].Last; last != nil {
			h.Points = append(h.Points, pointOf(b.Meta.Previous, *last))
		}
		h.Points = append(h.Points, pointOf(b.Meta.Quarter, b.Tracks[i].Tally))
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
