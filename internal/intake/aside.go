package intake

import (
	"strings"

	"jingpin/internal/intake/values"
	"jingpin/internal/plan"
	"jingpin/internal/sheet"
)

// tellKind tells what kind of row a project's is: its name alone (L13), or a
// package with its parts below it (L11).
func (r *reading) tellKind(rec *record) {
	if rec.lone {
		r.faultAt(rec, "name", "L13", saying{
			value: rec.project.Name, other: "这一行只有项目名称", expected: "是项目的，把各栏填全；不是项目的，把这一行清空或删掉",
		})
	}
	for _, p := range rec.t.parcels {
		if p.row == rec.number {
			s := p.saying(rec.project.Name)
			s.rec = rec
			r.complain("L11", rec.in("name"), s)
		}
	}
}

// tellLines tells how the rows of a table were taken that are no project's own:
// what sums up others and pairs (L11), rows that go on with another (L12), and
// those that are no project at all (L15).
func (r *reading) tellLines(t *table) {
	for _, p := range t.parcels {
		if !p.counted {
			at := place{sheet: t.sheet.Name, row: p.row, col: t.columns["name"].col, key: "name"}
			r.complain("L11", at, p.saying(t.textIn(t.rowOf(p.row), "name")))
		}
	}
	if t.pairs > 0 {
		r.complain("L11", t.headed("name", "name"), saying{
			value: "每个项目分计划、实际两行", other: "共" + plan.Count(t.pairs) + "个项目", expected: "计划的栏目取计划行，本季度的情况取实际行",
		})
	}
	var aside []int
	var texts []string
	for i, l := range t.lines {
		switch l.kind {
		case tailRow:
			r.tellTail(t, i)
		case asideRow:
			if aside = append(aside, l.row.Number); len(texts) < maxListed {
				texts = append(texts, "“"+strings.Join(rowTexts(*l.row), " ")+"”")
			}
		}
	}
	if len(aside) > 0 {
		at := place{sheet: t.sheet.Name, row: aside[0], col: t.columns["name"].col, key: "name"}
		r.complain("L15", at, saying{value: "第" + rowSpans(aside) + "行", other: strings.Join(texts, "、")})
	}
}

// saying says how a package was counted, and both sums.
func (p parcel) saying(name string) saying {
	s := saying{value: "“" + name + "”", other: "第" + rowSpans(p.parts) + "行是它的各部分", expected: "按这一行计入，各部分不另计"}
	if !p.counted {
		s.expected = "这一行没有填全，按小计看，各部分分别计入"
	}
	switch {
	case p.known && p.total == p.sum:
		s.expected += "；总投资" + p.total.Short() + "万元，与各部分相加一致"
	case p.known:
		s.expected += "；总投资" + p.total.Short() + "万元，各部分相加" + p.sum.Short() + "万元"
	}
	return s
}

func (r *reading) tellTail(t *table, i int) {
	row := t.lines[i].row
	above := t.lines[i-1].row.Number
	at, text := place{sheet: t.sheet.Name, row: row.Number}, ""
	for _, c := range row.Cells {
		if saysSomething(c) {
			at.col, at.key = int(c.Col), t.keyAt[int(c.Col)]
			text, _ = values.Clean(c.Text)
			break
		}
	}
	r.complain("L12", at, saying{value: text, other: "第" + plan.Count(above) + "行"})
}

// rowOf is the row of a line by its number.
func (t *table) rowOf(number int) *sheet.Row {
	row := rowAt(t.sheet, number)
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
