package portfolio

import (
	"cmp"
	"slices"

	"jingpin/internal/check"
	"jingpin/internal/filing"
	"jingpin/internal/near"
	"jingpin/internal/plan"
)

const (
	ruleNear       = "X03"
	chooseDistinct = "不是同一个"
)

// checkNames is X03: two units' projects with nearly the same name. The office
// may say which of the two is to count; the other is then a duplicate.
func (m *merger) checkNames() {
	slices.SortStableFunc(m.library, compareSides)
	search := near.New(m.plan.Info.NearName, len(m.library))
	var at [][]*member // of each name
	for _, e := range m.library {
		i := search.Add(e.Project.Title(), e.name, e.Project.Lead+"|"+e.Project.Unit)
		if i == len(at) {
			at = append(at, nil)
		}
		at[i] = append(at[i], e)
	}
	for _, same := range at {
		for _, e := range same[1:] {
			m.checkPair(same[0], e)
		}
	}
	for _, pair := range search.Pairs() {
		m.checkPair(at[pair[0]][0], at[pair[1]][0])
	}
	m.library = slices.DeleteFunc(m.library, func(e *member) bool { return e.dropped })
}

// compareSides is the order in which projects that may be one are shown.
func compareSides(a, b *member) int {
	return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.key, b.key), compareSources(a.Project.Source, b.Project.Source))
}

// checkPair reports two projects of different units, the first in order first,
// and lets the office choose.
func (m *merger) checkPair(a, b *member) {
	if a.Project.Lead == b.Project.Lead && a.Project.Unit == b.Project.Unit || a.dropped || b.dropped {
		return
	}
	if rule, ok := m.plan.Rule(ruleNear); !ok || !rule.On {
		return
	}
	at := check.Spot{Project: &b.Project, Column: "name", Unit: b.Project.Unit, Absent: true}
	if b.row != nil {
		at = b.row.spot(plan.KeyName)
	}
	c := between(ruleNear, a.Project.Title(), m.memberSide(a), m.memberSide(b))
	c.Key = a.key.Case(a.Project.Lead, string(b.key), b.Project.Lead)
	c.Choices = slices.Insert(c.Choices, 0, chooseDistinct)
	c.Stake = lesser(a.Project.Total, b.Project.Total)
	choice := m.offer(c, func(choice string) string {
		if choice == adopt(0) || choice == adopt(1) {
			return "只计" + sideName(adopted(choice, 2))
		}
		return "两个都计"
	})
	m.report(at, b.Number, choice, filing.Fact{
		Rule: ruleNear, Value: b.Project.Title(), Other: a.Project.Lead + "的" + plan.Quote(a.Project.Title()),
	})
	switch choice {
	case adopt(0):
		m.dropDuplicate(a, b)
	case adopt(1):
		m.dropDuplicate(b, a)
	}
}

// lesser is the smaller of two amounts, or the one that is known: as much counts
// twice at least, or may.
func lesser(a, b plan.Amount) plan.Money {
	if a.Kind == plan.Known && b.Kind == plan.Known {
		return min(a.Money, b.Money)
	}
	return max(a.Value(), b.Value())
}

func (m *merger) memberSide(e *member) Side {
	columns := []string{plan.KeyName, plan.KeyLead, plan.KeyStatus, plan.KeyProgress, plan.KeyTotal}
	if e.row != nil {
		return m.rowSide(e.row, columns...)
	}
	return Side{Unit: e.Project.Unit, Source: e.Project.Source, Values: valuesOf(m.plan, nil, &e.Project, columns...)}
}

// dropDuplicate takes out the project that is another by the office's word;
// what its unit reported is kept under the other.
func (m *merger) dropDuplicate(kept, out *member) {
	out.dropped = true
	if out.Number != "" {
		m.office.closed[out.Number] = "与" + plan.Quote(kept.Project.Title()) + "是同一个项目"
		m.follows[out.Number] = kept
	}
	if r := out.row; r != nil {
		r.leave(filing.Duplicate, ruleNear)
		kept.Partners = append(kept.Partners, partnerOf(r))
	}
}

// matchTexts says of each project which other unit's project tells the same of
// its progress. A text that says nothing is not copied: it is anyone's.
func (m *merger) matchTexts() {
	told := picked(m.library, func(e *member) bool { return e.State == Reported && m.plan.Concrete(e.Project.Done) })
	texts, of := grouped(told, func(e *member) string { return check.PlainText(e.Project.Done) })
	for _, text := range texts {
		first := of[text][0]
		isOther := func(e *member) bool { return e.Project.Unit != first.Project.Unit }
		second := slices.IndexFunc(of[text], isOther) // the first of another unit
		if second < 0 {
			continue
		}
		for _, e := range of[text] {
			if isOther(e) {
				e.Copied = first.Number
			} else {
				e.Copied = of[text][second].Number
			}
		}
	}
}
