package report

import (
	"slices"
	"strings"

	"jingpin/internal/check"
	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
)

// ledgers copies what the workbook lists as it is, and words the rest.
func (b *builder) ledgers() {
	b.Approved, b.Unapproved, b.Noted = b.pf.Approved, b.pf.Unapproved, b.pf.Noted
	b.Numbers, b.Office = b.pf.Numbers, b.pf.Office
	b.Findings = slices.Clip(b.pf.Findings) // what is added later is no finding of the portfolio's
	for _, c := range b.pf.Conflicts {
		b.Conflicts = append(b.Conflicts, ConflictRow{c, b.conflictTitle(c)})
	}
	b.Stale = namesOf(b.pf.Stale, func(s portfolio.Stale) string { return s.What + "：" + s.Why })
	for _, s := range b.pf.Submissions {
		for _, c := range s.Coercions() {
			b.Coercions = append(b.Coercions, CoercionRow{s.Unit, s.Path, c})
		}
	}
	b.leftOut()
}

// conflictTitle says what a conflict is in a few words.
func (b *builder) conflictTitle(c portfolio.Conflict) string {
	if c.Hearsay {
		return "牵头部门没有报，别的部门报了"
	}
	rule, _ := b.plan.Rule(c.Rule)
	return rule.Title
}

func orEmpty[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

func (b *builder) leftOut() {
	for _, l := range b.pf.LeftOut {
		p := &l.Row.Project
		b.LeftOut = append(b.LeftOut, LeftOutRow{
			Unit: l.Unit, Cause: string(l.Row.Cause), Number: l.Number, Name: p.Title(), Rules: orEmpty(l.Row.Rules),
			Source: p.Source, Typed: orEmpty(l.Row.Typed), Last: lastWords(l.Last),
		})
	}
}

// lastWords are the last accepted values of a row that does not count.
func lastWords(s *filing.Standing) string {
	if s == nil {
		return ""
	}
	p := &s.Project
	return s.Quarter.Chinese() + "：" + clauses(standingWord(p), when(p.Total.Kind != plan.Blank, "总投资"+amountWord(p.Total)),
		when(p.Paid.Kind != plan.Blank, "累计完成投资"+amountWord(p.Paid)))
}

func amountWord(a plan.Amount) string {
	if a.Kind == plan.Known {
		return a.Money.Short() + "万元"
	}
	return a.String()
}

// unsupportedRule tells of characters that no font has.
const (
	unsupportedRule = "X10"
	reportFile      = "季度报告.pdf"
)

// AddUnsupported adds a finding for every character that the report's fonts
// lack, with the first project it occurs in. The findings stay sorted.
func (r *Report) AddUnsupported(p *plan.Plan, runes []rune) {
	for _, char := range runes {
		f, on := check.Across(p, check.Spot{}, filing.Fact{Rule: unsupportedRule, Value: string(char)})
		if !on {
			return
		}
		f.File, f.Across = reportFile, false
		i := slices.IndexFunc(r.Projects, func(row ProjectRow) bool { return writes(&row.Project, char) })
		if i >= 0 {
			f.Unit, f.Project, f.Key = r.Projects[i].InUnit, r.Projects[i].Project.Title(), r.Projects[i].Key
		}
		r.Findings = append(r.Findings, f)
	}
	filing.SortFindings(r.Findings)
}

// writes reports a character in what a department wrote about a project.
func writes(p *filing.Project, char rune) bool {
	return slices.ContainsFunc([]string{
		p.Name, p.Sub, p.Content, p.Leader, p.Person, p.Done, p.Problem, p.Ask, p.Next, p.Note,
	}, func(text string) bool { return strings.ContainsRune(text, char) })
}

// Problems are the findings that people go through, the gravest first and those
// of a level in the order of the files: conversions have a list of their own.
func (r *Report) Problems() []filing.Finding {
	problems := slices.DeleteFunc(slices.Clone(r.Findings), func(f filing.Finding) bool { return f.Rule == filing.CoercionRule })
	rank := map[plan.Severity]int{plan.Error: 0, plan.Warning: 1, plan.Note: 2}
	slices.SortStableFunc(problems, func(a, b filing.Finding) int { return rank[a.Severity] - rank[b.Severity] })
	return problems
}

// ProblemsIn are the problems of some files that departments can do something
// about, or that were answered or passed; what was only recorded is none.
func (r *Report) ProblemsIn(files []string) []filing.Finding {
	return slices.DeleteFunc(r.Problems(), func(f filing.Finding) bool {
		return !slices.Contains(files, f.File) || f.Severity == plan.Note && !f.IsAnswered() && f.PassedBy == ""
	})
}

// Recorded are what a rule has recorded, which needs nothing done.
func (r *Report) Recorded(rule string) []filing.Finding {
	return slices.DeleteFunc(r.Problems(), func(f filing.Finding) bool { return f.Rule != rule || f.Severity != plan.Note })
}
