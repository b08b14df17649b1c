package portfolio

import (
	"slices"

	"jingpin/internal/filing"
)

// wordings are how units head their columns, this quarter's word before those of
// earlier ones. A file speaks for the unit that it is plainly of: not for one that
// its witnesses do not agree on, nor from a sheet in another unit's file.
func (pf *Portfolio) wordings() []filing.Wording {
	var all []filing.Wording // the latest word first
	for _, u := range pf.Units {
		for _, s := range u.Submissions {
			if s.Doubtful || s.Guest || s.ByOffice {
				continue
			}
			for _, w := range slices.Backward(s.Wordings) {
				all = append(all, filing.Wording{Unit: u.Unit.Name, Head: w.Head, Column: w.Column})
			}
		}
	}
	if pf.Previous != nil {
		all = append(all, pf.Previous.Wordings...)
	}
	slices.SortStableFunc(all, filing.CompareWordings)
	return slices.CompactFunc(all, func(a, b filing.Wording) bool { return filing.CompareWordings(a, b) == 0 })
}
