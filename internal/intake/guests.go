package intake

import (
	"slices"

	"jingpin/internal/filing"
	"jingpin/internal/intake/tables"
	"jingpin/internal/intake/values"
)

// partUnits takes off the tables that are plainly headed for other units than
// the file's own, and makes a reading of each such unit's.
func (r *reading) partUnits() []*reading {
	units := make([]string, len(r.tables))
	var all []string
	for i, t := range r.tables {
		units[i] = r.headedFor(t)
		if units[i] != "" && !slices.Contains(all, units[i]) {
			all = append(all, units[i])
		}
	}
	if len(all) < 2 {
		return nil
	}
	host := r.hostOf(all)
	var guests []*reading
	for _, unit := range all {
		if unit == host || r.plan.Collects(host, unit) {
			continue
		}
		g := &reading{plan: r.plan, words: r.words, finder: r.finder, opt: r.opt, wb: r.wb, target: r.target, guestOf: unit, sub: &filing.Submission{
			Path: r.sub.Path, SHA256: r.sub.SHA256, Saved: r.sub.Saved, Round: r.sub.Round,
		}}
		var stay []*table
		var stayUnits []string
		for i, t := range r.tables {
			if units[i] == unit {
				g.tables = append(g.tables, t)
			} else {
				stay, stayUnits = append(stay, t), append(stayUnits, units[i])
			}
		}
		r.tables, units = stay, stayUnits
		g.accepted = r.acceptedIn(g.tables)
		guests = append(guests, g)
	}
	return guests
}

// hostOf is the unit whose file it is, of those that its tables are headed for.
func (r *reading) hostOf(units []string) string {
	named, _ := r.unitInName(r.sub.Path)
	for _, unit := range []string{named.Name, r.identity.Unit} {
		if slices.Contains(units, unit) {
			return unit
		}
	}
	return units[0]
}

// headedFor is the unit that a table is headed for: its heading says so, or its
// titles or its sheet's name do and all its rows bear them out.
func (r *reading) headedFor(t *table) string {
	if h, ok := tables.UnitLabels.Find(t.PlanTable); ok {
		if u, ok := values.RosterUnit(r.plan, h.Value); ok {
			return u.Name
		}
	}
	for _, text := range append(t.TitleTexts(), t.Sheet.Name) {
		if u, ok := r.words.UnitIn(text); ok && !asksFor(text) {
			if lead := r.leadOf(t); lead == u.Name {
				return lead
			}
		}
	}
	return ""
}

// leadOf is the only lead unit that a table's rows name.
func (r *reading) leadOf(t *table) (only string) {
	c, ok := t.Columns["lead"]
	if !ok {
		return ""
	}
	sample, _ := t.Sample(c.Col)
	for _, cell := range sample {
		text, _ := values.Clean(cell.Text)
		u, ok := r.words.Lead(text)
		if !ok || only != "" && u.Name != only {
			return ""
		}
		only = u.Name
	}
	return only
}

// acceptedIn takes off the accepted suggestions that were made for some tables.
func (r *reading) acceptedIn(tables []*table) (theirs []acceptance) {
	r.accepted = slices.DeleteFunc(r.accepted, func(a acceptance) bool {
		there := slices.ContainsFunc(tables, func(t *table) bool { return t.Sheet.Name == a.Sheet })
		if there {
			theirs = append(theirs, a)
		}
		return there
	})
	return theirs
}
