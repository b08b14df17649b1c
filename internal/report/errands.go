package report

import (
	"slices"
	"strings"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
)

// ErrandGroup is who has to do something about an errand.
type ErrandGroup string

// The groups of 待办, in order.
const (
	ToDecide ErrandGroup = "要我定的"
	ToSend   ErrandGroup = "要我发的"
	Awaited  ErrandGroup = "等部门的"
	ToKnow   ErrandGroup = "知道就行"
)

// Errand is one line of the office's list 待办. What can be chosen is taken as
// the office's decision under Rule and Key; where there is nothing to choose,
// Do says where it is done.
type Errand struct {
	Group   ErrandGroup `json:"group"`
	What    string      `json:"what"` // 事项
	Units   []string    `json:"units,omitempty"`
	Project string      `json:"project,omitempty"`
	Stake   plan.Money  `json:"stake,omitempty"` // 涉及金额
	Now     string      `json:"now,omitempty"`   // 现在按什么算
	Do      string      `json:"do,omitempty"`    // what to do, and where
	Rule    string      `json:"rule,omitempty"`
	Key     string      `json:"key,omitempty"` // filing.Decision.Key
	Choices []Choice    `json:"choices,omitempty"`
	Sent    bool        `json:"sent,omitempty"` // the office has marked it as sent,
	Day     plan.Date   `json:"day,omitempty"`  // on this day, if it said one

	Change *filing.Change `json:"change,omitempty"` // that waits for approval
}

// Choice is one answer to an errand.
type Choice struct {
	Label  string `json:"label"`          // as a list offers it: the departments' own names
	Choice string `json:"choice"`         // filing.Decision.Choice, "" to leave it open
	Then   string `json:"then,omitempty"` // what it becomes then
}

const decideLater = "以后再定"

// errands lists what the office has to do, by group and in each the gravest
// first: what was not read, what was not taken, what figures depend on.
func (b *builder) errands() {
	if len(b.Streets) > 0 {
		b.Errands = slices.Concat(b.streetErrands(), b.staleErrands(), b.noteErrands())
		return
	}
	leads, figures, settled := b.conflictErrands()
	b.Errands = slices.Concat(b.unreadErrands(), b.staleErrands(), leads, b.changeErrands(), figures,
		b.unitErrands(), b.silentErrands(), settled, b.rulingErrands(), b.noteErrands())
	groups := []ErrandGroup{ToDecide, ToSend, Awaited, ToKnow}
	slices.SortStableFunc(b.Errands, func(x, y Errand) int { return slices.Index(groups, x.Group) - slices.Index(groups, y.Group) })
}

// ToDecide is how many decisions the office has to make.
func (r *Report) ToDecide() int {
	return r.countErrands(ToDecide)
}

func (r *Report) countErrands(group ErrandGroup) int {
	return countOf(r.Errands, func(e Errand) bool { return e.Group == group })
}

// ErrandLine counts the list 待办 in one line, the same wherever it is said.
func (r *Report) ErrandLine() string {
	var groups []share
	for _, group := range []ErrandGroup{ToDecide, ToSend, Awaited} {
		groups = append(groups, share{string(group), r.countErrands(group)})
	}
	parts := said(groups, func(s share) string { return s.name + items(s.n) })
	if len(parts) == 0 {
		return "待办：没有要办的。"
	}
	return "待办：" + strings.Join(parts, "、") + "。"
}

// unreadErrands are the files no project of which could be read.
func (b *builder) unreadErrands() []Errand {
	var all []Errand
	for _, s := range b.pf.Submissions {
		fault := unread(s)
		if fault == nil {
			continue
		}
		rule, _ := b.plan.Rule(fault.Rule)
		e := Errand{Group: ToDecide, What: "“" + s.Path + "”整份没有读进来：" + rule.Title, Do: "请部门改正后再报"}
		if s.Unit != "" {
			e.Units, e.Now = []string{s.Unit}, s.Unit+"的项目沿用"+b.lastData()
		}
		all = append(all, e)
	}
	return all
}

// unread is the first error of a file in which no project could be read, nil of
// others.
func unread(s *filing.Submission) *filing.Finding {
	i := slices.IndexFunc(s.Findings, func(f filing.Finding) bool { return f.Severity == plan.Error })
	if len(s.Rows) > 0 || i < 0 {
		return nil
	}
	return &s.Findings[i]
}

// staleErrands are what the office did that was not taken.
func (b *builder) staleErrands() []Errand {
	var all []Errand
	for _, s := range b.pf.Stale {
		all = append(all, Errand{Group: ToDecide, What: "没有采用：" + s.What, Now: s.Why, Do: "不再需要的删去，还要的重新填写"})
	}
	return all
}

// conflictErrands are the conflicts about projects to decide, those about single
// figures, and those that are settled by themselves.
func (b *builder) conflictErrands() (projects, figures, settled []Errand) {
	for _, c := range b.pf.Conflicts {
		if c.Choice != "" {
			continue
		}
		e := Errand{
			Group: ToDecide, What: b.conflictTitle(c), Project: c.Title, Stake: c.Stake, Now: c.Counts, Rule: c.Rule, Key: c.Key, Choices: choicesOf(c),
			Units: unitsOf(c),
		}
		switch {
		case c.Hearsay || c.Rule == ruleUnit || c.Rule == ruleLeads || c.Rule == ruleNear: // in this order, as the conflicts are
			projects = append(projects, e)
		case c.Rule == ruleFigures:
			figures = append(figures, e)
		default:
			e.Group = ToKnow
			settled = append(settled, e)
		}
	}
	return projects, figures, settled
}

