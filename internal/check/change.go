package check

import (
	"cmp"
	"slices"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// planned are the columns of H04 with the kind of change that settles each.
var planned = []struct{ column, kind string }{
	{"name", filing.ChangeName}, {"task", ""}, {"lead", filing.ChangeTransfer}, {"total", filing.ChangeMoney},
}

// checkPlan is H04: what the plan settled has changed and no approval is
// known. A total that has grown a hundredfold is M04, one finding a cell.
func (c *Comparison) checkPlan() {
	for _, move := range c.moves {
		if move.column == "total" && c.multiplied() {
			c.checkUnit()
			continue
		}
		c.addAt(move.column, "H04", filing.Fact{
			Value: move.now, Other: move.before, Expected: move.before,
		})
	}
}

// move is one column of the plan that is not as it was.
type move struct{ column, kind, before, now string }

// findMoves are the unapproved changes of the project's plan but for its
// deadline. A total that was 待定 was not settled before.
func (c *Comparison) findMoves() []move {
	var ms []move
	was := &c.last.Project
	for _, col := range planned {
		var before, now string
		switch {
		case col.column == "name":
			before, now = was.Title(), c.now.Title()
		case col.column != "total":
			before, now = was.Value(col.column), c.now.Value(col.column)
		case was.Total != c.now.Total && was.Total.Kind != plan.Pending:
			before, now = was.Total.String(), c.now.Total.String()
		}
		if before == now || before == "" || now == "" || col.column != "total" && plan.Key(before) == plan.Key(now) {
			continue
		}
		approved := col.kind != "" && c.Ledger.Allows(c.last.Number, col.kind, now) || c.Ledger.allowsAny(c.last.Number, now)
		if !approved {
			ms = append(ms, move{col.column, col.kind, before, now})
		}
	}
	return ms
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
	c.add(filing.MagnitudeRule, filing.Fact{
		Value: c.now.Total.String(), Suggest: inWan(c.now.Total.Value()), Expected: "上季度是" + c.last.Project.Total.String(),
	})
}

// incredible is how many times last quarter's amount no project's can be.
const incredible = 10_000

// Impossible is M04 for an amount that no project can have that had last
// quarter's: an error, unlike one that only looks like another unit.
func (h *History) Impossible(sub *filing.Submission, now *filing.Project, last *filing.Standing) (f filing.Finding, ok bool) {
	if last == nil || last.Quarter.N == 0 {
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

// ApprovedDeadline is the deadline the light goes by.
func (h *History) ApprovedDeadline(now *filing.Project, last *filing.Standing) plan.Date {
	old := settledDeadline(last)
	if old == 0 {
		return now.Deadline
	}
	return h.Ledger.deadline(last.Number, old, now.Deadline)
}

// settledDeadline is the last one approved by the end of last quarter, none
// for a project that had no figures then.
func settledDeadline(last *filing.Standing) plan.Date {
	if !hadFigures(last) {
		return 0
	}
	return cmp.Or(last.Deadline, last.Project.Deadline)
}

// movedDeadline reports a deadline that is not the approved one, and which
// that is. A unit that still writes the one before the approval moves nothing.
func (c *Comparison) movedDeadline() (approved plan.Date, moved bool) {
	approved = c.ApprovedDeadline(c.now, c.last)
	now := c.now.Deadline
	return approved, now != 0 && now != approved && now != settledDeadline(c.last)
}

// checkDeadline is H08.
func (c *Comparison) checkDeadline() {
	if approved, moved := c.movedDeadline(); moved && !c.wasDragged(plan.KeyDeadline) {
		c.add("H08", filing.Fact{
			Value: c.now.Deadline.Chinese(), Other: approved.Chinese(), Expected: approved.Chinese(),
		})
	}
}

// wasDragged reports a date that was dragged down with others: that explains why
// it is not the approved one.
func (c *Comparison) wasDragged(column string) bool {
	cell := c.sub.CellOf(c.now.Source.Sheet, c.plan.Title(column), c.now.Source.Row)
	return slices.ContainsFunc(c.sub.Findings, func(f filing.Finding) bool {
		return f.Rule == ruleCause && f.Sheet == c.now.Source.Sheet && f.Column == c.plan.Title(column) && (f.Cell == cell || slices.Contains(f.Also, cell))
	})
}

// Unapproved are the project's changes that wait for the office's approval
// (待批).
func (c *Comparison) Unapproved() []filing.Change {
	if c.last.Quarter.N == 0 {
		return nil
	}
	var changes []filing.Change
	for _, m := range c.moves {
		kind := m.kind
		if kind == "" {
			kind = filing.ChangeTransfer
		}
		changes = append(changes, filing.Change{Kind: kind, Old: c.last.Number, Before: m.before, After: m.now})
	}
	if d, moved := c.movedDeadline(); moved {
		changes = append(changes, filing.Change{
			Kind: filing.ChangeDeadline, Old: c.last.Number, Before: d.String(), After: c.now.Deadline.String(),
		})
	}
	for _, t := range c.movedTerms() {
		changes = append(changes, filing.Change{Kind: t.kind, Old: c.last.Number, Before: t.before, After: t.now})
	}
	stops := map[string]string{plan.StatusPaused: filing.ChangePause, plan.StatusCancelled: filing.ChangeCancel}
	kind := stops[c.now.Status]
	if kind != "" && c.now.Status != c.last.Project.Status && len(c.Ledger.approvedKind(c.last.Number, kind)) == 0 {
		changes = append(changes, filing.Change{
			Kind: kind, Old: c.last.Number, Before: c.last.Project.Status, After: c.now.Status,
		})
	}
	return changes
}
