package filing

import (
	"fmt"
	"maps"
	"strconv"
	"strings"

	"jingpin/internal/plan"
)

// LongTerm is how an open-ended deadline is written.
const LongTerm = "长期"

// column is one of the form's columns as a project holds it. Its key is the
// plan's, which names and heads it, and the field's in JSON.
type column struct {
	key string
	// field leads to where the value is: a *string, *[]string, *plan.Amount,
	// *plan.Date or **plan.Percent.
	field func(p *Project) any
}

// columns are all that a project holds, but for the targets of the plan's
// years: those are texts under the keys of plan.YearKey.
var columns = []column{
	{plan.KeyID, func(p *Project) any { return &p.ID }},
	{plan.KeyTrack, func(p *Project) any { return &p.Track }},
	{plan.KeyTask, func(p *Project) any { return &p.Task }},
	{plan.KeyName, func(p *Project) any { return &p.Name }},
	{plan.KeySub, func(p *Project) any { return &p.Sub }},
	{plan.KeyContent, func(p *Project) any { return &p.Content }},
	{plan.KeyKind, func(p *Project) any { return &p.Kind }},
	{plan.KeyPriority, func(p *Project) any { return &p.Priority }},
	{plan.KeyStart, func(p *Project) any { return &p.Start }},
	{plan.KeyDeadline, func(p *Project) any { return &p.Deadline }},
	{plan.KeyLead, func(p *Project) any { return &p.Lead }},
	{plan.KeyPartners, func(p *Project) any { return &p.Partners }},
	{plan.KeyLeader, func(p *Project) any { return &p.Leader }},
	{plan.KeyPerson, func(p *Project) any { return &p.Person }},
	{plan.KeyTotal, func(p *Project) any { return &p.Total }},
	{plan.KeyCity, func(p *Project) any { return &p.City }},
	{plan.KeyDistrict, func(p *Project) any { return &p.District }},
	{plan.KeyStreet, func(p *Project) any { return &p.Street }},
	{plan.KeySocial, func(p *Project) any { return &p.Social }},
	{plan.KeyFunding, func(p *Project) any { return &p.Funding }},
	{plan.KeyStatus, func(p *Project) any { return &p.Status }},
	{plan.KeyProgress, func(p *Project) any { return &p.Progress }},
	{plan.KeyRate, func(p *Project) any { return &p.Rate }},
	{plan.KeySelf, func(p *Project) any { return &p.Self }},
	{plan.KeyFinished, func(p *Project) any { return &p.Finished }},
	{plan.KeyExpected, func(p *Project) any { return &p.Expected }},
	{plan.KeyDone, func(p *Project) any { return &p.Done }},
	{plan.KeyPaid, func(p *Project) any { return &p.Paid }},
	{plan.KeyProblem, func(p *Project) any { return &p.Problem }},
	{plan.KeyAsk, func(p *Project) any { return &p.Ask }},
	{plan.KeyAnswerBy, func(p *Project) any { return &p.AnswerBy }},
	{plan.KeyNext, func(p *Project) any { return &p.Next }},
	{plan.KeyNextTarget, func(p *Project) any { return &p.NextTarget }},
	{plan.KeyNote, func(p *Project) any { return &p.Note }},
}

var fieldOf = func() map[string]func(p *Project) any {
	byKey := make(map[string]func(p *Project) any, len(columns))
	for _, c := range columns {
		byKey[c.key] = c.field
	}
	return byKey
}()

// Field leads to the project's value in the column with that key: a *string,
// *[]string, *plan.Amount, *plan.Date or **plan.Percent; nil for the columns of
// years and for those a project does not have.
func (p *Project) Field(key string) any {
	if field := fieldOf[key]; field != nil {
		return field(p)
	}
	return nil
}

// Amount is the project's amount in the column with that key, nil for a column
// of another type.
func (p *Project) Amount(key string) *plan.Amount {
	a, _ := p.Field(key).(*plan.Amount)
	return a
}

// Value is what the project has in the form's column with that key, as tables
// show it: money in 万元, percentages in points, dates as 2023-06-30, lists
// joined by 、. A blank column, and a column a project does not have, is "".
func (p *Project) Value(key string) string {
	if key == plan.KeyDeadline && p.OpenEnded {
		return LongTerm
	}
	switch field := p.Field(key).(type) {
	case *string:
		return *field
	case *[]string:
		return strings.Join(*field, "、")
	case *plan.Amount:
		return field.String()
	case *plan.Date:
		return field.String()
	case **plan.Percent:
		if *field == nil {
			return ""
		}
		return (*field).String()
	}
	return p.Targets[targetYear(key)]
}

// Set puts a value, written as Value writes it or in another way the plan
// knows, into the column with that key. The error is Chinese; the project is
// then unchanged. Targets are copied before they are changed, so projects that
// share them stay apart.
func (p *Project) Set(pl *plan.Plan, key, value string) error {
	value = strings.TrimSpace(value)
	switch field := p.Field(key).(type) {
	case *string:
		return p.setText(pl, key, field, value)
	case *[]string:
		*field = nil
		if value != "" {
			*field = strings.FieldsFunc(value, func(r rune) bool { return r == '、' })
		}
	case *plan.Amount:
		if field.UnmarshalText([]byte(value)) != nil {
			return fmt.Errorf("“%s”不是金额，应为数字或待定", value)
		}
	case *plan.Date:
		return p.setDate(pl, key, field, value)
	case **plan.Percent:
		return setPoints(field, value)
	default:
		year := targetYear(key)
		if year == 0 {
			return fmt.Errorf("没有“%s”这一栏", pl.Title(key))
		}
		p.setTarget(year, value)
	}
	return nil
}

// setText sets a text, or a choice whose values come from the plan.
func (p *Project) setText(pl *plan.Plan, key string, text *string, value string) error {
	if value == "" {
		*text = ""
		return nil
	}
	read, ok := pl.Choose(key, value)
	if !ok {
		return fmt.Errorf("“%s”不是可选的%s", value, pl.Title(key))
	}
	*text = read
	if key == plan.KeyTask {
		t, _ := pl.Task(value)
		p.TaskNo = t.No
	}
	return nil
}

func (p *Project) setDate(pl *plan.Plan, key string, date *plan.Date, value string) error {
	var d plan.Date
	open := key == plan.KeyDeadline && value == LongTerm
	switch {
	case open:
		d = pl.Info.Last()
	case value != "":
		var err error
		if d, err = plan.ParseDate(value); err != nil {
			return fmt.Errorf("“%s”不是2023-06-30这样的日期", value)
		}
	}
	*date = d
	if key == plan.KeyDeadline {
		p.OpenEnded = open
	}
	return nil
}

func (p *Project) setTarget(year int, value string) {
	targets := maps.Clone(p.Targets)
	switch {
	case value == "":
		delete(targets, year)
	case targets == nil:
		targets = map[int]string{year: value}
	default:
		targets[year] = value
	}
	if len(targets) == 0 {
		targets = nil
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

// targetYear is the year of a year column's key, 0 for any other key.
func targetYear(key string) int {
	digits, isYear := strings.CutPrefix(key, "y")
	year, err := strconv.Atoi(digits)
	if !isYear || err != nil {
		return 0
	}
	return year
}
