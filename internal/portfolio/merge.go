package portfolio

import (
	"cmp"
	"slices"

	"jingpin/internal/check"
	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// merger is what the steps of Merge share.
type merger struct {
	plan    *plan.Plan
	pf      *Portfolio
	units   roster
	passes  *passes
	history *check.History
	office  *officeWork
	until   plan.Date          // as Input has it
	files   []*file            // of pf.Submissions
	sent    map[string][]*file // by unit of the roster, the one that counts first
	groups  []*group
	taken   map[*filing.Standing]bool      // last quarter's projects that stand in the library again
	library []*member                      // what becomes pf.Entries
	follows map[string]*member             // number that goes out of use → the project that goes on
	left    map[filing.RowID]filing.Change // see leavers

	rulings     map[*row]string // what the office decided about rows in error
	uncorrected []filing.Edit   // the office's corrections that have met no row
}

// Merge makes the portfolio of a set of submissions. The same set gives the
// same portfolio in whatever order it comes, and the Submissions of portfolios
// of parts, merged, that of the whole. The submissions are not changed.
//
// What the office lets pass it may name by a number that is only given here:
// then all is done once more, with the project known.
func Merge(in Input) *Portfolio {
	m := newMerger(in)
	in.Submissions = m.pf.Submissions // their union is as good, and what it was made of need not be held
	m.run()
	if keys := m.passedByNumber(); len(keys) > 0 {
		m = newMerger(in)
		m.passes.keys = keys // for the rows at work, not the submissions handed on
		m.run()
	}
	return m.pf
}

func (m *merger) run() {
	m.read()
	m.chooseFiles()
	m.settleAmounts()
	m.followRulings()
	m.correct()
	m.letPass()
	m.group()
	m.settleGroups()
	m.compare()
	m.enter()
	m.carry()
	m.correctCarried()
	m.checkNames()
	m.number()
	m.suspect()
	m.note()
	m.judge()
	m.list()
	m.matchTexts()
	m.checkCoverage()
	m.standUnits()
	m.finish()
}

func newMerger(in Input) *merger {
	p := in.Plan
	office := in.Office.With(filing.Office{}) // in one order, however it was collected
	m := &merger{
		plan: p, units: newRoster(p), office: newOfficeWork(office), until: in.Until,
		passes: newPasses(p, slices.Concat(p.Exceptions, office.Exceptions), in.Today),
		taken:  map[*filing.Standing]bool{}, follows: map[string]*member{}, rulings: map[*row]string{},
	}
	changes := slices.DeleteFunc(slices.Clone(office.Changes), m.isAhead)
	m.history = check.NewHistory(p, in.Quarter, in.Previous, changes)
	m.pf = &Portfolio{
		Plan: p, Quarter: in.Quarter, AsOf: in.AsOf, Previous: in.Previous, Office: office,
		Attachments: uniqueAttachments(in.Attachments), Approved: check.Approved(in.Previous, changes),
	}
	m.pf.Submissions = union(in, m.units, m.passes)
	return m
}

func uniqueAttachments(all []filing.Attachment) []filing.Attachment {
	all = slices.Clone(all)
	slices.SortFunc(all, func(a, b filing.Attachment) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Unit, b.Unit))
	})
	return slices.Compact(all)
}

// read makes the files and finds each row's project in last quarter's library.
func (m *merger) read() {
	for _, s := range m.pf.Submissions {
		m.files = append(m.files, m.open(s))
	}
}

// report adds the finding that a fact about more than one file makes, past the
// exceptions. number is the project's, choice what the office decided about it,
// each "" for none.
func (m *merger) report(at check.Spot, number, choice string, fact filing.Fact) {
	if f, on := check.Across(m.plan, at, fact); on {
		m.passes.apply(&f, number)
		decided(&f, choice)
		m.pf.Findings = append(m.pf.Findings, f)
	}
}

// note lists what the office has noted without settling it: in the place of
// the same change found in the data, else on its own.
func (m *merger) note() {
	for _, c := range m.pf.Office.Changes {
		if c.Settled() && !m.isAhead(c) {
			continue
		}
		i := slices.IndexFunc(m.pf.Unapproved, func(found filing.Change) bool {
			return found.Kind == c.Kind && slices.Equal(found.OldNumbers(), c.OldNumbers()) && m.history.Ledger.SameValue(c.After, found.After)
		})
		if i < 0 {
			m.pf.Noted = append(m.pf.Noted, c)
		} else {
			m.pf.Unapproved[i] = c
		}
	}
	slices.SortFunc(m.pf.Unapproved, filing.CompareChanges)
}

// finish collects what the files' own findings are, less those of rows that a
// newer file has replaced, and puts all lists in order.
func (m *merger) finish() {
	n := len(m.pf.Findings)
	for _, f := range m.files {
		n += len(f.Findings)
	}
	m.pf.Findings = slices.Grow(m.pf.Findings, n-len(m.pf.Findings))
	for _, f := range m.files {
		m.pf.Findings = f.appendCurrent(m.pf.Findings)
	}
	filing.SortFindings(m.pf.Findings)
	m.leaveOut()
	slices.SortFunc(m.pf.Conflicts, func(a, b Conflict) int {
		return cmp.Or(cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Title, b.Title), cmp.Compare(a.Key, b.Key))
	})
	m.expireUnused()
}

// leaveOut lists the rows that do not count.
func (m *merger) leaveOut() {
	for _, f := range m.files {
		for i := range f.rows {
			r := &f.rows[i]
			if r.Cause == filing.Counted {
				continue
			}
			out := LeftOut{Unit: f.Unit, Row: *r.Row}
			if len(out.Row.Typed) == 0 {
				out.Row.Typed = asRead(m.plan, f.Submission, &r.Project)
			}
			if r.last != nil {
				out.Number = r.last.Number
				if r.last.HasFigures() {
					out.Last = r.last
				}
			}
			m.pf.LeftOut = append(m.pf.LeftOut, out)
		}
	}
}
