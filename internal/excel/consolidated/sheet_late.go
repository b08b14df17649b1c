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
		sheet: form.PageLate, title: r.Meta.Quarter.Chinese() + "滞后项目清单", tab: book.InkRed, freeze: 3,
		note: r.Lights + "  项目编号转到《项目汇总表》的行。",
		columns: []column{
			{title: "序号", width: 6}, {title: form.ColNumber, width: 10}, {title: form.ColName, width: 26}, {title: "牵头部门", width: 16},
			{title: "专项行动", width: 13}, {title: "亮灯", width: 11}, {title: "累计进度或年度完成率(%)", width: 13}, {title: "应达进度(%)", width: 10},
			{title: "落后百分点", width: 8}, {title: "完成时限", width: 12}, {title: "研判依据", width: 20}, {title: "存在问题及滞后原因", width: 30},
			{title: "下季度计划", width: 26}, {title: "自评", width: 9}, {title: "核定理由", width: 14},
		},
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
		book.Count(i + 1).As(book.LookCenter), l.numbered(lr.Number, book.LookCenter), book.Words(lr.Name), book.Words(lr.Unit), book.Words(lr.Track),
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
		columns: []column{
			{title: "序号", width: 6}, {title: form.ColNumber, width: 10}, {title: form.ColName, width: 32}, {title: "专项行动", width: 15},
			{title: "提请部门", width: 22}, {title: form.PageAsks, width: 60},
		},
		rows: len(r.Asks), empty: "本季度没有提请协调的事项。",
		row: func(i int) []book.Cell {
			a := r.Asks[i]
			return []book.Cell{book.Count(i + 1).As(book.LookCenter), l.numbered(a.Number, book.LookCenter), book.Words(a.Name), book.Words(a.Track), book.Words(a.Unit), book.Words(a.Ask)}
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
		columns: []column{
			{title: "序号", width: 6}, {title: "情况", width: 10}, {title: form.ColNumber, width: 10}, {title: form.ColName, width: 34},
			{title: "牵头部门", width: 22}, {title: "上季度", width: 14}, {title: "本季度", width: 14}, {title: "上季度亮灯", width: 12},
			{title: "本季度亮灯", width: 12}, {title: "说明", width: 34},
		},
		rows: len(r.Compare), empty: "与上季度相比没有变化，或没有上季度数据。",
		row: func(i int) []book.Cell {
			c := r.Compare[i]
			return []book.Cell{
				book.Count(i + 1).As(book.LookCenter), book.Centered(c.Kind), l.numbered(c.Number, book.LookCenter), book.Words(c.Name), book.Words(c.Unit),
				book.Centered(c.Before), book.Centered(c.After), lightCell(c.LightBefore), lightCell(c.LightNow), book.Words(c.Note),
			}
		},
	})
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
