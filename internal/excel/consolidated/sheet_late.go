package consolidated

import (
	"strings"

	"jingpin/internal/excel/book"
	"jingpin/internal/form"
	"jingpin/internal/plan"
	"jingpin/internal/report"
)

// late writes every red and yellow project, worst first.
func (b *workbook) late(l *layout) {
	r := l.report
	b.list(list{
		sheet: form.PageLate, title: r.Meta.Quarter.Chinese() + "滞后项目清单", freeze: 3,
		note: r.Lights + "  项目编号转到《项目汇总表》的行。",
		rows: len(r.Late), empty: "本季度没有进度偏慢和滞后的项目。",
		row: func(i int) []book.Cell { return l.lateCells(i, r.Late[i]) },
	})
}

func (l *layout) lateCells(i int, lr report.LateRow) []book.Cell {
	due, actual, short := book.Cell{Look: book.LookTenths}, book.Cell{Look: book.LookTenths}, book.Cell{Look: book.LookTenths}
	if lr.Timed {
		due, actual, short = book.Tenths(lr.Due), book.Tenths(lr.Actual), book.Tenths(lr.Shortfall)
	}
	self := book.Centered(lr.Self)
	if lr.Disagrees {
		self = book.Centered(lr.Self + "(与亮灯不一致)")
	}
	light := book.Centered(lr.Light.String())
	return []book.Cell{
		serial(i), l.numbered(lr.Number, book.LookCenter), book.Words(lr.Name), book.Words(lr.Unit), book.Words(lr.Track),
		light.As(light.Look.Lit(lr.Light.String())), actual, due, short, book.Date(lr.Deadline), book.Words(lr.Cause), book.Words(lr.Reason),
		book.Words(lr.Next), self, book.Words(lr.Overridden),
	}
}

// asks writes what units ask of the leading group.
func (b *workbook) asks(l *layout) {
	r := l.report
	b.list(list{
		sheet: form.PageAsks, title: r.Meta.Quarter.Chinese() + "需协调事项", freeze: 3,
		note: "各部门提请领导小组协调的事项，文字照部门原文。",
		rows: len(r.Asks), empty: "本季度没有提请协调的事项。",
		row: func(i int) []book.Cell {
			a := r.Asks[i]
			return []book.Cell{serial(i), l.numbered(a.Number, book.LookCenter), book.Words(a.Name), book.Words(a.Track), book.Words(a.Unit), book.Words(a.Ask)}
		},
	})
}

// compare writes each project against last quarter.
func (b *workbook) compare(l *layout) {
	r := l.report
	note := "没有上季度的汇总表，无从比较。"
	if r.Meta.Previous.N != 0 {
		note = "与" + r.Meta.Previous.Chinese() + "比较：" + kindsText(r.Kinds) + "。可按“情况”筛选。"
	}
	b.list(list{
		sheet: form.PageCompare, title: r.Meta.Quarter.Chinese() + "与上季度对比", note: note, freeze: 4,
		rows: len(r.Compare), empty: "与上季度相比没有变化，或没有上季度数据。",
		row: func(i int) []book.Cell {
			c := r.Compare[i]
			return []book.Cell{
				serial(i), book.Centered(c.Kind), l.numbered(c.Number, book.LookCenter), book.Words(c.Name), book.Words(c.Unit),
				book.Centered(c.Before), book.Centered(c.After), lightCell(c.LightBefore), lightCell(c.LightNow), book.Words(c.Note),
			}
		},
	})
}

// afterSeal writes what has come to differ from what was sealed.
func (b *workbook) afterSeal(l *layout) {
	page := list{sheet: form.PageAfterSeal, title: "定稿后变化", freeze: 5, empty: "没有定稿以后的变化。"}
	if a := l.report.AfterSeal; a != nil {
		page.note = a.Date.Chinese() + "定稿（核对码" + a.Code + "）以后变了的，不影响已定稿的报告，计入下一季度；要计入这一季度，再定稿一次。"
		page.rows = len(a.Changes)
		page.row = func(i int) []book.Cell {
			c := a.Changes[i]
			return []book.Cell{
				serial(i), book.Centered(c.Kind), book.Words(c.Unit), l.numbered(c.Number, book.LookCenter), book.Words(c.Name),
				book.Words(c.What), book.Words(c.Before), book.Words(c.After),
			}
		}
	}
	b.list(page)
}

// kindsText says how many projects each kind has.
func kindsText(kinds []report.KindCount) string {
	parts := make([]string, len(kinds))
	for i, k := range kinds {
		parts[i] = k.Kind + plan.Count(k.Count) + "个"
	}
	return strings.Join(parts, "，")
}

// lightCell is a light in words and colours.
func lightCell(light plan.Light) book.Cell {
	c := book.Centered(light.String())
	return c.As(c.Look.Lit(light.String()))
}
