package consolidated

import (
	"strings"

	"jingpin/internal/excel/book"
	"jingpin/internal/filing"
	"jingpin/internal/form"
)

// leftOut writes the rows that were read and do not count, as typed.
func (b *workbook) leftOut(l *layout) {
	r := l.report
	b.list(list{
		sheet: form.PageLeftOut, title: "未计入", freeze: 3,
		note: "读出但没有计入的行，照填报原样列出，不会丢。改正后重报，或由办公室核准、核定，即可计入。",
		rows: len(r.LeftOut), empty: "读出的行全部计入。",
		row: func(i int) []book.Cell {
			o := r.LeftOut[i]
			return []book.Cell{
				serial(i), book.Words(o.Unit), book.Centered(o.Cause), book.Centered(strings.Join(o.Rules, "、")), l.numbered(o.Number, book.LookCenter),
				book.Words(o.Name), book.Words(typedText(o.Typed)), book.Words(o.Last), book.Words(o.Source.Words()),
			}
		},
	})
}

// typedText is a row as typed: every filled cell with its column.
func typedText(cells []filing.Typed) string {
	var parts []string
	for _, t := range cells {
		if t.Value != "" {
			parts = append(parts, t.Column+"："+t.Value)
		}
	}
	return strings.Join(parts, "；")
}

// numbers writes every project number ever given.
func (b *workbook) numbers(l *layout) {
	r := l.report
	b.list(list{
		sheet: form.PageNumbers, title: "编号登记", freeze: 1,
		note: "项目编号由重点任务序号和流水号组成，发出后不再改，停用的不再发给别的项目。",
		rows: len(r.Numbers), empty: "还没有登记编号。",
		row: func(i int) []book.Cell {
			n := r.Numbers[i]
			return []book.Cell{
				l.numbered(n.Number, book.LookCenter), book.Words(n.Name), book.Words(n.Unit), book.Centered(n.Quarter.Chinese()), book.Words(n.Closed), book.Words(strings.Join(n.Next, "、")),
			}
		},
	})
}

// coercions writes every value read otherwise than typed.
func (b *workbook) coercions(l *layout) {
	r := l.report
	b.list(list{
		sheet: form.PageCoercions, title: "读取转换记录", freeze: 2,
		note: "读取时自动转换的每一处：原来怎么填，读作什么。没有记录的，都照原样读取。",
		rows: len(r.Coercions), empty: "没有自动转换的内容。",
		row: func(i int) []book.Cell {
			c := r.Coercions[i]
			return []book.Cell{
				serial(i), book.Words(c.Unit), book.Words(c.File), book.Words(c.Sheet), book.Centered(c.Cell), book.Words(c.Column), book.Words(c.Raw), book.Words(c.Read),
			}
		},
	})
}
