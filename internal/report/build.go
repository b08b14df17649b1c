package report

import (
	"slices"

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
	Sources []File
	Sealed  *Sealed // the quarter's sealed report, nil where there is none or a new one is made
}

// builder is what the steps of Build share: the report so far, and where each
// entry of the portfolio belongs.
type builder struct {
	*Report
	pf       *portfolio.Portfolio
	plan     *plan.Plan
	track    []int                       // of each entry: place in plan.Tracks, len for none
	task     []int                       // place in plan.Tasks, len for none
	unit     []int                       // place in pf.Units, len for none
	names    map[string]string           // of projects, by number
	hollows  map[filing.RowID]bool       // projects whose progress text is not quoted
	front    front                       // how much page one says of one thing
	room     room                        // and the rest of the body
	numbered map[string]*portfolio.Entry // once asked for
}

// Build makes the report of a portfolio. It never fails: whatever a portfolio
// holds can be reported.
func Build(pf *portfolio.Portfolio, opt Options) *Report {
	b := &builder{Report: &Report{Tool: filing.Tool, Format: Format}, pf: pf, plan: pf.Plan, front: fronts[0], room: rooms[0]}
	b.place()
	b.nameProjects()
	b.findHollow()
	b.meta(opt)
	b.tallies()
	b.streets()
	b.coverage()
	b.projects()
	b.late()
	b.stillLate()
	b.asks()
	b.askedBefore()
	b.targets()
	b.compare()
	b.due()
	b.history()
	b.leaders()
	b.filings()
	b.ledgers()
	b.charts()
	b.errands()
	b.words()
	b.afterSeal(opt.Sealed)
	return b.Report
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
	b.Inputs = []File{}
	if len(b.plan.Streets) == 0 { // those of several streets lie with their offices: here their workbooks are the inputs
		for _, s := range b.pf.Submissions {
			b.Inputs = append(b.Inputs, File{s.Path, s.SHA256, s.Unit})
		}
	}
	b.Inputs = append(b.Inputs, opt.Sources...)
}

// place finds out where each entry belongs. A rejected row may name no track,
// task or unit that is known; it still counts somewhere.
func (b *builder) place() {
	tracks, tasks, units := map[string]int{}, map[int]int{}, map[string]int{}
	for i, t := range b.plan.Tracks {
		tracks[t.Name] = i
	}
	for i, t := range b.plan.Tasks {
		tasks[t.No] = i
	}
	for i, u := range b.pf.Units {
		units[u.Unit.Name] = i
	}
	for i := range b.pf.Entries {
		p := &b.pf.Entries[i].Project
		track, task := placeOf(tracks, p.Track), placeOf(tasks, p.TaskNo)
		if task < len(tasks) {
			track = slices.IndexFunc(b.plan.Tracks, func(t plan.Track) bool { return t.No == b.plan.Tasks[task].Track })
		}
		unit := placeOf(units, p.Lead)
		if unit == len(units) {
			unit = placeOf(units, p.Unit)
		}
		b.track, b.task, b.unit = append(b.track, track), append(b.task, task), append(b.unit, unit)
	}
}

// placeOf is where the key stands, or the place after the last.
func placeOf[K comparable](places map[K]int, key K) int {
	if i, ok := places[key]; ok {
		return i
	}
	return len(places)
}

// trackName and taskName are what an entry is counted under.
func (b *builder) trackName(i int) string {
	if t := b.track[i]; t < len(b.plan.Tracks) {
		return b.plan.Tracks[t].Name
	}
	return UnknownTrack
}

func (b *builder) taskName(i int) string {
	if t := b.task[i]; t < len(b.plan.Tasks) {
		return b.plan.Tasks[t].Name
	}
	return UnknownTask
}

// unitName is the unit an entry is counted under.
func (b *builder) unitName(i int) string {
	if u := b.unit[i]; u < len(b.pf.Units) {
		return b.pf.Units[u].Unit.Name
	}
	return UnknownUnit
}
