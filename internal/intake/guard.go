package intake

import (
	"fmt"
	"path"
	"time"

	"jingpin/internal/filing"
	"jingpin/internal/intake/tables"
	"jingpin/internal/intake/values"
	"jingpin/internal/plan"
	"jingpin/internal/sheet"
)

// Taken is what one file gave: what a unit sent or, where the file is a
// consolidated workbook, all that it holds.
type Taken struct {
	Submissions  []*filing.Submission // as Read gives them; none for a consolidated workbook
	Consolidated *Consolidated        // nil for any other file
	Err          error                // the consolidated workbook's own record is damaged
}

// Take reads one file of a merge without letting it hurt the others: a panic,
// or more time than allowed, is a finding (F04) of that file alone. What came
// by mail and speaks for the office is left alone, and said to be (F09, F10).
func Take(f Received, p *plan.Plan, opt Options, allowed time.Duration) Taken {
	return guard(f, p, allowed, func() Taken {
		wb, err := open(f, opt)
		if err == nil && opt.Mail != "" {
			if rule := misplaced(wb); rule != "" {
				return Taken{Submissions: Misplaced(f, p, opt, rule)}
			}
		}
		if err == nil && IsConsolidated(wb) {
			whole, err := ReadConsolidated(wb, p)
			if err == nil {
				whole.Own.Book = f.Data
			}
			return Taken{Consolidated: whole, Err: err}
		}
		return Taken{Submissions: newReading(f, p, opt).finish(wb, err)}
	})
}

// The rules of what lies among the reports and is none.
const (
	NoForm   = "F09" // a plan definition
	NoReport = "F10" // a consolidated workbook, or a stream of checks
)

// misplaced is the rule that a workbook of the office's breaks among the
// reports, "" for any other.
func misplaced(wb *sheet.Workbook) string {
	if IsConsolidated(wb) {
		return NoReport
	}
	if isPlanDefinition(wb) {
		return NoForm
	}
	return ""
}

// Misplaced is the submission of a file that speaks for the office and lies
// among the reports: it is nobody's, and nothing in it is read.
func Misplaced(f Received, p *plan.Plan, opt Options, rule string) []*filing.Submission {
	r := newReading(f, p, opt)
	r.note(rule, tables.Place{}, filing.Fact{Value: path.Base(f.Path), Expected: opt.Mail})
	return []*filing.Submission{r.submission()}
}

// guard runs read on its own, so that it can be given up.
func guard(f Received, p *plan.Plan, allowed time.Duration, read func() Taken) Taken {
	done := make(chan Taken, 1)
	go func() {
		defer func() {
			if recover() != nil { // what broke says nothing to who filled it in
				done <- givenUp(f, p, "表里有程序读不了的内容（可以另存为新的xlsx文件再报）", "能正常读取的内容")
			}
		}()
		done <- read()
	}()
	timer := time.NewTimer(allowed)
	defer timer.Stop()
	select {
	case taken := <-done:
		return taken
	case <-timer.C:
		return givenUp(f, p, "读取的时间太长", fmt.Sprintf("每个文件不超过%d秒", int(allowed.Seconds())))
	}
}

// givenUp is the submission of a file that was not read to its end.
func givenUp(f Received, p *plan.Plan, why, limit string) Taken {
	r := newReading(f, p, Options{})
	if unit, ok := r.unitInName(f.Path); ok {
		r.sub.Unit = unit.Name
	}
	r.note("F04", tables.Place{}, filing.Fact{Value: why, Expected: limit})
	return Taken{Submissions: []*filing.Submission{r.submission()}}
}

// UnitOfFile is the unit a file's name tells, "" for none.
func UnitOfFile(name string, p *plan.Plan) string {
	unit, _ := values.LexiconOf(p).UnitIn(stem(name))
	return unit.Name
}
