package intake

import (
	"cmp"
	"slices"
	"strings"

	"jingpin/internal/form"
	"jingpin/internal/plan"
)

// findIdentity reads the hidden identity of a form of ours, from the document
// properties or, where a program dropped those, from the hidden sheet.
func (r *reading) findIdentity() (form.Identity, bool) {
	if id, ok := form.ParseIdentity(r.wb.Custom); ok {
		return id, true
	}
	for _, s := range r.wb.Sheets {
		if s.Name != form.SheetIdentity {
			continue
		}
		values := map[string]string{}
		for _, row := range s.Rows {
			if name, ok := row.At(1); ok {
				value, _ := row.At(2)
				values[name.Text] = value.Text
			}
		}
		return form.ParseIdentity(values)
	}
	return form.Identity{}, false
}

// isMoneyUnit reports 单位:万元, which names no department.
func isMoneyUnit(s string) bool {
	_, ok := unitNamed(narrow(s))
	return ok
}

// claim is a unit that something in the file names.
type claim struct {
	unit  string // roster name, "" for none
	typed string // as it stands there
	at    place
}

// tellUnit finds out whose file it is. Where the heading and the file's name
// agree against the identity, the clerk used a colleague's form. A title or a
// sheet's name tells only where nothing better does.
func (r *reading) tellUnit() {
	heading := r.headingUnit()
	id, _ := r.plan.Unit(r.identity.Unit)
	named, _ := r.unitInName(r.sub.Path)
	r.heading = heading
	switch {
	case id.Name != "" && (heading.unit == "" || heading.unit != named.Name):
		r.sub.Unit = id.Name
	default:
		r.sub.Unit = cmp.Or(heading.unit, named.Name)
	}
	if r.sub.Unit == "" {
		r.sub.Unit = r.titleUnit()
	}
	var others []string
	for _, o := range []struct{ label, unit string }{
		{"表格标识", id.Name}, {"填报单位", heading.unit}, {"文件名", named.Name},
	} {
		if o.unit != "" {
			others = append(others, o.label+"是"+o.unit)
		}
	}
	if differ(id.Name, heading.unit, named.Name) {
		r.sub.Doubtful = true
		r.complain("U03", heading.at, saying{value: heading.typed, other: strings.Join(others, "，")})
	}
}

// differ reports two names that are not the same.
func differ(names ...string) bool {
	seen := ""
	for _, n := range names {
		if n != "" && seen != "" && n != seen {
			return true
		}
		seen = cmp.Or(seen, n)
	}
	return false
}

// headingUnit is the unit a heading names.
func (r *reading) headingUnit() claim {
	var unknown claim
	for _, t := range r.headed() {
		h, ok := unitLabels.find(t, r.wb.Date1904)
		if !ok || isMoneyUnit(h.value) {
			continue
		}
		if u, ok := rosterUnit(r.plan, h.value); ok {
			return claim{u.Name, h.value, h.at}
		}
		if unknown.typed == "" && len(r.tables) > 0 {
			unknown = claim{typed: h.value, at: h.at}
		}
	}
	return unknown
}

// headed are the plan tables, or where there is none the tops of all sheets:
// whose file it is stands there, whatever the header below.
func (r *reading) headed() []*table {
	if len(r.tables) > 0 {
		return r.tables
	}
	var tops []*table
	for _, s := range r.wb.Sheets {
		if !form.OurSheet(s.Name) {
			tops = append(tops, &table{sheet: s, from: 1, top: maxQuarterRow})
		}
	}
	return tops
}

// titleUnit is the unit that a title or a sheet's name tells, "" for none.
func (r *reading) titleUnit() string {
	for _, t := range r.tables {
		for _, text := range append(t.titleTexts(), t.sheet.Name) {
			if u, ok := r.unitIn(text); ok && !asksFor(text) {
				return u.Name
			}
		}
	}
	return ""
}

// asksFor reports a line that says where to send the form, not who fills it
// in.
func asksFor(text string) bool {
	return slices.ContainsFunc([]string{"请", "报送", "报至", "交至", "联系"}, func(w string) bool { return strings.Contains(text, w) })
}

// unitInName finds the unit in a file's name.
func (r *reading) unitInName(file string) (plan.Unit, bool) { return r.unitIn(stem(file)) }

// unitIn finds the one unit a text names: the longest name in it wins, and
// two units named apart are none.
func (r *reading) unitIn(text string) (plan.Unit, bool) {
	f := r.lexicon().named.of(r.lexicon(), text, func(x *lexicon, s string) found[plan.Unit] { return x.findUnit(s) })
	return f.it, f.ok
}

// tellUnitByRows falls back on the rows' lead: their only one tells a file
// that names no unit, and if heading and all leads agree against the identity
// they win.
func (r *reading) tellUnitByRows() {
	lead := r.onlyLead()
	if lead != "" && r.sub.Unit != lead && (r.sub.Unit == "" || r.heading.unit == lead) {
		r.sub.Unit = lead
	}
	if r.sub.Unit == "" {
		near := r.plan.NearestUnit(cmp.Or(r.heading.typed, stem(r.sub.Path)))
		r.complain("U01", place{}, saying{value: r.heading.typed, suggestion: near})
		return
	}
	if r.heading.typed != "" && r.heading.unit == "" {
		r.complain("U02", r.heading.at, saying{value: r.heading.typed, suggestion: r.plan.NearestUnit(r.heading.typed)})
	}
}

// onlyLead is the lead unit all rows name, "" when they name several or none.
func (r *reading) onlyLead() string {
	only := ""
	for _, rec := range r.records {
		if l := rec.project.Lead; l != "" && only != "" && l != only {
			return ""
		}
		only = cmp.Or(only, rec.project.Lead)
	}
	return only
}
