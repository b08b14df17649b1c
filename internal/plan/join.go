package plan

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"

	"jingpin/internal/tabular"
)

// OwnTables are the tables in which the definition differs from the built-in
// one: with them Parse makes it again. There are none for the built-in one.
func (p *Plan) OwnTables() []tabular.Table {
	var own []tabular.Table
	for _, t := range p.tables {
		if !sameTable(t, Builtin().table(t.Name)) {
			own = append(own, t)
		}
	}
	return own
}

// sameTable reports whether two tables say the same, wherever their rows stand.
func sameTable(a, b tabular.Table) bool {
	return a.Name == b.Name && slices.Equal(a.Header, b.Header) && slices.EqualFunc(a.Rows, b.Rows, func(a, b tabular.Row) bool {
		return slices.Equal(trimTail(a.Cells), trimTail(b.Cells))
	})
}

// Joins reports whether what was collected under both definitions can stand in
// one table: they have the same years, tracks and tasks.
func (p *Plan) Joins(o *Plan) bool {
	return p.Info.FirstYear == o.Info.FirstYear && p.Info.LastYear == o.Info.LastYear &&
		slices.EqualFunc(p.Tracks, o.Tracks, func(a, b Track) bool { return a.No == b.No && a.Name == b.Name }) &&
		slices.EqualFunc(p.Tasks, o.Tasks, func(a, b Task) bool { return a.No == b.No && a.Name == b.Name && a.Track == b.Track })
}

// OfStreet is a name with its street before it, as those say it who look at
// several streets. No name stays none.
func OfStreet(street, name string) string {
	if name == "" || strings.HasPrefix(name, street) {
		return name
	}
	return street + name
}

// Join is the definition for a look at the offices of several streets at once:
// base's, with the units of all of them, each named with its street, in the
// order of the given definitions. All of them Join base. Where base is one of
// the streets' own, the names it gives the report are no longer one street's.
// The error is Chinese: two units that go by one name.
func Join(base *Plan, streets []*Plan) (*Plan, error) {
	p := *base
	p.Units, p.Streets, p.Exceptions, p.builtin, p.notes = nil, nil, nil, false, nil
	digest := sha256.New()
	fmt.Fprintln(digest, base.digest)
	units := base.table(ListUnits)
	units.Rows, p.rows = nil, maps.Clone(base.rows)
	p.rows[ListUnits] = nil
	for _, s := range streets {
		street := s.Info.Street
		p.Streets = append(p.Streets, street)
		fmt.Fprintln(digest, s.digest)
		for _, u := range s.Units {
			of := func(name string) string { return OfStreet(street, name) }
			joined := Unit{
				No: len(p.Units) + 1, Name: of(u.Name), Reporting: u.Reporting, Collector: of(u.Collector), Leader: of(u.Leader), Street: street,
			}
			if u.Collector != "" {
				joined.Reporting = "由" + joined.Collector + "汇总"
			}
			p.Units = append(p.Units, joined)
			p.rows[ListUnits] = append(p.rows[ListUnits], joined.No+1)
			units.Rows = append(units.Rows, tabular.Row{Number: joined.No + 1, Cells: []string{joined.Name, "", "", joined.Reporting, joined.Collector, joined.Leader}})
		}
	}
	p.tables = slices.Clone(base.tables)
	for i, t := range p.tables {
		switch t.Name {
		case ListUnits:
			p.tables[i] = units
		case "核准例外":
			p.tables[i].Rows = nil
		}
	}
	p.digest = hex.EncodeToString(digest.Sum(nil))[:12]
	if slices.Contains(p.Streets, base.Info.Street) {
		p.Info = base.Info.of(p.Streets)
	}
	var faults []tabular.CellFault
	p.build(&faults)
	if len(faults) > 0 {
		return nil, joinFaults(faults)
	}
	return &p, nil
}

// of is what a report of several streets is headed with where only one
// street's own words are known.
func (i Info) of(streets []string) Info {
	all := streets[0] + "等" + Count(len(streets)) + "个街道"
	for _, text := range []*string{&i.Name, &i.Group, &i.Office, &i.FormTitle, &i.ReportTitle} {
		*text = strings.ReplaceAll(*text, i.Street, all)
	}
	i.Street, i.DocumentNo = all, ""
	return i
}
