package filing

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
)

// projectFields is a project without methods, as the JSON library sees it.
type projectFields Project

// MarshalJSON writes form.md's keys, the year columns as y2022 …: what the
// library would write of projectFields, and the years behind.
func (p Project) MarshalJSON() ([]byte, error) { return p.AppendJSON(make([]byte, 0, 1<<10)), nil }

// AppendJSON adds what MarshalJSON writes.
func (p *Project) AppendJSON(b []byte) []byte {
	o := object{append(b, '{')}
	o.text("id", p.ID)
	o.text("track", p.Track)
	o.text("task", p.Task)
	o.count("task_no", p.TaskNo)
	o.text("name", p.Name)
	o.text("sub", p.Sub)
	o.text("content", p.Content)
	o.text("kind", p.Kind)
	o.text("priority", p.Priority)
	o.date("start", p.Start)
	o.date("deadline", p.Deadline)
	o.flag("open_ended", p.OpenEnded)
	o.text("unit", p.Unit)
	o.text("lead", p.Lead)
	o.list("partners", p.Partners)
	o.text("leader", p.Leader)
	o.text("person", p.Person)
	o.amount("total", p.Total)
	o.amount("city", p.City)
	o.amount("district", p.District)
	o.amount("street", p.Street)
	o.amount("social", p.Social)
	o.text("funding", p.Funding)
	o.amount("paid", p.Paid)
	o.text("status", p.Status)
	o.percent("progress", p.Progress)
	o.percent("rate", p.Rate)
	o.text("self", p.Self)
	o.date("finished", p.Finished)
	o.text("done", p.Done)
	o.text("problem", p.Problem)
	o.text("ask", p.Ask)
	o.text("next", p.Next)
	o.text("note", p.Note)
	o.key("source")
	o.source(p.Source)
	o.years(p.Targets)
	return append(o.b, '}')
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (p *Project) UnmarshalJSON(b []byte) error {
	if err := json.Unmarshal(b, (*projectFields)(p)); err != nil {
		return err
	}
	if !bytes.Contains(b, []byte(`"y2`)) {
		return nil
	}
	var all map[string]json.RawMessage
	if err := json.Unmarshal(b, &all); err != nil {
		return err
	}
	for key, raw := range all {
		digits, isYear := strings.CutPrefix(key, "y")
		year, err := strconv.Atoi(digits)
		if !isYear || err != nil {
			continue
		}
		var text string
		if err := json.Unmarshal(raw, &text); err != nil {
			return err
		}
		if p.Targets == nil {
			p.Targets = map[int]string{}
		}
		p.Targets[year] = text
	}
	return nil
}
