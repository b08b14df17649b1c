package consolidated

import (
	"strings"

	"jingpin/internal/excel/book"
	"jingpin/internal/form"
	"jingpin/internal/plan"
	"jingpin/internal/report"
)

// desk writes 待办, the first sheet: what the office has to decide, to send, to
// wait for and to know.
func (b *workbook) desk(l *layout) {
	r := l.report
	page := form.PageNamed(form.PageDesk)
	note := "在米色的“请决定”里选一项，在“依据”里写谁、何时定的（可以不写），保存后重新出报告即照办，和在各张表里定的一样算数。发出退回表、提醒以后，在“标为已发”里填日期或打√。"
	if len(r.Streets) > 0 {
		note = "各街道还要办的事，由街道办公室在自己的汇总表里办；办好以后重新合并。"
	}
	b.list(list{
		sheet: form.PageDesk, title: r.Meta.Quarter.Chinese() + "待办", freeze: 3,
		note: note,
		rows: len(r.Errands), empty: "没有要办的。",
		row: func(i int) []book.Cell { return errandCells(i, r.Errands[i]) },
		tune: func(p *resultSheet, from, first, last int) {
			p.chooseEach(page.Place(form.ColDecide), first, last, func(row int) string {
				return l.choices.list(choiceName(labelsOf(r.Errands[from+row-first])))
			})
		},
	})
}

func errandCells(i int, e report.Errand) []book.Cell {
	group := book.LookCenter
	switch e.Group {
	case report.ToDecide:
		group = group.Lit(plan.Red.String())
	case report.ToSend:
		group = group.Lit(plan.Yellow.String())
	}
	stake := book.Cell{Look: book.LookCenter}
	if e.Stake != 0 {
		stake = book.Money(e.Stake)
	}
	var then []string
	for _, c := range e.Choices {
		if c.Then != "" {
			then = append(then, c.Label+"："+c.Then)
		}
	}
	decide, basis, sent := book.Cell{Look: book.LookCenter}, book.Words(""), book.Cell{Look: book.LookCenter}
	if len(e.Choices) > 0 {
		decide, basis = decide.Restyle(book.Look.Input), basis.Restyle(book.Look.Input)
	}
	switch {
	case e.Sent && e.Day != 0:
		sent = book.Date(e.Day).Restyle(book.Look.Input)
	case e.Sent:
		sent = book.Centered("√").Restyle(book.Look.Input)
	case e.Group == report.ToSend:
		sent = sent.Restyle(book.Look.Input)
	}
	return []book.Cell{
		serial(i), book.Text(string(e.Group), group), book.Words(e.What), book.Words(strings.Join(e.Units, "、")),
		book.Words(e.Project), stake, book.Words(e.Now), book.Words(strings.Join(then, "\n")), decide, basis, book.Words(e.Do), sent,
		book.Words(e.Rule), book.Words(e.Key), book.Words(form.OptionsText(optionsOf(e))),
	}
}

// labelsOf are what an errand's drop-down offers.
func labelsOf(e report.Errand) []string {
	labels := make([]string, len(e.Choices))
	for i, c := range e.Choices {
		labels[i] = c.Label
	}
	return labels
}

func optionsOf(e report.Errand) []form.Option {
	options := make([]form.Option, len(e.Choices))
	for i, c := range e.Choices {
		options[i] = form.Option{Label: c.Label, Choice: c.Choice}
	}
	return options
}
