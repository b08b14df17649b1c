// Package consolidated writes the workbooks the office works in: 汇总表, which
// draws a report and is read back by the next run, and 方案, the plan definition
// as tables. It draws what report and plan say and computes no figure of its
// own: totals are live formulas that carry the report's figures as stored
// results.
package consolidated

import (
	"slices"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
	"golang.org/x/sync/errgroup"

	"jingpin/internal/excel/book"
	"jingpin/internal/form"
	"jingpin/internal/plan"
	"jingpin/internal/report"
)

// Write writes 汇总表.xlsx: the report's tables, in which the
// office corrects and decides, and what is needed to read it back. Figures
// over 项目汇总表 are live formulas that carry the report's figures as stored
// results. The bytes are a whole workbook; for the same arguments its parts
// are the same, though not yet their order within the file.
//
// An error is ours: no report is unfit to be written.
func Write(r *report.Report, p *plan.Plan, stored form.Stored) ([]byte, error) {
	b := newWorkbook()
	defer b.Close()
	l := newLayout(r, p)
	l.placeOwn(stored.Own.Columns)
	l.given = stored.Own
	l.placeFills(stored.Own)
	stored.Shown = l.shownRows()
	var cells []string
	var encoding errgroup.Group // beside the sheets
	encoding.Go(func() (err error) {
		cells, err = stored.Encode()
		return err
	})
	b.arrange(l)
	for _, write := range []func(*layout){
		b.desk, b.about, b.overall, b.tasks, b.units, b.projects, b.late, b.asks, b.compare, b.afterSeal, b.changes, b.conflicts, b.filings,
		b.findingsList, b.leftOut, b.numbers, b.coercions, b.edits, b.exceptions, b.drafts,
	} {
		write(l)
	}
	b.choiceSheet(l.choices)
	b.ownSheets(stored.Own)
	b.Do(encoding.Wait())
	b.data(cells)
	b.properties(r)
	if b.Err != nil {
		return nil, b.Err
	}
	return b.Saved()
}

// workbook is a workbook of the office's under construction.
type workbook struct{ *book.Book }

func newWorkbook() *workbook { return &workbook{book.New()} }

// resultSheet is one of its sheets under construction.
type resultSheet struct{ *book.Page }

func (b *workbook) newTab(s book.Setup) *resultSheet {
	name, _, _ := strings.Cut(s.Name, "(")
	if i := slices.IndexFunc(form.Pages(), func(p form.OfficeSheet) bool { return p.Name == name }); i >= 0 {
		s.Tab = groupTabs[form.Pages()[i].Group]
	}
	return &resultSheet{b.NewPage(s)}
}

// groupTabs are the colours of the groups of sheets.
var groupTabs = map[form.PageGroup]string{
	form.ToWorkOn: book.InkRed, form.ToReadIn: book.InkTitle, form.ToKeep: book.LineThin,
}

// arrange makes all sheets in tab order, those of long lists side by side, and
// hides the two that people have no use for.
func (b *workbook) arrange(l *layout) {
	rows := l.listRows()
	for _, s := range form.Pages() {
		for part := 0; part == 0 || part*listRows < rows[s.Name]; part++ {
			b.Reserve(listSheet(s.Name, part))
		}
	}
	for _, name := range []string{form.PageChoices, form.PageData} {
		b.Reserve(name)
		b.Hide(name)
	}
}

// listRows are how many rows the lists have that may be long.
func (l *layout) listRows() map[string]int {
	r := l.report
	return map[string]int{
		form.PageDesk: len(r.Errands), form.PageLate: len(r.Late), form.PageAsks: len(r.Asks), form.PageCompare: len(r.Compare), form.PageAfterSeal: len(r.Changed()),
		form.PageChanges: len(r.Approved) + len(r.Noted) + len(r.Unapproved), form.PageConflicts: len(r.Conflicts), form.PageFindings: len(l.findings),
		form.PageLeftOut: len(r.LeftOut), form.PageNumbers: len(r.Numbers), form.PageCoercions: len(r.Coercions),
		form.PageEdits: len(r.Office.Edits) + len(r.Office.Removed), form.PageExceptions: len(r.Office.Exceptions),
	}
}

// properties sets what would otherwise change from run to run.
func (b *workbook) properties(r *report.Report) {
	if b.Err != nil {
		return
	}
	day := r.Meta.Date.Time().Format(time.RFC3339)
	b.Do(b.File.SetDocProps(&excelize.DocProperties{
		Title: r.Meta.Street + r.Meta.Quarter.Chinese() + "汇总表", Subject: r.Meta.Plan, Creator: r.Meta.Office,
		LastModifiedBy: r.Meta.Office, Created: day, Modified: day, Language: "zh-CN",
	}))
	b.Do(b.File.SetAppProps(&excelize.AppProperties{Application: "Microsoft Excel", Company: r.Meta.Street}))
}

// shownRows are the projects as 项目汇总表 shows them.
func (l *layout) shownRows() []form.Shown {
	rows := make([]form.Shown, len(l.report.Projects))
	for i := range l.report.Projects {
		pr := &l.report.Projects[i]
		rows[i] = form.Shown{
			RowKey: l.keys[i], Number: pr.Number, Project: pr.Shown(l.plan), Typed: l.typedCells(pr), Mark: pr.SentMark, Ruling: pr.Ruling,
		}
		if o := l.override(pr); o != nil {
			rows[i].Override = o.Key
		}
	}
	return rows
}

// data writes the hidden sheet that lets the workbook be read back.
func (b *workbook) data(cells []string) {
	p := b.newTab(book.Setup{Name: form.PageData, Widths: []float64{60}})
	p.Write(book.RowOptions{Height: book.HeightList}, book.Text(form.DataMark, book.Look{Ink: book.InkMuted}))
	for _, text := range cells {
		p.Write(book.RowOptions{Height: book.HeightList}, book.Cell{Value: text})
	}
	p.Close()
}
