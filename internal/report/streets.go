package report

import (
	"slices"
	"strings"

	"jingpin/internal/plan"
)

// StreetRow is how one street stands in a report on several.
type StreetRow struct {
	No     int        `json:"no"`
	Street string     `json:"street"`
	Owe    int        `json:"owe"`  // units that owe a report
	Sent   int        `json:"sent"` // of these, those that have sent one
	Tally  Tally      `json:"tally"`
	Tracks []TrackRow `json:"tracks"` // as Report.Tracks, those without projects left out
}

// streets makes the streets' rows; there are none in an office's own report.
func (b *builder) streets() {
	entries := b.pf.Entries
	of := make([]int, len(entries))
	for i := range entries {
		of[i] = max(0, slices.Index(b.plan.Streets, entries[i].Project.Office))
	}
	for i, t := range tallyBy(entries, of, len(b.plan.Streets))[:len(b.plan.Streets)] {
		row := StreetRow{No: i + 1, Street: b.plan.Streets[i], Tally: t, Tracks: []TrackRow{}}
		tracks := make([]Tally, len(b.plan.Tracks)+1)
		for k := range entries {
			if of[k] == i {
				tracks[b.track[k]].add(standingOf(&entries[k]), &entries[k].Project)
			}
		}
		for k, t := range tracks {
			t.rate()
			switch {
			case t.Projects == 0:
			case k < len(b.plan.Tracks):
				row.Tracks = append(row.Tracks, TrackRow{No: b.plan.Tracks[k].No, Name: b.plan.Tracks[k].Name, Tally: t})
			default:
				row.Tracks = append(row.Tracks, TrackRow{Name: UnknownTrack, Tally: t})
			}
		}
		for _, u := range b.pf.Units {
			if u.Unit.Street == row.Street && u.Owes {
				row.Owe++
				if u.Sent {
					row.Sent++
				}
			}
		}
		b.Streets = append(b.Streets, row)
	}
}

// streetText says which streets have the most late projects and which lack
// reports.
func (b *builder) streetText() string {
	if len(b.Streets) == 0 {
		return ""
	}
	worst := slices.Clone(b.Streets)
	slices.SortStableFunc(worst, func(x, y StreetRow) int { return y.Tally.Late() - x.Tally.Late() })
	var late, unsent []string
	for _, s := range worst {
		if s.Tally.Late() > 0 {
			late = append(late, s.Street+pieces(s.Tally.Late()))
		}
		if s.Sent < s.Owe {
			unsent = append(unsent, s.Street)
		}
	}
	text := "本报告汇总" + plan.Count(len(b.Streets)) + "个街道。"
	if len(late) > 0 {
		text += "进度偏慢和滞后项目较多的是" + some(late, fewOnPageOne, "") + "。"
	}
	if len(unsent) > 0 {
		text += some(unsent, fewOnPageOne, "") + "还有部门没有报送。"
	}
	return text
}

// streetErrands leave what is to be done to the streets' own offices: a line
// for each says what its own workbook lists.
func (b *builder) streetErrands() []Errand {
	var all []Errand
	for _, s := range b.Streets {
		open, errors, warnings := 0, 0, 0
		for _, c := range b.pf.Conflicts {
			if c.Choice == "" && strings.HasPrefix(c.Key, s.Street+"|") {
				open++
			}
		}
		for i, f := range b.Filings {
			if i < len(b.pf.Units) && b.pf.Units[i].Unit.Street == s.Street {
				errors, warnings = errors+f.Errors, warnings+f.Warnings
			}
		}
		var parts []string
		for _, p := range []struct {
			n    int
			word string
		}{{s.Owe - s.Sent, "个部门没有报送"}, {errors, "处请改正"}, {warnings, "处请核实"}, {open, "项待核定"}} {
			if p.n > 0 {
				parts = append(parts, plan.Count(p.n)+p.word)
			}
		}
		if len(parts) > 0 {
			all = append(all, Errand{Group: Awaited, What: s.Street + "：" + list(parts), Do: "由街道办公室在自己的汇总表里办理"})
		}
	}
	return all
}
