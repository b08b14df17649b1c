package rehearse

import (
	"strings"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// spelling is how a department types values. A nil function types them as the
// form asks.
type spelling struct {
	money           func(plan.Money) gridCell
	start, deadline func(plan.Date) gridCell
	progress        func(plan.Percent) gridCell
	words           map[string]string // canonical word of a list → what is typed
	unit            func(plan.Unit) string
	list            string // between the units of a list, "" for 、
	track           func(plan.Track) string
	task            func(plan.Task) string
	prose           func(string) string // names and sentences
}

// openDeadline is how an open-ended deadline is typed.
const openDeadline = "长期"

// cell is a project's value in the column with that key.
func (s *spelling) cell(p *plan.Plan, pr filing.Project, key string) gridCell {
	switch key {
	case "track":
		t, _ := p.Track(pr.Track)
		return typed(s.trackName(t))
	case "task":
		t, _ := p.TaskNo(pr.TaskNo)
		return typed(s.taskName(t))
	case "start":
		return day(s.start, pr.Start)
	case "deadline":
		if pr.OpenEnded {
			return text(openDeadline)
		}
		return day(s.deadline, pr.Deadline)
	case "finished":
		return day(s.deadline, pr.Finished)
	case "lead":
		return typed(s.unitName(p, pr.Lead))
	case "partners":
		return typed(s.partners(p, pr.Partners))
	case "progress":
		return s.percent(pr.Progress)
	case "rate":
		return s.percent(pr.Rate)
	}
	if a := pr.Amount(key); a != nil {
		return s.amount(*a)
	}
	return s.word(key, pr.Value(key))
}

func typed(s string) gridCell {
	if s == "" {
		return gridCell{}
	}
	return text(s)
}

func day(spell func(plan.Date) gridCell, d plan.Date) gridCell {
	switch {
	case d == 0:
		return gridCell{}
	case spell == nil:
		return text(d.String())
	}
	return spell(d)
}

func (s *spelling) trackName(t plan.Track) string {
	if s.track == nil {
		return t.Name
	}
	return s.track(t)
}

func (s *spelling) taskName(t plan.Task) string {
	if s.task == nil {
		return t.Name
	}
	return s.task(t)
}

// unitName types a unit of the roster; an outside body keeps its own name.
func (s *spelling) unitName(p *plan.Plan, name string) string {
	u, ok := p.Unit(name)
	if !ok || s.unit == nil {
		return name
	}
	return s.unit(u)
}

func (s *spelling) partners(p *plan.Plan, names []string) string {
	typed := make([]string, len(names))
	for i, n := range names {
		typed[i] = s.unitName(p, n)
	}
	between := s.list
	if between == "" {
		between = "、"
	}
	return strings.Join(typed, between)
}

func (s *spelling) percent(v *plan.Percent) gridCell {
	switch {
	case v == nil:
		return gridCell{}
	case s.progress == nil:
		return gridCell{value: v.Float()}
	}
	return s.progress(*v)
}

func (s *spelling) amount(a plan.Amount) gridCell {
	switch {
	case a.Kind == plan.Blank:
		return gridCell{}
	case a.Kind == plan.Pending:
		return text(plan.PendingWord)
	case s.money == nil:
		return gridCell{value: a.Money.Float()}
	}
	return s.money(a.Money)
}

// word types a text; the words of lists have their own spelling.
func (s *spelling) word(key, v string) gridCell {
	if v == "" {
		return gridCell{}
	}
	if listed(key) {
		if w, ok := s.words[v]; ok {
			return text(w)
		}
		return text(v)
	}
	if s.prose == nil {
		return text(v)
	}
	return text(s.prose(v))
}

// listed reports a column whose values come from a list.
func listed(key string) bool {
	switch key {
	case "kind", "priority", "funding", "status", "self":
		return true
	}
	return false
}
