package filing

import (
	"bytes"
	"encoding/json"
	"maps"
	"regexp"
	"slices"

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
	p.Targets = nil
	for before, rest, found := bytes.Cut(b, targetKey); found; before, rest, found = bytes.Cut(rest, targetKey) {
		field := target.FindSubmatch(rest)
		if field == nil || bytes.HasSuffix(before, []byte(`\`)) {
			continue // within a text
		}
		var text string
		if err := json.Unmarshal(field[2], &text); err != nil {
			return err
		}
		if p.Targets == nil {
			p.Targets = map[int]string{}
		}
		p.Targets[targetYear("y2"+string(field[1]))] = text
	}
	return nil
}

// The key of a year's target among a project's fields, and what follows it.
var (
	targetKey = []byte(`"y2`)
	target    = regexp.MustCompile(`^(\d{3})"\s*:\s*("(?:[^"\\]|\\.)*"|[^",}\s]+)`)
)