func unitsOf(c portfolio.Conflict) []string {
	var units []string
	for _, s := range c.Sides {
		if s.Unit != "" && !slices.Contains(units, s.Unit) {
			units = append(units, s.Unit)
		}
	}
	return units
}

// Options are what can be chosen about it.
func (c ConflictRow) Options() []Choice { return choicesOf(c.Conflict) }

// choicesOf are the choices of a conflict under the departments' own names.
func choicesOf(c portfolio.Conflict) []Choice {
	var choices []Choice
	for _, choice := range c.Choices {
		label, then := choice, ""
		for _, s := range c.Sides {
			switch choice {
			case "采用" + s.Label:
				label, then = s.Unit, sideWords(s)
			case s.Label:
				then = sideWords(s)
			}
		}
		if slices.ContainsFunc(choices, func(other Choice) bool { return other.Label == label }) {
			label = choice + "（" + label + "）"
		}
		choices = append(choices, Choice{Label: label, Choice: choice, Then: then})
	}
	return append(choices, Choice{Label: decideLater})
}

// sideWords are the values of a side in one line.
func sideWords(s portfolio.Side) string {
	return clauses(namesOf(s.Values, func(v filing.Typed) string { return v.Column + inline(v.Value) })...)
}

// changeErrands are the changes of the plan that wait for approval.
func (b *builder) changeErrands() []Errand {
	var all []Errand
	for _, c := range b.Unapproved {
		e := Errand{
			Change: &c, Group: ToDecide, What: "项目变更待批：" + b.claimWords(c), Project: b.titles(c.Old), Now: b.claimNow(c),
			Do: "同意的在“项目变更”里填批准依据和日期",
		}
		if b.isSuspected(c) {
			e.Stake = b.stakeOf(c)
			e.Do += "；确实是新项目的，照样登记一行“新增”"
		}
		all = append(all, e)
	}
	return all
}

// draftErrands adds the rewritten paragraphs whose figures are no longer right
// to what there is to decide: they are known only once all is worded.
func (b *builder) draftErrands() {
	at := b.ToDecide()
	for _, f := range b.Findings {
		if f.Rule == draftRule {
			e := Errand{Group: ToDecide, What: "修改稿里的数和数据对不上：" + f.Value, Now: "照修改稿印", Do: "在“报告文稿”里改，或者清空修改稿"}
			b.Errands = slices.Insert(b.Errands, at, e)
			at++
		}
	}
}

// unitErrands are the returns to send, one a department.
func (b *builder) unitErrands() []Errand {
	asked := countFindings(b.Findings, func(f *filing.Finding) bool { return f.IsAsked() && f.File != "" })
	var all []Errand
	for _, f := range b.Filings {
		errors, warnings := asked[level{f.Unit, plan.Error}], asked[level{f.Unit, plan.Warning}]
		if errors == 0 && warnings == 0 || f.No == 0 {
			continue
		}
		parts := said([]share{{"处请改正", errors}, {"处请核实", warnings}}, func(s share) string { return plan.Count(s.n) + s.name })
		all = append(all, b.sendErrand(f.Unit, f.Unit+"："+list(parts), "发退回表和退回说明"))
	}
	return all
}

// silentErrands are the units whose report is awaited.
func (b *builder) silentErrands() []Errand {
	var all []Errand
	for _, name := range b.unsent() {
		all = append(all, b.sendErrand(name, name+"：还没有报送", "提醒报送"))
	}
	return all
}

// sendErrand is something to send to a unit or, once the office has marked it
// as sent, to wait for.
func (b *builder) sendErrand(unit, what, do string) Errand {
	e := Errand{Group: ToSend, What: what, Units: []string{unit}, Do: do}
	i := slices.IndexFunc(b.Office.Sent, func(s filing.Sent) bool { return s.What == what })
	if i < 0 {
		return e
	}
	e.Group, e.Sent, e.Day, e.Do = Awaited, true, b.Office.Sent[i].Day, "等部门报来"
	e.Now = when(e.Day != 0, e.Day.Chinese()) + "已发"
	return e
}

// rulingErrands are the rows in error that the office has decided about.
func (b *builder) rulingErrands() []Errand {
	var all []Errand
	for _, e := range b.entries {
		if e.Ruling != "" {
			all = append(all, Errand{
				Group: ToKnow, What: "办公室核定" + e.Ruling, Project: e.Project.Title(), Units: []string{e.Project.Lead}, Do: "要撤回，清空“项目汇总表”里的“核定”",
			})
		}
	}
	return all
}

// noteErrands count what was recorded and needs nothing done.
func (b *builder) noteErrands() []Errand {
	counts := map[string]int{}
	for i := range b.Findings {
		if f := &b.Findings[i]; f.Severity == plan.Note {
			counts[f.Rule]++
		}
	}
	var all []Errand
	for _, rule := range b.plan.Rules {
		if n := counts[rule.Code]; n > 0 {
			all = append(all, Errand{Group: ToKnow, What: strings.TrimSuffix(rule.Title, "。") + plan.Count(n) + "处", Do: "在“问题清单”里可以查看"})
		}
	}
	return all
}
