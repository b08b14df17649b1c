package filing

import (
	"fmt"
	"strconv"
	"strings"

	"jingpin/internal/plan"
)

// LongTerm is how an open-ended deadline is written.
const LongTerm = "长期"

// Value is what the project has in the form's column with that key, as tables
// show it: money in 万元, percentages in points, dates as 2023-06-30, lists
// joined by 、. A blank column, and a column a project does not have, is "".
func (p Project) Value(key string) string {
	if text := p.text(key); text != nil {
		return *text
	}
	if a := p.Amount(key); a != nil {
		return a.String()
	}
	switch key {
	case "partners":
		return strings.Join(p.Partners, "、")
	case "start":
		return p.Start.String()
	case "deadline":
		if p.OpenEnded {
			return LongTerm
		}
		return p.Deadline.String()
	case "finished":
		return p.Finished.String()
	case "progress":
		return points(p.Progress)
	case "rate":
		return points(p.Rate)
	}
	return p.Targets[targetYear(key)]
}

// Set puts a value, written as Value writes it or in another way the plan
// knows, into the column with that key. The error is Chinese; the project is
// then unchanged. Targets are copied before they are changed, so projects that
// share them stay apart.
func (p *Project) Set(pl *plan.Plan, key, value string) error {
	value = strings.TrimSpace(value)
	if a := p.Amount(key); a != nil {
		if a.UnmarshalText([]byte(value)) != nil {
			return fmt.Errorf("“%s”不是金额，应为数字或待定", value)
		}
		return nil
	}
	switch key {
	case "track", "task", "lead", "status", "kind", "priority", "funding", "self":
		return p.choose(pl, key, value)
	case "start", "finished", "deadline":
		return p.setDate(pl, key, value)
	case "progress":
		return setPoints(&p.Progress, value)
	case "rate":
		return setPoints(&p.Rate, value)
	case "partners":
		p.Partners = strings.FieldsFunc(value, func(r rune) bool { return r == '、' })
		return nil
	}
	if text := p.text(key); text != nil {
		*text = value
		return nil
	}
	year := targetYear(key)
	if year == 0 {
		return fmt.Errorf("没有“%s”这一栏", pl.Title(key))
	}
	p.setTarget(year, value)
	return nil
}

// text is the project's text in the column with that key, nil for a column of
// another type.
func (p *Project) text(key string) *string {
	switch key {
	case "id":
		return &p.ID
	case "track":
		return &p.Track
	case "task":
		return &p.Task
	case "name":
		return &p.Name
	case "sub":
		return &p.Sub
	case "content":
		return &p.Content
	case "kind":
		return &p.Kind
	case "priority":
		return &p.Priority
	case "lead":
		return &p.Lead
	case "leader":
		return &p.Leader
	case "person":
		return &p.Person
	case "funding":
		return &p.Funding
	case "status":
		return &p.Status
	case "self":
		return &p.Self
	}
	return p.longText(key)
}

func (p *Project) longText(key string) *string {
	switch key {
	case "done":
		return &p.Done
	case "problem":
		return &p.Problem
	case "ask":
		return &p.Ask
	case "next":
		return &p.Next
	case "note":
		return &p.Note
	}
	return nil
}

// Amount is the project's amount in the column with that key, nil for a column
// of another type.
func (p *Project) Amount(key string) *plan.Amount {
	switch key {
	case "total":
		return &p.Total
	case "city":
		return &p.City
	case "district":
		return &p.District
	case "street":
		return &p.Street
	case "social":
		return &p.Social
	case "paid":
		return &p.Paid
	}
	return nil
}

// choose sets a column whose values come from the plan.
func (p *Project) choose(pl *plan.Plan, key, value string) error {
	read, ok := value, false
	switch key {
	case "track":
		var t plan.Track
		if t, ok = pl.Track(value); ok {
			read = t.Name
		}
	case "task":
		var t plan.Task
		if t, ok = pl.Task(value); ok {
			read = t.Name
			p.TaskNo = t.No
		}
	case "lead":
		var u plan.Unit
		if u, ok = pl.Unit(value); ok {
			read = u.Name
		}
	default:
		column, _ := pl.Column(key)
		var w plan.Word
		if w, ok = pl.Read(column.List, value); ok {
			read = w.Read
		}
	}
	if !ok && value != "" {
		return fmt.Errorf("“%s”不是可选的%s", value, pl.Title(key))
	}
	*p.text(key) = read
	return nil
}

func (p *Project) setDate(pl *plan.Plan, key, value string) error {
	var d plan.Date
	open := key == "deadline" && value == LongTerm
	switch {
	case open:
		d = pl.Info.Last()
	case value != "":
		var err error
		if d, err = plan.ParseDate(value); err != nil {
			return fmt.Errorf("“%s”不是2023-06-30这样的日期", value)
		}
	}
	switch key {
	case "start":
		p.Start = d
	case "finished":
		p.Finished = d
	default:
		p.Deadline, p.OpenEnded = d, open
	}
	return nil
}

func (p *Project) setTarget(year int, value string) {
	targets := map[int]string{}
	for y, text := range p.Targets {
		targets[y] = text
	}
	targets[year] = value
	if value == "" {
		delete(targets, year)
	}
	p.Targets = targets
}

func setPoints(to **plan.Percent, value string) error {
	value = strings.TrimSuffix(value, "%")
	if value == "" {
		*to = nil
		return nil
	}
	v, err := plan.ParsePercent(value)
	if err != nil || v < 0 || v > plan.Full {
		return fmt.Errorf("“%s”不是0到100的数", value)
	}
	*to = &v
	return nil
}

func points(p *plan.Percent) string {
	if p == nil {
		return ""
	}
	return p.String()
}

// targetYear is the year of a year column's key, 0 for any other key.
func targetYear(key string) int {
	digits, isYear := strings.CutPrefix(key, "y")
	year, err := strconv.Atoi(digits)
	if !isYear || err != nil {
		return 0
	}
	return year
}
