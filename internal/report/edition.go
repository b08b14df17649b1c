package report

import (
	"regexp"
	"slices"
)

// Edition is the report for one 分管领导, nil for one that has no projects: page
// one as everybody reads it, then only the leader's projects, what is late or
// asked for among them, and their table. It says nothing that the report does
// not say.
func (r *Report) Edition(leader string) *Report {
	i := slices.IndexFunc(r.Leaders, func(l LeaderRows) bool { return l.Leader == leader })
	if i < 0 {
		return nil
	}
	e := *r
	e.Meta.Leader = leader
	e.Leaders = r.Leaders[i : i+1]
	of := map[string]bool{}
	for _, n := range e.Leaders[0].Numbers {
		of[n] = n != ""
	}
	e.Late = slices.DeleteFunc(slices.Clone(r.Late), func(l LateRow) bool { return !of[l.Number] })
	e.StillLate = slices.DeleteFunc(slices.Clone(r.StillLate), func(d DoubtRow) bool { return !of[d.Number] })
	e.Asks = slices.DeleteFunc(slices.Clone(r.Asks), func(a AskRow) bool { return !of[a.Number] })
	e.Sections = nil
	for _, s := range r.Sections {
		switch s.ID {
		case "overall":
			e.Sections = append(e.Sections, Section{s.ID, s.Heading, linkedTo(of, s.Paragraphs)})
		case "late":
			e.Sections = append(e.Sections, e.leaderSection(about(of, s.Paragraphs)))
		case "asks":
			e.Sections = append(e.Sections, e.leaderAsks(about(of, s.Paragraphs)))
		}
	}
	return &e
}

// leaderSection tells how the leader's projects stand, then the late ones that
// the report tells one by one.
func (r *Report) leaderSection(late []Paragraph) Section {
	t := r.Leaders[0].Tally
	text := counted(t) + sentence(invested(t, false)...)
	if rest := len(r.Late) + len(r.StillLate) - len(late); rest > 0 && len(late) > 0 {
		late = append(late, Paragraph{ID: "分管-2", Text: "其余进度偏慢、滞后和滞后待核实的项目" + pieces(rest) + "见附件。"})
	}
	return Section{"leader", "二、分管项目推进情况", append([]Paragraph{{ID: "分管-1", Text: text}}, late...)}
}

// leaderAsks tells what is asked for among the leader's projects.
func (r *Report) leaderAsks(asked []Paragraph) Section {
	opening := "分管项目中没有提请领导小组协调的事项。"
	if n := len(r.Asks); n > 0 {
		opening = "分管项目中提请领导小组协调的事项共" + items(n) + "。"
	}
	if rest := len(r.Asks) - len(asked); rest > 0 && len(asked) > 0 {
		asked = append(asked, Paragraph{ID: "分管-4", Text: "其余" + items(rest) + "见季度报告附件1。"})
	}
	asked = append([]Paragraph{{ID: "分管-3", Text: opening}}, asked...)
	return Section{"asks", "三、提请领导小组协调事项", append(asked,
		Paragraph{ID: "分管-5", Text: "本件第一部分为全部项目的情况，第二、三部分和附件只列分管项目；全文见季度报告。"})}
}

// about are the paragraphs that tell one of the projects, numbered anew, without
// the headings they stood under.
func about(of map[string]bool, paragraphs []Paragraph) []Paragraph {
	var all []Paragraph
	for _, p := range paragraphs {
		if len(p.Numbers) == 1 && of[p.Numbers[0]] && p.Lead != "" && !p.Omitted {
			p.Heading = ""
			all = append(all, p)
		}
	}
	for i := range all {
		all[i].Lead = numbered(i, len(all), serial.ReplaceAllString(all[i].Lead, ""))
	}
	return all
}

// serial is the number that one of several paragraphs begins with.
var serial = regexp.MustCompile(`^\d+\.`)

// linkedTo are paragraphs that link to those projects alone which are listed.
func linkedTo(of map[string]bool, paragraphs []Paragraph) []Paragraph {
	all := slices.Clone(paragraphs)
	for i := range all {
		all[i].Numbers = slices.DeleteFunc(slices.Clone(all[i].Numbers), func(n string) bool { return !of[n] })
	}
	return all
}

// LeaderNames are the leaders that have projects, in order.
func (r *Report) LeaderNames() []string {
	return namesOf(r.Leaders, func(l LeaderRows) string { return l.Leader })
}
