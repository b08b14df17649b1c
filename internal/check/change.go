package check

import (
	"cmp"
	"slices"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// planned are the columns of H04 with the kind of change that settles each.
var planned = []struct{ column, kind string }{
	{plan.KeyName, filing.ChangeName}, {plan.KeyTask, ""}, {plan.KeyLead, filing.ChangeTransfer}, {plan.KeyTotal, filing.ChangeMoney},
}

// move is one column of the plan that is not as it was approved: the rule and the
// kind of change that speak of it, and what it was and is, as Project.Value has it.
type move struct{ rule, column, kind, before, now string }

// findMoves are the unapproved changes of the project's plan. A total that was
// 待定 was not settled before. A unit that still writes the terms from before an
// approval moves nothing.
func (c *Comparison) findMoves() []move {
	var moves []move
	was := &c.last.Project
	for _, col := range planned {
		before, now := was.Value(col.column), c.now.Value(col.column)
		var same bool
		switch col.column {
		case plan.KeyName:
			before, now = was.Title(), c.now.Title()
			same = plan.Key(before) == plan.Key(now)
		case plan.KeyTotal:
			settled := settledTotal(c.last)
			before = settled.String()
			same = before == now || settled.Kind == plan.Pending
		default:
			same = plan.Key(before) == plan.Key(now)
		}
		if same || before == "" || now == "" {
			continue
		}
		approved := col.kind != "" && c.Ledger.Allows(c.last.Number, col.kind, now) || c.Ledger.allowsAny(c.last.Number, now)
		if !approved {
			moves = append(moves, move{"H04", col.column, col.kind, before, now})
		}
	}
	terms, settled := c.approvedTerms(c.now, c.last)
	for _, t := range []struct{ rule, column, kind string }{
		{"H08", plan.KeyDeadline, filing.ChangeDeadline}, {"H12", plan.KeyStart, filing.ChangeStart}, {"H12", plan.KeyKind, filing.ChangeCategory},
	} {
		approved, now := terms.Value(t.column), c.now.Value(t.column)
		if approved != "" && now != "" && now != approved && now != settled.Value(t.column) {
			moves = append(moves, move{t.rule, t.column, t.kind, approved, now})
		}
	}
	return moves
}

// settledTotal is the total as approved by the end of last quarter.
func settledTotal(last *filing.Standing) plan.Amount {
	if last.Total != nil {
		return *last.Total
	}
	return last.Project.Total
}

// SettledTotal is the last approved total where the project's row has another
// without approval, nil where it has not.
func (h *History) SettledTotal(now *filing.Project, last *filing.Standing) *plan.Amount {
	if !last.HasFigures() {
		return nil
	}
	settled := settledTotal(last)
	if settled == now.Total || settled.Kind == plan.Pending || h.Ledger.Allows(last.Number, filing.ChangeMoney, now.Total.String()) {
		return nil
	}
	return &settled
}

// stops are the changes by which a status takes a project out of the lights.
var stops = map[string]string{plan.StatusPaused: filing.ChangePause, plan.StatusCancelled: filing.ChangeCancel}

// OpenStop is the kind of change by which the project has been stopped since it was
// first reported, while no approval of it is known; "" for none. What was approved
// for a stop that is over allows no other.
func (h *History) OpenStop(now *filing.Project, last *filing.Standing) string {
	kind := stops[now.Status]
	if kind == "" || !last.HasFigures() || now.Status == last.Project.Status && !last.OpenStop {
		return ""
	}
	if slices.ContainsFunc(h.Ledger.approved[last.Number], func(a filing.Change) bool {
		return a.Kind == kind && (!a.Earlier() || a.Quarter == h.library.Quarter)
	}) {
		return ""
	}
	return kind
}

// checkMoves is H04, H08 and H12: what the plan settled has changed and no
// approval is known. A total that has grown a hundredfold is M04, one finding a
// cell.
func (c *Comparison) checkMoves() {
	for _, m := range c.moves {
		if m.column == plan.KeyTotal && c.multiplied() {
			c.checkUnit()
		} else if !c.wasDragged(m.column) {
			goes := c.spoken(m.column, m.before)
			before := goes
			if c.last.Project.Value(m.column) == "" {
				before = "空白"
			}
			c.add(filing.Fact{Rule: m.rule, Key: m.column, Value: c.spoken(m.column, m.now), Other: before, Expected: goes})
		}
	}
}

// spoken is a value of a column as sentences have it.
func (c *Comparison) spoken(column, value string) string {
	if _, dated := c.now.Field(column).(*plan.Date); dated && value != filing.LongTerm {
		d, _ := plan.ParseDate(value)
		return d.Chinese()
	}
	return value
}

// multiplied reports a total a hundred times last quarter's or more.
func (c *Comparison) multiplied() bool {
	before, now := c.last.Project.Total.Value(), c.now.Total.Value()
	return before > 0 && now/100 >= before
}

// checkUnit is M04 for a total that was in another unit last quarter, unless
// the amount alone gave it away.
func (c *Comparison) checkUnit() {
	if c.said(filing.MagnitudeRule) || confirms(c.plan, c.now) {
		return
	}
	c.add(filing.Fact{
		Rule: filing.MagnitudeRule, Value: c.now.Total.String(), Suggest: inWan(c.now.Total.Value()), Expected: "上季度是" + c.last.Project.Total.String(),
	})
}

// incredible is how many times last quarter's amount no project's can be.
const incredible = 10_000

// Impossible is M04 for an amount that no project can have that had last
// quarter's: an error, unlike one that only looks like another unit.
func (h *History) Impossible(sub *filing.Submission, now *filing.Project, last *filing.Standing) (f filing.Finding, ok bool) {
	if !last.HasFigures() {
		return f, false
	}
	for _, key := range plan.MoneyKeys {
		before, amount := last.Project.Amount(key), now.Amount(key).Value()
		if before.Value() > 0 && amount/incredible >= before.Value() {
			return Across(h.plan, Spot{Sub: sub, Project: now, Column: key}, filing.Fact{
				Rule: filing.MagnitudeRule, Severity: plan.Error, Value: now.Amount(key).String(), Suggest: inWan(amount), Mend: inWan(amount),
				Expected: "上季度是" + before.String(),
			})
		}
	}
	return f, false
}

// wasDragged reports a date that was dragged down with others: that explains why
// it is not the approved one.
func (c *Comparison) wasDragged(column string) bool {
	if !slices.Contains(draggable, column) {
		return false
	}
	cell := c.sub.CellOf(c.now.Source.Sheet, c.plan.Title(column), c.now.Source.Row)
	return slices.ContainsFunc(c.sub.Findings, func(f filing.Finding) bool {
		return f.Rule == ruleCause && f.Sheet == c.now.Source.Sheet && f.Column == c.plan.Title(column) && (f.Cell == cell || slices.Contains(f.Also, cell))
	})
}

// Unapproved are the project's changes that wait for the office's approval
// (待批).
func (c *Comparison) Unapproved() []filing.Change {
	if !c.last.HasFigures() {
		return nil
	}
	var changes []filing.Change
	for _, m := range c.moves {
		kind := cmp.Or(m.kind, filing.ChangeTransfer)
		changes = append(changes, filing.Change{Kind: kind, Old: c.last.Number, Before: m.before, After: m.now})
	}
	if kind := c.OpenStop(c.now, c.last); kind != "" {
		changes = append(changes, filing.Change{
			Kind: kind, Old: c.last.Number, Before: c.last.Project.Status, After: c.now.Status,
		})
	}
	return changes
}
