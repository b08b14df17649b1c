package intake

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"jingpin/internal/filing"
	"jingpin/internal/intake/tables"
	"jingpin/internal/intake/values"
	"jingpin/internal/plan"

	"golang.org/x/text/unicode/norm"
)

// tellQuarter finds out which quarter the file is for, and leaves out the
// sheets that are for another.
func (r *reading) tellQuarter() {
	of := r.identity.Quarter
	if !r.own {
		of = plan.Quarter{}
	}
	byFile, err := plan.ParseQuarter(stem(r.sub.Path))
	if err != nil {
		byFile = plan.Quarter{}
	}
	said := plan.Quarter{}
	if len(r.tables) == 0 {
		said = cmp.Or(of, byFile)
	}
	places := make([]tables.Place, len(r.tables))
	for i, t := range r.tables {
		t.says, places[i] = r.quarterOf(t, of)
		t.quarter = cmp.Or(t.says, byFile)
		if said.N == 0 || t.quarter == r.opt.Quarter && t.quarter.N != 0 {
			said = t.quarter
		}
	}
	r.sub.Quarter = said
	r.quarter = cmp.Or(r.opt.Quarter, said)
	for i, t := range r.tables {
		t.quarter = cmp.Or(t.quarter, said)
		t.stated = places[i]
	}
	r.dropOtherQuarters()
	r.tellAsOf(said)
}

// tellOtherQuarters tells of the tables that are read and are for another quarter
// (U10).
func (r *reading) tellOtherQuarters() {
	for _, t := range r.tables {
		if t.isOf(r.quarter) {
			continue
		}
		r.note(filing.QuarterRule, t.stated, filing.Fact{Value: t.quarter.Chinese(), Expected: r.quarter.Chinese()})
	}
}

// isOf reports a table for the quarter, or for none that it says.
func (t *table) isOf(quarter plan.Quarter) bool { return t.quarter.N == 0 || t.quarter == quarter }

// dropOtherQuarters leaves out the sheets for other quarters that lie beside
// one for this (L14).
func (r *reading) dropOtherQuarters() {
	if !slices.ContainsFunc(r.tables, func(t *table) bool { return t.isOf(r.quarter) }) {
		return
	}
	told := ""
	r.tables = slices.DeleteFunc(r.tables, func(t *table) bool {
		if t.isOf(r.quarter) {
			return false
		}
		if t.Sheet.Name != told {
			told = t.Sheet.Name
			r.note("L14", t.stated, filing.Fact{Value: told, Other: "是" + t.quarter.Chinese() + "的", Severity: plan.Note})
		}
		return true
	})
}

// quarterOf is the quarter that a table says it is for, none where it says
// nothing: its heading says, or the form's identity, or its titles, or the
// sheet's name.
func (r *reading) quarterOf(t *table, identity plan.Quarter) (plan.Quarter, tables.Place) {
	if h, ok := tables.QuarterLabels.Find(t.PlanTable); ok {
		if q, ok := r.parseQuarter(h.Value); ok {
			return q, h.At
		}
	}
	at := tables.Place{Sheet: t.Sheet.Name}
	if identity.N != 0 {
		return identity, at
	}
	for _, text := range append(t.TitleTexts(), t.Sheet.Name) {
		if q, err := plan.ParseQuarter(text); err == nil {
			return q, at
		}
	}
	if q, ok := r.parseQuarter(t.Sheet.Name); ok {
		return q, at
	}
	return plan.Quarter{}, at
}

var bareQuarter = regexp.MustCompile(`^第?([一二三四1-4])季度?$|^[Qq]([1-4])$`)

// parseQuarter reads a quarter, or the period that ends with it: 2023年1-6月,
// 截至2023年6月30日. One without its year is of the year asked for, or of that the
// file names.
func (r *reading) parseQuarter(s string) (plan.Quarter, bool) {
	if q, err := plan.ParseQuarter(s); err == nil {
		return q, true
	}
	text := strings.Join(strings.Fields(norm.NFKC.String(s)), "")
	if q, ok := quarterByMonths(text); ok {
		return q, true
	}
	year := cmp.Or(r.opt.Quarter, r.target).Year
	if year == 0 {
		return plan.Quarter{}, false
	}
	bare := text
	text = plan.Count(year) + "年" + bare
	if !bareQuarter.MatchString(bare) {
		return quarterByMonths(text)
	}
	q, err := plan.ParseQuarter(text)
	return q, err == nil
}

// quarterByMonths is the quarter that ends with a period of less than a year.
func quarterByMonths(text string) (plan.Quarter, bool) {
	d, ok := values.TextPeriod(text)
	if !ok || d.End-d.Start > longestReport || !strings.Contains(text, "月") {
		return plan.Quarter{}, false
	}
	return plan.QuarterOf(d.End), true
}

// longestReport is how many days the longest period has that is not a year's.
const longestReport = 9 * 31

// guessQuarter is the quarter that target headers without a year stand for,
// before the tables are known: the one asked for, or what the file says first.
func (r *reading) guessQuarter() plan.Quarter {
	if q := cmp.Or(r.opt.Quarter, r.identity.Quarter); q.N != 0 {
		return q
	}
	for _, s := range r.wb.Sheets {
		if ours(s) {
			continue
		}
		for _, row := range s.Rows[:min(len(s.Rows), tables.MaxTitleRow)] {
			for _, text := range tables.RowTexts(row) {
				if q, err := plan.ParseQuarter(text); err == nil {
					return q
				}
			}
		}
	}
	q, _ := plan.ParseQuarter(stem(r.sub.Path))
	return q
}

// tellAsOf settles the data date rules about today use.
func (r *reading) tellAsOf(said plan.Quarter) {
	of := cmp.Or(r.opt.Quarter, said)
	for _, t := range r.tables {
		d := r.statedDate(t)
		if r.sub.AsOf == 0 || d > r.sub.AsOf && of.N != 0 && d <= of.Last() {
			r.sub.AsOf = d // of last quarter's sheet beside this one's, this one's
		}
	}
	r.asOf = cmp.Or(r.opt.AsOf, r.sub.AsOf)
	if r.asOf == 0 {
		if q := cmp.Or(r.opt.Quarter, said); q.N != 0 {
			r.asOf = q.Last()
		}
	}
}

// untilDate is a data date in a title: (截至2023年6月30日).
var untilDate = regexp.MustCompile(`截[至止][到至]?(20[0-9]{2}[^,;:()]{2,20})`)

// statedDate is the data date that stands above a table, none if none does.
func (r *reading) statedDate(t *table) plan.Date {
	if h, ok := tables.AsOfLabels.Find(t.PlanTable); ok {
		if d, ok := values.TextPeriod(h.Value); ok {
			return d.End
		}
	}
	for _, text := range t.TitleTexts() {
		if m := untilDate.FindStringSubmatch(values.Narrow(text)); m != nil {
			if d, ok := values.TextPeriod(m[1]); ok {
				return d.End
			}
		}
	}
	return 0
}
