package check

import (
	"slices"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// checkEmpty tells a file that is read without projects (L08). Most L rules
// are facts of the reading.
func (j *judge) checkEmpty() {
	broken := slices.ContainsFunc(j.tables, func(c *columns) bool { return c.Broken })
	if len(j.records) == 0 && len(j.tables) > 0 && !broken {
		j.add(j.from, &filing.Fact{Rule: filing.ZeroReportRule, Sheet: j.tables[0].Name})
	}
}

// sums are a column's amounts added up from the file's first row on, so that
// any run of rows is known at once.
type sums struct {
	money []plan.Money // of the rows before the i-th
	bad   []int        // how many of them cannot be read
}

func (j *judge) sumsOf(key string) sums {
	s := sums{make([]plan.Money, len(j.records)+1), make([]int, len(j.records)+1)}
	for i := range j.records {
		r := &j.records[i]
		s.money[i+1] = s.money[i] + r.Amount(key).Value()
		s.bad[i+1] = s.bad[i]
		if r.isBad(key) {
			s.bad[i+1]++
		}
	}
	return s
}

// of adds up a run; ok is false when one of its cells cannot be read.
func (s sums) of(r filing.RowRun) (sum plan.Money, ok bool) {
	return s.money[r.To] - s.money[r.From], s.bad[r.To] == s.bad[r.From]
}

// checkTotals compares 合计 and 小计 rows with the rows they may cover (L07).
func (j *judge) checkTotals(totals []filing.Total) {
	byKey := map[string]sums{}
	for i := range totals {
		t := &totals[i]
		for _, a := range t.Amounts {
			s, known := byKey[a.Key]
			if !known {
				s = j.sumsOf(a.Key)
				byKey[a.Key] = s
			}
			j.checkTotal(t, a, s)
		}
	}
}

// checkTotal compares one figure of a total row. It is silent when one of
// those it most likely covers cannot be read, and when it fits any of the runs.
func (j *judge) checkTotal(t *filing.Total, a filing.TotalAmount, s sums) {
	for i, run := range t.Runs {
		sum, ok := s.of(run)
		if ok && sum == a.Money || !ok && i == 0 {
			return
		}
	}
	sum, _ := s.of(t.Runs[0])
	diff := max(a.Money-sum, sum-a.Money)
	j.add(j.from, &filing.Fact{
		Rule: "L07", Sheet: t.Sheet, Row: t.Row, Col: a.Col, Cell: a.Cell, Key: a.Key,
		Value: a.Money.Short(), Expected: sum.Short(), Difference: diff.Short() + "万元", Other: "第" + plan.Count(t.Row) + "行" + t.Label,
	})
}
