package intake

import (
	"cmp"
	"slices"
	"strings"

	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/intake/tables"
	"jingpin/internal/intake/values"
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
	_, ok := values.UnitNamed(values.Narrow(s))
	return ok
}

// unitClaim is a unit that something in the file names.
type unitClaim struct {
	unit  string // roster name, "" for none
	typed string // as it stands there
	at    tables.Place
}

// tellUnit finds out whose file it is, by independent witnesses: the form's own
// (its identity and its heading come from one template; a heading that differs
// was typed, and the identity falls), the file's name, and the rows' leads. Two
// of them against one win, and of one against one the form's own. A title or a
// sheet's name tells only where none of them does.
func (r *reading) tellUnit() {
	heading := r.headingUnit()
	id, _ := r.plan.Unit(r.identity.Unit)
	named, _ := r.unitInName(r.sub.Path)
	lead, rows := r.onlyLead()
	own := cmp.Or(heading.unit, id.Name)
	unit := cmp.Or(r.guestOf, own, named.Name, r.titleUnit(), lead)
	if r.guestOf == "" && own != "" && named.Name == lead {
		unit = cmp.Or(lead, unit)
	}
	r.sub.Unit = unit
	if r.own && unit == id.Name {
		r.checkForm()
	}
	r.tellWitnesses(heading, []witness{
		{"表格标识", id.Name, true}, {"填报单位", heading.unit, true}, {"文件名", named.Name, true},
		{"各行的牵头部门", lead, rows > 1 && !r.plan.Collects(unit, lead)},
	})
}

// witness is what tells a unit; one that is not heard only speaks where others
// differ.
type witness struct {
	label, unit string
	heard       bool
}

// tellWitnesses tells of witnesses that differ (U03), of a heading that names
// no unit (U02), and of a file that nothing tells the unit of (U01).
func (r *reading) tellWitnesses(heading unitClaim, all []witness) {
	said, heard := []string(nil), []string{r.sub.Unit}
	for _, w := range all {
		if w.unit != "" {
			said = append(said, w.label+"是"+w.unit)
		}
		if w.heard {
			heard = append(heard, w.unit)
		}
	}
	switch {
	case r.sub.Unit == "":
		near := r.plan.NearestUnit(cmp.Or(heading.typed, stem(r.sub.Path)))
		r.note("U01", tables.Place{}, filing.Fact{Value: heading.typed, Suggest: near})
	case r.guestOf != "":
		r.sub.Doubtful, r.sub.Guest = true, true
		r.note("U03", heading.at, filing.Fact{Value: heading.typed, Other: "同一个文件里还有别的部门的表"})
	case differ(heard...):
		r.sub.Doubtful = true
		r.note("U03", heading.at, filing.Fact{Value: heading.typed, Other: strings.Join(said, "，")})
	}
	if r.sub.Unit != "" && heading.typed != "" && heading.unit == "" {
		r.note("U02", heading.at, filing.Fact{Value: heading.typed, Suggest: r.plan.NearestUnit(heading.typed)})
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
func (r *reading) headingUnit() unitClaim {
	var unknown unitClaim
	for _, t := range r.headed() {
		h, ok := tables.UnitLabels.Find(t.PlanTable)
		if !ok || isMoneyUnit(h.Value) {
			continue
		}
		if u, ok := values.RosterUnit(r.plan, h.Value); ok {
			return unitClaim{u.Name, h.Value, h.At}
		}
		if unknown.typed == "" && len(r.tables) > 0 {
			unknown = unitClaim{typed: h.Value, at: h.At}
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
			tops = append(tops, &table{PlanTable: r.finder.Head(s)})
		}
	}
	return tops
}

// titleUnit is the unit that a title or a sheet's name tells, "" for none.
func (r *reading) titleUnit() string {
	for _, t := range r.tables {
		for _, text := range append(t.TitleTexts(), t.Sheet.Name) {
			if u, ok := r.words.UnitIn(text); ok && !asksFor(text) {
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
func (r *reading) unitInName(file string) (plan.Unit, bool) { return r.words.UnitIn(stem(file)) }

// onlyLead is the lead unit all rows name that name one, "" when they name
// several, and in how many rows it stands.
func (r *reading) onlyLead() (only string, rows int) {
	for _, rec := range r.records {
		if l := rec.project.Lead; l != "" && only != "" && l != only {
			return "", 0
		}
		if rec.project.Lead != "" {
			only = rec.project.Lead
			rows++
		}
	}
	return only, rows
}
