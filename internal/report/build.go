package report

import (
	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
)

// Format is the version of 数据.json that Encode writes. In the first, amounts
// were those of verified projects alone.
const Format = 2

// Options is what a report is a function of besides the portfolio.
type Options struct {
	Date plan.Date // the report's own date
	// Sources are further files the figures come from that are no
	// submissions: last quarter's workbook, the office's 方案.xlsx.
	Sources []InputFile
	Sealed  *Sealed // the quarter's sealed report, nil where there is none or a new one is made
}

// builder is what the steps of Build share: the report so far, and what it is
// made of.
type builder struct {
	*Report
	pf       *portfolio.Portfolio
	plan     *plan.Plan
	units    map[string]*portfolio.UnitState // by name
	entries  []*ProjectRow                   // of Projects, in their order
	byNumber map[string]*ProjectRow          // the same
	names    map[string]string               // of projects, by number
	goesOn   map[string]bool                 // the numbers of last quarter's projects that others are made of
	hollows  map[filing.RowID]bool           // projects whose progress text is not quoted
	front    front                           // how much page one says of one thing
	room     room                            // and the rest of the body
}

// Build makes the report of a portfolio. It never fails: whatever a portfolio
// holds can be reported.
func Build(pf *portfolio.Portfolio, opt Options) *Report {
	b := newBuilder(pf)
	b.findHollow()
	b.meta(opt)
	b.tallies()
	b.streets()
	b.coverage()
	b.late()
	b.stillLate()
	b.asks()
	b.askedBefore()
	b.targets()
	b.compare()
	b.Due = b.dueWithin(pf.AsOf, b.next().Last())
	b.history()
	b.leaders()
	b.filings()
	b.ledgers()
	b.charts()
	b.errands()
	b.words()
	b.afterSeal(opt.Sealed)
	b.shorten()
	return b.Report
}

func newBuilder(pf *portfolio.Portfolio) *builder {
	b := &builder{
		Report: &Report{Tool: filing.Tool, Format: Format}, pf: pf, plan: pf.Plan, units: map[string]*portfolio.UnitState{}, front: fronts[0], room: rooms[0],
	}
	for i := range pf.Units {
		b.units[pf.Units[i].Unit.Name] = &pf.Units[i]
	}
	b.projects()
	return b
}

func (b *builder) meta(opt Options) {
	info := b.plan.Info
	b.Meta = Meta{
		Title:  info.ReportTitle + b.pf.Quarter.Chinese() + "推进情况报告",
		Street: info.Street, Plan: info.Name, PlanShort: info.ShortName, PlanDigest: b.plan.Digest(), DocumentNo: info.DocumentNo,
		FormTitle: info.FormTitle, Office: info.Office, Header: info.Header,
		Quarter: b.pf.Quarter, AsOf: b.pf.AsOf, Date: opt.Date,
	}
	b.Meta.PlanOver = b.next().First() > info.Last()
	if b.pf.Previous != nil {
		b.Meta.Previous = b.pf.Previous.Quarter
	}
	if len(b.plan.Streets) == 0 { // those of several streets lie with their offices: here their workbooks are the inputs
		for _, s := range b.pf.Submissions {
			b.Inputs = append(b.Inputs, InputFile{s.Path, s.SHA256, s.Unit})
		}
	}
	b.Inputs = append(b.Inputs, opt.Sources...)
}
