package portfolio

import (
	"slices"

	"jingpin/internal/check"
	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

const (
	ruleLeads     = "X02"
	chooseNeither = "都不计"
)

// leadColumns are what the office chooses a lead by.
var leadColumns = []string{plan.KeyLead, plan.KeyStatus, plan.KeyProgress, plan.KeyTotal}

// contest are the rows of one project that name one lead, and the findings
// that this is not the lead that counts. Rows in error cannot count, and a lead
// that is not heard has none: then last quarter's figures go on.
type contest struct {
	lead  string
	rows  []*row // none of a lead that is not heard
	found []filing.Finding
	error bool
}

// settleLeads is X02: units name different leads for one project. Until the
// office decides, last quarter's lead goes on, or the one a transfer was
// approved to; without one nothing counts. Where the rule is off, lowered or
// let pass, they are different projects. That last quarter's lead has an error in
// its row, or is not heard at all, makes nobody else the lead.
func (m *merger) settleLeads(g *group) {
	sides := byLead(g.rows)
	if len(sides) > 0 && g.last != nil && !m.goesOn(g.last, sides[0].lead) {
		if own := m.ownInError(g); len(own) > 0 {
			sides = slices.Insert(sides, 0, contest{lead: g.last.Project.Lead, rows: own, error: true})
		} else if m.isClaimed(g) {
			sides = slices.Insert(sides, 0, contest{lead: g.last.Project.Lead})
		}
	}
	if len(sides) < 2 {
		return
	}
	contested := []contest{sides[0]}
	for _, s := range sides[1:] {
		if m.contend(&s, sides[0].says()) {
			contested = append(contested, s)
			continue
		}
		m.groups = append(m.groups, &group{rows: s.rows, split: true})
		for _, r := range s.rows {
			r.last = nil
		}
	}
	g.unheard = len(sides[0].rows) == 0
	if g.rows = sides[0].rows; sides[0].error {
		g.rows = nil
	}
	if len(contested) > 1 {
		m.decideLead(g, contested)
	}
}

// ownInError are the rows in error in which last quarter's lead reports the
// project itself.
func (m *merger) ownInError(g *group) []*row {
	return picked(g.faulty, func(r *row) bool { return g.last != nil && r.Project.Lead == g.last.Project.Lead && m.isOwn(r) })
}

// isClaimed reports a project that last quarter's lead cannot speak of, for
// nothing of it has been read, while others say that they lead it. What the
// office has put in is no claim, and a lead that has left the roster has none.
func (m *merger) isClaimed(g *group) bool {
	lead, known := m.plan.Unit(g.last.Project.Lead)
	rule, _ := m.plan.Rule(ruleLeads)
	if !known || !rule.On || rule.Severity != plan.Error {
		return false
	}
	reporter := m.units.reporter(lead.Name)
	claimed := !slices.ContainsFunc(g.rows, func(r *row) bool {
		return r.file.ByOffice || r.isCorrected(plan.KeyLead) || r.Project.Lead == lead.Name || r.file.Unit == reporter
	})
	_, _, unheard := m.unheard(lead.Name, m.sent[reporter])
	return claimed && unheard
}

// says is what a side says of the lead.
func (s *contest) says() string {
	if len(s.rows) > 0 {
		return s.rows[0].file.Unit + "写的是" + s.lead
	}
	return "上季度是" + s.lead + "，这次还没有读到它的报表"
}

func byLead(rows []*row) []contest {
	leads, rowsOf := grouped(rows, func(r *row) string { return r.Project.Lead })
	return mapped(leads, func(lead string) contest { return contest{lead: lead, rows: rowsOf[lead]} })
}

// contend words the findings for the rows of a side that is not the first,
// which says other, and reports whether they are errors.
func (m *merger) contend(s *contest, other string) bool {
	refused := false
	for _, r := range s.rows {
		f, on := check.Across(m.plan, r.spot(plan.KeyLead), filing.Fact{Rule: ruleLeads, Value: r.Project.Lead, Other: other})
		if !on {
			continue
		}
		m.passes.apply(&f, r.number())
		s.found = append(s.found, f)
		refused = refused || f.Severity == plan.Error
	}
	if !refused {
		m.pf.Findings = append(m.pf.Findings, s.found...)
	}
	return refused
}

// project is the project as the side has it, which last quarter left so.
func (s *contest) project(last *filing.Standing) *filing.Project {
	if len(s.rows) > 0 {
		return &s.rows[0].Project
	}
	return &last.Project
}

// decideLead offers the sides to the office and lets one count, or none.
func (m *merger) decideLead(g *group, sides []contest) {
	leads := leadsOf(sides)
	c := between(ruleLeads, sides[0].project(g.last).Title(), mapped(sides, func(s contest) Side {
		if len(s.rows) > 0 {
			return m.rowSide(s.rows[0], leadColumns...)
		}
		return Side{Unit: s.lead, Values: valuesOf(m.plan, nil, &g.last.Project, leadColumns...)}
	})...)
	for _, s := range sides {
		c.Stake = max(c.Stake, s.project(g.last).Total.Value())
	}
	key := sides[0].project(g.last).Key()
	if len(sides[0].rows) > 0 {
		key = sides[0].rows[0].key
	}
	c.Key = key.Case(leads...)
	c.Choices = append(c.Choices, chooseNeither)
	goesOn := m.goesOn(g.last, leads[0])
	winner := func(choice string) int {
		if choice == chooseNeither || choice == "" && !goesOn {
			return -1
		}
		return adopted(choice, len(sides))
	}
	choice := m.offer(c, func(choice string) string {
		i := winner(choice)
		switch {
		case i >= 0 && len(sides[i].rows) == 0:
			return "沿用上季度数据：" + leads[i] + "牵头，本季度还没有读到它的报表"
		case i >= 0 && sides[i].error:
			return "沿用上季度数据：" + leads[i] + "牵头，本季度填报有误"
		case choice == "" && i < 0:
			return "都没有计入，待核定"
		case i < 0:
			return "都没有计入"
		case choice == "":
			return "暂计入" + sideName(i) + "：" + leads[i] + "牵头，与上季度一致"
		}
		return "计入" + sideName(i) + "：" + leads[i] + "牵头"
	})
	g.rows, g.unheard = nil, false
	if choice == "" {
		g.contested = sides
	}
	for i, s := range sides {
		for _, f := range s.found {
			decided(&f, choice)
			m.pf.Findings = append(m.pf.Findings, f)
		}
		switch {
		case s.error:
		case i == winner(choice):
			g.rows, g.unheard = s.rows, len(s.rows) == 0
			if choice != "" && g.last != nil {
				m.history.Ledger.Agree(g.last.Number, filing.ChangeTransfer, s.lead)
			}
		default:
			for _, r := range s.rows {
				r.leave(filing.Overruled, ruleLeads)
			}
		}
	}
}

// goesOn reports a lead that goes on from last quarter, or that an approved
// transfer has made the lead since.
func (m *merger) goesOn(last *filing.Standing, lead string) bool {
	return last != nil && (last.Project.Lead == lead || m.history.Ledger.Allows(last.Number, filing.ChangeTransfer, lead))
}
