package quarter

import (
	"fmt"

	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
)

// Outcome is what merging or reporting came to.
type Outcome struct {
	Quarter                                 plan.Quarter
	Projects, Reported, Unverified, Missing int
	Errors, Warnings                        int
	Silent                                  []string          // units that owe a report and sent none
	Stale                                   []portfolio.Stale // work of the office that could not be used

	Book, Report, Data, Word string // where they stand; "" for what was not written
	Unchanged                bool   // what was to be written stood there already
	Returned                 Returned
	Draft                    *DraftRead // nil where none was to be read
}

// outcomeOf sums a portfolio up, so that a large one need not be held.
func outcomeOf(pf *portfolio.Portfolio) *Outcome {
	o := &Outcome{
		Quarter: pf.Quarter, Projects: len(pf.Entries), Stale: pf.Stale,
		Errors: filing.CountSeverity(pf.Findings, plan.Error), Warnings: filing.CountSeverity(pf.Findings, plan.Warning),
	}
	for _, e := range pf.Entries {
		switch e.State {
		case portfolio.Reported:
			o.Reported++
		case portfolio.Unverified:
			o.Unverified++
		case portfolio.Missing:
			o.Missing++
		}
	}
	for _, u := range pf.Units {
		if u.Owes && !u.Sent {
			o.Silent = append(o.Silent, u.Unit.Name)
		}
	}
	return o
}

// Written says what was written and where, and what to look at first.
func (o *Outcome) Written() []string {
	if o.Report == "" {
		return []string{o.wrote() + o.Book + "。"}
	}
	lines := []string{o.wrote() + "：", "  " + o.Report, "  " + o.Book, "  " + o.Data, "  " + o.Word + "（附件另是一个文件，送审时用Word改）"}
	if o.Returned.Count > 0 {
		lines = append(lines, fmt.Sprintf("  %s（带标记的退回表%d份，发还部门改）", o.Returned.Dir, o.Returned.Count))
	}
	return append(lines, fmt.Sprintf("先看%s的第一页，再办%s里的“%s”。", ResultReport, ResultBook, form.PageDesk))
}

func (o *Outcome) wrote() string {
	if o.Unchanged {
		return "和上次的一样，没有改写"
	}
	return "已写出"
}

// Lines say in sentences what was found and what is still to be done.
func (o *Outcome) Lines() []string {
	var lines []string
	if o.Draft != nil {
		lines = o.Draft.Lines()
	}
	lines = append(lines,
		fmt.Sprintf("%s：共有项目%d个，其中已报%d个、待核实%d个、未报%d个。", o.Quarter.Chinese(), o.Projects, o.Reported, o.Unverified, o.Missing),
		fmt.Sprintf("还要办的：必须改%d处，请核实%d处。", o.Errors, o.Warnings),
	)
	if len(o.Silent) > 0 {
		lines = append(lines, fmt.Sprintf("还有%d个部门没有报送：%s。", len(o.Silent), joinNames(o.Silent)))
	}
	for _, s := range o.Stale {
		lines = append(lines, fmt.Sprintf("办公室的%s没有用上：%s。", s.What, s.Why))
	}
	return lines
}
