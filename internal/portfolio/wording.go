package portfolio

import (
	"maps"
	"slices"

	"jingpin/internal/filing"
)

// wordings are how units head their columns, this quarter's word before those of
// earlier ones. A file speaks for the unit that it is plainly of: not for one that
// its witnesses do not agree on, nor from a sheet in another unit's file.
func (pf *Portfolio) wordings() []filing.Wording {
	known := map[filing.Wording]string{} // columns by unit and head
	learn := func(unit string, all []filing.Wording) {
		for _, w := range all {
			known[filing.Wording{Unit: unit, Head: w.Head}] = w.Column
		}
	}
	if pf.Previous != nil {
		for _, w := range pf.Previous.Wordings {
			learn(w.Unit, []filing.Wording{w})
		}
	}
	for _, u := range pf.Units {
		for _, s := range slices.Backward(u.Submissions) { // the one that counts comes last
			if !s.Doubtful && !s.Guest && !s.ByOffice {
				learn(u.Unit.Name, s.Wordings)
			}
		}
	}
	var all []filing.Wording
	for w := range maps.Keys(known) {
		w.Column = known[w]
		all = append(all, w)
	}
	slices.SortFunc(all, filing.CompareWordings)
	return all
}
