package portfolio

import "jingpin/internal/check"

// matchTexts says of each project which other unit's project tells the same of
// its progress. A text that says nothing is not copied: it is anyone's.
func (m *merger) matchTexts() {
	texts := make([]string, len(m.pf.Entries))
	same := make(map[string][]*Entry, len(texts)) // text → the first entry of each of two units
	for i := range m.pf.Entries {
		e := &m.pf.Entries[i]
		if e.State != Reported || !m.plan.Concrete(e.Project.Done) {
			continue
		}
		texts[i] = check.PlainText(e.Project.Done)
		known := same[texts[i]]
		if len(known) == 0 || len(known) == 1 && known[0].Project.Unit != e.Project.Unit {
			same[texts[i]] = append(known, e)
		}
	}
	for i := range m.pf.Entries {
		e := &m.pf.Entries[i]
		for _, other := range same[texts[i]] {
			if e.Copied == "" && other.Project.Unit != e.Project.Unit {
				e.Copied = other.Number
			}
		}
	}
}
