package portfolio

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"slices"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// placing are the columns that say which project a row is and where it counts:
// of a row in error they stay as they were.
var placing = []string{plan.KeyID, plan.KeyTrack, plan.KeyTask, plan.KeyName, plan.KeySub, plan.KeyLead}

// keepSent notes what a row that an error keeps from counting says of its project:
// one bad cell does not silence the others.
func (m *merger) keepSent(e *Entry, r *row) {
	e.SentMark = r.sentMark(m.plan)
	if m.rulings[r] == filing.RulingCarried {
		e.Ruling = filing.RulingCarried
		e.Because += "，办公室核定沿用上季度"
		return
	}
	bad := m.columnsAtFault(r.findings())
	sent := e.Project
	for _, c := range m.plan.Columns {
		if c.Type == plan.TypeComputed || c.Key == plan.KeyNo || slices.Contains(placing, c.Key) {
			continue
		}
		typed, value := typedAt(r, c.Title()), r.Project.Value(c.Key)
		if slices.Contains(bad, c.Key) || typed != "" && value == "" {
			if e.AsTyped == nil {
				e.AsTyped = map[string]string{}
			}
			e.AsTyped[c.Key], value = typed, ""
		}
		_ = sent.Set(m.plan, c.Key, value) // as it was read
	}
	e.Sent = &sent
}

// Shown is the project as 汇总表 lists it: what its row says this quarter, also
// where that does not count, but with the amounts that count.
func (e *Entry) Shown(p *plan.Plan) *filing.Project {
	if e.Sent == nil {
		return &e.Project
	}
	shown := *e.Sent
	for _, c := range p.Columns {
		if c.Type == plan.TypeMoney {
			*shown.Amount(c.Key) = *e.Project.Amount(c.Key)
		}
	}
	return &shown
}

// sentMark tells what a row says from anything else that its unit may send
// later.
func (r *row) sentMark(p *plan.Plan) string {
	typed := r.Typed
	if len(typed) == 0 {
		typed = asRead(p, r.file.Submission, r.sent)
	}
	h := sha256.New()
	for _, t := range typed {
		io.WriteString(h, t.Column+"\x00"+t.Value+"\x00") // writing to a hash does not fail
	}
	return hex.EncodeToString(h.Sum(nil)[:6])
}

// followRulings finds the rows in error that the office has decided about, and
// lets those count that it takes as they are listed: what cannot be read in
// them, or is missing, is last quarter's.
func (m *merger) followRulings() {
	faulty := m.index(filing.Faulty)
	for _, s := range m.pf.Office.Rulings {
		r := faulty.find("", m.idOf(s.Number, s.Key), s.Key)
		if why := m.followRuling(s, r); why != "" {
			m.expire("核定“"+s.Choice+"”（"+s.Title+"）", why)
		}
	}
}

// followRuling follows one such decision and says why it cannot, "" when it can.
func (m *merger) followRuling(s filing.Ruling, r *row) string {
	switch {
	case r == nil:
		return "部门已经重新报来，或者这一行已经没有了，不用再核定"
	case r.sentMark(m.plan) != s.Mark:
		return "部门又报了别的数，要重新核定"
	case slices.ContainsFunc(r.Rules, isWhole):
		return "整张表没有读进来，没有可以计入的行"
	case s.Choice == filing.RulingCarried && !r.last.HasFigures():
		return "上季度没有这个项目的数"
	case s.Choice == filing.RulingCarried:
		m.rulings[r] = s.Choice
		return ""
	}
	p, bad := r.Project, m.columnsAtFault(r.findings())
	for _, c := range m.plan.Columns {
		typed := typedAt(r, c.Title())
		lacks := p.Value(c.Key) == "" && (typed != "" || slices.Contains(bad, c.Key))
		if c.Type == plan.TypeComputed || c.Key == plan.KeyNo || !lacks || m.corrects(s, c.Key) {
			continue
		}
		if r.last == nil || r.last.Project.Value(c.Key) == "" {
			return "“" + c.Title() + "”填的是“" + cmp.Or(typed, "空白") + "”，读不出来，上季度也没有，请先改正这一格"
		}
		_ = p.Set(m.plan, c.Key, r.last.Project.Value(c.Key)) // as it was read last quarter
	}
	m.rulings[r] = s.Choice
	r.Project, r.base = p, nil
	r.leave(filing.Counted)
	return ""
}

// corrects reports a column of the project that the office has put right.
func (m *merger) corrects(s filing.Ruling, key string) bool {
	return slices.ContainsFunc(m.pf.Office.Edits, func(e filing.Edit) bool {
		return e.Column == key && (e.Key == s.Key || e.Number != "" && e.Number == s.Number)
	})
}

// letPass makes records of the errors in rows that the office has let count.
func (m *merger) letPass() {
	for r, choice := range m.rulings {
		if choice != filing.RulingListed {
			continue
		}
		for i := range r.file.Findings {
			if w := &r.file.Findings[i]; w.Severity == plan.Error && r.isAt(*w) {
				decided(w, choice)
			}
		}
	}
}
