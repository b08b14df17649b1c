package portfolio

import (
	"slices"
	"strings"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

const rulePartner = "X01"

// settlePartners is X01: of several rows that agree on the lead, the lead's
// own counts and the others are kept as partners' progress. Without it, a
// partner's stands in, unless the lead's is there and has an error.
func (m *merger) settlePartners(g *group) {
	if len(g.rows) == 0 {
		return
	}
	if m.isHearsay(g) {
		m.decideHearsay(g)
		return
	}
	main, choice := 0, ""
	if len(g.rows) > 1 {
		main, choice = m.decidePartner(g)
	}
	lead := m.units.reporter(g.rows[0].Project.Lead)
	tried := slices.ContainsFunc(g.faulty, func(r *row) bool { return r.file.Unit == lead })
	if !tried || m.isOwn(g.rows[main]) {
		g.main = g.rows[main]
	}
	for _, r := range g.rows {
		if r == g.main {
			continue
		}
		r.leave(filing.Duplicate, rulePartner)
		if !m.isOwn(r) {
			g.partners = append(g.partners, r)
			m.reportPartner(g, r, choice)
		}
	}
}

// isHearsay reports a project of last quarter that neither its lead nor a partner
// of then speaks of, but others: their word makes nothing of it better or worse
// until the office says so.
func (m *merger) isHearsay(g *group) bool {
	if !g.last.HasFigures() || len(m.ownInError(g)) > 0 {
		return false
	}
	was := &g.last.Project
	return !slices.ContainsFunc(g.rows, func(r *row) bool {
		unit := r.file.Unit
		return m.isOwn(r) || unit == was.Unit || slices.Contains(was.Partners, unit)
	})
}

// decideHearsay offers last quarter's figures and what others report to the
// office; the first go on by themselves.
func (m *merger) decideHearsay(g *group) {
	was := &g.last.Project
	columns := []string{plan.KeyStatus, plan.KeyProgress, plan.KeyTotal, plan.KeyPaid}
	units := mapped(g.rows, func(r *row) string { return r.file.Unit })
	sides := mapped(g.rows, func(r *row) Side { return m.rowSide(r, columns...) })
	lasts := Side{Unit: was.Lead, Values: valuesOf(m.plan, nil, was, columns...)}
	c := between(rulePartner, was.Title(), slices.Insert(sides, 0, lasts)...)
	c.Key, c.Stake, c.Hearsay = was.Key().Case(slices.Insert(slices.Clone(units), 0, "")...), was.Total.Value(), true
	choice := m.offer(c, func(choice string) string {
		if i := adopted(choice, len(c.Sides)); i > 0 {
			return "计入" + sideName(i) + "：" + units[i-1] + "报的"
		}
		return "沿用上季度数据：" + was.Lead + "没有报这个项目，" + strings.Join(units, "、") + "不是它的牵头、配合部门"
	})
	if i := adopted(choice, len(c.Sides)); i > 0 {
		g.main = g.rows[i-1]
	}
	g.hearsay = g.main == nil
	for _, r := range g.rows {
		if r != g.main {
			r.leave(filing.Duplicate, rulePartner)
		}
	}
}

// decidePartner offers the rows to the office and returns the one that counts,
// with the office's choice.
func (m *merger) decidePartner(g *group) (main int, choice string) {
	first := g.rows[0]
	c := between(rulePartner, first.Project.Title(), mapped(g.rows, func(r *row) Side {
		return m.rowSide(r, plan.KeyStatus, plan.KeyProgress, plan.KeyTotal, plan.KeyPaid, plan.KeyDone)
	})...)
	c.Key = first.key.Case(mapped(g.rows, func(r *row) string { return r.file.Unit })...)
	choice = m.offer(c, func(choice string) string {
		i := adopted(choice, len(g.rows))
		return "计入" + sideName(i) + "：" + g.rows[i].file.Unit + "报的"
	})
	return adopted(choice, len(g.rows)), choice
}

// reportPartner is the finding X01.
func (m *merger) reportPartner(g *group, r *row, choice string) {
	m.report(r.spot(plan.KeyName), g.number(), choice, filing.Fact{
		Rule: rulePartner, Expected: r.Project.Lead, Value: r.Project.Name,
	})
}

// partnerOf is what a row says when another counts.
func partnerOf(r *row) PartnerProgress {
	return PartnerProgress{Unit: r.file.Unit, Progress: r.Project.Progress, Done: r.Project.Done, Source: r.Project.Source}
}
