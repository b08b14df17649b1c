package filing

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"jingpin/internal/plan"
)

// projectFields is a project without methods, as the JSON library sees it.
type projectFields Project

// MarshalJSON writes form.md's keys, the year columns as y2022 …. It writes
// what the library would write of projectFields, and the years behind: a large
// quarter's projects are written three times over, and this takes a third of
// the library's time.
func (p Project) MarshalJSON() ([]byte, error) {
	o := object{append(make([]byte, 0, 1<<10), '{')}
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
	if p.OpenEnded {
		o.raw("open_ended", "true")
	}
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
	return append(o.b, '}'), nil
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

// object is a JSON object being written; blank values are left out.
type object struct{ b []byte }

func (o *object) key(key string) {
	if o.b[len(o.b)-1] != '{' {
		o.b = append(o.b, ',')
	}
	o.b = append(append(append(o.b, '"'), key...), '"', ':')
}

func (o *object) raw(key, value string) {
	o.key(key)
	o.b = append(o.b, value...)
}

func (o *object) text(key, s string) {
	if s != "" {
		o.key(key)
		o.b = appendText(o.b, s)
	}
}

func (o *object) count(key string, n int) {
	if n != 0 {
		o.raw(key, strconv.Itoa(n))
	}
}

func (o *object) date(key string, d plan.Date) {
	if d != 0 {
		o.text(key, d.String())
	}
}

func (o *object) amount(key string, a plan.Amount) {
	if a != (plan.Amount{}) {
		o.text(key, a.String())
	}
}

func (o *object) percent(key string, p *plan.Percent) {
	if p != nil {
		o.raw(key, p.String())
	}
}

func (o *object) list(key string, list []string) {
	if len(list) == 0 {
		return
	}
	o.key(key)
	o.b = append(o.b, '[')
	for i, s := range list {
		if i > 0 {
			o.b = append(o.b, ',')
		}
		o.b = appendText(o.b, s)
	}
	o.b = append(o.b, ']')
}

// source writes a row's place, in which nothing is left out.
func (o *object) source(s Source) {
	o.b = appendText(append(o.b, `{"file":`...), s.File)
	o.b = appendText(append(o.b, `,"sheet":`...), s.Sheet)
	o.b = strconv.AppendInt(append(o.b, `,"row":`...), int64(s.Row), 10)
	o.b = append(o.b, '}')
}

func (o *object) years(targets map[int]string) {
	var years []int
	for y := range targets {
		years = append(years, y)
	}
	slices.Sort(years)
	for _, y := range years {
		o.text(plan.YearKey(y), targets[y])
	}
}

// appendText adds a text as JSON has it. Most texts stand as they are.
func appendText(b []byte, s string) []byte {
	if plain(s) {
		return append(append(append(b, '"'), s...), '"')
	}
	quoted, _ := marshal(s) // a text is never refused
	return append(b, quoted...)
}

// plain reports a text in which JSON escapes nothing.
func plain(s string) bool {
	if !utf8.ValidString(s) || strings.Contains(s, "\u2028") || strings.Contains(s, "\u2029") {
		return false
	}
	for i := range len(s) {
		if c := s[i]; c < ' ' || c == '"' || c == '\\' || c == 0x7f {
			return false
		}
	}
	return true
}
