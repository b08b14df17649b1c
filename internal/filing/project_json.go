package filing

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strconv"

	"jingpin/internal/plan"
)

// projectFields is a project without methods, as the JSON library sees it.
type projectFields Project

// MarshalJSON writes form.md's keys, the year columns as y2022 … behind.
func (p Project) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.Grow(usualProject)
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false) // < and & stay what they are
	if err := e.Encode((*projectFields)(&p)); err != nil {
		return nil, err
	}
	b.Truncate(b.Len() - len("}\n"))
	for _, year := range slices.Sorted(maps.Keys(p.Targets)) {
		if text := p.Targets[year]; text != "" {
			b.WriteString(`,"` + plan.YearKey(year) + `":`)
			if err := e.Encode(text); err != nil {
				return nil, err
			}
			b.Truncate(b.Len() - len("\n"))
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// usualProject is how many bytes hold most projects.
const usualProject = 1 << 10

// UnmarshalJSON reads what MarshalJSON wrote.
func (p *Project) UnmarshalJSON(b []byte) error {
	if err := json.Unmarshal(b, (*projectFields)(p)); err != nil {
		return err
	}
	if p.readTargets(b) {
		return nil
	}
	p.Targets = nil
	var all map[string]json.RawMessage
	if err := json.Unmarshal(b, &all); err != nil {
		return err
	}
	for key, raw := range all {
		year := targetYear(key)
		if year == 0 {
			continue
		}
		var text string
		if err := json.Unmarshal(raw, &text); err != nil {
			return err
		}
		p.target(year, text)
	}
	return nil
}

func (p *Project) target(year int, text string) {
	if p.Targets == nil {
		p.Targets = map[int]string{}
	}
	p.Targets[year] = text
}

// yearKey is how MarshalJSON begins a year's target. What looks so inside a text
// has a backslash before its marks.
var yearKey = []byte(`,"y2`)

// readTargets reads the targets where they stand as MarshalJSON writes them, so
// that the whole need not be read twice, and reports whether it could.
func (p *Project) readTargets(b []byte) bool {
	if bytes.Count(b, yearKey[1:]) != bytes.Count(b, yearKey) {
		return false
	}
	for {
		_, rest, found := bytes.Cut(b, yearKey)
		if !found {
			return true
		}
		const key = `000":"` // of what follows
		if len(rest) < len(key) || string(rest[3:len(key)]) != key[3:] {
			return false
		}
		year, err := strconv.Atoi("2" + string(rest[:3]))
		text := rest[len(key)-1:]
		end := 1 + bytes.IndexByte(text[1:], '"')
		var target string
		if err != nil || end == 0 || json.Unmarshal(text[:end+1], &target) != nil {
			return false // a mark with a backslash before it, or something else
		}
		p.target(year, target)
		b = text[end+1:]
	}
}
