package intake

import (
	"regexp"
	"strings"

	"jingpin/internal/filing"
	"jingpin/internal/intake/values"
	"jingpin/internal/plan"

	"jingpin/internal/intake/tables"
	"jingpin/internal/sheet"
)

// tellKind tells what kind of row a project's is: its name alone (L13), or a
// package with its parts below it (L11).
func (r *reading) tellKind(rec *rowRecord) {
	if rec.lone {
		r.faultAt(rec, "name", "L13", filing.Fact{
			Value: rec.project.Name, Other: "这一行只有项目名称",
		})
	}
	for _, p := range rec.t.Parcels {
		if p.Row == rec.number {
			r.remarkAt(rec, "name", "L11", parcelFact(p, rec.project.Name))
		}
	}
}

// tellLines tells how the rows of a table were taken that are no project's own:
// what sums up others and pairs (L11), rows that go on with another (L12), and
// those that are no project at all (L15).
func (r *reading) tellLines(t *table) {
	for _, p := range t.Parcels {
		if !p.Counted {
			at := tables.Place{Sheet: t.Sheet.Name, Row: p.Row, Col: t.Columns["name"].Col, Key: "name"}
			r.note("L11", at, parcelFact(p, t.TextIn(t.rowOf(p.Row), "name")))
		}
	}
	if t.Pairs > 0 {
		r.note("L11", t.Headed("name", "name"), filing.Fact{
			Value: "每个项目分计划、实际两行", Other: "共" + plan.Count(t.Pairs) + "个项目", Expected: "计划的栏目取计划行，本季度的情况取实际行",
		})
	}
	var aside []int
	var texts []string
	for i, l := range t.Lines {
		switch l.Kind {
		case tables.TailRow:
			r.tellTail(t, i)
		case tables.AsideRow:
			if aside = append(aside, l.Row.Number); len(texts) < maxListed {
				texts = append(texts, "“"+strings.Join(tables.RowTexts(*l.Row), " ")+"”")
			}
		}
	}
	if len(aside) > 0 {
		at := tables.Place{Sheet: t.Sheet.Name, Row: aside[0], Col: t.Columns["name"].Col, Key: "name"}
		r.note("L15", at, filing.Fact{Value: "第" + rowSpans(aside) + "行", Other: strings.Join(texts, "、")})
	}
}

// parcelFact says how a package was counted, and both sums.
func parcelFact(p tables.Parcel, name string) filing.Fact {
	f := filing.Fact{Value: "“" + name + "”", Other: "第" + rowSpans(p.Parts) + "行是它的各部分", Expected: "按这一行计入，各部分不另计"}
	if !p.Counted {
		f.Expected = "这一行没有填全，按小计看，各部分分别计入"
	}
	switch {
	case p.Known && p.Total == p.Sum:
		f.Expected += "；总投资" + p.Total.Short() + "万元，与各部分相加一致"
	case p.Known:
		f.Expected += "；总投资" + p.Total.Short() + "万元，各部分相加" + p.Sum.Short() + "万元"
	}
	return f
}

func (r *reading) tellTail(t *table, i int) {
	row := t.Lines[i].Row
	above := t.Lines[i-1].Row.Number
	at, text := tables.Place{Sheet: t.Sheet.Name, Row: row.Number}, ""
	for _, c := range row.Cells {
		if tables.SaysSomething(c) {
			at.Col, at.Key = int(c.Col), t.KeyAt[int(c.Col)]
			text, _ = values.Clean(c.Text)
			break
		}
	}
	r.note("L12", at, filing.Fact{Value: text, Other: "第" + plan.Count(above) + "行"})
}

// rowOf is the row of a line by its number.
func (t *table) rowOf(number int) *sheet.Row {
	row := tables.RowAt(t.Sheet, number)
	return &row
}

// rowSpans are rows in words: 3、5—8.
func rowSpans(rows []int) string {
	var spans []string
	for i := 0; i < len(rows); {
		j := i
		for j+1 < len(rows) && rows[j+1] == rows[j]+1 {
			j++
		}
		span := plan.Count(rows[i])
		if j > i {
			span += "—" + plan.Count(rows[j])
		}
		spans = append(spans, span)
		i = j + 1
	}
	return joinSome(spans)
}

// tellExample tells the form's worked example, left in (P04).
func (r *reading) tellExample(rec *rowRecord) {
	if r.isExample(rec) {
		r.remarkAt(rec, "name", filing.ExampleRule, filing.Fact{Value: rec.project.Name})
	}
}

// tellMerged tells of a name merged over several rows (L09), at the first.
func (r *reading) tellMerged(rec *rowRecord) {
	if rows := rec.mergedRows(); rows != nil && rows[0] == rec && !rec.bad["name"] {
		last := rows[len(rows)-1]
		span := "第" + plan.Count(rec.number) + "—" + plan.Count(last.number) + "行"
		r.remarkAt(rec, "name", "L09", filing.Fact{Value: rec.project.Name, Other: span})
	}
}

// exampleForm is how a name says that it is one.
var exampleForm = regexp.MustCompile(`^[(\[]?(?:示例|样例|范例)(?:[)\]:、,.]|$)|^例(?:[:、]|$)|(?:示例|样例|范例)\)?$`)

func (r *reading) isExample(rec *rowRecord) bool {
	c, _ := r.plan.Column("name")
	name := rec.project.Name
	return name == c.Example && name != "" || saysExample(rec.cells.at("no").Raw) || saysExample(name) ||
		strings.Contains(name, "××") || exampleSheet.MatchString(rec.t.Sheet.Name)
}

// exampleSheet is the name of a sheet that shows how to fill in another.
var exampleSheet = regexp.MustCompile(`示例|样例|样表|范例`)

func saysExample(text string) bool {
	return strings.Contains(text, "例") && exampleForm.MatchString(values.Narrow(text))
}
