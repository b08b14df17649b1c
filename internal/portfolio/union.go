package portfolio

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"jingpin/internal/check"
	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/stream"
)

// union is the set of submissions, each once, settled, as their units sent
// them, by unit, path and content. Whatever an earlier merge or check has
// found across files is dropped, so a union of unions is the union.
func union(in Input, units roster, x *passes) []*filing.Submission {
	order, copies := grouped(in.Submissions, identityOf)
	var subs []*filing.Submission
	for _, id := range order {
		s := single(in.Plan, copies[id])
		x.hear(s)
		subs = append(subs, s)
	}
	for _, s := range subs {
		settle(s, x)
		dropTyped(s)
	}
	slices.SortStableFunc(subs, func(a, b *filing.Submission) int {
		return cmp.Or(cmp.Compare(units.rank(a.Unit), units.rank(b.Unit)), cmp.Compare(a.Unit, b.Unit),
			cmp.Compare(a.Path, b.Path), cmp.Compare(a.SHA256, b.SHA256))
	})
	return subs
}

// identity is what makes two submissions copies of one. The same bytes may
// stand for two units: a blank form is told apart by its file's name.
type identity struct {
	content, unit string
	byOffice      bool
}

func identityOf(s *filing.Submission) identity {
	content := s.SHA256
	if content == "" {
		content = s.Path
	}
	return identity{content, s.Unit, s.ByOffice}
}

// single makes one submission of copies, under the first of their paths, with
// a note for each other path.
func single(p *plan.Plan, copies []*filing.Submission) *filing.Submission {
	var paths []string
	for _, s := range copies {
		paths = append(paths, s.Path)
		for _, f := range s.Findings {
			if f.Rule == filing.CopyRule {
				paths = append(paths, f.File)
			}
		}
	}
	slices.Sort(paths)
	paths = slices.Compact(paths)
	kept := *slices.MinFunc(copies, func(a, b *filing.Submission) int {
		return cmp.Or(compareBools(!isMark(a), !isMark(b)), cmp.Compare(a.Path, b.Path), compareContent(a, b))
	})
	if isMark(&kept) {
		return &kept
	}
	kept.Rows = slices.Clone(kept.Rows)
	kept.Findings = ownFindings(p, kept.Findings)
	if kept.Path != paths[0] {
		kept.Rename(paths[0])
	}
	for _, path := range paths[1:] {
		f, on := check.Across(p, check.Spot{Unit: kept.Unit}, filing.Fact{Rule: filing.CopyRule, Other: kept.Path})
		if on {
			f.File, f.Across = path, false
			kept.Findings = append(kept.Findings, f)
		}
	}
	return &kept
}

// isMark reports a submission that only says that its file is a copy of
// another: it has no rows of its own.
func isMark(s *filing.Submission) bool {
	return slices.ContainsFunc(s.Findings, func(f filing.Finding) bool { return f.Rule == filing.CopyRule && f.File == s.Path })
}

// compareContent orders two readings of the same bytes.
func compareContent(a, b *filing.Submission) int {
	if a == b {
		return 0
	}
	var x, y bytes.Buffer
	// Writing to memory does not fail.
	_ = stream.Write(&x, a)
	_ = stream.Write(&y, b)
	return strings.Compare(x.String(), y.String())
}

// ownFindings are the findings that the file alone gives.
func ownFindings(p *plan.Plan, all []filing.Finding) []filing.Finding {
	own := make([]filing.Finding, 0, len(all))
	for _, f := range all {
		if f.Across || f.Rule == filing.CopyRule {
			continue
		}
		if level := &f.Severity; f.Rule == filing.ZeroReportRule {
			if f.Was != "" {
				level = &f.Was
			}
			*level = severityOf(p, filing.ZeroReportRule)
		}
		uncover(&f)
		own = append(own, f)
	}
	return own
}

func severityOf(p *plan.Plan, code string) plan.Severity {
	rule, _ := p.Rule(code)
	return rule.Severity
}

// dropTyped forgets the cells of rows that count: they are whole in their
// project, and the stream of submissions does not carry them either.
func dropTyped(s *filing.Submission) {
	for i := range s.Rows {
		if s.Rows[i].Cause == filing.Counted {
			s.Rows[i].Typed = nil
		}
	}
}
